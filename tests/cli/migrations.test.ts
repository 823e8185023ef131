import { describe, expect, it } from "vitest";
import { failedIn, renderFailedMigrations } from "../../cli/ecs/migrations.js";

const order = {
  service: "api",
  taskDefinition: "arn:aws:ecs:eu-west-1:222222222222:task-definition/staging-api-migrate:4",
};
const state = (status?: string) =>
  JSON.stringify({
    resources: [
      { type: "aws_ecs_service", instances: [{ status: "tainted", attributes: { input: "no migration" } }] },
      { type: "terraform_data", instances: [{ status, attributes: { input: { value: { order, after: [] } } } }] },
      { type: "terraform_data", instances: [{ status, attributes: {} }] },
    ],
  });

describe("the migrations of a state", () => {
  it("have failed where Terraform has tainted them", () => {
    expect(failedIn(state("tainted"))).toEqual([order]);
    expect(failedIn(state())).toEqual([]);
    expect(failedIn("{}")).toEqual([]);
  });

  it("that failed are told with what waits for them, and why", () => {
    const now = new Date("2026-11-21T20:00:00Z");
    const at = new Date("2026-11-21T19:59:30Z");
    const revision = "staging-api-migrate:4";
    const stopped = [
      { at, revision, code: "EssentialContainerExited", containers: [{ name: "migrate", exitCode: 1 }] },
    ];
    expect(renderFailedMigrations([{ service: "api", revision, stopped }], now)).toEqual([
      "",
      "migration of api has not succeeded as staging-api-migrate:4: api stays as it is, and the next deploy runs it again",
      "  30s ago  staging-api-migrate:4  EssentialContainerExited; migrate: exit code 1",
    ]);
    expect(renderFailedMigrations([], now)).toEqual([]);
  });
});
