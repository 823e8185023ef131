import { expect, it } from "vitest";
import { environmentDashboard } from "../../../../modules/datadog/dashboards/environment-dashboard.js";
import type { Signal } from "../../../../modules/datadog/dashboards/signal.js";
import { bucketRef, clusterRef, cronRef, databaseRef, serviceRef, workerRef } from "../../../support/refs.js";
import { headings, widgetsUnder } from "./outline.js";

const signal = (name: string): Signal => ({
  name,
  title: name,
  query: `avg(last_5m):avg:acme.${name}{*} > 2`,
  levels: { comparator: ">", warning: 1, critical: 2 },
});

const watched: Readonly<Record<string, readonly Signal[]>> = {
  "service:api": ["errors", "latency", "targets", "tasks"].map(signal),
  "service:jobs": [signal("age")],
  "store:main": [signal("cpu")],
  "environment:staging": [signal("nat")],
};

const dashboard = environmentDashboard({
  tags: { environment: "staging", organization: "acme" },
  region: "eu-west-1",
  app: "https://app.datadoghq.eu",
  domain: "staging.acme.test",
  services: [serviceRef, workerRef, cronRef],
  stores: [databaseRef, bucketRef],
  clusters: [clusterRef],
  dashboards: [{ name: "api", url: "https://app.datadoghq.eu/dashboard/abc-def-ghi/staging-api" }],
  signalsOf: (subject) => watched[subject] ?? [],
});

it("the dashboard of an environment has a row for each service, and then what they use and share", () => {
  expect(headings(dashboard)).toEqual([
    "Alerts and objectives",
    "api · web",
    "jobs · worker",
    "reports · cron",
    "Stores",
    "What they share",
  ]);
});

it("a row shows the first three of its service's monitors, and says so where there's none", () => {
  const titles = (heading: string) => widgetsUnder(dashboard.widgets, heading).map(({ title }) => title);
  expect(titles("api · web")).toEqual(["errors", "latency", "targets"]);
  expect(titles("jobs · worker")).toEqual(["age"]);
  expect(widgetsUnder(dashboard.widgets, "reports · cron")).toMatchObject([{ type: "note" }]);
  expect(titles("Stores")).toEqual(["main: cpu"]);
});

it("it leads to its services' dashboards, its logs and its name", () => {
  expect(dashboard.widgets[0]?.definition["content"]).toMatch(
    /\[staging\.acme\.test\]\(https:\/\/staging\.acme\.test\) · \[Logs\].* · \[ECS\][^\n]*\n\nServices: \[api\]\(https:\/\/app\.datadoghq\.eu\/dashboard\/abc/,
  );
});

it("one can look at one service alone", () => {
  expect(dashboard.variables).toEqual([{ name: "service", prefix: "service", values: ["api", "jobs", "reports"] }]);
});
