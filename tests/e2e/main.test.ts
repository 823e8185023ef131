import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import { environmentNames, templateNames } from "../../environments/index.js";

const root = join(import.meta.dirname, "../..");
const { app } = JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")) as { readonly app: string };
const folder = mkdtempSync(join(tmpdir(), "gantry-main-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly errors: string;
  readonly outdir: string;
}

/** Runs the app as `cdktf` does: the command of cdktf.json in a shell, the folder in the environment. */
async function run(name: string, variables: Readonly<Record<string, string>>): Promise<Run> {
  const outdir = join(folder, name);
  const { GANTRY_ENVIRONMENTS: _, GANTRY_CLOUD: __, ...inherited } = process.env;
  const child = spawn(app, {
    shell: true,
    cwd: root,
    env: { ...inherited, CDKTF_OUTDIR: outdir, ...variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const code = new Promise<number | null>((resolve) => void child.once("close", resolve));
  return { errors: await text(child.stderr), code: await code, outdir };
}

// Two processors are usual: two processes side by side, and started before anything waits.
const review = `${templateNames()[0] ?? ""}-42`;
const chosen = run("chosen", { GANTRY_ENVIRONMENTS: ` ${review}, ` });
const refused = run("refused", { GANTRY_ENVIRONMENTS: "prodution,qa" });
const cloud = refused.then(() => run("cloud", { GANTRY_CLOUD: "azure" }));

describe("main.ts, run as cdktf runs it", () => {
  it("writes the shared stacks and the environments that GANTRY_ENVIRONMENTS names", async () => {
    const { code, errors, outdir } = await chosen;
    expect(errors).toBe("");
    expect(code).toBe(0);
    expect(readdirSync(join(outdir, "stacks")).sort()).toEqual(["ops", review, "state"].sort());
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as { readonly stacks: object };
    expect(Object.keys(manifest.stacks).sort()).toEqual(["ops", review, "state"].sort());
  });

  it("rejects unknown environments without a stack trace, and lists the names", async () => {
    const { code, errors } = await refused;
    expect(code).toBe(1);
    expect(errors).toContain("error: there is no environment named prodution");
    expect(errors).toContain("there is no environment named qa");
    for (const name of environmentNames()) expect(errors).toContain(name);
    expect(errors).not.toMatch(/^\s+at /m);
  });

  it("rejects a cloud that it doesn't know", async () => {
    const { code, errors } = await cloud;
    expect(code).toBe(1);
    expect(errors).toContain("GANTRY_CLOUD is not a cloud");
    expect(errors).toContain("allowed: aws, local");
  });
});
