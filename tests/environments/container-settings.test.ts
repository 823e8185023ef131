import { describe, expect, it } from "vitest";
import { STORE_SETTINGS } from "../../environments/schema/rules/settings.js";
import { AuroraMysql } from "../../modules/aws/data/aurora-mysql.js";
import { AuroraPostgres } from "../../modules/aws/data/aurora-postgres.js";
import { BucketStore } from "../../modules/aws/data/bucket-store.js";
import { Files } from "../../modules/aws/data/files.js";
import { Mysql } from "../../modules/aws/data/mysql.js";
import { Postgres } from "../../modules/aws/data/postgres.js";
import { Queue } from "../../modules/aws/data/queue.js";
import { Redis } from "../../modules/aws/data/redis.js";
import { Warehouse } from "../../modules/aws/data/warehouse.js";
import type { Problem } from "../../modules/core/errors.js";
import { configuration, problemsAfter } from "../support/configuration.js";
import { pinned } from "../support/images.js";
import { networkRef } from "../support/refs.js";
import { synth } from "../support/synth.js";

const API = "catalogue.services.api";
const proxy = { image: pinned("proxy"), user: 101, cpu: 64, memoryMiB: 128 };

/** The problems of the service `api` with this sidecar. */
const withProxy = (settings: object) => problemsAfter({ [`${API}.sidecars`]: { proxy: { ...proxy, ...settings } } });

const twice = (path: string, other: string): Problem => ({
  path,
  what: `is set a second time: ${other} sets it too`,
  fix: "give one of them another name, or remove this one",
});

describe("a secret by reference", () => {
  it.each([
    ["secretsmanager:stripe", { from: "secretsmanager", name: "stripe" }],
    ["secretsmanager:team/stripe:apiKey", { from: "secretsmanager", name: "team/stripe", key: "apiKey" }],
    ["ssm:/team/stripe.key", { from: "ssm", path: "/team/stripe.key" }],
  ])("may be written %s, also where the setting is called a password", (text, reference) => {
    const [production] = configuration({ [`${API}.secrets`]: { STRIPE: text, DB_PASSWORD: text } }).environments;
    expect(production?.services["api"]?.secrets).toEqual({ STRIPE: reference, DB_PASSWORD: reference });
  });

  it.each([
    "hunter2",
    "vault:stripe",
    "secretsmanager:",
    "ssm:stripe",
    "ssm:/aws/x",
    "secretsmanager:a:b:c",
    "ssm:/a/",
  ])("rejects %s, and doesn't show it, since it may be the secret itself", (text) => {
    const path = `${API}.secrets.STRIPE`;
    expect(problemsAfter({ [`${API}.secrets`]: { STRIPE: text } })).toEqual([
      {
        path,
        what: "looks like a secret itself, not a reference to one",
        value: "(not shown)",
        allowed: "plain settings only: the files in environments/ are read by everybody",
        fix: "keep the secret in Secrets Manager and name it there; revoke this one if it was committed",
      },
      {
        path,
        what: "must be a reference: secretsmanager:<name>, secretsmanager:<name>:<JSON key> or ssm:</path>",
        value: "(not shown)",
      },
    ]);
  });
});

describe("the settings of a container", () => {
  it.each([
    ["variables", "MAIN_HOST", "x", "the store main"],
    ["secrets", "MAIN_PASSWORD", "ssm:/main", "the store main"],
    ["variables", "DOCUMENTS_BUCKET", "x", "the store documents"],
    ["variables", "ENVIRONMENT", "x", "Gantry, which tells every container its environment,"],
  ])("rejects %s.%s: both origins are named", (kind, setting, value, other) => {
    const changes = { [`${API}.${kind}`]: { [setting]: value } };
    expect(problemsAfter(changes)).toEqual([twice(`${API}.${kind}.${setting}`, other)]);
  });

  it("rejects a setting that is a variable and a secret, of a sidecar too", () => {
    const settings = { variables: { STRIPE: "x" }, secrets: { STRIPE: "ssm:/stripe" } };
    const at = `${API}.sidecars.proxy`;
    expect(withProxy(settings)).toEqual([twice(`${at}.variables.STRIPE`, `${at}.secrets.STRIPE`)]);
  });

  it("accept in a sidecar what the stores give to the service alone", () => {
    expect(withProxy({ variables: { MAIN_HOST: "127.0.0.1" } })).toEqual([]);
  });

  it("rejects a reference among the variables, which would arrive as text", () => {
    const path = `${API}.variables.STRIPE`;
    expect(problemsAfter({ [path]: "ssm:/stripe" })).toEqual([
      {
        path,
        what: "would reach the container as this very text: variables are not resolved",
        value: "ssm:/stripe",
        fix: "move it to `secrets` of the same container",
      },
    ]);
  });

  it("are known here as the stores' own modules make them", () => {
    synth((scope) => {
      const common = { environment: "staging", store: "one-more", keyArn: "arn:key" };
      const standing = {
        ...common,
        network: networkRef,
        backupDays: 1,
        backupWindow: "02:00-03:00",
        maintenanceWindow: "sun:03:30-sun:04:30",
        applyImmediately: true,
      };
      const instance = { ...standing, database: "main", size: "db.t4g.micro", storageGiB: 20, standby: false };
      const cluster = { ...standing, database: "main", size: "db.r7g.large", readers: 1 };
      const refs = [
        new Postgres(scope, "postgres", { ...instance, version: "16.8" }).ref,
        new Mysql(scope, "mysql", { ...instance, version: "8.4.5" }).ref,
        new AuroraPostgres(scope, "aurora-postgres", { ...cluster, version: "16.8" }).ref,
        new AuroraMysql(scope, "aurora-mysql", { ...cluster, version: "8.0.mysql_aurora.3.08.0" }).ref,
        new Redis(scope, "redis", {
          ...standing,
          version: "7.1",
          clusterMode: false,
          eviction: "volatile-lru",
          size: "cache.t4g.micro",
          standby: false,
          logRetentionDays: 14,
        }).ref,
        new Files(scope, "files", { ...common, network: networkRef, zones: ["a", "b"], backups: false }).ref,
        new BucketStore(scope, "bucket", { ...common, organization: "acme", noncurrentDays: 30 }).ref,
        new Queue(scope, "queue", {
          ...common,
          account: "222222222222",
          region: "eu-west-1",
          fifo: false,
          visibilitySeconds: 30,
          maximumReceives: 5,
          retentionDays: 4,
        }).ref,
        new Warehouse(scope, "warehouse", {
          ...common,
          database: "figures",
          baseCapacityRpu: 8,
          maxCapacityRpu: 8,
          loads: [],
          logRetentionDays: 14,
          network: networkRef,
        }).ref,
      ];
      const made = refs.map(({ kind, variables, secrets }) => [kind, Object.keys({ ...variables, ...secrets }).sort()]);
      const known = Object.entries(STORE_SETTINGS).map(([kind, settings]) => [
        kind,
        settings.map((setting) => `ONE_MORE_${setting}`),
      ]);
      expect(Object.fromEntries(made)).toEqual(Object.fromEntries(known));
    });
  });
});
