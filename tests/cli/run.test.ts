import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Interrupts } from "../../cli/interrupts.js";
import { findBinary, isOlder } from "../../cli/terraform/binary.js";
import { initialize } from "../../cli/terraform/init.js";
import { planStack } from "../../cli/terraform/plan.js";
import { runTerraform, type Terraform } from "../../cli/terraform/run.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gantry-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A shell script that stands in for Terraform. It notes how it was called, and with which settings. */
function script(body: string, name = "terraform"): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho "$*" >> "${folder}/calls"\nenv > "${folder}/environment"\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

function terraform(body: string, environment: NodeJS.ProcessEnv = {}): Terraform {
  return {
    binary: { path: script(body), product: "Terraform", version: "1.11.4" },
    directory: folder,
    environment: { PATH: process.env["PATH"], ...environment },
    interrupts: new Interrupts(() => {}),
  };
}

const calls = () =>
  existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8").trim().split("\n") : [];

const path = () => ({ PATH: `${folder}${delimiter}${process.env["PATH"]}` });

function configure(bucket: string): void {
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform: { backend: { s3: { bucket } } } }));
}

function diagnostic(summary: string): string {
  return JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary, detail: "" } });
}

describe("the Terraform binary", () => {
  it("is found on the PATH, OpenTofu as well as Terraform", async () => {
    script('echo "Terraform v1.11.4"; echo "on linux_amd64"');
    expect(await findBinary(path())).toMatchObject({ product: "Terraform", version: "1.11.4" });
    script('echo "OpenTofu v1.10.2"', "tofu");
    expect(await findBinary({ ...path(), TERRAFORM_BINARY_NAME: "tofu" })).toMatchObject({ product: "OpenTofu" });
  });

  it("is rejected when it is missing, with how to install it", async () => {
    await expect(findBinary({ PATH: folder })).rejects.toThrow(
      /no Terraform was found on the PATH[\s\S]*install Terraform/,
    );
    await expect(findBinary({ ...path(), TERRAFORM_BINARY_NAME: "nope" })).rejects.toThrow(
      /TERRAFORM_BINARY_NAME.*\n.*nope/,
    );
  });

  it("is rejected when it is too old for S3's own locks", async () => {
    script('echo "Terraform v1.9.8"');
    await expect(findBinary(path())).rejects.toThrow(
      /too old for state locks in S3[\s\S]*1\.9\.8[\s\S]*1\.10 or newer/,
    );
  });

  it("is rejected when it is something else", async () => {
    script("echo hello");
    await expect(findBinary(path())).rejects.toThrow(/does not answer `version` as Terraform does/);
  });

  it.each([
    ["1.9.8", true],
    ["1.10.0", false],
    ["1.10.0-beta1", false],
    ["1.11.4", false],
    ["2.0.0", false],
    ["0.15.5", true],
  ])("of version %s is older than 1.10: %s", (version, older) => {
    expect(isOlder(version, "1.10")).toBe(older);
  });
});

describe("a run of Terraform", () => {
  it("returns its code and what it said", async () => {
    const result = await runTerraform(terraform("echo out; echo err >&2; exit 3"), ["version"]);
    expect(result).toEqual({ code: 3, stdout: "out", stderr: "err\n" });
  });

  it("is not turned into another one by a person's shell", async () => {
    const settings = {
      TF_WORKSPACE: "other",
      TF_DATA_DIR: "/elsewhere",
      TF_CLI_ARGS_plan: "-destroy",
      TF_LOG: "debug",
    };
    await runTerraform(terraform("exit 0", settings), ["plan"]);
    const seen = readFileSync(join(folder, "environment"), "utf8");
    expect(seen).not.toMatch(/TF_WORKSPACE|TF_DATA_DIR|TF_CLI_ARGS/);
    expect(seen).toMatch(/TF_LOG=debug/);
    expect(seen).toMatch(/TF_INPUT=0/);
  });

  it("is asked once to stop, ends in its own time, and nothing new begins afterwards", async () => {
    const slow = terraform(
      `trap 'echo asked >> "${folder}/asked"; sleep 0.3; exit 0' INT\necho ready\nwhile :; do sleep 0.05; done`,
    );
    const work = runTerraform(slow, ["apply"], (line) => {
      if (line === "ready") (slow.interrupts as unknown as { receive(signal: string): void }).receive("SIGINT");
    });
    await expect(work).rejects.toThrow(/interrupted: Terraform ended in good order/);
    expect(readFileSync(join(folder, "asked"), "utf8")).toBe("asked\n");
    await expect(runTerraform(slow, ["output"])).rejects.toThrow(/interrupted/);
    expect(calls()).toEqual(["apply"]);
  });
});

