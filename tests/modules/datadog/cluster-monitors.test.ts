import { describe, expect, it } from "vitest";
import { ClusterMonitors } from "../../../modules/datadog/cluster-monitors.js";
import { clusterRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

describe("the monitor of a cluster on EC2", () => {
  const stack = synth((scope) => {
    new ClusterMonitors(scope, "monitors", {
      cluster: { ...clusterRef, capacity: "ec2" },
      instanceGroup: "staging-app",
      tags: { environment: "staging", organization: "acme" },
      audience: { warning: ["@slack-platform"], critical: ["@pagerduty"] },
    });
  });

  it("tells when ECS has waited half an hour for instances that it asked for", () => {
    expect(stack.one("datadog_monitor")).toMatchObject({
      name: "[staging] staging-app: has fewer instances than its tasks need",
      query:
        "max(last_30m):100 * sum:aws.autoscaling.group_in_service_instances{autoscalinggroupname:staging-app} / sum:aws.autoscaling.group_desired_capacity{autoscalinggroupname:staging-app} < 50",
      tags: expect.arrayContaining(["env:staging", "cluster:staging-app"]),
    });
  });
});
