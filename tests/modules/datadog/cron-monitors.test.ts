import { expect, it } from "vitest";
import { CronMonitors } from "../../../modules/datadog/cron-monitors.js";
import { cronRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

it("a cron is watched for what went wrong with it: one failure warns, three wake people", () => {
  const tags = { environment: "staging", organization: "acme" };
  const audience = { warning: ["@slack-team"], critical: ["@pagerduty-team"] };
  const stack = synth((scope) => new CronMonitors(scope, "monitors", { service: cronRef, tags, audience }));
  expect(stack.at("datadog_monitor", "monitors/failures/monitor")).toMatchObject({
    name: "[staging] reports: failed",
    query:
      "max(last_15m):max:aws.sqs.approximate_number_of_messages_visible{environment:staging,queuename:staging-reports-failed} > 2.5",
    monitor_thresholds: { warning: "0.5", warning_recovery: "0.1", critical: "2.5", critical_recovery: "1.5" },
    message: expect.stringContaining("/gantry/staging/reports"),
  });
});
