/** The layout of the emitted files: prettier's, with its defaults and the house's line width. */

export const LINE_WIDTH = 120;

export type Language = "typescript" | "javascript";

/**
 * Formats a whole file.
 *
 * Babel's parser reads both languages and loads many times faster than TypeScript's. Prettier is loaded on first use.
 */
export async function format(text: string, language: Language): Promise<string> {
  const [prettier, babel, estree] = await loadPrettier();
  const parser = language === "typescript" ? "babel-ts" : "babel";
  return prettier.format(text, { parser, plugins: [babel, estree], printWidth: LINE_WIDTH });
}

/** Loads the formatter ahead of its first use. */
export function loadPrettier() {
  return Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/babel"),
    import("prettier/plugins/estree"),
  ]);
}
