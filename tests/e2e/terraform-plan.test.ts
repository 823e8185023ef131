import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeUpInterrupted } from "../../cli/operations/interrupted.js";
import { planStack } from "../../cli/terraform/plan.js";
import { readSavedPlan } from "../../cli/terraform/saved-plan.js";
import { GantryError } from "../../modules/core/errors.js";
import { FakeTerraform } from "../cli/fake-terraform.js";

let fake: FakeTerraform;

beforeEach(() => {
  fake = new FakeTerraform();
});
afterEach(() => fake.dispose());

function diagnostic(summary: string): string {
  return JSON.stringify({ type: "diagnostic", diagnostic: { severity: "error", summary, detail: "" } });
}

/** A plan as `show` prints it, of a stack of that name. */
function kept(stack: string, credentials = {}): string {
  const tags = { constant_value: { environment: stack } };
  const aws = { expressions: { ...credentials, default_tags: [{ tags }] } };
  return JSON.stringify({ configuration: { provider_config: { aws } } });
}

function read(json: string) {
  return readSavedPlan(fake.terraform(`echo '${json}'`), { stack: "staging", target: "aws", file: "p" });
}

describe("plan", () => {
  const SHOW =
    '{"resource_changes":[{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","change":{"actions":["create"]}}]}';

  it("is read back when there are changes, and not when there are none", async () => {
    const changed = fake.terraform(`case "$1" in show) echo '${SHOW}';; *) exit 2;; esac`);
    const plan = await planStack(changed, { stack: "ops", file: "p", lockTimeout: "5s" });
    expect(plan.summary.changes.map(({ address }) => address)).toEqual(["aws_vpc.a"]);
    expect(fake.calls()[0]).toBe("plan -input=false -json -refresh=true -detailed-exitcode -lock-timeout=5s -out=p");
    const same = await planStack(fake.terraform("exit 0"), { stack: "ops", file: "p" });
    expect(same.summary.changes).toEqual([]);
    expect(fake.calls()).toHaveLength(3);
  });

  it("fails with every error that Terraform reports", async () => {
    const broken = fake.terraform(
      `echo '${diagnostic("first")}'; echo 'noise'; echo '${diagnostic("second")}'; exit 1`,
    );
    await expect(planStack(broken, { stack: "ops", file: "p" })).rejects.toMatchObject({
      problems: [{ what: "failed: first" }, { what: "failed: second" }],
    });
  });
});

/** Answers `state pull` with a key of that status. */
const state = (status: string) =>
  `case "$1" in state) echo '{"resources":[{"mode":"managed","type":"aws_kms_key","name":"a","instances":[{"status":"${status}"}]}]}';; esac`;

describe("an interrupted creation of what is protected", () => {
  const REFUSED = new GantryError({
    what: "failed: Instance cannot be destroyed\n  Resource aws_kms_key.a has\n  lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.",
  });
  const context = { output: { line: () => {} } };

  it("is taken up instead of being made again", async () => {
    expect(await takeUpInterrupted(context, fake.terraform(state("tainted")), "state", REFUSED)).toBe(true);
    expect(fake.calls()).toEqual(["state pull", "untaint aws_kms_key.a"]);
  });

  it("is not seen in a change that really takes it away, nor in another failure", async () => {
    expect(await takeUpInterrupted(context, fake.terraform(state("")), "state", REFUSED)).toBe(false);
    const other = new GantryError({ what: "failed: Unsupported attribute" });
    expect(await takeUpInterrupted(context, fake.terraform(state("tainted")), "state", other)).toBe(false);
    expect(fake.calls()).toEqual(["state pull"]);
  });
});

describe("a plan that was kept", () => {
  it("is taken for the stack and the cloud that it was made for", async () => {
    expect((await read(kept("staging"))).summary.stack).toBe("staging");
  });

  it("is refused for another stack, for the other cloud, and when nobody knows", async () => {
    const elsewhere = [kept("production"), kept("staging", { access_key: { constant_value: "local" } }), "{}"];
    for (const json of elsewhere) await expect(read(json)).rejects.toMatchObject({ outcome: "refused" });
  });
});
