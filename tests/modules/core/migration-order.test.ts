import { describe, expect, it } from "vitest";
import { readMigrationOrder } from "../../../modules/core/migration-order.js";
import { problemsOf } from "../../support/configuration.js";

const ORDER = {
  environment: "staging",
  service: "api",
  account: "222222222222",
  region: "eu-west-1",
  cluster: "staging-app",
  taskDefinition: "arn:aws:ecs:eu-west-1:222222222222:task-definition/staging-api-migrate:4",
  capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
  timeoutSeconds: 900,
};

const problems = (text: string) => problemsOf(() => readMigrationOrder(text));

describe("the order of a migration", () => {
  it("is read as it was written", () => {
    expect(readMigrationOrder(JSON.stringify(ORDER))).toEqual(ORDER);
  });

  it("is refused when it is none, or lacks something", () => {
    expect(problems("staging")).toMatchObject([{ what: "is no migration's order" }]);
    expect(problems(JSON.stringify({ ...ORDER, cluster: "", timeoutSeconds: "900" }))).toMatchObject([
      { path: "GANTRY_MIGRATION", what: "lacks cluster, timeoutSeconds" },
    ]);
  });
});
