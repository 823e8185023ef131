import { describe, expect, it } from "vitest";
import { buildPlatform } from "../../stacks/platform.js";
import { changedStack } from "../support/changed.js";
import { configuration } from "../support/configuration.js";
import { withCron } from "../support/cron.js";
import type { Synthesized } from "../support/synth.js";
import { withWorker } from "../support/worker.js";

const staging = (changes = {}) => changedStack(changes);
const pathsOf = (stack: Synthesized) =>
  stack.resources().flatMap(({ type, path }) => (type === "datadog_dashboard_json" ? [path] : []));
const titlesIn = (stack: Synthesized, path: string) =>
  [...String(stack.at("datadog_dashboard_json", path)["dashboard"]).matchAll(/"title":"([^"]*)"/g)].map(
    ([, title]) => title,
  );

describe("dashboards", () => {
  const stack = staging({ ...withWorker, ...withCron });

  it("stand for the environment and for each of its services", () => {
    expect(pathsOf(stack)).toEqual([
      "dashboard",
      ...["api", "jobs", "reports", "web"].map((service) => `dashboard-service-${service}`),
    ]);
  });

  it("show every monitor of a metric that a service has", () => {
    const graphs = new Set(titlesIn(stack, "dashboard-service-api"));
    const monitors = stack
      .all("datadog_monitor")
      .filter(({ tags, query }) => (tags as string[]).includes("service:api") && /^\w+\(last_/.test(String(query)))
      .map(({ name }) => String(name).replace("[staging] api: ", ""));
    expect(monitors.length).toBeGreaterThan(4);
    expect(monitors.filter((title) => !graphs.has(title))).toEqual([]);
  });

  it("have a row for each service of the environment", () => {
    expect(titlesIn(stack, "dashboard")).toEqual(
      expect.arrayContaining(["api · web", "jobs · worker", "reports · cron", "web · web"]),
    );
  });

  it.each([
    ["environment", ["dashboard"]],
    ["none", []],
  ])("are as many as asked for: %s", (dashboards, expected) => {
    expect(pathsOf(staging({ "staging.observability": { dashboards } }))).toEqual(expected);
  });

  it("are one alone where the environment lives for a merge request", () => {
    const { environments, ...rest } = configuration();
    const ephemeral = environments.map((environment) => ({ ...environment, ephemeral: true }));
    const app = buildPlatform({
      configuration: { ...rest, environments: ephemeral },
      target: "aws",
      stacks: ["staging"],
    });
    const dashboards = app.node.findAll().filter(({ node }) => node.id.startsWith("dashboard"));
    expect(dashboards.map(({ node }) => node.id)).toEqual(["dashboard"]);
  });
});
