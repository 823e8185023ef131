import { describe, expect, it } from "vitest";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { agent } from "../support/daemons.js";

const SHAPE = "catalogue.services.agent";
const SIZE = "staging.services.agent";
const problems = (changes: Changes = {}) =>
  problemsAfter({ ...agent, ...changes }).map(({ path, what }) => `${path} ${what}`);
const why = "the daemon shares its instance's interface, and so would everything on the instance";

describe("a daemon", () => {
  it("runs on the instances of the clusters that it names, which may be none", () => {
    expect(problems()).toEqual([]);
    expect(problems({ [`${SIZE}.clusters`]: [] })).toEqual([]);
    expect(problems({ [`${SIZE}.clusters`]: ["general", "other", "general"] })).toEqual([
      `${SIZE}.clusters.2 is listed twice`,
      `${SIZE}.clusters.1 names no known cluster`,
    ]);
  });

  it("is refused on Fargate, with what does its work there", () => {
    expect(problemsAfter({ ...agent, [`${SIZE}.clusters`]: ["app"] })).toEqual([
      {
        path: `${SIZE}.clusters.0`,
        what: "is on Fargate, which has no instances for a daemon to be on",
        value: "app",
        allowed: "general, own",
        fix: "remove it here; on Fargate a sidecar does what a daemon does (catalogue: sidecars)",
      },
    ]);
  });

  it("has no number of tasks and no share of one", () => {
    expect(problems({ [`${SIZE}.count`]: 2 })).toEqual([`${SIZE}.count is not a setting`]);
    expect(problems({ [`${SHAPE}.deployment`]: { minimumPercent: 50 } })).toEqual([
      `${SHAPE}.deployment is not a setting`,
    ]);
  });

  it("reaches over HTTPS what it needs, and nothing that its instance would have to reach for it", () => {
    expect(problems({ [`${SHAPE}.stores`]: ["documents"] })).toEqual([]);
    expect(problems({ [`${SHAPE}.stores`]: ["main"] })).toEqual([`${SHAPE}.stores.0 would have to reach main: ${why}`]);
  });

  it("migrates nothing", () => {
    const migrate = { image: `public.ecr.aws/acme/migrate@sha256:${"a".repeat(64)}`, user: 1000 };
    expect(problems({ [`${SHAPE}.migrate`]: migrate })).toContain(
      `${SHAPE}.migrate belongs to no daemon: it keeps no data of its own`,
    );
  });

  it("has a name of its own in AWS in each of its clusters", () => {
    const namesake = {
      "catalogue.services.agent-general": {
        kind: "web",
        image: `public.ecr.aws/acme/web@sha256:${"a".repeat(64)}`,
        user: 1000,
        port: 80,
        hosts: ["agent"],
        priority: 7,
        health: "/",
      },
      "staging.services.agent-general": { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
      "production.services.agent-general": { cluster: "app", cpu: 256, memoryMiB: 512, count: 2 },
    };
    expect(problems(namesake)).toContain(
      `${SIZE}.clusters.0 gives it the name of another service in AWS: agent-general`,
    );
  });
});

describe("the ports of a daemon", () => {
  const ports = (value: unknown, changes: Changes = {}) =>
    problems({
      [`${SHAPE}.ports`]: value,
      "staging.clusters.general.network": "bridge",
      "production.clusters.general.network": "bridge",
      ...changes,
    });

  it("are offered to the tasks of their instance in bridge mode", () => {
    expect(ports({ traces: { port: 8126 }, metrics: { port: 8125, protocol: "udp" } })).toEqual([]);
    expect(ports({ traces: { port: 8126 } }, { "staging.clusters.general.network": "awsvpc" })).toEqual([
      `${SIZE}.clusters.0 has tasks with interfaces of their own, which don't know their instance and can't reach its ports`,
    ]);
  });

  it.each<readonly [unknown, string]>([
    [{ ssh: { port: 22 } }, "ssh.port is a port of the instance or of the ECS agent"],
    [{ high: { port: 40_000 } }, "high.port must be below 32768, where Docker's own begin"],
    [{ a: { port: 8125 }, b: { port: 8125 } }, `b is a port of ${SHAPE}.ports.a too, on the same instances`],
  ])("as %j are refused", (value, problem) => {
    expect(ports(value)).toEqual([`${SHAPE}.ports.${problem}`]);
  });
});

describe("a privileged container", () => {
  const privileged = { privileged: "loads programs into the kernel" };

  it("is a daemon's, which says why", () => {
    expect(problems({ [`${SHAPE}.exceptions.privileged`]: privileged.privileged })).toEqual([]);
    expect(problems({ "catalogue.services.web.exceptions": privileged })).toEqual([
      "catalogue.services.web.exceptions.privileged would give the container its whole host, which no web service gets",
    ]);
  });
});
