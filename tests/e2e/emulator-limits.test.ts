import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../local/host/emulator.js";
import { ensureVenv } from "../../local/python/venv.js";

/**
 * What AWS does and the emulator doesn't, each with the reason and with the call that shows it. Whoever lifts a limit
 * finds it failing here, and takes it out. The types that no fixture carries: tests/local/emulator-types.test.ts.
 */
const LIMITS: readonly Limit[] = [
  {
    onAws: "a change of a database waits for its maintenance window unless it is to happen at once",
    because: "a lane would see that change in every plan, for days",
    stillSo: () => takes({ DBInstanceClass: "db.t4g.small", ApplyImmediately: "false" }, "db.t4g.small"),
  },
  {
    onAws: "a class that doesn't exist for the engine is refused",
    because: "the configuration refuses it before, by environments/schema/stores/classes.ts",
    stillSo: () => takes({ DBInstanceClass: "db.none.huge", ApplyImmediately: "true" }, "db.none.huge"),
  },
  {
    onAws: "storage never shrinks",
    because: "the AWS provider never asks for it where storage may grow by itself, as it may in every store",
    stillSo: () => takes({ AllocatedStorage: "20", ApplyImmediately: "true" }, "<AllocatedStorage>20<"),
  },
  {
    onAws: "a role may do what its policies permit, and nothing else",
    because: "unit tests hold each role to its whole set of permissions",
    stillSo: async () => {
      const role = { RoleArn: "arn:aws:iam::123456789012:role/no-policy", RoleSessionName: "nobody" };
      const session = await call("sts", "2011-06-15", { Action: "AssumeRole", ...role });
      const [, key = ""] = /<AccessKeyId>([^<]+)/.exec(session) ?? [];
      return (await call("rds", RDS, { Action: "DescribeDBInstances" }, key)).includes("<DBInstance>");
    },
  },
  {
    onAws: "what runs is measured, and alarms and scaling follow",
    because: "nothing runs; which metrics there are, the vendors' own lists tell the tests of monitors",
    stillSo: async () => {
      const metric = { Namespace: "AWS/RDS", MetricName: "CPUUtilization", "Statistics.member.1": "Average" };
      const time = { StartTime: "2020-01-01T00:00:00Z", EndTime: "2040-01-01T00:00:00Z", Period: "86400" };
      const statistics = { Action: "GetMetricStatistics", ...metric, ...time };
      return (await call("monitoring", "2010-08-01", statistics)).includes("<Datapoints/>");
    },
  },
];

interface Limit {
  readonly onAws: string;
  readonly because: string;
  /** Whether the emulator still does otherwise. */
  readonly stillSo: () => Promise<boolean>;
}

const RDS = "2014-10-31";
const DATABASE = { DBInstanceIdentifier: "main", Engine: "postgres", EngineVersion: "16.8" };
let emulator: Emulator;

beforeAll(async () => {
  const python = await ensureVenv({ environment: process.env });
  emulator = await startEmulator({ python, environment: process.env });
  const size = { DBInstanceClass: "db.t4g.micro", AllocatedStorage: "100", MaxAllocatedStorage: "300" };
  await call("rds", RDS, { Action: "CreateDBInstance", ...DATABASE, ...size, MasterUsername: "gantry" });
});
afterAll(() => emulator.stop());

/** One call in AWS's query protocol. @returns the answer, or the error, as it was sent */
async function call(service: string, Version: string, parameters: object, key = "local"): Promise<string> {
  const answer = await fetch(emulator.endpoint, {
    method: "POST",
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/eu-west-1/${service}/aws4_request` },
    body: new URLSearchParams({ Version, ...parameters }),
  });
  return answer.text();
}

const modify = (change: object) =>
  call("rds", RDS, { Action: "ModifyDBInstance", DBInstanceIdentifier: "main", ...change });
const takes = async (change: object, shown: string) => (await modify(change)).includes(shown);

describe.sequential("the emulator", () => {
  it.each(LIMITS)("does not do as AWS, where $onAws: $because", async ({ stillSo }) => {
    expect(await stillSo()).toBe(true);
  });

  it.each([
    ["16.6", "Cannot upgrade postgres from 16.8 to 16.6"],
    ["17.4", "The AllowMajorVersionUpgrade flag must be present"],
  ])("brings no database to %s unasked", async (EngineVersion, refusal) => {
    expect(await modify({ EngineVersion })).toContain(refusal);
  });

  it("lets storage grow no further than there is already", async () => {
    expect(await modify({ AllocatedStorage: "100", MaxAllocatedStorage: "50" })).toContain("greater than storage size");
  });
});
