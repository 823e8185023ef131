import { describe, expect, it } from "vitest";
import { type Json, World } from "./world.js";

const refuses = (type: string, valid: Json, cases: readonly (readonly [string, Json, string])[]) => {
  it("is taken as it should be, and comes back so", () => {
    const world = new World();
    const state = world.create(type, valid);
    expect(world.plan(type, valid, state)).toMatchObject({ planned: state, complaints: [] });
  });
  it.each(cases)("is refused with %s", (_, changes, complaint) => {
    expect(new World().validate(type, { ...valid, ...changes })).toEqual([expect.stringContaining(complaint)]);
  });
};

const parser = (match_rules: string) => ({
  grok_parser: [{ source: "message", is_enabled: true, samples: [], grok: [{ match_rules, support_rules: "" }] }],
});

const entity = (changes: Json = {}) => ({
  entity: JSON.stringify({
    apiVersion: "v3",
    kind: "service",
    metadata: { name: "api" },
    spec: { type: "web" },
    ...changes,
  }),
});

describe("an index of logs", () => {
  refuses("datadog_logs_index", { name: "main", filter: [{ query: "*" }], retention_days: 15 }, [
    ["capitals in its name", { name: "Main" }, "name: Index name can only contain lowercase"],
    ["a retention that isn't sold", { retention_days: 10 }, "retention_days: Invalid num_retention_days 10"],
    [
      "a limit that is off",
      { daily_limit: 5, disable_daily_limit: true },
      "daily_limit: daily_limit can't be set while disable_daily_limit",
    ],
    [
      "more than all left out",
      { exclusion_filter: [{ name: "debug", filter: [{ query: "status:debug", sample_rate: 100 }] }] },
      "sample_rate must be between 0 and 1, got 100",
    ],
  ]);

  it("is in the order only when it's there", () => {
    const world = new World();
    expect(() => world.create("datadog_logs_index_order", { indexes: ["main"] })).toThrow(/Unknown indexes: main/);
  });
});

describe("a pipeline of logs", () => {
  const valid = { name: "nginx", is_enabled: true, filter: [{ query: "source:nginx" }] };
  refuses("datadog_logs_custom_pipeline", valid, [
    ["a parser without rules", { processor: [parser("nothing")] }, "Invalid match_rules"],
    [
      "a step of two kinds",
      { processor: [{ ...parser("line %{data}"), status_remapper: [{ sources: ["level"] }] }] },
      "a processor is of one kind",
    ],
  ]);
});

describe("an entry of the catalogue", () => {
  refuses("datadog_software_catalog", entity(), [
    ["another schema", entity({ apiVersion: "v2.2" }), 'apiVersion "v2.2" is not supported'],
    ["a kind that there isn't", entity({ kind: "database" }), 'invalid kind "database"'],
    ["no name", entity({ metadata: {} }), "metadata.name is required"],
    ["a link of no kind", entity({ metadata: { name: "api", links: [{ type: "wiki" }] } }), "invalid link type wiki"],
    [
      "a contact of no kind",
      entity({ metadata: { name: "api", contacts: [{ type: "phone" }] } }),
      "invalid contact type phone",
    ],
    ["a type of service that there isn't", entity({ spec: { type: "worker" } }), "invalid spec.type worker"],
  ]);
});

describe("a check from outside", () => {
  const valid = {
    name: "site",
    type: "api",
    subtype: "http",
    status: "live",
    locations: ["aws:eu-west-1"],
    assertion: [{ type: "statusCode", operator: "is", target: "200" }],
    options_list: [{ tick_every: 300 }],
  };
  refuses("datadog_synthetics_test", valid, [
    ["no location", { locations: [] }, "At least one location is required"],
    ["nothing to check", { assertion: [] }, "needs at least one assertion"],
    ["a state that there isn't", { status: "muted" }, 'expected status to be one of ["live" "paused"], got muted'],
    [
      "a comparison that makes no sense",
      { assertion: [{ type: "responseTime", operator: "is", target: "5" }] },
      "Invalid operator is for an assertion on responseTime",
    ],
    [
      "a certificate over HTTP",
      { assertion: [{ type: "certificate", operator: "isInMoreThan", target: "21" }] },
      "An HTTP test takes no assertion on the certificate",
    ],
    ["a rhythm that is too fast", { options_list: [{ tick_every: 5 }] }, "expected tick_every to be in the range"],
    [
      "more failing locations than there are",
      { options_list: [{ tick_every: 300, min_location_failed: 2 }] },
      "min_location_failed is 2, of 1 locations",
    ],
    ["a handle without a name", { message: "look @ this" }, "mentions a handle without a name"],
  ]);
});

describe("an AWS account", () => {
  const valid = {
    aws_account_id: "222222222222",
    aws_partition: "aws",
    auth_config: { aws_auth_config_role: { role_name: "datadog" } },
  };
  refuses("datadog_integration_aws_account", valid, [
    ["a number that is none", { aws_account_id: "staging" }, "Invalid AWS account id"],
    ["a tag without a key", { account_tags: ["staging"] }, 'Invalid tag "staging"'],
    [
      "namespaces both in and out",
      { metrics_config: { namespace_filters: { include_only: ["AWS/ECS"], exclude_only: ["AWS/SQS"] } } },
      "only one of include_only and exclude_only",
    ],
    [
      "a namespace that Datadog has no name for",
      { metrics_config: { namespace_filters: { include_only: ["AWS/Scheduler"] } } },
      "Invalid namespace AWS/Scheduler",
    ],
    [
      "all regions and some",
      { aws_regions: { include_all: true, include_only: ["eu-west-1"] } },
      "only one of include_all and include_only",
    ],
  ]);
});
