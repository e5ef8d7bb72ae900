/**
 * The last step of `npm run build`: puts the runtime's hundreds of small modules into a few files. Every thread of a
 * program loads the runtime, and a module costs Node about half a millisecond however small it is. Each module's own
 * file stays and leads to where its contents went, so that nothing that imports it need know.
 */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("dist/runtime", import.meta.url));
// What an earlier run made is no module.
rmSync(join(root, "chunks"), { recursive: true, force: true });
const modules = readdirSync(root, { recursive: true }).filter(
  (name) => name.endsWith(".js") && !name.endsWith("-chunk.js"),
);

/**
 * The groups, those that are loaded first with the highest priority. Code that finds other files by its own URL stays in
 * its folder. Node's main thread never gets past `boot.js`, so nothing that the broker needs may stand in a file with it.
 * The library does stand there, so that the main thread doesn't run it: V8 12 and later sometimes end with a fatal error
 * where a program's modules are ready beside one that waits for ever. And nothing may that a pickle can name, since what
 * waits can't be loaded by `require` (`kernel/library.ts`).
 */
const groups = [
  { name: "kernel/start-chunk", priority: 3, test: /runtime\/kernel\/(arena|layout|self|pages|spinlock|thread)\.js/ },
  {
    name: "kernel/core-chunk",
    priority: 2,
    test: /runtime\/(builtins\/|libm\/|kernel\/(?!worker|boot|socket-service|datagram-service)|stdlib\/(module|array|heapq|struct-sequence|collections\/deque))/,
  },
  {
    name: "multiprocessing/library-chunk",
    priority: 1,
    test: /runtime\/(main\.js|kernel\/boot|multiprocessing\/(?!pool-worker|pool-engine|(?:index|spawn)\.js))/,
  },
];

const bundle = await rolldown({
  input: Object.fromEntries(modules.map((name) => [name.slice(0, -".js".length), join(root, name)])),
  platform: "node",
  external: (id) => !id.startsWith(".") && !id.startsWith("/"),
  treeshake: false,
  preserveEntrySignatures: "strict",
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({
  dir: root,
  format: "esm",
  // What Python shows as a name is the function's or class's own.
  keepNames: true,
  entryFileNames: "[name].js",
  chunkFileNames: ({ name }) => (name.endsWith("-chunk") ? "[name].js" : "chunks/[name].js"),
  codeSplitting: { groups },
});
// What tsc wrote is gone: let the next run write everything.
rmSync(fileURLToPath(new URL("dist/.tsbuildinfo", import.meta.url)), { force: true });
