/** The helper that makes tests of an article's examples, on an article of our own. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeArticles } from "../../transform/validate/vitest.js";

await describeArticles(join(dirname(fileURLToPath(import.meta.url)), "article.md"));
