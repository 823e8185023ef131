import { describe, expect, it } from "vitest";
import { configuration } from "../support/configuration.js";
import { containersOf } from "../support/containers.js";
import { seen } from "../support/observability.js";
import { synthPlatform } from "../support/synth.js";
import { statementsOf } from "../support/values.js";

const stack = synthPlatform({ configuration: configuration(seen), target: "aws", stacks: ["staging"] }).get("staging");
if (stack === undefined) throw new Error("staging wasn't written");
const containers = containersOf(stack);
const variablesOf = (name: string) =>
  Object.fromEntries(
    containers
      .find(({ container }) => container.name === name)
      ?.container.environment.map((one) => [one.name, one.value]) ?? [],
  );

describe("a task that Datadog sees", () => {
  it.each(["api", "web"])("carries the unified tags: %s", (service) => {
    expect(variablesOf(service)).toMatchObject({
      DD_ENV: "staging",
      DD_SERVICE: service,
      DD_VERSION: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const labels = containers.find(({ container }) => container.name === service)?.container.dockerLabels;
    expect(labels).toMatchObject({ "com.datadoghq.tags.env": "staging", "com.datadoghq.tags.service": service });
  });

  it("is told where its agent listens, where it has one", () => {
    expect(variablesOf("web")["DD_AGENT_HOST"]).toBe("127.0.0.1");
    expect(variablesOf("api")).not.toHaveProperty("DD_AGENT_HOST");
  });

  it("gives its agent the key by reference, which the task's own start may read", () => {
    const agents = containers.filter(({ container }) => container.name === "datadog-agent");
    const arn = "arn:aws:ssm:eu-west-1:222222222222:parameter/datadog/api-key";
    expect(agents.map(({ path, container }) => [path, container.secrets])).toEqual([
      ["service-web/task", [{ name: "DD_API_KEY", valueFrom: arn }]],
    ]);
    expect(
      statementsOf(stack.at("aws_iam_role_policy", "service-web/roles/agent-permissions")["policy"]).find(
        ({ Action }) => Action.includes("ssm:GetParameters"),
      )?.Resource,
    ).toEqual([arn]);
  });
});
