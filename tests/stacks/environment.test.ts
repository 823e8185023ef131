import { describe, expect, it } from "vitest";
import { guardsOf, type Lifecycle, statefulTypes } from "../../modules/core/lifecycle.js";
import { changedStack } from "../support/changed.js";
import type { Changes } from "../support/configuration.js";
import { connectionLines } from "../support/connections.js";
import type { Placed, Synthesized } from "../support/synth.js";
import { valueAt } from "../support/values.js";

/** One environment as written, after the changes. */
function environment(name: string, changes: Changes = {}): Synthesized {
  return changedStack(changes, name);
}

const staging = environment("staging");
const production = environment("production");

const handles = (stack: Synthesized) =>
  new Set(stack.all("datadog_monitor").flatMap(({ message }) => String(message).match(/@[\w-]+/g) ?? []));
const days = (stack: Synthesized) => stack.all("aws_cloudwatch_log_group").map((one) => one["retention_in_days"]);

const stateful = (stack: Synthesized) => stack.resources().filter(({ type }) => statefulTypes.has(type));
const identifierOf = ({ resource }: Placed) => String(resource["identifier"]);
const zones = (list: readonly string[]) => environment("production", { "production.network.zones": list });
const byAddress = (stack: Synthesized) => new Map(stack.resources().map((one) => [one.address, one.resource]));

describe("an environment", () => {
  it("permits these connections and no other", () => {
    expect(connectionLines(staging)).toEqual([
      "in edge/group 443 0.0.0.0/0: from anywhere: HTTPS",
      "in edge/group 80 0.0.0.0/0: from anywhere: redirect to HTTPS",
      "in service-api/group 8080 edge/group: from load balancer: requests",
      "in service-web/group 80 edge/group: from load balancer: requests",
      "in store-main/group 5432 service-api/group: from service api: main",
      "out edge/group 80 service-web/group: to service web: requests",
      "out edge/group 8080 service-api/group: to service api: requests",
      "out service-api/group 443 0.0.0.0/0: to anywhere: images, AWS and other APIs",
      "out service-api/group 5432 store-main/group: to store main: main",
      "out service-web/group 443 0.0.0.0/0: to anywhere: images, AWS and other APIs",
    ]);
  });

  it("works in its own account, in the ops account only for its name, and is tagged in both", () => {
    const tags = { environment: "staging", organization: "acme", "managed-by": "gantry" };
    const provider = (account: string) => ({
      region: "eu-west-1",
      allowed_account_ids: [account],
      assume_role: [{ role_arn: `arn:aws:iam::${account}:role/deploy`, session_name: "gantry" }],
      default_tags: [{ tags }],
    });
    expect(staging.json.provider?.["aws"]).toEqual([
      provider("222222222222"),
      { ...provider("111111111111"), alias: "ops" },
    ]);
    const elsewhere = staging.resources().filter(({ resource }) => resource["provider"] !== undefined);
    expect(elsewhere.map(({ path }) => path)).toEqual(["zone/delegation"]);
  });

  it("finds the zone above it in the contract of ops, not in its state", () => {
    expect(staging.at("aws_route53_record", "zone/delegation")["zone_id"]).toBe("${data.ops-delegated-zone-id.value}");
    expect(JSON.stringify(staging.json)).not.toContain("terraform_remote_state");
  });

  it("says where it is reached and what it is made of", () => {
    expect(staging.json.output).toEqual({
      lifecycle: { value: "disposable" },
      summary: {
        value: {
          url: "https://staging.aws.acme.test",
          services: { api: "https://staging.aws.acme.test/api/", web: "https://staging.aws.acme.test/" },
          stores: { documents: "acme-staging-documents", main: "staging-main" },
        },
      },
    });
  });

  it("tells its own people of its alerts", () => {
    expect(handles(production)).toEqual(new Set(["@slack-platform", "@pagerduty-platform"]));
    expect(handles(staging)).toEqual(new Set());
  });

  it("speaks to the organization's site of Datadog", () => {
    expect(staging.json.provider?.["datadog"]).toEqual([{ api_url: "https://api.datadog.test" }]);
  });

  it("keeps logs for a year when it is protected, for two weeks when it isn't", () => {
    expect(days(production)).toEqual([365, 365]);
    expect(days(staging)).toEqual([14, 14]);
  });

  it("changes a protected database in its window, a disposable one at once", () => {
    expect(production.one("aws_db_instance")).toMatchObject({ apply_immediately: false, multi_az: true });
    expect(staging.one("aws_db_instance")).toMatchObject({ apply_immediately: true, multi_az: false });
  });
});

describe("every stateful resource", () => {
  it.each<readonly [Lifecycle, Synthesized]>([
    ["protected", production],
    ["disposable", staging],
  ])("has the guards of a %s environment", (lifecycle, stack) => {
    const types = new Set(stateful(stack).map(({ type }) => type));
    expect([...types].sort()).toEqual([
      "aws_cloudwatch_log_group",
      "aws_db_instance",
      "aws_kms_key",
      "aws_lb",
      "aws_route53_zone",
      "aws_s3_bucket",
    ]);
    for (const one of stateful(stack)) {
      for (const [path, value] of Object.entries(guardsOf(one.type, lifecycle, identifierOf(one)))) {
        expect([one.path, path, valueAt(one.resource, path)]).toEqual([one.path, path, value]);
      }
    }
  });

  it("of a disposable environment can be destroyed", () => {
    expect(JSON.stringify(staging.json)).not.toContain("prevent_destroy");
  });

  it("leaves a last snapshot under its own name when it is protected", () => {
    expect(production.one("aws_db_instance")).toMatchObject({
      skip_final_snapshot: false,
      final_snapshot_identifier: "production-main-final",
    });
  });
});

describe("a zone that is added", () => {
  const before = zones(["a", "b"]);
  const after = zones(["a", "b", "c"]);

  it("only adds addresses", () => {
    expect([...byAddress(after).keys()]).toEqual(expect.arrayContaining([...byAddress(before).keys()]));
    const added = after.resources().filter(({ address }) => !byAddress(before).has(address));
    expect(added.map(({ path }) => path)).toEqual([
      "network/isolated-acl/zone-c",
      "network/isolated-c",
      "network/isolated-routes-c",
      "network/nat-c",
      "network/nat-c-address",
      "network/private-c",
      "network/private-c-out",
      "network/private-c-routes",
      "network/private-c-routes-c",
      "network/public-c",
      "network/public-routes-c",
    ]);
  });

  it("changes nothing that stands but the lists of subnets and tables", () => {
    const now = byAddress(after);
    const changed = before.resources().flatMap(({ path, address, resource }) =>
      Object.entries(resource)
        .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(now.get(address)?.[key]))
        .map(([key]) => `${path} ${key}`),
    );
    expect(changed).toEqual([
      "contract/network value",
      "edge/balancer subnets",
      "network/dynamodb route_table_ids",
      "network/s3 route_table_ids",
      "service-api/service network_configuration",
      "service-web/service network_configuration",
      "store-main/subnets subnet_ids",
    ]);
    expect(valueAt(after.at("aws_ecs_service", "service-api/service"), "network_configuration.subnets")).toEqual(
      ["a", "b", "c"].map((zone) => `\${network/private-${zone}.id}`),
    );
  });

  it("may stand anywhere in the list: the addresses stay", () => {
    const other = byAddress(zones(["c", "b", "a"]));
    expect([...other.keys()].sort()).toEqual([...byAddress(after).keys()].sort());
  });
});
