import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPython } from "../../local/python/interpreter.js";
import { ensureVenv } from "../../local/python/venv.js";
import { temporaryFolder, writeFile } from "../local/temporary-folder.js";

/** A stand-in for Python: answers the probe, makes environments out of itself, and runs `pip` as told. */
function python(folder: string, name: string, facts: { version?: number[]; missing?: string[]; pip?: string } = {}) {
  const { version = [3, 12, 1], missing = [], pip = "exit 0" } = facts;
  const probe = JSON.stringify({ path: join(folder, name), version, missing });
  const script = [
    "#!/bin/sh",
    `case "$1 $2" in`,
    `"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;`,
    `"-m pip") echo "$*" >> "${folder}/pip.log"; ${pip} ;;`,
    `*) echo '${probe}' ;;`,
    "esac",
  ].join("\n");
  return writeFile(folder, name, script, 0o755);
}

function setting(facts: Parameters<typeof python>[2] = {}) {
  const folder = temporaryFolder();
  const directory = join(folder, "venv");
  const requirements = writeFile(folder, "requirements.txt", "moto==5.2.1\n");
  const environment = { PATH: "/usr/bin:/bin", GANTRY_PYTHON: python(folder, "python3", facts) };
  const lines: string[] = [];
  const ensure = () => ensureVenv({ directory, requirements, environment, onProgress: (line) => lines.push(line) });
  const installations = () => readFileSync(join(folder, "pip.log"), "utf8").trimEnd().split("\n");
  return { folder, directory, requirements, lines, ensure, installations };
}

describe("findPython", () => {
  it("passes over what is too old or can't make environments", async () => {
    const folder = temporaryFolder();
    python(folder, "python3", { version: [3, 9, 18] });
    python(folder, "python3.13", { missing: ["ensurepip"] });
    const good = python(folder, "python3.11", { version: [3, 11, 7] });
    expect(await findPython({ PATH: `${folder}:/usr/bin:/bin`, LC_ALL: "C" })).toMatchObject({
      version: "3.11.7",
      path: good,
    });
  });

  it("rejects a machine without Python", async () => {
    await expect(findPython({ PATH: temporaryFolder() })).rejects.toThrow(/Python was not found on PATH/);
  });

  it("rejects a Python that is too old, and says which it found", async () => {
    const old = python(temporaryFolder(), "python3", { version: [3, 9, 18] });
    await expect(findPython({ GANTRY_PYTHON: old })).rejects.toThrow(/too old.*\n {2}value: {3}3\.9\.18/);
  });

  it("rejects a Python without its venv module", async () => {
    const bare = python(temporaryFolder(), "python3", { missing: ["venv", "ensurepip"] });
    await expect(findPython({ GANTRY_PYTHON: bare })).rejects.toThrow(
      /lacks the module venv and ensurepip.*\n.*\n.*apt/,
    );
  });

  it("rejects a GANTRY_PYTHON that does not run, though another Python would", async () => {
    const folder = temporaryFolder();
    python(folder, "python3");
    const environment = { PATH: folder, GANTRY_PYTHON: "/nowhere/python3" };
    await expect(findPython(environment)).rejects.toThrow(/GANTRY_PYTHON does not name a Python that runs/);
  });
});

describe("ensureVenv", () => {
  it("installs once, with hashes", async () => {
    const { directory, ensure, lines, installations } = setting();
    expect(await ensure()).toBe(join(directory, "bin/python"));
    expect(await ensure()).toBe(join(directory, "bin/python"));
    expect(installations()).toEqual([expect.stringContaining("--require-hashes")]);
    expect(lines).toEqual([expect.stringContaining("Python 3.12.1 environment (once")]);
  });

  it("installs once for simultaneous callers", async () => {
    const { ensure, installations } = setting({ pip: "sleep 0.3" });
    await Promise.all([ensure(), ensure(), ensure()]);
    expect(installations()).toHaveLength(1);
  });

  it("installs anew when the requirements change", async () => {
    const { folder, ensure, installations } = setting();
    await ensure();
    writeFile(folder, "requirements.txt", "moto==5.2.2\n");
    await ensure();
    expect(installations()).toHaveLength(2);
  });

  it("rejects a failed installation with pip's last lines, and tries again next time", async () => {
    const { directory, ensure, installations } = setting({ pip: "echo 'ERROR: no matching distribution' >&2; exit 1" });
    await expect(ensure()).rejects.toThrow(/pip could not install the AWS emulator\n.*ERROR: no matching distribution/);
    expect(existsSync(join(directory, "gantry.json"))).toBe(false);
    await expect(ensure()).rejects.toThrow(/pip/);
    expect(installations()).toHaveLength(2);
  });
});
