import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mutate } from "../../local/control.js";
import { cloudEnvironment } from "../../local/environment.js";
import { inventory } from "../../local/inventory.js";
import { s3, scaleByHand, textsIn } from "./support/aws.js";
import { Checkout, expectCode } from "./support/checkout.js";
import { ACCOUNTS } from "./support/left.js";
import { type Change, healthIn } from "./support/reports.js";
import { type Review, review } from "./support/review.js";

/**
 * The life of an environment as a newcomer sees it, in one clone: up, nothing to change, changes in place, drift in
 * each of the four providers, nothing to do again, down to nothing. The steps build on one another, and each shows
 * what the one before it left: where that was not what was asked for, it would be shown beside what's expected.
 */
let clone: Checkout;
/** The plan that changed it in place. */
let plan: Review;

beforeAll(() => {
  clone = new Checkout("spine", { configuration: "shipped", verifies: "once" });
});
afterAll(() => clone.dispose());

describe.sequential("an environment over four providers", () => {
  it("comes up from nothing with one command, and says what runs where", async () => {
    const up = expectCode(await clone.gantry(["up"]), 0);
    expect(up.stdout).toContain("https://staging.aws.acme.dev");
    const providers = new Set((await inventory(await clone.cloud())).map(({ provider }) => provider));
    expect([...providers].sort()).toEqual(["aws", "datadog", "digitalocean", "gitlab"]);
  });

  it("shows no difference in any stack", async () => {
    expectCode(await clone.gantry(["diff", "state", "ops", "staging"]), 0);
  });

  it("runs every service that ECS keeps running, and says how each is", async () => {
    const status = expectCode(await clone.gantry(["status", "staging", "--json"]), 0);
    expect(healthIn(status.stdout)).toEqual({
      "staging-admin": "healthy",
      "staging-agent-general": "healthy",
      "staging-agent-sockets": "healthy",
      "staging-api": "healthy",
      "staging-jobs": "healthy",
      "staging-websockets": "healthy",
    });
  });

  it("says whether it sleeps, and what is muted of it, until that is taken back", async () => {
    expectCode(await clone.gantry(["mute", "staging", "--service", "api", "--for", "2h", "--why", "a test"]), 0);
    const { stdout } = expectCode(await clone.gantry(["status"]), 0);
    expect(stdout).toMatch(/^staging (is asleep until|is awake until|wakes; nobody is told)/m);
    expect(stdout).toMatch(/^staging, service api: muted for .* more, until .*: a test$/m);
    expect(expectCode(await clone.gantry(["unmute", "staging"]), 0).stdout).toContain("staging: 1 mute ended");
    expect(expectCode(await clone.gantry(["mute", "list"]), 0).stdout).toContain("Nothing is muted.");
  });

  it("changes the draining time of its targets in place, and nothing else, when that is changed in one place", async () => {
    clone.edit("environments/schema/services/kinds/http.ts", "DRAIN_SECONDS = 30;", "DRAIN_SECONDS = 77;");
    expect((await review(clone, "staging")).changes).toMatchObject([
      { action: "update", address: expect.stringMatching(/^aws_lb_target_group\.service-api_targets_/) },
    ]);
  });

  it("changes in place what an edit of its file changes, and replaces nothing", async () => {
    const api = 'api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 }';
    clone.edit("environments/staging.ts", api, 'api: { cluster: "app", cpu: 512, memoryMiB: 1024, count: 2 }');
    clone.edit(
      "environments/staging.ts",
      "storageGiB: 20, standby: false, backupDays: 1",
      "storageGiB: 30, standby: false, backupDays: 2",
    );
    plan = await review(clone, "staging");
    const { changes } = plan;
    expect(changes.filter(({ action }) => action === "replace").map(typeOf)).toEqual(["aws_ecs_task_definition"]);
    const updated = new Set(changes.filter(({ action }) => action === "update").map(typeOf));
    expect([...updated].sort()).toEqual([
      "aws_db_instance",
      "aws_ecs_service",
      "aws_lb_target_group",
      "aws_sfn_state_machine",
      // What is left of the larger disk, and every dashboard that shows it.
      "datadog_dashboard_json",
      "datadog_monitor",
    ]);
    expectCode(await plan.deploy(), 0);
  });

  it("finds what was changed behind its back in each of the four providers", async () => {
    const cloud = await clone.cloud();
    const items = await inventory(cloud);
    const find = (type: string) => {
      const item = items.find((one) => one.type === type);
      if (item === undefined) throw new Error(`no ${type} in ${JSON.stringify(items)}`);
      return item.id;
    };
    await s3(cloud, ACCOUNTS.staging).send(
      new PutBucketVersioningCommand({
        Bucket: "acme-staging-documents",
        VersioningConfiguration: { Status: "Suspended" },
      }),
    );
    // The count of `jobs` is its scaling's; that of `api` is its office hours'.
    await scaleByHand(cloud, "general", "jobs", 2);
    await scaleByHand(cloud, "app", "api", 5);
    await mutate(cloud, "datadog_monitor", find("datadog_monitor"), { message: "changed by hand" });
    await mutate(cloud, "gitlab_user_runner", find("gitlab_user_runner"), { description: "changed by hand" });
    await mutate(cloud, "digitalocean_record", find("digitalocean_record"), { ttl: 77 });

    const plans = [await review(clone, "ops"), await review(clone, "staging")];
    expect(plans.flatMap(({ changes }) => changes.map(typeOf)).sort()).toEqual([
      "aws_s3_bucket_versioning",
      "datadog_monitor",
      "digitalocean_record",
      "gitlab_user_runner",
    ]);

    for (const one of plans) expectCode(await one.deploy(), 0);
  });

  it("has nothing to do when run again", async () => {
    const up = expectCode(await clone.gantry(["up"]), 0);
    expect(up.stdout.match(/: no changes$/gm)).toHaveLength(3);
  });

  it("keeps the keys of the vendors out of states and contracts, plans, stacks and logs", async () => {
    const cloud = await clone.cloud();
    const key = cloudEnvironment(cloud)["DD_API_KEY"];
    if (key === undefined) throw new Error("the embedded cloud takes no key of Datadog's");
    const terraform = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";
    const show = [terraform, "-chdir=cdktf.out/stacks/staging", "show", "-json", join(clone.path, plan.file)];
    const shown = await clone.gantry(["local", "run", "--", ...show]);
    const states = await textsIn(cloud, ACCOUNTS.ops, "acme-gantry-state");
    const written = new Map([
      ...states,
      ["plan", expectCode(shown, 0).stdout],
      ["stack", readFileSync(join(clone.path, "cdktf.out/stacks/staging/cdk.tf.json"), "utf8")],
      ["log", readFileSync(join(clone.path, ".gantry/local/cloud.log"), "utf8")],
    ]);
    // Contracts are parameters of Parameter Store: the states hold their values.
    expect(states.get("ops/terraform.tfstate")).toContain('"aws_ssm_parameter"');
    expect(written.get("plan")).toContain('"datadog_monitor"');
    expect([...written].flatMap(([name, text]) => (text.includes(key) ? name : []))).toEqual([]);
  });

  it("keeps what is protected, even when its name is given, and says which act comes first", async () => {
    const { stderr } = expectCode(await clone.gantry(["destroy", "ops", "--confirm", "ops"]), 3);
    expect(stderr).toMatch(/protected/);
    expect(stderr).toMatch(/lifecycle.*disposable/s);
    expectCode(await clone.gantry(["diff", "ops"]), 0);
  });

  it("is left with nothing in any provider after one command, not even muted", async () => {
    expectCode(await clone.gantry(["mute", "staging", "--for", "1h", "--why", "it goes away"]), 0);
    expectCode(await clone.gantry(["down", "--keep-cloud"]), 0);
    expect(await inventory(await clone.cloud())).toEqual([]);
    expectCode(await clone.gantry(["down"]), 0);
  });
});

function typeOf({ address }: Change): string {
  return address.split(".")[0] ?? "";
}