describe("init", () => {
  const INIT = "mkdir -p .terraform/providers; echo {} > .terraform/terraform.tfstate";

  it("runs once for the same backend, providers, settings and world", async () => {
    configure("a");
    await initialize(terraform(INIT), "ops", "world-1");
    await initialize(terraform(INIT), "ops", "world-1");
    expect(calls()).toEqual(["init -input=false -no-color -reconfigure"]);
  });

  it("runs again for another backend, another lock file, other attached providers, another world", async () => {
    configure("a");
    await initialize(terraform(INIT), "ops", "world-1");
    configure("b");
    await initialize(terraform(INIT), "ops", "world-1");
    writeFileSync(join(folder, ".terraform.lock.hcl"), "# other versions");
    await initialize(terraform(INIT), "ops", "world-1");
    await initialize(terraform(INIT, { TF_REATTACH_PROVIDERS: '{"x/y":{"Pid":1}}' }), "ops", "world-1");
    await initialize(terraform(INIT, { TF_REATTACH_PROVIDERS: '{"x/y":{"Pid":2}}' }), "ops", "world-1");
    await initialize(terraform(INIT), "ops", "world-2");
    expect(calls()).toHaveLength(5);
  });

  it("runs again when what it had made is gone or damaged", async () => {
    configure("a");
    await initialize(terraform(INIT), "ops", undefined);
    rmSync(join(folder, ".terraform", "providers"), { recursive: true });
    await initialize(terraform(INIT), "ops", undefined);
    writeFileSync(join(folder, ".terraform", "gantry-init.json"), "{");
    await initialize(terraform(INIT), "ops", undefined);
    expect(calls()).toHaveLength(3);
  });

  it("is not taken for done when it failed", async () => {
    configure("a");
    mkdirSync(join(folder, ".terraform", "providers"), { recursive: true });
    const broken = terraform("echo 'Error: no such provider' >&2; exit 1");
    await expect(initialize(broken, "ops", undefined)).rejects.toThrow(
      /ops: terraform init failed: Error: no such provider/,
    );
    await initialize(terraform(INIT), "ops", undefined);
    expect(calls()).toHaveLength(2);
  });
});

describe("plan", () => {
  const SHOW =
    '{"resource_changes":[{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","change":{"actions":["create"]}}]}';

  it("is read back when there are changes, and not when there are none", async () => {
    const changed = terraform(`case "$1" in show) echo '${SHOW}';; *) exit 2;; esac`);
    const plan = await planStack(changed, { stack: "ops", file: "p", lockTimeout: "5s" });
    expect(plan.summary.changes.map(({ address }) => address)).toEqual(["aws_vpc.a"]);
    expect(calls()[0]).toBe("plan -input=false -json -refresh=true -detailed-exitcode -lock-timeout=5s -out=p");
    const same = await planStack(terraform("exit 0"), { stack: "ops", file: "p" });
    expect(same.summary.changes).toEqual([]);
    expect(calls()).toHaveLength(3);
  });

  it("fails with every error that Terraform reports", async () => {
    const broken = terraform(`echo '${diagnostic("first")}'; echo 'noise'; echo '${diagnostic("second")}'; exit 1`);
    await expect(planStack(broken, { stack: "ops", file: "p" })).rejects.toMatchObject({
      problems: [{ what: "failed: first" }, { what: "failed: second" }],
    });
  });
});
