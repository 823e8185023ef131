import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MARK = "//# sourceMappingURL=data:application/json;base64,";

/**
 * The generated TypeScript of one binding module, taken from the source map inside its JavaScript.
 *
 * The TypeScript is read, not the JavaScript or the typings, because only it keeps the generator's line above every
 * attribute: `// ttl - computed: true, optional: true, required: false`. Those flags are nowhere else in the package.
 *
 * @throws when the package was built without embedded sources.
 */
function moduleSource(file: string): string {
  const javascript = readFileSync(file, "latin1");
  const start = javascript.lastIndexOf(MARK);
  const encoded = start < 0 ? "" : javascript.slice(start + MARK.length).trimEnd();
  const map = encoded === "" ? {} : (JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as SourceMap);
  const source = map.sourcesContent?.[0];
  if (typeof source !== "string") {
    throw new Error(
      `No TypeScript source is embedded in ${file}. Provider schemas are derived from it; ` +
        "install the published @cdktf provider package again, at the version of package-lock.json.",
    );
  }
  return source;
}

interface SourceMap {
  readonly sourcesContent?: readonly (string | null)[];
}

/** All sources of one module folder, the parts of very large types (`index-structs/`) included. */
export function bindingSource(folder: string): string {
  const parts: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) parts.push(bindingSource(path));
    else if (entry.name.endsWith(".js")) parts.push(moduleSource(path));
  }
  return parts.join("\n");
}
