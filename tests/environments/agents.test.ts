import { describe, expect, it } from "vitest";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { agent as daemon } from "../support/daemons.js";
import { pinned } from "../support/images.js";

const agent = { image: pinned("agent"), apiKey: "ssm:/datadog/api-key" };
const everywhere: Changes = { "organization.datadog.agent": { ...agent, beside: "fargate" } };
const room: Changes = { "staging.services.web.memoryMiB": 1024 };
const onInstances = { on: "ec2", instances: ["m7i.large"], count: [2, 6] };

const service = (changes: Changes, name = "web") =>
  configuration(changes).environments.find((one) => one.name === "staging")?.services[name];

describe("Datadog's agent", () => {
  it("is nowhere unless the organization describes it, and nothing is tagged", () => {
    expect(service({})).not.toHaveProperty("telemetry");
    expect(service({})?.sidecars).toEqual({});
  });

  it("is beside each task on Fargate where the organization says so", () => {
    const web = service({ ...everywhere, ...room });
    expect(web?.sidecars["datadog-agent"]).toMatchObject({
      image: agent.image,
      essential: false,
      cpu: 64,
      memoryMiB: 256,
      secrets: { DD_API_KEY: { from: "ssm", path: "/datadog/api-key" } },
      variables: { DD_SITE: "datadog.test", ECS_FARGATE: "true" },
    });
    expect(web?.telemetry).toEqual({ agentHost: "127.0.0.1" });
  });

  it.each<[string, Changes]>([
    ["the service wants none", { "catalogue.services.web.agent": false }],
    ["the environment wants none", { "staging.observability": { agents: false } }],
    ["its cluster has instances", { "staging.clusters.app": onInstances }],
    ["the organization waits to be asked", { "organization.datadog.agent": agent }],
  ])("isn't there where %s, but its tags are", (_, changes) => {
    const web = service({ ...everywhere, ...changes });
    expect(web?.sidecars).toEqual({});
    expect(web?.telemetry).toEqual({});
  });

  it("is there for the service that asks, on instances too", () => {
    const changes = { "organization.datadog.agent": agent, "catalogue.services.web.agent": true, ...room };
    expect(service(changes)?.telemetry).toEqual({ agentHost: "127.0.0.1" });
    expect(service(changes, "api")?.telemetry).toEqual({});
    const web = service({ ...changes, "staging.clusters.app": onInstances });
    expect(web?.sidecars["datadog-agent"]?.variables).not.toHaveProperty("ECS_FARGATE");
  });

  it("is the instance's daemon in bridge mode, where that listens", () => {
    const bridge = { ...onInstances, network: "bridge" };
    const changes = { ...daemon, "organization.datadog.unifiedTags": true, "staging.clusters.own": bridge };
    const placed = {
      "staging.services.web.cluster": "own",
      "staging.services.agent.clusters": ["own"],
      "production.services.agent.clusters": [],
    };
    expect(service({ ...changes, ...placed })?.telemetry).toEqual({});
    const listening = { "catalogue.services.agent.ports": { traces: { port: 8126 } } };
    expect(service({ ...changes, ...placed, ...listening })?.telemetry).toEqual({ agentHost: "172.17.0.1" });
  });

  it.each<[string, Changes, string]>([
    [
      "an image that may be another tomorrow",
      { "organization.datadog.agent": { ...agent, image: "public.ecr.aws/datadog/agent:7.62.0" } },
      "organization.datadog.agent.image must be named by its digest",
    ],
    [
      "a key in the place of its reference",
      { "organization.datadog.agent": { ...agent, apiKey: "key" } },
      "organization.datadog.agent.apiKey must be a reference",
    ],
    [
      "a service that asks for none that there is",
      { "catalogue.services.web.agent": true },
      "catalogue.services.web.agent asks for an agent",
    ],
    [
      "a container of its name",
      {
        "organization.datadog.agent": agent,
        "catalogue.services.web.sidecars": {
          "datadog-agent": { image: pinned("mine"), user: 1000, cpu: 10, memoryMiB: 64 },
        },
      },
      "catalogue.services.web.sidecars.datadog-agent has the name",
    ],
    [
      "no CPU left for the service",
      { "organization.datadog.agent": { ...agent, beside: "fargate", cpu: 256 } },
      "staging.services.api.cpu leaves nothing to api",
    ],
    [
      "no memory left for the service",
      { "organization.datadog.agent": { ...agent, beside: "fargate", memoryMiB: 512 } },
      "staging.services.api.memoryMiB is less than its containers need",
    ],
  ])("is refused with %s", (_, changes, problem) => {
    expect(problemsAfter(changes).map(({ path, what }) => `${path} ${what}`)).toContainEqual(
      expect.stringContaining(problem),
    );
  });
});
