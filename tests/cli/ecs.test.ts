import { describe, expect, it } from "vitest";
import { judge, maySettle } from "../../cli/ecs/judge.js";
import type { LiveDeployment, LiveService, StoppedTask } from "../../cli/ecs/live-service.js";
import { reasonOf, renderService } from "../../cli/ecs/render.js";

const NOW = new Date("2026-11-21T16:45:00Z");
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const BREAKER = "ECS deployment circuit breaker: tasks failed to start.";

/** A deployment of two tasks that began seven minutes ago and is over. */
const deployment = (more: Partial<LiveDeployment>): LiveDeployment => ({
  id: "ecs-svc/1",
  status: "PRIMARY",
  revision: "staging-api:8",
  desired: 2,
  running: 2,
  pending: 0,
  failed: 0,
  rollout: "COMPLETED",
  began: secondsAgo(432),
  ...more,
});
const service = (deployments: readonly LiveDeployment[], more: Partial<LiveService> = {}): LiveService => ({
  name: "staging-api",
  status: "ACTIVE",
  desired: 2,
  running: deployments.reduce((sum, { running }) => sum + running, 0),
  pending: 0,
  deployments,
  events: [],
  ...more,
});
const old = (more: Partial<LiveDeployment> = {}) =>
  deployment({ id: "ecs-svc/0", revision: "staging-api:7", status: "ACTIVE", began: secondsAgo(90_000), ...more });
const verdict = (live: LiveService | undefined, wanted?: string) => judge(live, wanted, NOW);

/** Every way in which DescribeServices was seen to show a failed deployment of revision 8 while Terraform waited. */
describe("a deployment of revision 8", () => {
  it("was rolled back when the only deployment is a completed one of revision 7: Terraform exits 0", () => {
    expect(verdict(service([old({ status: "PRIMARY", began: secondsAgo(5) })]), "staging-api:8")).toEqual({
      health: "rolled-back",
      message: "was rolled back: staging-api:8 did not become healthy; staging-api:7 still serves with 2 tasks",
    });
  });

  it("is being rolled back when revision 7 is deployed beside the failed 8", () => {
    const back = old({ status: "PRIMARY", rollout: "IN_PROGRESS", began: secondsAgo(65) });
    const failed = deployment({ status: "ACTIVE", rollout: "FAILED", reason: BREAKER, running: 0, failed: 3 });
    const expected = {
      health: "rolling-back",
      message:
        "is being rolled back from staging-api:8 to staging-api:7, for 1m05s (ECS deployment circuit breaker: tasks failed to start); staging-api:7 still serves with 2 tasks",
    };
    expect(verdict(service([back, failed]), "staging-api:8")).toEqual(expected);
    expect(verdict(service([back, failed]))).toEqual(expected);
  });

  it("failed when it was given up and nothing was rolled back: the next plan shows no change", () => {
    const failed = deployment({ rollout: "FAILED", reason: BREAKER, running: 0, failed: 3 });
    expect(verdict(service([failed, old()]), "staging-api:8")).toEqual({
      health: "failed",
      message:
        "could not be deployed as staging-api:8 (ECS deployment circuit breaker: tasks failed to start); staging-api:7 still serves with 2 tasks",
    });
  });

  it("is stuck, for how long and with what serving, when it goes on without end: the next plan shows no change", () => {
    const stuck = deployment({ rollout: "IN_PROGRESS", running: 0, pending: 2, failed: 12 });
    expect(verdict(service([stuck, old()]), "staging-api:8")).toEqual({
      health: "stuck",
      message:
        "is stuck: it has been deploying staging-api:8 for 7m12s: 0 of 2 tasks run, 12 failed; staging-api:7 still serves with 2 tasks",
    });
  });

  it("is in progress, not stuck, while fewer tasks fail than ECS's circuit breaker bears", () => {
    const half = deployment({ rollout: "IN_PROGRESS", desired: 20, running: 11, failed: 9, began: secondsAgo(50) });
    expect(verdict(service([half], { desired: 20 }), "staging-api:8")).toEqual({
      health: "in-progress",
      message: "has been deploying staging-api:8 for 50s: 11 of 20 tasks run, 9 failed; no other revision serves",
    });
    expect(verdict(service([{ ...half, failed: 10 }], { desired: 20 })).health).toBe("stuck");
    expect(verdict(service([{ ...half, failed: 10, running: 20 }], { desired: 20 })).health).toBe("in-progress");
  });

  it("failed with nothing that serves when it is the first one", () => {
    const failed = deployment({ rollout: "FAILED", reason: BREAKER, running: 0, failed: 3 });
    expect(verdict(service([failed]), "staging-api:8")).toEqual({
      health: "failed",
      message:
        "could not be deployed as staging-api:8 (ECS deployment circuit breaker: tasks failed to start); nothing serves",
    });
  });

  it("is healthy when it is completed and as many tasks run as should", () => {
    const expected = { health: "healthy", message: "runs staging-api:8 with 2 tasks" };
    expect(verdict(service([deployment({})]), "staging-api:8")).toEqual(expected);
    expect(verdict(service([deployment({})]))).toEqual(expected);
    expect(verdict(service([deployment({ desired: 0, running: 0 })], { desired: 0 }))).toMatchObject({
      health: "healthy",
    });
  });

  it("is not taken for rolled back when a failed one before it is still being taken away", () => {
    const failed = deployment({ revision: "staging-api:7", status: "ACTIVE", rollout: "FAILED", running: 0 });
    const fixing = deployment({ rollout: "IN_PROGRESS", running: 1, pending: 1 });
    expect(verdict(service([fixing, failed]), "staging-api:8").health).toBe("in-progress");
  });

  it("is over when somebody deployed another one beside Terraform", () => {
    const newer = deployment({ revision: "staging-api:9" });
    expect(verdict(service([newer]), "staging-api:8")).toEqual({
      health: "foreign",
      message: "runs staging-api:9, not staging-api:8: somebody deployed beside Terraform",
    });
    expect(verdict(service([newer])).health).toBe("healthy");
  });
});

