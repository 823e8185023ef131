import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { initialize } from "../../cli/terraform/init.js";
import { FakeTerraform } from "../cli/fake-terraform.js";

let fake: FakeTerraform;

beforeEach(() => {
  fake = new FakeTerraform();
});
afterEach(() => fake.dispose());

function configure(bucket: string): void {
  const configuration = { terraform: { backend: { s3: { bucket } } } };
  writeFileSync(join(fake.folder, "cdk.tf.json"), JSON.stringify(configuration));
}

describe("init", () => {
  const INIT = "mkdir -p .terraform/providers; echo {} > .terraform/terraform.tfstate";

  it("runs once for the same backend, providers, settings and world", async () => {
    configure("a");
    await initialize(fake.terraform(INIT), "ops", "world-1");
    await initialize(fake.terraform(INIT), "ops", "world-1");
    expect(fake.calls()).toEqual(["init -input=false -no-color -reconfigure"]);
  });

  it("runs again for another backend, another lock file, other attached providers, another world", async () => {
    configure("a");
    await initialize(fake.terraform(INIT), "ops", "world-1");
    configure("b");
    await initialize(fake.terraform(INIT), "ops", "world-1");
    writeFileSync(join(fake.folder, ".terraform.lock.hcl"), "# other versions");
    await initialize(fake.terraform(INIT), "ops", "world-1");
    await initialize(fake.terraform(INIT, { TF_REATTACH_PROVIDERS: '{"x/y":{"Pid":1}}' }), "ops", "world-1");
    await initialize(fake.terraform(INIT, { TF_REATTACH_PROVIDERS: '{"x/y":{"Pid":2}}' }), "ops", "world-1");
    await initialize(fake.terraform(INIT), "ops", "world-2");
    expect(fake.calls()).toHaveLength(5);
  });

  it("runs again when what it had made is gone or damaged", async () => {
    configure("a");
    await initialize(fake.terraform(INIT), "ops", undefined);
    rmSync(join(fake.folder, ".terraform", "providers"), { recursive: true });
    await initialize(fake.terraform(INIT), "ops", undefined);
    writeFileSync(join(fake.folder, ".terraform", "gantry-init.json"), "{");
    await initialize(fake.terraform(INIT), "ops", undefined);
    expect(fake.calls()).toHaveLength(3);
  });

  it("is not taken for done when it failed", async () => {
    configure("a");
    mkdirSync(join(fake.folder, ".terraform", "providers"), { recursive: true });
    const broken = fake.terraform("echo 'Error: no such provider' >&2; exit 1");
    await expect(initialize(broken, "ops", undefined)).rejects.toThrow(
      /ops: terraform init failed: Error: no such provider/,
    );
    await initialize(fake.terraform(INIT), "ops", undefined);
    expect(fake.calls()).toHaveLength(2);
  });
});
