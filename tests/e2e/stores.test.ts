import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "../../local/inventory.js";
import { Checkout, expectCode } from "./support/checkout.js";
import { ACCOUNTS, leftOf } from "./support/left.js";
import type { Change } from "./support/reports.js";
import { review } from "./support/review.js";
import { startWithStateBucket } from "./support/state-bucket.js";

/**
 * A store of every kind in a protected and in a disposable environment, side by side: they come up, change in place,
 * and go: the disposable one when it is told, the protected one after a deploy of its own that takes its guards down.
 */
let clone: Checkout;

const LOCAL = ["--cloud", "local"];
const BOTH = ["production", "staging"] as const;
type Name = (typeof BOTH)[number];

const gantry = (...args: string[]) => clone.gantry([...args, ...LOCAL]);
const deploy = async (name: Name) => expectCode(await gantry("deploy", name, "--yes"), 0);
const destroy = (name: Name) => gantry("destroy", name, "--confirm", name);

beforeAll(async () => {
  clone = new Checkout("stores", { configuration: "every-store", verifies: "once" });
  await startWithStateBucket(clone);
});
afterAll(() => clone.dispose());

describe.sequential("a store of every kind", () => {
  it("comes up, protected and disposable", async () => {
    await Promise.all(BOTH.map(deploy));
    for (const name of BOTH) expect(await storesOf(name)).toEqual(STORES);
  });

  it("shows no difference", async () => {
    expectCode(await gantry("diff", ...BOTH), 0);
  });

  it("changes in place: class, capacity, storage, retention, windows, release and TTL, and nothing is replaced", async () => {
    for (const [file, from, to] of EDITS) clone.edit(`environments/${file}.ts`, from, to);
    const plans = await Promise.all(BOTH.map((name) => review(clone, name)));
    expect(plans.map(({ changes }) => changes.map(kindOf).filter(isOfAws).sort())).toEqual([CHANGED, UPGRADED]);
    for (const run of await Promise.all(plans.map((plan) => plan.deploy()))) expectCode(run, 0);
    expectCode(await gantry("diff", ...BOTH), 0);
  });

  it("stays with what was deployed as protected, whatever the file says now, and names the guards", async () => {
    clone.edit("environments/production.ts", 'lifecycle: "protected"', 'lifecycle: "disposable"');
    clone.edit("environments/production.ts", 'lock: { mode: "governance", days: 30 }', "");
    const { stderr } = expectCode(await destroy("production"), 3);
    expect(stderr).toContain("configured disposable, deployed protected");
    expect(stderr).toMatch(/aws_db_instance ×2 is guarded by deletion_protection, .*prevent_destroy/);
    expect(stderr).toMatch(/aws_s3_bucket ×1 is guarded by force_destroy, prevent_destroy/);
  });

  it("goes with a disposable environment; a protected one is no longer so only by its name", async () => {
    const gone = destroy("staging");
    const { stdout, stderr } = expectCode(await gantry("deploy", "production", "--yes"), 3);
    expect(stdout).toMatch(/no longer be protected[\s\S]*aws_rds_cluster ×2: deletion_protection, .*prevent_destroy/);
    expect(stderr).toContain("--unprotect production");
    expectCode(await gantry("deploy", "production", "--yes", "--unprotect", "production"), 0);
    expectCode(await gone, 0);
    expect(await leftOf(clone, "staging")).toEqual([]);
  });

  it("goes with what was protected, and leaves nothing", async () => {
    expectCode(await destroy("production"), 0);
    const items = await inventory(await clone.cloud());
    expect(items.filter(({ account }) => account !== ACCOUNTS.ops)).toEqual([]);
  });
});

const STORES = [
  "aws_db_instance",
  "aws_db_instance",
  "aws_efs_file_system",
  "aws_elasticache_replication_group",
  "aws_elasticache_replication_group",
  "aws_rds_cluster",
  "aws_rds_cluster",
  "aws_redshiftserverless_namespace",
  "aws_s3_bucket",
  "aws_sqs_queue",
  "aws_sqs_queue",
];

const windows = 'backupWindow: "01:00-02:00", maintenanceWindow: "tue:03:00-tue:04:00"';

const EDITS: readonly (readonly [file: string, from: string, to: string])[] = [
  [
    "staging",
    'main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 }',
    `main: { size: "db.t4g.small", storageGiB: 40, standby: false, backupDays: 3, ${windows}, upgradeTo: "17" }`,
  ],
  [
    "production",
    'main: { size: "db.t4g.medium", storageGiB: 20, standby: true, backupDays: 7 }',
    `main: { size: "db.t4g.large", storageGiB: 40, standby: true, backupDays: 14, ${windows}, version: "16.8" }`,
  ],
  ["catalogue", 'main: postgres({ version: "16.8"', 'main: postgres({ version: "17.4"'],
  ...BOTH.flatMap((file) => [
    [file, "minimum: 0.5", "minimum: 1"] as const,
    [file, "ttlSeconds: 300", "ttlSeconds: 30"] as const,
    [file, "maxCapacityRpu: 16", "maxCapacityRpu: 24"] as const,
    [file, 'cache: { size: "cache.t4g.micro"', 'cache: { size: "cache.t4g.small"'] as const,
  ]),
  ["catalogue", "retentionDays: 4", "retentionDays: 7"],
  ["catalogue", "expireDays: 400", "expireDays: 500"],
];

/** What those edits change in AWS in either environment. */
const CHANGED = [
  "update aws_db_instance",
  "update aws_elasticache_replication_group",
  "update aws_rds_cluster",
  "update aws_redshiftserverless_workgroup",
  "update aws_route53_record",
  "update aws_s3_bucket_lifecycle_configuration",
  "update aws_sqs_queue",
];

/** The parameters of the new release come beside those of the old one, which go. */
const UPGRADED = ["create aws_db_parameter_group", "delete aws_db_parameter_group", ...CHANGED];

const kindOf = ({ action, address }: Change): string => `${action} ${address.split(".")[0]}`;

/** Monitors and dashboards name sizes, and change with them. */
const isOfAws = (kind: string): boolean => !kind.startsWith("update datadog_");

async function storesOf(name: Name): Promise<readonly string[]> {
  const types = (await leftOf(clone, name)).map(({ type }) => type);
  return types.filter((type) => STORES.includes(type)).sort();
}
