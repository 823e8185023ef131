import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventory } from "../../local/inventory.js";
import { scaleByHand } from "./support/aws.js";
import { Checkout, expectCode } from "./support/checkout.js";
import { type DiffReport, healthIn } from "./support/reports.js";

/** The small example as its README says it is begun with: four services that share the interfaces of two instances. */
let clone: Checkout;

beforeAll(() => {
  clone = new Checkout("small", { configuration: "small" });
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
    const { stdout } = expectCode(await clone.gantry(["diff", "staging", "--json"]), 2);
    const { stacks } = JSON.parse(stdout) as DiffReport;
    const changes = stacks
      .flatMap(({ changes }) => changes.map(({ action, address }) => `${action} ${address}`))
      .sort();
    expect(changes).toEqual([
      expect.stringMatching(/^replace aws_ecs_task_definition\.service-hooks_/),
      expect.stringMatching(/^update aws_ecs_service\.service-hooks_/),
      expect.stringMatching(/^update aws_ecs_service\.service-site_/),
    ]);
    expectCode(await clone.gantry(["deploy", "staging", "--yes"]), 0);
  });

  it("go, and leave nothing", async () => {
    expectCode(await clone.gantry(["down", "--keep-cloud"]), 0);
    expect(await inventory(await clone.cloud())).toEqual([]);
  });
});
