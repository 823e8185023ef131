import { describe, expect, it } from "vitest";
import { configuration } from "../../../support/configuration.js";
import { type Synthesized, synthPlatform } from "../../../support/synth.js";

const API = "staging.services.api";
const scale = { cpuPercent: 60, memoryPercent: 70, requestsPerTask: 500 };
const schedule = {
  morning: { at: "cron(0 7 ? * MON-FRI *)", timeZone: "Europe/Dublin", minimum: 4, maximum: 10 },
  evening: { at: "cron(0 19 ? * MON-FRI *)", timeZone: "Europe/Dublin", minimum: 2, maximum: 6 },
};

/** Staging with an api of that count and scaling. */
function staging(count: unknown, scale?: unknown): Synthesized {
  const written = configuration({ [`${API}.count`]: count, [`${API}.scale`]: scale });
  const stack = synthPlatform({ configuration: written, target: "aws", stacks: ["staging"] }).get("staging");
  if (stack === undefined) throw new Error("staging is built");
  return stack;
}

const plain = staging(2);
const scaled = staging({ minimum: 2, maximum: 10 }, scale);
const scheduled = staging({ minimum: 2, maximum: 10 }, { schedule });

const SERVICE = "service-api/service";
const serviceOf = (stack: Synthesized) => stack.at("aws_ecs_service", SERVICE);
const addressesOf = (stack: Synthesized) => stack.resources().map(({ address }) => address);
const ofScaling = (address: string) => address.startsWith("aws_appautoscaling_");
const policy = (name: string) => scaled.at("aws_appautoscaling_policy", `service-api/scaling/${name}`);

describe("a web service with a range", () => {
  it("begins with its minimum, and Terraform leaves its count alone from then on", () => {
    expect(serviceOf(scaled)).toMatchObject({ desired_count: 2, lifecycle: { ignore_changes: ["desired_count"] } });
    expect(serviceOf(scheduled)).toMatchObject({ lifecycle: { ignore_changes: ["desired_count"] } });
  });

  it("differs from one of a plain count in nothing else, and keeps every address", () => {
    const { lifecycle, ...written } = serviceOf(scaled);
    const { lifecycle: plainLifecycle, ...plainlyWritten } = serviceOf(plain);
    expect(written).toEqual(plainlyWritten);
    expect(lifecycle).toEqual({ ...(plainLifecycle as object), ignore_changes: ["desired_count"] });
    expect(addressesOf(scaled).filter((address) => !ofScaling(address))).toEqual(addressesOf(plain));
    expect(addressesOf(plain).filter(ofScaling)).toEqual([]);
  });

  it("is scaled between its fewest and most tasks, after it stands", () => {
    expect(scaled.one("aws_appautoscaling_target")).toEqual({
      service_namespace: "ecs",
      resource_id: "service/staging-app/${service-api/service.name}",
      scalable_dimension: "ecs:service:DesiredCount",
      min_capacity: 2,
      max_capacity: 10,
      tags: { service: "api" },
    });
  });

  it.each([
    ["cpu", 60, { predefined_metric_type: "ECSServiceAverageCPUUtilization" }],
    ["memory", 70, { predefined_metric_type: "ECSServiceAverageMemoryUtilization" }],
    [
      "requests",
      500,
      {
        predefined_metric_type: "ALBRequestCountPerTarget",
        resource_label: "${edge/balancer.arn_suffix}/${service-api/targets.arn_suffix}",
      },
    ],
  ])("follows its target of %s, out fast and in slowly", (name, value, metric) => {
    expect(policy(name)).toEqual({
      name,
      policy_type: "TargetTrackingScaling",
      service_namespace: "${service-api/scaling/target.service_namespace}",
      resource_id: "${service-api/scaling/target.resource_id}",
      scalable_dimension: "${service-api/scaling/target.scalable_dimension}",
      target_tracking_scaling_policy_configuration: {
        target_value: value,
        scale_out_cooldown: 60,
        scale_in_cooldown: 300,
        predefined_metric_specification: metric,
      },
    });
  });

  it("follows only what is asked for", () => {
    const stack = staging({ minimum: 1, maximum: 3 }, { memoryPercent: 80 });
    expect(stack.pathsOf("aws_appautoscaling_policy")).toEqual(["service-api/scaling/memory"]);
    expect(stack.all("aws_appautoscaling_scheduled_action")).toEqual([]);
  });
});

describe("a web service with a schedule", () => {
  it("gets each range at its time, by its own clock", () => {
    expect(scheduled.all("aws_appautoscaling_policy")).toEqual([]);
    expect(scheduled.at("aws_appautoscaling_scheduled_action", "service-api/scaling/schedule-morning")).toMatchObject({
      name: "morning",
      resource_id: "${service-api/scaling/target.resource_id}",
      schedule: "cron(0 7 ? * MON-FRI *)",
      timezone: "Europe/Dublin",
      scalable_target_action: { min_capacity: "4", max_capacity: "10" },
    });
    expect(scheduled.all("aws_appautoscaling_scheduled_action")).toHaveLength(2);
  });

  it("keeps the range of the hour through a deploy", () => {
    expect(scheduled.one("aws_appautoscaling_target")).toMatchObject({
      lifecycle: { ignore_changes: ["min_capacity", "max_capacity"] },
    });
    expect(scaled.one("aws_appautoscaling_target")).not.toHaveProperty("lifecycle");
  });
});
