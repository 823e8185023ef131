import { describe, expect, it } from "vitest";
import { cron, daemon, internal, postgres, queue, redis, web, worker } from "../../environments/schema/catalogue.js";
import { BURNS, burnRate, OBJECTIVES } from "../../modules/core/monitoring/objectives.js";
import type { Row } from "../../modules/core/monitoring/row.js";
import { type MonitoredKind, rowOf } from "../../modules/core/monitoring/table.js";
import { configuration } from "../support/configuration.js";
import { pinned } from "../support/images.js";
import { type Resource, synthPlatform } from "../support/synth.js";
import { valueAt } from "../support/values.js";

// One of each kind, added with no word of its monitors.

const image = pinned("api");
const user = 1000;
const containerHealth = { command: ["true"] };
const services = {
  shop: web({ image, user, port: 8080, routes: ["/shop/*"], priority: 50, health: "/" }),
  ledger: internal({ image, user, port: 8080, over: "load-balancer", health: "/" }),
  mailer: worker({ image, user, containerHealth, queue: "mails", secondsPerMessage: 1, acceptableDelaySeconds: 60 }),
  report: cron({ image, user, schedule: "rate(1 hour)", timeZone: "UTC", timeoutSeconds: 600 }),
  agent: daemon({ image, user, containerHealth, secrets: { DD_API_KEY: "ssm:/datadog/api-key" } }),
};
const stores = {
  mails: queue(),
  books: postgres({ version: "16.8", database: "books" }),
  sessions: redis({ version: "7.1" }),
};
const size = { cluster: "app", cpu: 256, memoryMiB: 512 };
const sizes = {
  shop: { ...size, count: 2 },
  ledger: { ...size, count: 2 },
  mailer: { ...size, cluster: "metal", count: 2 },
  report: size,
  agent: { clusters: ["metal"], cpu: 128, memoryMiB: 256 },
};
const database = { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30 };
const storeSizes = { mails: {}, books: database, sessions: { size: "cache.m7g.large", standby: true, backupDays: 7 } };
const within = (path: string, entries: object) =>
  Object.fromEntries(Object.entries(entries).map(([name, value]) => [`${path}.${name}`, value]));

const placed = (environment: string) => ({
  [`${environment}.clusters.metal`]: { on: "ec2", instances: ["m7i.large"], count: [2, 4] },
  ...within(`${environment}.services`, sizes),
  ...within(`${environment}.stores`, storeSizes),
});

const stack = synthPlatform({
  target: "aws",
  stacks: ["production"],
  configuration: configuration({
    ...within("catalogue.services", services),
    "catalogue.services.web.calls": ["ledger"],
    ...within("catalogue.stores", stores),
    ...placed("production"),
    ...placed("staging"),
  }),
}).get("production");

const TEAM = "@slack-platform";
const PAGER = "@pagerduty-platform";

/** Name → level, as made. */
const made = (subject: string) =>
  (stack?.all("datadog_monitor") ?? [])
    .filter(({ tags }) => (tags as readonly string[]).includes(subject))
    .map((monitor) => [nameOf(monitor), monitor] as const);
const nameOf = ({ tags }: Resource) =>
  (tags as readonly string[]).find((tag) => tag.startsWith("monitor:"))?.slice("monitor:".length) ?? "";

const BALANCED = ["errors", "latency", "targets"];
const STANDING = ["cpu", "deployment", "memory", "restarts", "tasks"];
const burns = (kind: keyof typeof OBJECTIVES) =>
  Object.entries(OBJECTIVES[kind] as Readonly<Record<string, { readonly burns: readonly string[] }>>).flatMap(
    ([name, row]) => row.burns.map((burn) => `burn-${name}-${burn}`),
  );

const objectives = (changes: Readonly<Record<string, unknown>>) =>
  synthPlatform({ target: "aws", stacks: ["staging"], configuration: configuration(changes) })
    .get("staging")
    ?.pathsOf("datadog_service_level_objective");

