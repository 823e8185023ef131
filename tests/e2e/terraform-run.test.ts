import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBinary, isOlder } from "../../cli/terraform/binary.js";
import { runTerraform } from "../../cli/terraform/run.js";
import { FakeTerraform } from "../cli/fake-terraform.js";

let fake: FakeTerraform;

beforeEach(() => {
  fake = new FakeTerraform();
});
afterEach(() => fake.dispose());

describe("the Terraform binary", () => {
  it("is found on the PATH, OpenTofu as well as Terraform", async () => {
    fake.script('echo "Terraform v1.11.4"; echo "on linux_amd64"');
    expect(await findBinary(fake.path())).toMatchObject({ product: "Terraform", version: "1.11.4" });
    fake.script('echo "OpenTofu v1.10.2"', "tofu");
    expect(await findBinary({ ...fake.path(), TERRAFORM_BINARY_NAME: "tofu" })).toMatchObject({ product: "OpenTofu" });
  });

  it("is rejected when it is missing, with how to install it", async () => {
    await expect(findBinary({ PATH: fake.folder })).rejects.toThrow(
      /no Terraform was found on the PATH[\s\S]*install Terraform/,
    );
    await expect(findBinary({ ...fake.path(), TERRAFORM_BINARY_NAME: "nope" })).rejects.toThrow(
      /TERRAFORM_BINARY_NAME.*\n.*nope/,
    );
  });

  it("is rejected when it is too old for S3's own locks", async () => {
    fake.script('echo "Terraform v1.9.8"');
    await expect(findBinary(fake.path())).rejects.toThrow(
      /too old for state locks in S3[\s\S]*1\.9\.8[\s\S]*1\.10 or newer/,
    );
  });

  it("is rejected when it is something else", async () => {
    fake.script("echo hello");
    await expect(findBinary(fake.path())).rejects.toThrow(/does not answer `version` as Terraform does/);
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
    const result = await runTerraform(fake.terraform("echo out; echo err >&2; exit 3"), ["version"]);
    expect(result).toEqual({ code: 3, stdout: "out", stderr: "err\n" });
  });

  it("is not turned into another one by a person's shell", async () => {
    const settings = {
      TF_WORKSPACE: "other",
      TF_DATA_DIR: "/elsewhere",
      TF_CLI_ARGS_plan: "-destroy",
      TF_LOG: "debug",
    };
    await runTerraform(fake.terraform("exit 0", settings), ["plan"]);
    const seen = fake.read("environment");
    expect(seen).not.toMatch(/TF_WORKSPACE|TF_DATA_DIR|TF_CLI_ARGS/);
    expect(seen).toMatch(/TF_LOG=debug/);
    expect(seen).toMatch(/TF_INPUT=0/);
  });

  it("is asked once to stop, ends in its own time, and nothing new begins afterwards", async () => {
    const slow = fake.terraform(
      `trap 'echo asked >> "${fake.folder}/asked"; sleep 0.3; exit 0' INT\necho ready\nwhile :; do sleep 0.05; done`,
    );
    const work = runTerraform(slow, ["apply"], (line) => {
      if (line === "ready") (slow.interrupts as unknown as { receive(signal: string): void }).receive("SIGINT");
    });
    await expect(work).rejects.toThrow(/interrupted: Terraform ended in good order/);
    expect(fake.read("asked")).toBe("asked\n");
    await expect(runTerraform(slow, ["output"])).rejects.toThrow(/interrupted/);
    expect(fake.calls()).toEqual(["apply"]);
  });
});
