import { describe, expect, it } from "vitest";
import type { StoreRef } from "../../../modules/core/refs/stores.js";
import { StoreMonitors } from "../../../modules/datadog/store-monitors.js";
import { bucketRef, databaseRef, filesRef, queueRef } from "../../support/refs.js";
import { type Synthesized, synth } from "../../support/synth.js";

const tags = { environment: "staging", organization: "acme" };
const audience = { warning: ["@slack-team"], critical: ["@pagerduty-team"] };
const monitors = (store: StoreRef) => synth((scope) => new StoreMonitors(scope, "monitors", { store, tags, audience }));
const names = (stack: Synthesized) => stack.pathsOf("datadog_monitor").map((path) => path.split("/")[1]);
const queryOf = (stack: Synthesized, name: string) => stack.at("datadog_monitor", `monitors/${name}/monitor`)["query"];

const age = (queue: string) => `max:aws.sqs.approximate_age_of_oldest_message{environment:staging,queuename:${queue}}`;

const postgres: StoreRef = {
  ...databaseRef,
  capacity: { serverless: false, readers: 0, memoryGiB: 8, connections: 901, storageGiB: 100 },
};
const aurora: StoreRef = { ...databaseRef, kind: "aurora-mysql" };
const redis: StoreRef = { ...databaseRef, kind: "redis", name: "sessions", physicalName: "staging-sessions" };

describe("the monitors of a database on RDS", () => {
  const stack = monitors(postgres);

  it("are of its CPU, connections, memory and disk, now and in a week, each against what it has", () => {
    const scope = "{environment:staging,dbinstanceidentifier:staging-main}";
    expect(names(stack)).toEqual(["connections", "cpu", "forecast", "memory", "storage"]);
    expect(["connections", "cpu", "memory", "storage", "forecast"].map((name) => queryOf(stack, name))).toEqual([
      `max(last_15m):100 * max:aws.rds.database_connections${scope} / 901 > 65`,
      `avg(last_30m):avg:aws.rds.cpuutilization${scope} > 95`,
      `avg(last_30m):100 * avg:aws.rds.freeable_memory${scope} / 8589934592 < 4`,
      `min(last_1h):100 * min:aws.rds.free_storage_space${scope} / 107374182400 < 3`,
      `min(next_1w):forecast(100 * min:aws.rds.free_storage_space${scope} / 107374182400, 'linear', 1, interval='60m', history='1w', model='default') < 1`,
    ]);
  });

  it("carry the store's tag, and wake people before the disk is full", () => {
    expect(stack.at("datadog_monitor", "monitors/storage/monitor")).toMatchObject({
      name: "[staging] main: runs out of disk",
      priority: "1",
      tags: expect.arrayContaining(["env:staging", "store:main", "monitor:storage"]),
      message: expect.stringContaining("@pagerduty-team"),
    });
  });
});

describe("the monitors of an Aurora cluster", () => {
  it("judge each instance by itself, and readers by how far they are behind", () => {
    const stack = monitors({
      ...aurora,
      capacity: { serverless: false, readers: 1, memoryGiB: 16, connections: 1000 },
    });
    expect(names(stack)).toEqual(["connections", "cpu", "memory", "replication"]);
    expect(stack.at("datadog_monitor", "monitors/replication/monitor")).toMatchObject({
      query:
        "avg(last_15m):max:aws.rds.aurora_replica_lag{environment:staging,dbclusteridentifier:staging-main} by {dbinstanceidentifier} > 2000",
      new_group_delay: 900,
    });
  });

  it("watch what serverless instances may grow to, in the place of what a class has", () => {
    expect(names(monitors({ ...aurora, capacity: { serverless: true, readers: 0 } }))).toEqual(["capacity", "cpu"]);
  });
});

describe("the monitors of the other stores", () => {
  it("are, of Redis, of its core, memory, evictions and replica, node by node", () => {
    const stack = monitors(redis);
    expect(names(stack)).toEqual(["cpu", "evictions", "memory", "replication"]);
    for (const { query } of stack.all("datadog_monitor")) {
      expect(query).toContain("{environment:staging,cacheclusterid:staging-sessions-0*} by {cacheclusterid}");
    }
  });

  it("are, of files, of the operations that they take", () => {
    expect(queryOf(monitors(filesRef), "throughput")).toBe(
      "avg(last_15m):max:aws.efs.percent_iolimit{environment:staging,name:staging-uploads} > 95",
    );
  });

  it("are, of a bucket, of how fast it grows, against the week before", () => {
    const size = `sum:aws.s3.bucket_size_bytes{bucketname:${bucketRef.physicalName}}`;
    expect(names(monitors(bucketRef))).toEqual(["growth"]);
    expect(queryOf(monitors(bucketRef), "growth")).toBe(
      `max(last_2d):( ${size} - week_before(${size}) ) / 1073741824 > 1000`,
    );
  });

  it("are, of a queue, of what is about to be lost and of what nobody gets any more; the rest its worker watches", () => {
    const stack = monitors(queueRef);
    expect(names(stack)).toEqual(["dead-retention", "in-flight", "retention"]);
    expect(queryOf(stack, "retention")).toBe(`max(last_30m):100 * ${age("staging-jobs")} / 345600 > 75`);
    expect(queryOf(stack, "dead-retention")).toBe(`max(last_1h):100 * ${age("staging-jobs-dead")} / 1209600 > 80`);
    expect(queryOf(monitors({ ...queueRef, fifo: true } as StoreRef), "in-flight")).toContain(" / 20000 > 90");
  });
});
