// Given to Node by --import: appends the URL of every module that the program loads to the file $PY2MP_MODULES.
import { register } from "node:module";

const hooks = `
  import { appendFileSync } from "node:fs";
  export async function resolve(specifier, context, next) {
    const found = await next(specifier, context);
    appendFileSync(process.env.PY2MP_MODULES, found.url + "\\n");
    return found;
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
