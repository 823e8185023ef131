import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import stackTrace from "cdktf/lib/tokens/private/stack-trace.js";
import { expect, it } from "vitest";
import { loadConfiguration } from "../../environments/index.js";
import { buildPlatform } from "../../stacks/platform.js";

const SCRIPT = join(import.meta.dirname, "../support/synthesize-without-fast-tokens.ts");

it("replaces the function by which cdktf captures stack traces", () => {
  expect(stackTrace.captureStackTrace).toBeTypeOf("function");
  expect(stackTrace.captureStackTrace()).toEqual([]);
});

it("changes no byte of what is written", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "gantry-fast-tokens-"));
  try {
    const [slow, fast] = [join(outdir, "slow"), join(outdir, "fast")];
    const running = promisify(execFile)(process.execPath, ["--import", "tsx", SCRIPT, slow]);
    const configuration = loadConfiguration();
    buildPlatform({ configuration, target: "aws", outdir: fast }).synth();
    await running;
    for (const { name } of configuration.environments) {
      const file = join("stacks", name, "cdk.tf.json");
      expect(readFileSync(join(slow, file), "utf8")).toBe(readFileSync(join(fast, file), "utf8"));
    }
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});
