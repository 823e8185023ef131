import { describe, expect, it } from "vitest";
import { WorkerMonitors } from "../../../modules/datadog/worker-monitors.js";
import { workerRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

const tags = { environment: "staging", organization: "acme" };
const audience = { warning: ["@slack-team"], critical: ["@pagerduty-team"] };
const monitors = (rests = false) =>
  synth((scope) => new WorkerMonitors(scope, "monitors", { service: { ...workerRef, rests }, tags, audience }));
const at = (kind: string, rests = false) => monitors(rests).at("datadog_monitor", `monitors/${kind}/monitor`);

describe("the monitors of a worker", () => {
  it("are eight: age, CPU, dead letters, deployments, memory, restarts, stalled, tasks", () => {
    expect(
      monitors()
        .all("datadog_monitor")
        .map((one) => one["name"]),
    ).toEqual([
      "[staging] jobs: falls behind its queue",
      "[staging] jobs: needs more CPU than it has",
      "[staging] jobs: gave messages up",
      "[staging] jobs: was rolled back by ECS",
      "[staging] jobs: is about to run out of memory",
      "[staging] jobs: starts tasks again and again",
      "[staging] jobs: receives messages and doesn't finish them",
      "[staging] jobs: runs fewer tasks than it should",
    ]);
  });

  it("warn when a message waits longer than is acceptable, and wake people at three times that", () => {
    expect(at("age")).toMatchObject({
      query:
        "min(last_10m):max:aws.sqs.approximate_age_of_oldest_message{environment:staging,queuename:staging-jobs} > 180",
      monitor_thresholds: { warning: "60", warning_recovery: "48", critical: "180", critical_recovery: "120" },
    });
  });

  it("grant a service at rest the time that SQS may take to call for its first task", () => {
    expect(at("age", true)).toMatchObject({ monitor_thresholds: { warning: "960", critical: "2880" } });
  });

  it("tell of the first dead letter", () => {
    expect(at("dead-letters")).toMatchObject({
      query:
        "max(last_15m):max:aws.sqs.approximate_number_of_messages_visible{environment:staging,queuename:staging-jobs-dead} > 9.5",
      monitor_thresholds: { warning: "0.5", warning_recovery: "0.1", critical: "9.5", critical_recovery: "4.5" },
    });
  });
});
