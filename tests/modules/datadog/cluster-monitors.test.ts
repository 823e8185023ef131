import { describe, expect, it } from "vitest";
import { ClusterMonitors } from "../../../modules/datadog/cluster-monitors.js";
import { clusterRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

describe("the monitors of a cluster on EC2", () => {
  const stack = synth((scope) => {
    new ClusterMonitors(scope, "monitors", {
      cluster: { ...clusterRef, capacity: "ec2" },
      instanceGroup: "staging-app",
      tags: { environment: "staging", organization: "acme" },
      audience: { warning: ["@slack-platform"], critical: ["@pagerduty"] },
    });
  });

  it("tells when ECS has waited half an hour for instances that it asked for", () => {
    expect(stack.at("datadog_monitor", "monitors/instances/monitor")).toMatchObject({
      name: "[staging] staging-app: has fewer instances than its tasks need",
      query:
        "max(last_30m):100 * sum:aws.autoscaling.group_in_service_instances{autoscalinggroupname:staging-app} / sum:aws.autoscaling.group_desired_capacity{autoscalinggroupname:staging-app} < 50",
      tags: expect.arrayContaining(["env:staging", "cluster:staging-app"]),
    });
  });

  it("tell when it can't grow, and when its instances aren't well", () => {
    expect(stack.pathsOf("datadog_monitor")).toEqual(
      ["full", "health", "instances"].map((name) => `monitors/${name}/monitor`),
    );
    const group = "{autoscalinggroupname:staging-app}";
    expect(stack.at("datadog_monitor", "monitors/full/monitor")["query"]).toBe(
      `min(last_1h):100 * sum:aws.autoscaling.group_in_service_instances${group} / sum:aws.autoscaling.group_max_size${group} > 99`,
    );
    expect(stack.at("datadog_monitor", "monitors/health/monitor")["query"]).toBe(
      "min(last_15m):sum:aws.ec2.status_check_failed{autoscaling_group:staging-app} > 1.5",
    );
  });
});
