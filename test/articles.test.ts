/**
 * The five articles as they stand, by the helper that their authors would use. They are not part of this repository: they
 * are taken from `../shared/articles`, or from the folder that `PY2MP_ARTICLES` names.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test, vi } from "vitest";
import { describeArticles } from "../transform/validate/vitest.js";

const beside = join(dirname(fileURLToPath(import.meta.url)), "../../shared/articles");
const articles = process.env.PY2MP_ARTICLES ?? beside;

// Some of them count on what happens within a second.
vi.setConfig({ maxConcurrency: 2 });

if (existsSync(articles)) {
  // Its `sleep` is never imported: as CPython, the conversion prints something else than the article shows.
  await describeArticles(join(articles, "*.md"), { limitSeconds: 90, mismatches: ["000-processes-and-sharing_04"] });
} else {
  test.skip("skipped: no articles");
}
