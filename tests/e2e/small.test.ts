import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scaleByHand } from "./support/aws.js";
import { Checkout, expectCode } from "./support/checkout.js";
import { leftOf } from "./support/left.js";
import { type Change, healthIn } from "./support/reports.js";
import { review } from "./support/review.js";

/** The small example as its README says it is begun with: four services that share the interfaces of two instances. */
let clone: Checkout;

beforeAll(() => {
  clone = new Checkout("small", { configuration: "small", verifies: "once" });
});
afterAll(() => clone.dispose());

describe.sequential("four services on two instances of 1 GiB", () => {
  it("come up, migrated, each with its tasks", async () => {
    expectCode(await clone.gantry(["up"]), 0);
    const { stdout } = expectCode(await clone.gantry(["status", "staging", "--json"]), 0);
    expect(healthIn(stdout)).toEqual({
      "staging-admin": "healthy",
      "staging-api": "healthy",
      "staging-hooks": "healthy",
      "staging-site": "healthy",
    });
  });

  it("show no difference", async () => {
    expectCode(await clone.gantry(["diff", "staging"]), 0);
  });

  it("change in place, and replace nothing but a task definition; a count that somebody changed is put back", async () => {
    await scaleByHand(await clone.cloud(), "app", "site", 1);
    clone.edit(
      "environments/catalogue.ts",
      'routes: ["/hooks/*"]',
      'routes: ["/hooks/*"], variables: { LEVEL: "info" }',
    );
    const { changes, deploy } = await review(clone, "staging");
    expect(changes.map(({ action, address }) => `${action} ${address}`).sort()).toEqual([
      expect.stringMatching(/^replace aws_ecs_task_definition\.service-hooks_/),
      expect.stringMatching(/^update aws_ecs_service\.service-hooks_/),
      expect.stringMatching(/^update aws_ecs_service\.service-site_/),
    ]);
    expectCode(await deploy(), 0);
  });

  it("only add, or change in place, when a zone comes and an old target shares the traffic", async () => {
    clone.edit("environments/staging.ts", 'zones: ["a", "b"]', 'zones: ["a", "b", "c"]');
    clone.edit("environments/staging.ts", "clusters: {", `${RAMP}\n  clusters: {`);
    const { changes, deploy } = await review(clone, "staging");
    expect(actionsOf(changes)).toEqual(["create", "update"]);
    expect(typesOf(changes, "update")).toEqual([
      "aws_autoscaling_group",
      "aws_db_subnet_group",
      "aws_lb",
      "aws_route53_record",
      "aws_ssm_parameter",
      "aws_vpc_endpoint",
      "terraform_data",
    ]);
    expectCode(await deploy(), 0);
    expectCode(await clone.gantry(["diff", "staging"]), 0);
  });

  it("move traffic in place, and only add when a peer comes", async () => {
    clone.edit("environments/staging.ts", "to: 10", "to: 50");
    clone.edit("environments/staging.ts", 'nat: "single"', `nat: "single", ${PEERING}`);
    const { changes } = await review(clone, "staging");
    expect(actionsOf(changes)).toEqual(["create", "update"]);
    expect(typesOf(changes, "update")).toEqual(["aws_route53_record"]);
    expect(typesOf(changes, "create")).toEqual([
      "aws_route",
      "aws_vpc_peering_connection",
      "aws_vpc_peering_connection_accepter",
      "aws_vpc_peering_connection_options",
    ]);
  });

  it("go, and leave nothing", async () => {
    expect(await leftOf(clone, "staging")).not.toEqual([]);
    expectCode(await clone.gantry(["destroy", "staging", "--confirm", "staging"]), 0);
    expect(await leftOf(clone, "staging")).toEqual([]);
  });
});

const RAMP =
  'edge: { ramp: { to: 10, old: { kind: "addresses", addresses: ["203.0.113.7"], health: { path: "/" } } } },';
const PEERING = 'peerings: { old: { vpc: "vpc-0a1b2c3d4e5f67890", ranges: ["10.60.0.0/16"] } }';

function actionsOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.map(({ action }) => action))].sort();
}

/** The types of what an action is done to. */
function typesOf(changes: readonly Change[], wanted: string): readonly string[] {
  const types = changes.flatMap(({ action, address }) => (action === wanted ? [address.split(".")[0] ?? ""] : []));
  return [...new Set(types)].sort();
}
