/**
 * Runs a TypeScript file of this repository: `node run.mjs main.ts …`.
 *
 * Bundles the repository's own sources in memory and runs them as CommonJS. A loader that translates file by file, as
 * tsx does it, takes more than twice as long: hundreds of files cross its worker one by one, and Node.js searches every
 * CommonJS package that an ES module imports for the names that it exports. Packages are not bundled.
 */
import { readFile } from "node:fs/promises";
import { createRequire, SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { compileFunction, constants } from "node:vm";
import { build, stop } from "esbuild";

// Stacks are written one after the other and forgotten. By itself V8 lets four times as much pile up as is in use; at
// half as much again a hundred environments take a fifth less memory, and no more time (npm run bench -- growth).
setFlagsFromString("--heap-growing-percent=50");

process.argv.splice(1, 1);
const entry = resolve(process.argv[1]);
const { code, map } = await bundle();
process.on("uncaughtException", (error) => {
  console.error(error instanceof Error ? inSources(error.stack ?? error.message) : error);
  process.exit(1);
});
compileFunction(code, ["require", "module", "exports"], {
  filename: entry,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})(createRequire(entry), { exports: {} }, {});

async function bundle() {
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      outfile: entry,
      write: false,
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20",
      format: "cjs",
      sourcemap: "external",
      plugins: [{ name: "own addresses", setup: keepOwnAddresses }],
      logLevel: "silent",
    });
    const [sourceMap, script] = outputFiles.map(({ text }) => text);
    return { code: script, map: sourceMap };
  } catch (error) {
    for (const { text, location } of error.errors ?? []) {
      console.error("error: a file is no valid TypeScript");
      console.error(`  value:   ${location.file}:${location.line}:${location.column + 1}: ${text}`);
      console.error("  fix:     mend it; npm run types shows all such places");
    }
    if (error.errors === undefined) throw error;
    process.exit(1);
  } finally {
    // Its process would wait for more until this one ends.
    await stop();
  }
}

/** A bundle has one address; its files had one each, by which they find what lies beside them. */
function keepOwnAddresses({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
    contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
    loader: "ts",
  }));
}

/** A stack trace with the places of the files that the bundle was made of. */
function inSources(stack) {
  const sources = new SourceMap(JSON.parse(map));
  return stack.replaceAll(/([^\s(]+):(\d+):(\d+)/g, (place, file, line, column) => {
    const { originalSource, originalLine, originalColumn } = sources.findEntry(line - 1, column - 1);
    if (file !== entry || originalSource === undefined) return place;
    return `${resolve(dirname(entry), originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  });
}
