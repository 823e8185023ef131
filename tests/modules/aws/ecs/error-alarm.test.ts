import { expect, it } from "vitest";
import { errorAlarm } from "../../../../modules/aws/ecs/service/error-alarm.js";
import { changedStack } from "../../../support/changed.js";
import { synth } from "../../../support/synth.js";

const alarm = () =>
  synth((scope) =>
    errorAlarm(scope, "errors", {
      environment: "staging",
      service: "api",
      loadBalancer: "app/staging/1",
      targetGroup: "targetgroup/staging-api/2",
      errorPercent: 5,
    }),
  ).one("aws_cloudwatch_metric_alarm");

const staging = (changes = {}) => changedStack(changes).at("aws_ecs_service", "service-api/service");

const sum = (metric_name: string) => ({
  metric_name,
  namespace: "AWS/ApplicationELB",
  dimensions: { LoadBalancer: "app/staging/1", TargetGroup: "targetgroup/staging-api/2" },
  period: 60,
  stat: "Sum",
});

it("rings at the share of failing answers, two minutes on end, and never over a handful of requests", () => {
  expect(alarm()).toEqual({
    alarm_name: "staging-api-errors",
    alarm_description: "api answers 5 % of its requests or more with a 5xx status",
    comparison_operator: "GreaterThanOrEqualToThreshold",
    threshold: 5,
    evaluation_periods: 2,
    datapoints_to_alarm: 2,
    treat_missing_data: "notBreaching",
    metric_query: [
      {
        id: "share",
        expression: "IF(requests >= 20, 100 * FILL(errors, 0) / requests, 0)",
        label: "Failed answers in percent",
        return_data: true,
      },
      { id: "errors", metric: sum("HTTPCode_Target_5XX_Count") },
      { id: "requests", metric: sum("RequestCount") },
    ],
  });
});

it("rolls a web service's deployment back", () => {
  expect(staging()?.["alarms"]).toEqual({
    alarm_names: ["${service-api/errors.alarm_name}"],
    enable: true,
    rollback: true,
  });
});

it("isn't asked where errors are to be ignored", () => {
  expect(staging({ "catalogue.services.api.deployment": { errorPercent: "ignored" } })).not.toHaveProperty("alarms");
});
