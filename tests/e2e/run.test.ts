import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const RUN = join(import.meta.dirname, "../../run.mjs");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "gantry-run-")));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(name: string, lines: readonly string[], ...rest: readonly string[]) {
  const file = join(folder, name);
  writeFileSync(file, lines.join("\n"));
  const child = spawn(process.execPath, [RUN, file, ...rest], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const code = new Promise<number | null>((resolve) => void child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { file, code: await code, stdout, stderr };
}

describe("run.mjs", () => {
  it("runs a file with its arguments, and each file knows its own address", async () => {
    writeFileSync(join(folder, "beside.ts"), "export const address: string = import.meta.url;");
    const { code, stdout } = await run(
      "main.ts",
      [
        'import { address } from "./beside.js";',
        "console.log(JSON.stringify([process.argv[2], address, import.meta.url]));",
      ],
      "given",
    );
    expect(JSON.parse(stdout)).toEqual([
      "given",
      ...["beside.ts", "main.ts"].map((name) => pathToFileURL(join(folder, name)).href),
    ]);
    expect(code).toBe(0);
  });

  it("tells where in the sources something unforeseen happened, sooner or later", async () => {
    const thrown = [
      "interface A {",
      "  readonly a: string;",
      "}",
      'const fail = (_: A) => { throw new Error("no"); };',
    ];
    const [now, later] = await Promise.all([
      run("now.ts", [...thrown, 'fail({ a: "" });']),
      run("later.ts", [...thrown, 'void Promise.resolve({ a: "" }).then(fail);']),
    ]);
    for (const { file, code, stderr } of [now, later]) {
      expect(stderr).toContain("Error: no");
      expect(stderr).toContain(`${file}:4:`);
      expect(code).toBe(1);
    }
  });

  it("says where a file is no TypeScript", async () => {
    const { code, stderr } = await run("broken.ts", ["const a = 1;", "const b = ;"]);
    expect(stderr).toMatch(/^error: a file is no valid TypeScript\n {2}value: {3}broken\.ts:2:11: .*\n {2}fix: /);
    expect(code).toBe(1);
  });
});
