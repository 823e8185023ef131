import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildPlatform, type PlatformOptions, stateKey, writePlatform } from "../../stacks/platform.js";
import { configuration, problemsOf } from "../support/configuration.js";
import { synthPlatform } from "../support/synth.js";

const folder = mkdtempSync(join(tmpdir(), "gantry-platform-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stacks = (options: Partial<PlatformOptions> = {}) =>
  buildPlatform({ configuration: configuration(), target: "aws", outdir: folder, ...options }).node.children.map(
    ({ node }) => node.id,
  );

describe("the platform", () => {
  it("has the shared stacks and one for each environment of the configuration", () => {
    expect(stacks()).toEqual(["state", "ops", "production", "staging"]);
  });

  it("has only what was asked for", () => {
    expect(stacks({ stacks: ["staging"] })).toEqual(["staging"]);
    expect(stacks({ stacks: ["staging", "state"] })).toEqual(["state", "staging"]);
    expect(stacks({ stacks: [] })).toEqual([]);
  });

  it("rejects unknown stacks, every one of them, and lists those that it has", () => {
    expect(problemsOf(() => stacks({ stacks: ["stagin", "ops", "network"] }))).toEqual(
      ["stagin", "network"].map((name) => ({
        what: `there is no stack named ${name}`,
        allowed: "state, ops, production, staging",
        fix: "correct the name",
      })),
    );
  });

  it("writes nothing before it is synthesized", () => {
    const outdir = join(folder, "unwritten");
    stacks({ outdir });
    expect(existsSync(join(outdir, "stacks", "staging", "cdk.tf.json"))).toBe(false);
  });

  it("writes one stack after the other as it would write all together, and lists them all", () => {
    const [together, apart] = [join(folder, "together"), join(folder, "apart")];
    const options = { configuration: configuration(), target: "aws", now: new Date() } as const;
    buildPlatform({ ...options, outdir: together }).synth();
    writePlatform({ ...options, outdir: apart });
    const files = ["manifest.json", ...stacks().map((stack) => join("stacks", stack, "cdk.tf.json"))];
    for (const file of files) {
      expect(readFileSync(join(apart, file), "utf8"), file).toBe(readFileSync(join(together, file), "utf8"));
    }
  });

  it("takes every guard down when asked to, whatever is configured", () => {
    const [production] = synthPlatform({
      configuration: configuration(),
      target: "aws",
      stacks: ["production"],
      lifecycle: "disposable",
    }).values();
    expect(production?.one("aws_db_instance")).toMatchObject({ deletion_protection: false, skip_final_snapshot: true });
    expect(production?.json.output?.["lifecycle"]).toEqual({ value: "disposable" });
    expect(JSON.stringify(production?.json)).not.toContain("prevent_destroy");
  });

  it("puts the lock file of the providers beside every stack, over none that is there", () => {
    const lockFile = join(folder, "terraform.lock.hcl");
    const outdir = join(folder, "locked");
    const beside = (stack: string) => join(outdir, "stacks", stack, ".terraform.lock.hcl");
    const build = (content: string) => {
      writeFileSync(lockFile, content);
      buildPlatform({
        configuration: configuration(),
        target: "aws",
        stacks: ["state", "ops"],
        outdir,
        lockFile,
      }).synth();
    };
    build("# first");
    build("# second");
    expect(["state", "ops"].map((stack) => readFileSync(beside(stack), "utf8"))).toEqual(["# first", "# first"]);
  });
});

describe("the state of a stack", () => {
  it("has a key of its own, environments apart from what they share", () => {
    expect(["state", "ops", "staging", "review-42"].map(stateKey)).toEqual([
      "state/terraform.tfstate",
      "ops/terraform.tfstate",
      "environments/staging/terraform.tfstate",
      "environments/review-42/terraform.tfstate",
    ]);
  });

  it("is kept in the organization's bucket: encrypted, locked, with the role of the ops account", () => {
    for (const [name, stack] of synthPlatform({ configuration: configuration(), target: "aws" })) {
      expect(stack.json.terraform.backend).toEqual({
        s3: {
          bucket: "acme-state",
          key: stateKey(name),
          region: "eu-west-1",
          encrypt: true,
          use_lockfile: true,
          assume_role: { role_arn: "arn:aws:iam::111111111111:role/deploy" },
        },
      });
    }
  });
});