describe("a service", () => {
  it("that ECS doesn't know, or is taking away, is not healthy", () => {
    expect(verdict(undefined, "staging-api:8").health).toBe("missing");
    expect(verdict(service([]), "staging-api:8").health).toBe("missing");
    expect(verdict(service([deployment({})], { status: "DRAINING" }))).toEqual({
      health: "inactive",
      message: "is not active: its status is DRAINING",
    });
  });

  it("is waited for while it may become healthy by itself, and not longer", () => {
    const uneven = verdict(service([deployment({ running: 1 })]), "staging-api:8");
    expect(uneven).toEqual({ health: "uneven", message: "runs 1 of 2 tasks of staging-api:8" });
    expect(maySettle(uneven)).toBe(true);
    expect(maySettle({ health: "in-progress", message: "" })).toBe(true);
    for (const health of [
      "rolled-back",
      "rolling-back",
      "failed",
      "stuck",
      "foreign",
      "inactive",
      "missing",
    ] as const) {
      expect(maySettle({ health, message: "" })).toBe(false);
    }
  });
});

describe("the facts behind a verdict", () => {
  const stopped: StoppedTask = {
    at: secondsAgo(30),
    revision: "staging-api:8",
    code: "TaskFailedToStart",
    reason: "CannotPullContainerError: not found",
    containers: [{ name: "api", exitCode: 137, reason: "OutOfMemoryError" }, { name: "agent" }],
  };

  it("are the deployments, the last five events and why the last tasks stopped", () => {
    const events = Array.from({ length: 7 }, (_, index) => ({ at: secondsAgo(index * 10), message: `event ${index}` }));
    const failed = deployment({ rollout: "FAILED", running: 0, failed: 3 });
    expect(renderService(service([failed, old()], { events }), [stopped], NOW)).toEqual([
      "  deployments:",
      "    PRIMARY  staging-api:8  FAILED     0 of 2 running, 0 pending, 3 failed  began 7m12s ago",
      "    ACTIVE   staging-api:7  COMPLETED  2 of 2 running, 0 pending, 0 failed  began 1d1h ago",
      "  last events:",
      "    0s ago   event 0",
      "    10s ago  event 1",
      "    20s ago  event 2",
      "    30s ago  event 3",
      "    40s ago  event 4",
      "  last stopped tasks:",
      "    30s ago  staging-api:8  TaskFailedToStart: CannotPullContainerError: not found; api: exit code 137, OutOfMemoryError",
    ]);
  });

  it("say so when ECS remembers no stopped task", () => {
    expect(renderService(service([]), [], NOW).join("\n")).toMatch(/last stopped tasks: none that ECS remembers/);
  });

  it("leave out of a stop what isn't known", () => {
    expect(reasonOf({ at: NOW, revision: "", containers: [{ name: "api", exitCode: 0 }] })).toBe("api: exit code 0");
    expect(reasonOf({ at: NOW, revision: "", code: "UserInitiated", containers: [] })).toBe("UserInitiated");
  });
});
