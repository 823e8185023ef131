import { describe, expect, it } from "vitest";
import { CronMonitors } from "../../../modules/datadog/cron-monitors.js";
import { HoursMonitors } from "../../../modules/datadog/hours-monitors.js";
import { cronRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

const tags = { environment: "staging", organization: "acme" };
const audience = { warning: ["@slack-team"], critical: ["@slack-team"] };

const pathsOf = (sleeps: boolean) =>
  synth((scope) => {
    new CronMonitors(scope, "monitors", { service: { ...cronRef, sleeps }, tags, audience });
  }).pathsOf("datadog_monitor");

describe("an environment with office hours", () => {
  it("is watched for being put to sleep and woken whole, as a cron is", () => {
    const props = { failuresName: "staging-office-hours-failed", machineName: "staging-office-hours" };
    const stack = synth((scope) => void new HoursMonitors(scope, "monitors", { ...props, tags, audience }));
    expect(stack.one("datadog_monitor")).toMatchObject({
      name: "[staging] office hours: it wasn't put to sleep or woken whole",
      query:
        "max(last_15m):max:aws.sqs.approximate_number_of_messages_visible{environment:staging,queuename:staging-office-hours-failed} > 2.5",
      message: expect.stringContaining("The executions of the state machine staging-office-hours"),
    });
  });

  it("misses no run of a cron that sleeps with it", () => {
    expect(pathsOf(false)).toContain("monitors/missed/monitor");
    expect(pathsOf(true)).toEqual(pathsOf(false).filter((path) => path !== "monitors/missed/monitor"));
  });
});
