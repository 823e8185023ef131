import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** What tools put into a checkout; none of it is committed. */
const MADE = new Set([
  ".gantry",
  ".git",
  ".terraform",
  ".venv",
  "__pycache__",
  "cdktf.out",
  "coverage",
  "node_modules",
  "package-lock.json",
]);

export interface Source {
  /** Path from the root of the repository, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** Every file of the repository that a person wrote and whose name ends like one of these. */
export function sources(...endings: readonly string[]): readonly Source[] {
  return filesIn(ROOT)
    .map((file) => relative(ROOT, file).split(sep).join(posix.sep))
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") }));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (MADE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

/** The text of a TypeScript file without its comments. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

export interface Import {
  readonly file: string;
  /** As written, for instance `../core/names.js` or `cdktf`. */
  readonly specifier: string;
  /** File of the repository that it names, for instance `modules/core/names.ts`; the specifier for a package. */
  readonly target: string;
  /** Whether it is gone when the types are. */
  readonly type: boolean;
}

/** Static, with or without bindings: `import type { A } from "a"`, `export * from "a"`, `import "a"`. */
const STATIC = /^(?:import|export)\s+(type\s)?(?:[\w\s{},*$]*?\sfrom\s+)?"([^"]+)"/gm;
const DYNAMIC = /(typeof\s+)?\b(?:import|require)\(\s*(?:"([^"]*)"|[^)]*)/g;

/** Everything that a TypeScript file imports, dynamic imports and types too. */
export function importsOf({ file, text }: Source): readonly Import[] {
  const code = withoutComments(text);
  return [...code.matchAll(STATIC), ...code.matchAll(DYNAMIC)].map(([, type, specifier = "(computed)"]) => ({
    file,
    specifier,
    target: specifier.startsWith(".") ? fileAt(file, specifier) : specifier,
    type: type !== undefined,
  }));
}

function fileAt(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}
