import { describe, expect, it } from "vitest";
import { type TargetGroupProps, targetGroup } from "../../../../modules/aws/ecs/service/targets.js";
import { clusterRef, networkRef, targetSettings } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";

const props: TargetGroupProps = {
  environment: "staging",
  service: "api",
  port: 8080,
  network: networkRef,
  cluster: clusterRef,
  ...targetSettings,
};
const targets = (more: Partial<TargetGroupProps> = {}) =>
  synth((scope) => targetGroup(scope, { ...props, ...more })).one("aws_lb_target_group");

describe("a target group", () => {
  it("says everything that the load balancer does, also what it doesn't", () => {
    expect(targets()).toEqual({
      name: "staging-api-8080",
      vpc_id: "vpc-1",
      port: 8080,
      protocol: "HTTP",
      target_type: "ip",
      deregistration_delay: "30",
      slow_start: 0,
      load_balancing_algorithm_type: "round_robin",
      stickiness: { enabled: false, type: "lb_cookie", cookie_duration: 86_400 },
      health_check: {
        path: "/healthz",
        matcher: "200",
        interval: 15,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 3,
      },
      tags: { service: "api" },
      lifecycle: { create_before_destroy: true },
    });
  });

  it("drains, warms up, sticks and chooses as it is told", () => {
    expect(targets({ drainSeconds: 120, slowStartSeconds: 60, sticky: { seconds: 3600 } })).toMatchObject({
      deregistration_delay: "120",
      slow_start: 60,
      stickiness: { enabled: true, cookie_duration: 3600 },
    });
    expect(targets({ algorithm: "least-outstanding-requests" })).toMatchObject({
      load_balancing_algorithm_type: "least_outstanding_requests",
    });
  });

  it("changes in place but for its port and for how its tasks are connected", () => {
    const shared = { ...clusterRef, sharedGroup: { label: "cluster app", securityGroupId: "sg-app" } };
    const names = [{}, { drainSeconds: 120 }, { port: 9090 }, { cluster: shared }].map((more) => targets(more)["name"]);
    expect(names).toEqual(["staging-api-8080", "staging-api-8080", "staging-api-9090", "staging-api-8080-instance"]);
  });
});
