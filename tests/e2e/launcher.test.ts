import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const LAUNCHER = fileURLToPath(new URL("../../gantry", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gantry-launcher-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(command: string, line: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, GANTRY_HOME: join(folder, "home"), GANTRY_CLOUD: "", ...environment };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(command, [...line], { cwd: folder, env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe("./gantry", () => {
  it("works through a symlink from any folder", async () => {
    symlinkSync(LAUNCHER, join(folder, "link"));
    symlinkSync("link", join(folder, "link-to-link"));
    const { code, stdout } = await run(join(folder, "link-to-link"), ["help"]);
    expect(stdout).toContain("Usage: ./gantry");
    expect(code).toBe(0);
  });

  it("ends with 1 and one clear message for what doesn't exist", async () => {
    const [command, stack, flag] = await Promise.all([
      run(LAUNCHER, ["difff"]),
      run(LAUNCHER, ["diff", "nonsense", "--cloud", "aws"]),
      run(LAUNCHER, ["diff", "--jsno"]),
    ]);
    for (const { code, stderr } of [command, stack, flag]) {
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error: /);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
    expect(command.stderr).toContain("did you mean ./gantry diff?");
    expect(stack.stderr).toMatch(/there is no such stack\n {2}value: {3}nonsense\n {2}allowed: state, ops, /);
    expect(flag.stderr).toContain("did you mean --json?");
  });

  it("ends with 1 and says how to start the embedded cloud when it is meant and doesn't run", async () => {
    const { code, stderr } = await run(LAUNCHER, ["diff", "ops", "--cloud", "local"]);
    expect(stderr).toContain("./gantry local start");
    expect(code).toBe(1);
  });

  it("reports errors as one JSON document, too", async () => {
    const { code, stdout } = await run(LAUNCHER, ["deploy", "nonsense", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "failed", problems: [{ value: "nonsense" }] });
    expect(code).toBe(1);
  });

  it("says how to install Node.js when it is missing or too old", async () => {
    const missing = await run("/bin/sh", [LAUNCHER, "help"], { PATH: folder });
    expect(missing.stderr).toContain("install Node.js 20.12 or newer");
    expect(missing.code).toBe(1);
    writeFileSync(join(folder, "node"), "#!/bin/sh\necho v18.20.0\n");
    chmodSync(join(folder, "node"), 0o755);
    const old = await run(LAUNCHER, ["help"], { PATH: `${folder}:/usr/bin:/bin` });
    expect(old.stderr).toMatch(/Node\.js v18\.20\.0 is too old/);
    expect(old.code).toBe(1);
  });
});
