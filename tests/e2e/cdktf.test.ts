import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "../../local/inventory.js";
import { Checkout, expectCode } from "./support/checkout.js";
import { startWithStateBucket } from "./support/state-bucket.js";

/** The stock tool on the same stacks: what somebody types who has never heard of `./gantry`. */
let clone: Checkout;

beforeAll(async () => {
  clone = new Checkout("cdktf");
  await startWithStateBucket(clone);
  expectCode(await clone.gantry(["deploy", "ops", "--cloud", "local", "--yes"]), 0);
});
afterAll(() => clone.dispose());

/** `./gantry local run -- npx cdktf …` with a review environment selected, as the README says. */
const cdktf = (...args: string[]) =>
  clone.gantry(["local", "run", "--", "npx", "cdktf", ...args, "--skip-provider-lock"], {
    env: { GANTRY_ENVIRONMENTS: "review-42" },
  });

describe.sequential("bare cdktf", () => {
  it("deploys an ephemeral environment that a template makes", async () => {
    const run = expectCode(await cdktf("deploy", "review-42", "--auto-approve"), 0);
    expect(run.stdout).toContain("https://review-42.aws.acme.dev");
  });

  it("shows no difference afterwards, and neither does ./gantry", async () => {
    expect(expectCode(await cdktf("diff", "review-42"), 0).stdout).toMatch(/no changes/i);
    expectCode(await clone.gantry(["diff", "review-42", "--cloud", "local"]), 0);
  });

  it("destroys it, and leaves nothing of it", async () => {
    expectCode(await cdktf("destroy", "review-42", "--auto-approve"), 0);
    const left = (await inventory(await clone.cloud())).filter(({ name, id }) => `${name} ${id}`.includes("review-42"));
    expect(left).toEqual([]);
  });
});