describe("one line in the catalogue", () => {
  it.each<readonly [subject: string, kind: MonitoredKind, names: readonly string[]]>([
    ["service:shop", "web", [...BALANCED, ...STANDING, "traffic", ...burns("web")]],
    ["service:ledger", "internal", [...BALANCED, ...STANDING, ...burns("internal")]],
    ["service:mailer", "worker", [...STANDING, "oom", "age", "dead-letters", "stalled", ...burns("worker")]],
    ["service:report", "cron", ["failures", "long", "missed"]],
    ["service:agent", "daemon", ["cpu", "memory", "instances-metal"]],
    ["store:books", "postgres", ["connections", "cpu", "forecast", "memory", "storage"]],
    ["store:sessions", "redis", ["cpu", "evictions", "memory", "replication"]],
    ["store:mails", "queue", ["dead-retention", "in-flight", "retention"]],
  ])("gives %s every monitor of its kind, with the table's levels, for those of its route", (subject, kind, names) => {
    const monitors = made(subject);
    expect(monitors.map(([name]) => name).sort()).toEqual([...names].sort());
    for (const [name, monitor] of monitors.filter(([name]) => !name.startsWith("burn-"))) {
      const row: Row = rowOf(kind, name.replace(/^instances-.*/, "instances"));
      const unit = name === "age" ? services.mailer.acceptableDelaySeconds : 1;
      expect([name, valueAt(monitor, "monitor_thresholds.warning")]).toEqual([name, String(row.warning * unit)]);
      expect([name, valueAt(monitor, "monitor_thresholds.critical")]).toEqual([name, String(row.critical * unit)]);
      expect([name, monitor["priority"]]).toEqual([name, String(row.priority)]);
    }
    for (const [, monitor] of monitors) {
      expect(monitor["message"]).toContain(`{{#is_warning}}${TEAM}{{/is_warning}}`);
      expect(monitor["message"]).toContain(`{{#is_alert}}${TEAM} ${PAGER}{{/is_alert}}`);
    }
  });

  it.each<readonly [string, keyof typeof OBJECTIVES]>([
    ["shop", "web"],
    ["ledger", "internal"],
    ["mailer", "worker"],
    ["report", "cron"],
    ["agent", "daemon"],
  ])("promises of %s what is promised of its kind, with its targets", (service, kind) => {
    const promised = (stack?.all("datadog_service_level_objective") ?? []).filter(({ tags }) =>
      (tags as readonly string[]).includes(`service:${service}`),
    );
    const targets = promised.map((one) => [String(one["name"]).split(": ")[1], valueAt(one, "thresholds.0.target")]);
    const rows: Readonly<Record<string, { readonly target: number }>> = OBJECTIVES[kind];
    expect(Object.fromEntries(targets)).toEqual(
      Object.fromEntries(Object.entries(rows).map(([name, { target }]) => [name, target])),
    );
  });

  it("tells of a month's budget that burns, at Google's rates", () => {
    const levels = made("service:shop").flatMap(([name, monitor]) =>
      name.startsWith("burn-availability") ? [[name, valueAt(monitor, "monitor_thresholds.critical")]] : [],
    );
    expect(levels).toEqual([
      ["burn-availability-fast", "14.4"],
      ["burn-availability-slow", "6"],
    ]);
    expect([burnRate(BURNS.fast, 30), burnRate(BURNS.slow, 30)]).toEqual([14.4, 6]);
    expect([7, 90].map((days) => burnRate(BURNS.fast, days as 7 | 90))).toEqual([16.8, 21.6]);
  });

  it("leads from each message to its dashboard, its log and where AWS shows it", () => {
    const errors = made("service:shop").find(([name]) => name === "errors")?.[1];
    expect(errors?.["message"]).toContain("[Dashboard](https://app.datadog.test${dashboard-service-shop.url})");
    expect(errors?.["message"]).toContain("log-group/$252Fgantry$252Fproduction$252Fshop)");
    expect(errors?.["message"]).toContain("/clusters/production-app/services/production-shop/health?region=eu-west-1)");
  });

  it("counts what is promised in protected environments, or where one says so", () => {
    expect(objectives({})).toEqual([]);
    expect(objectives({ "staging.objectives": true })).toHaveLength(4);
  });
});
