import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import { type Changes, problemsAfter } from "../support/configuration.js";

const stackOf = (name: "production" | "staging", changes: Changes) => changedStack(changes, name);
const observability = {
  logs: { apiKey: "secretsmanager:datadog/firehose" },
  synthetics: { locations: ["aws:eu-west-1", "aws:eu-central-1"], path: "/healthz" },
};
const production = stackOf("production", {
  "production.observability": observability,
  "catalogue.services.api.hosts": ["api"],
});

describe("lines of services", () => {
  it("go to Datadog's site, from the log group of every service", () => {
    expect(production.one("aws_kinesis_firehose_delivery_stream")).toMatchObject({
      http_endpoint_configuration: { url: "https://aws-kinesis-http-intake.logs.datadog.test/v1/input" },
    });
    const groups = production.all("aws_cloudwatch_log_subscription_filter").map(({ log_group_name: group }) => group);
    expect(groups).toEqual(["${service-api/logs.name}", "${service-web/logs.name}"]);
  });

  it.each([
    ["no reference", { apiKey: "datadog/firehose" }, /reference/],
    ["a parameter", { apiKey: "ssm:/datadog/api-key" }, /whole secret/],
    ["a part of a secret", { apiKey: "secretsmanager:datadog:key" }, /whole secret/],
    [
      "a service that there isn't",
      { apiKey: "secretsmanager:datadog/firehose", services: ["shop"] },
      /names no known service/,
    ],
  ])("are refused with %s", (_, logs, what) => {
    expect(problemsAfter({ "staging.observability": { logs } }).map((problem) => problem.what)).toEqual([
      expect.stringMatching(what),
    ]);
  });
});

describe("checks from outside", () => {
  it("ask every public host, and tell whom its monitors tell", () => {
    const checks = production.all("datadog_synthetics_test");
    expect(checks.map(({ request_definition: request }) => request)).toEqual([
      { method: "GET", url: "https://api.production.aws.acme.test/healthz" },
      { method: "GET", url: "https://production.aws.acme.test/healthz" },
    ]);
    expect(checks[0]).toMatchObject({
      status: "live",
      locations: ["aws:eu-central-1", "aws:eu-west-1"],
      options_list: { tick_every: 300, min_failure_duration: 600, min_location_failed: 2 },
    });
    expect(checks[0]?.["message"]).toContain("{{#is_alert}}@slack-platform @pagerduty-platform{{/is_alert}}");
    expect(checks[0]?.["assertion"]).toEqual([
      { type: "statusCode", operator: "is", target: "200" },
      { type: "responseTime", operator: "lessThan", target: "5000" },
    ]);
  });

  it("wait for somebody to start them where nobody would hear of them", () => {
    const staging = stackOf("staging", { "staging.observability": { synthetics: observability.synthetics } });
    expect(staging.one("datadog_synthetics_test")).toMatchObject({ status: "paused" });
  });

  it.each([
    ["a location that there can't be", { locations: ["eu-west-1"] }, /location of Datadog/],
    ["no location", { locations: [] }, /./],
    [
      "a rhythm that Datadog doesn't have",
      { locations: ["aws:eu-west-1"], everySeconds: 45 },
      /is not one of its values/,
    ],
  ])("are refused with %s", (_, synthetics, what) => {
    expect(problemsAfter({ "staging.observability": { synthetics } }).map((problem) => problem.what)).toEqual([
      expect.stringMatching(what),
    ]);
  });

  it("are refused where the environment has no name in the world", () => {
    const changes = {
      "staging.observability": { synthetics: { locations: ["aws:eu-west-1"] } },
      "staging.domain": undefined,
    };
    expect(problemsAfter(changes).map(({ path, what }) => `${path} ${what}`)).toEqual([
      "staging.observability.synthetics has no host to ask: the environment has no domain",
    ]);
  });
});
