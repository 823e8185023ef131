import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { withCron } from "../support/cron.js";
import { stackNamed } from "../support/platform.js";
import { withWorker } from "../support/worker.js";

const ops = (changes: Changes = {}) => changedStack(changes, "ops");

const stack = ops({
  ...withWorker,
  "catalogue.services.api.about": {
    description: "Takes orders",
    team: "shop",
    tier: "critical",
    email: "shop@acme.test",
    runbook: "https://runbooks.acme.test/api",
    repository: "https://gitlab.acme.test/shop/api",
  },
  "organization.datadog.catalogue": true,
  "organization.datadog.integration": { accounts: ["ops", "staging"], namespaces: ["AWS/Lambda"] },
  "organization.datadog.logs": {
    indexes: {
      errors: { filter: "status:error", retentionDays: 30 },
      rest: { filter: "*", retentionDays: 7, dailyLimit: 1_000_000, exclude: { debug: { filter: "status:debug" } } },
    },
    pipelines: { nginx: { filter: "source:nginx", grok: { rules: "line %{data::json}" }, status: ["level"] } },
  },
});

const ACCOUNT = "datadog-account-staging/integration";

describe("Datadog's integration with AWS", () => {
  it("has each account that was named, and in it the role that Datadog takes", () => {
    expect(stack.all("datadog_integration_aws_account").map(({ aws_account_id: id }) => id)).toEqual([
      "111111111111",
      "222222222222",
    ]);
    expect(
      stack
        .resources()
        .flatMap(({ type, path, resource }) => (type === "aws_iam_role" ? [[path, resource["provider"]]] : [])),
    ).toEqual([
      ["datadog-role-ops/role", undefined],
      ["datadog-role-staging/role", "aws.datadog-staging"],
    ]);
    expect(stack.at("aws_iam_role", "datadog-role-staging/role")["assume_role_policy"]).toContain(
      "${datadog-account-staging/integration.auth_config.aws_auth_config_role.external_id}",
    );
  });

  it("asks for the metrics of what is used, where it is used", () => {
    const account = stack.at("datadog_integration_aws_account", ACCOUNT);
    expect(account).toMatchObject({
      aws_regions: { include_only: ["eu-west-1", "us-east-1"] },
      auth_config: { aws_auth_config_role: { role_name: "gantry-datadog" } },
      metrics_config: { collect_custom_metrics: false, collect_cloudwatch_alarms: false },
      resources_config: { extended_collection: false },
    });
    const namespaces = JSON.stringify(account["metrics_config"]);
    expect(["AWS/Lambda", "AWS/ApplicationELB", "AWS/SQS"].filter((one) => !namespaces.includes(one))).toEqual([]);
  });

  it.each<[string, Changes, boolean]>([
    ["where there are crons", withCron, true],
    ["where there are none", {}, false],
    ["where it's asked for", { "organization.datadog.integration.customMetrics": true }, true],
  ])("reads namespaces that Datadog has no name for %s", (_, changes, expected) => {
    const integration = { "organization.datadog.integration": { accounts: ["staging"] } };
    expect(ops({ ...integration, ...changes }).at("datadog_integration_aws_account", ACCOUNT)).toMatchObject({
      metrics_config: { collect_custom_metrics: expected },
    });
  });

  it("collects every metric of AWS that a monitor or a dashboard asks for", () => {
    const namespaces = JSON.stringify(stackNamed("ops").at("datadog_integration_aws_account", ACCOUNT)).match(
      /"AWS\/\w+"/g,
    );
    // Scheduler's are custom metrics to Datadog, which come with crons.
    const collected = [
      "aws.scheduler",
      ...(namespaces ?? []).map((one) => one.slice(1, -1).replace("/", ".").toLowerCase()),
    ];
    const asked = ["production", "staging"].flatMap((name) =>
      stackNamed(name)
        .resources()
        .filter(({ type }) => type.startsWith("datadog_"))
        .flatMap(({ resource }) =>
          [...JSON.stringify(resource).matchAll(/:(aws\.[a-z0-9]+)\.[a-z_]/g)].map(([, at]) => at),
        ),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect([...new Set(asked)].filter((namespace) => !collected.includes(namespace ?? ""))).toEqual([]);
  });

  it.each([
    [["nowhere"], "names no known account"],
    [["staging", "staging"], "is listed twice"],
  ])("is refused for %s", (accounts, what) => {
    expect(problemsAfter({ "organization.datadog.integration": { accounts } }).map((problem) => problem.what)).toEqual([
      what,
    ]);
  });
});

describe("Datadog's catalogue", () => {
  const entities = stack.all("datadog_software_catalog").map(({ entity }) => JSON.parse(String(entity)) as Entity);
  interface Entity {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: object;
  }

  it("has one entry for each service and store, whatever environments run them", () => {
    expect(entities.map(({ kind, metadata }) => `${kind}:${metadata.name}`).sort()).toEqual([
      "datastore:documents",
      "datastore:main",
      "queue:jobs",
      "service:api",
      "service:jobs",
      "service:web",
    ]);
  });

  it("says who answers for a service, what it needs, and where to read on", () => {
    expect(entities.find(({ metadata }) => metadata.name === "api")).toEqual({
      apiVersion: "v3",
      kind: "service",
      metadata: {
        name: "api",
        description: "Takes orders",
        owner: "shop",
        contacts: [{ name: "Team", type: "email", contact: "shop@acme.test" }],
        links: [
          { name: "Dashboards", type: "dashboard", url: "https://app.datadog.test/dashboard/lists?q=%5D%20api" },
          { name: "Runbook", type: "runbook", url: "https://runbooks.acme.test/api" },
          { name: "Code", type: "repo", url: "https://gitlab.acme.test/shop/api" },
        ],
        tags: ["organization:acme", "managed-by:gantry", "gantry-kind:web"],
      },
      spec: {
        lifecycle: "production",
        tier: "critical",
        type: "web",
        dependsOn: ["datastore:main", "datastore:documents", "queue:jobs"],
      },
    });
  });
});

describe("logs", () => {
  it("are offered to the indexes in the order in which they were written", () => {
    expect(stack.one("datadog_logs_index_order")).toMatchObject({
      indexes: ["${datadog-logs/index-errors.name}", "${datadog-logs/index-rest.name}"],
    });
    expect(stack.at("datadog_logs_index", "datadog-logs/index-rest")).toMatchObject({
      retention_days: 7,
      daily_limit: 1_000_000,
      exclusion_filter: [{ name: "debug", is_enabled: true, filter: [{ query: "status:debug", sample_rate: 1 }] }],
    });
  });

  it("are taken apart before it's said what their parts are", () => {
    const { processor } = stack.one("datadog_logs_custom_pipeline") as { readonly processor: readonly object[] };
    expect(processor.map((step) => Object.keys(step)[0])).toEqual(["grok_parser", "status_remapper"]);
  });

  it.each([
    [
      "a retention that nobody sells",
      { indexes: { main: { filter: "*", retentionDays: 10 } } },
      /is not one of its values/,
    ],
    ["a pipeline that does nothing", { pipelines: { empty: { filter: "*" } } }, /does nothing/],
    ["an index with capitals", { indexes: { Main: { filter: "*", retentionDays: 7 } } }, /lower-case/],
  ])("are refused: %s", (_, logs, what) => {
    expect(problemsAfter({ "organization.datadog.logs": logs }).map((problem) => problem.what)).toEqual([
      expect.stringMatching(what),
    ]);
  });
});

it("nothing of it is made where the organization asks for none of it", () => {
  const types = ops()
    .resources()
    .flatMap(({ type }) => (type.startsWith("datadog_") ? [type] : []));
  expect(types).toEqual([]);
});
