import { describe, expect, it } from "vitest";
import type { Problem } from "../../modules/core/errors.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";

const SLUG = "must be lower-case letters, digits and single dashes, beginning with a letter";

/** What was written, and the one problem that it makes beside path and value. */
type Case = readonly [path: string, value: unknown, problem: Problem];

function rejects(cases: readonly Case[]): void {
  it.each(cases)("rejects %s: %j", (path, value, problem) => {
    expect(problemsAfter({ [path]: value })).toEqual([{ path, value, ...problem }]);
  });
}

describe("the schema of an environment", () => {
  rejects([
    ["staging.name", "Staging", { what: SLUG }],
    [
      "staging.name",
      "much-too-long-a-name-for-us",
      { what: "is too long: names that AWS limits to 32 characters begin with it", allowed: "at most 20 characters" },
    ],
    ["staging.name", "ecs-test", { what: "begins as names of AWS's own do: aws, ecs, fargate, internal-, sg-" }],
    ["staging.account", "42", { what: "must be the 12 digits of an AWS account" }],
    ["staging.region", "Ireland", { what: "must be an AWS region, for instance eu-west-1" }],
    ["staging.lifecycle", "forever", { what: "is not one of its values", allowed: "protected, disposable" }],
    ["staging.lifecycle", undefined, { what: "is missing", allowed: "protected, disposable" }],
    [
      "staging.domain",
      "https://staging.aws.acme.test",
      { what: "must be a lower-case host name without a trailing dot, for instance staging.example.com" },
    ],
    ["staging.alerts", "Nobody", { what: SLUG }],
    ["staging.nmae", "x", { what: "is not a setting", value: undefined, fix: "remove it, or correct its spelling" }],
    ["staging.clusters.App", { on: "fargate" }, { what: `is no valid name: ${SLUG}`, value: undefined }],
    ["staging.clusters.app.on", "lambda", { what: "is of no known kind", allowed: "fargate, ec2" }],
    [
      "staging.clusters.app.containerInsights",
      "yes",
      { what: "is not one of its values", allowed: "disabled, enabled, enhanced" },
    ],
  ]);

  it("completes what was left out", () => {
    const [production] = configuration().environments;
    expect(production?.clusters["app"]).toEqual({ on: "fargate", containerInsights: "disabled", exec: false });
    expect(production?.services["web"]).toMatchObject({ graceSeconds: 60, stores: [], variables: {} });
    expect(production?.stores["documents"]).toMatchObject({ kind: "bucket", noncurrentDays: 30, monitors: {} });
  });

  it("names the whole environment when it isn't an object", () => {
    expect(problemsAfter({ staging: "small" })).toEqual([
      { path: "staging", what: "has the wrong type", value: "small", allowed: "object" },
    ]);
  });
});

describe("the schema of a network", () => {
  rejects([
    ["staging.network.cidr", undefined, { what: "is missing", allowed: "string" }],
    ["staging.network.cidr", 10, { what: "has the wrong type", allowed: "string" }],
    ["staging.network.cidr", "banana", { what: "must be an IPv4 range in CIDR notation, for instance 10.20.0.0/16" }],
    [
      "staging.network.cidr",
      "8.8.0.0/16",
      { what: "must be a private range: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16" },
    ],
    [
      "staging.network.cidr",
      "10.0.0.0/15",
      { what: "must be between /16 (the largest VPC of AWS) and /20 (the smallest that holds three tiers)" },
    ],
    [
      "staging.network.cidr",
      "10.20.0.0/21",
      { what: "must be between /16 (the largest VPC of AWS) and /20 (the smallest that holds three tiers)" },
    ],
    [
      "staging.network.cidr",
      "10.20.1.0/16",
      { what: "must begin at a multiple of its size: for a /16 the last two numbers are 0" },
    ],
    [
      "staging.network.zones",
      ["a"],
      {
        what: "needs two zones: a load balancer and a database subnet group require them",
        allowed: "at least 2 entries",
      },
    ],
    ["staging.network.zones", ["a", "b", "a"], { what: "names a zone twice" }],
    ["staging.network.zones.1", "z", { what: "is not one of its values", allowed: "a, b, c, d, e, f" }],
    ["staging.network.nat", "both", { what: "is not one of its values", allowed: "none, single, per-zone" }],
  ]);
});

