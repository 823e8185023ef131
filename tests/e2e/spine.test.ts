import { PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mutate } from "../../local/control.js";
import { inventory } from "../../local/inventory.js";
import { s3 } from "./support/aws.js";
import { Checkout, expectCode } from "./support/checkout.js";

/**
 * The life of an environment as a newcomer sees it, in one clone: up, nothing to do, a change in
 * place, drift in each of the four providers, down to nothing. The steps build on one another,
 * because what takes long is AWS's waits, not ours.
 */
let clone: Checkout;

beforeAll(() => {
  clone = new Checkout("spine", { configuration: "shipped" });
});
afterAll(() => clone.dispose());

describe.sequential("an environment over four providers", () => {
  it("comes up from nothing with one command, and says what runs where", async () => {
    const up = expectCode(await clone.gantry(["up"]), 0);
    expect(up.stdout).toContain("https://staging.aws.acme.dev");
    const providers = new Set((await inventory(await clone.cloud())).map(({ provider }) => provider));
    expect([...providers].sort()).toEqual(["aws", "datadog", "digitalocean", "gitlab"]);
  });

  it("has nothing to do when run again", async () => {
    const up = expectCode(await clone.gantry(["up"]), 0);
    expect(up.stdout).toMatch(/no changes/i);
  });

  it("shows no difference in any stack", async () => {
    expectCode(await clone.gantry(["diff", "state", "ops", "staging"]), 0);
  });

  it("changes in place what an edit of its file changes, and replaces nothing", async () => {
    clone.edit("environments/staging.ts", "cpu: 256, memoryMiB: 512, count: 1", "cpu: 512, memoryMiB: 1024, count: 2");
    clone.edit(
      "environments/staging.ts",
      "storageGiB: 20, standby: false, backupDays: 1",
      "storageGiB: 30, standby: false, backupDays: 2",
    );
    const diff = expectCode(await clone.gantry(["diff", "staging", "--json"]), 2);
    const plan = JSON.parse(diff.stdout) as DiffReport;
    const changed = changesOf(plan, "staging");
    expect(changed.filter(({ action }) => action === "replace").map(typeOf)).toEqual(["aws_ecs_task_definition"]);
    expect(
      changed
        .filter(({ action }) => action === "update")
        .map(typeOf)
        .sort(),
    ).toEqual(["aws_db_instance", "aws_ecs_service"]);
    expectCode(await clone.gantry(["deploy", "staging", "--yes"]), 0);
    expectCode(await clone.gantry(["diff", "staging"]), 0);
  });

  it("finds what was changed behind its back in each of the four providers", async () => {
    const cloud = await clone.cloud();
    const items = await inventory(cloud);
    const find = (type: string) => {
      const item = items.find((one) => one.type === type);
      if (item === undefined) throw new Error(`no ${type} in ${JSON.stringify(items)}`);
      return item.id;
    };
    await s3(cloud, "222222222222").send(
      new PutBucketVersioningCommand({
        Bucket: "acme-staging-documents",
        VersioningConfiguration: { Status: "Suspended" },
      }),
    );
    await mutate(cloud, "datadog_monitor", find("datadog_monitor"), { message: "changed by hand" });
    await mutate(cloud, "gitlab_user_runner", find("gitlab_user_runner"), { description: "changed by hand" });
    await mutate(cloud, "digitalocean_record", find("digitalocean_record"), { ttl: 77 });

    const diff = expectCode(await clone.gantry(["diff", "ops", "staging", "--json"]), 2);
    const plan = JSON.parse(diff.stdout) as DiffReport;
    const drifted = [...changesOf(plan, "ops"), ...changesOf(plan, "staging")].map(typeOf).sort();
    expect(drifted).toEqual([
      "aws_s3_bucket_versioning",
      "datadog_monitor",
      "digitalocean_record",
      "gitlab_user_runner",
    ]);

    expectCode(await clone.gantry(["deploy", "ops", "staging", "--yes"]), 0);
    expectCode(await clone.gantry(["diff", "ops", "staging"]), 0);
  });

  it("keeps what is protected, even when its name is given, and says which act comes first", async () => {
    const { stderr } = expectCode(await clone.gantry(["destroy", "ops", "--confirm", "ops"]), 3);
    expect(stderr).toMatch(/protected/);
    expect(stderr).toMatch(/lifecycle.*disposable/s);
    expectCode(await clone.gantry(["diff", "ops"]), 0);
  });

  it("is left with nothing in any provider after one command", async () => {
    expectCode(await clone.gantry(["down", "--keep-cloud"]), 0);
    expect(await inventory(await clone.cloud())).toEqual([]);
    expectCode(await clone.gantry(["down"]), 0);
  });
});

interface DiffReport {
  readonly stacks: readonly { readonly stack: string; readonly changes: readonly Change[] }[];
}
interface Change {
  readonly address: string;
  readonly action: string;
}

function changesOf({ stacks }: DiffReport, name: string): readonly Change[] {
  return stacks.find(({ stack }) => stack === name)?.changes ?? [];
}

function typeOf({ address }: Change): string {
  return address.split(".")[0] ?? "";
}