describe("the schema of a service", () => {
  rejects([
    [
      "catalogue.services.api.kind",
      "wroker",
      { what: "is of no known kind", allowed: "web, internal, worker, cron, daemon" },
    ],
    ["catalogue.services.api.port", 0, { what: "is too small", allowed: "at least 1" }],
    ["catalogue.services.api.port", 65_536, { what: "is too big", allowed: "at most 65535" }],
    ["catalogue.services.api.routes.0", "api", { what: "must be a path pattern such as /api/*" }],
    ["catalogue.services.api.priority", 50_001, { what: "is too big", allowed: "at most 50000" }],
    ["catalogue.services.api.health", "healthz", { what: "must be a path beginning with /" }],
    ["catalogue.services.api.graceSeconds", -1, { what: "is too small", allowed: "at least 0" }],
    [
      "catalogue.services.api.variables.logLevel",
      "info",
      {
        what: "is no valid name: must be upper-case letters, digits and underscores, beginning with a letter",
        value: undefined,
      },
    ],
    ["staging.services.api.cpu", 0, { what: "is too small", allowed: "more than 0" }],
    ["staging.services.api.count", 1.5, { what: "has the wrong type", allowed: "whole number" }],
    ["staging.services.api.count", -1, { what: "is too small", allowed: "at least 0" }],
  ]);
});

describe("the schema of a store", () => {
  rejects([
    [
      "catalogue.stores.main.kind",
      "oracle",
      {
        what: "is of no known kind",
        allowed: "postgres, mysql, aurora-postgres, aurora-mysql, redis, bucket, queue, files, warehouse",
      },
    ],
    ["catalogue.stores.main.version", "9.6", { what: "must be a PostgreSQL version of RDS such as 16.8" }],
    [
      "catalogue.stores.main.database",
      "1st",
      { what: "must begin with a letter and hold at most 63 lower-case letters, digits and underscores" },
    ],
    ["catalogue.stores.documents.noncurrentDays", 0, { what: "is too small", allowed: "at least 1" }],
    ["staging.stores.main.size", "large", { what: "must be an RDS class such as db.t4g.micro" }],
    [
      "staging.stores.main.storageGiB",
      10,
      { what: "must be at least 20: the smallest gp3 volume of RDS", allowed: "at least 20" },
    ],
    ["staging.stores.main.backupDays", 36, { what: "is too big", allowed: "at most 35" }],
    ["staging.stores.main.standby", "yes", { what: "has the wrong type", allowed: "boolean" }],
    [
      "staging.stores.documents.size",
      "big",
      { what: "is not a setting", value: undefined, fix: "remove it, or correct its spelling" },
    ],
  ]);
});

describe("the schema of the organization", () => {
  const record = { name: "www", type: "A", value: "192.0.2.1", ttlSeconds: 60 };
  const added: Changes = { "organization.domains.records.www": record };

  it("accepts more records", () => {
    expect(problemsAfter(added)).toEqual([]);
  });

  rejects([
    ["organization.name", "a-very-long-organization", { what: "is too big", allowed: "at most 20 characters" }],
    [
      "organization.accounts",
      { staging: "222222222222", production: "333333333333" },
      { what: "must have an account named `ops`: it holds the state and what the environments share" },
    ],
    ["organization.deployRole", "a role", { what: "must be the name of an IAM role" }],
    [
      "organization.state.bucket",
      "a".repeat(60),
      { what: "must be the name of an S3 bucket: 3 to 59 lower-case letters, digits, dots and dashes" },
    ],
    ["organization.domains.records.no-mail.name", "a b", { what: "must be a DNS label or @" }],
    ["organization.domains.records.no-mail.ttlSeconds", 10, { what: "is too small", allowed: "at least 30" }],
    ["organization.gitlab.baseUrl", "http://gitlab.acme.test", { what: "must be a URL beginning with https://" }],
    ["organization.gitlab.visibility", "public", { what: "is not one of its values", allowed: "private, internal" }],
    ["organization.gitlab.runners.deploy.tags", [], { what: "is too small", allowed: "at least 1 entry" }],
    ["organization.gitlab.runners.deploy.maximumTimeoutSeconds", 60, { what: "is too small", allowed: "at least 600" }],
    ["organization.datadog.apiUrl", "datadog", { what: "must be a URL beginning with https://" }],
    [
      "organization.alertRoutes.page.critical.0",
      "slack-platform",
      { what: "must be a Datadog handle, for instance @slack-acme-platform or @pagerduty-acme" },
    ],
  ]);
});
