import { describe, expect, it } from "vitest";
import type { Problem } from "../../modules/core/errors.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { pinned } from "../support/images.js";

const API = "catalogue.services.api";
const proxy = { image: pinned("proxy"), user: 101, cpu: 64, memoryMiB: 128 };
const health = { command: ["/proxy", "health"] };
const migrate = { ...proxy, essential: false };

/** What was written, and the one problem that it makes beside path and value. */
type Case = readonly [path: string, value: unknown, problem: Problem];

function rejects(cases: readonly Case[]): void {
  it.each(cases)("rejects %s: %j", (path, value, problem) => {
    expect(problemsAfter({ [`${API}.${path}`]: value })).toEqual([{ path: `${API}.${path}`, value, ...problem }]);
  });
}

/** The problems of the service `api` with these sidecars. */
const withSidecars = (sidecars: object, more: Changes = {}) =>
  problemsAfter({ [`${API}.sidecars`]: sidecars, ...more });

describe("the schema of a container", () => {
  it("adds nothing to a service that says nothing", () => {
    const [production] = configuration().environments;
    expect(production?.services["web"]).toEqual({
      kind: "web",
      image: pinned("web"),
      port: 80,
      hosts: [],
      routes: ["/*"],
      priority: 1000,
      health: expect.objectContaining({ path: "/" }),
      graceSeconds: 60,
      rollout: "terraform",
      deployment: { strategy: "rolling", minimumPercent: 100, maximumPercent: 200, errorPercent: 5 },
      drainSeconds: 30,
      algorithm: "round-robin",
      idleSeconds: 60,
      calls: [],
      cluster: "app",
      cpu: 512,
      memoryMiB: 1024,
      count: 2,
      stores: [],
      variables: {},
      secrets: {},
      ulimits: {},
      mounts: {},
      volumes: {},
      dependsOn: {},
      sidecars: {},
      init: false,
      user: 1000,
      exceptions: {},
      writable: {},
      files: {},
      monitors: {},
      ownMonitors: {},
      objectives: {},
    });
  });

  it("completes a health check with what ECS would fill in", () => {
    const [production] = configuration({ [`${API}.containerHealth`]: health }).environments;
    expect(production?.services["api"]?.containerHealth).toEqual({
      command: ["/proxy", "health"],
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 0,
    });
  });

  rejects([
    ["command", [], { what: "is too small", allowed: "at least 1 entry" }],
    ["user", 0, { what: "must be the number of another user than root", allowed: "at least 1" }],
    ["user", "node", { what: "has the wrong type", allowed: "number" }],
    ["stopTimeoutSeconds", 1, { what: "is too small", allowed: "at least 2" }],
    ["stopTimeoutSeconds", 121, { what: "is too big", allowed: "at most 120" }],
    ["architecture", "riscv", { what: "is not one of its values", allowed: "x86_64, arm64" }],
  ]);

  it.each<readonly [setting: string, written: object, inside: string, problem: Problem]>([
    [
      "containerHealth",
      { ...health, intervalSeconds: 4 },
      "intervalSeconds",
      { what: "is too small", value: 4, allowed: "at least 5" },
    ],
    [
      "containerHealth",
      { ...health, timeoutSeconds: 61 },
      "timeoutSeconds",
      { what: "is too big", value: 61, allowed: "at most 60" },
    ],
    [
      "containerHealth",
      { ...health, retries: 11 },
      "retries",
      { what: "is too big", value: 11, allowed: "at most 10" },
    ],
    [
      "ulimits",
      { nofile: { soft: 2, hard: 1 } },
      "nofile",
      { what: "must have a soft limit that is not above the hard one", value: { soft: 2, hard: 1 } },
    ],
    [
      "volumes",
      { tmp: { kind: "ramdisk" } },
      "tmp.kind",
      { what: "is of no known kind", value: "ramdisk", allowed: "scratch, files, host" },
    ],
  ])("rejects %s: %j", (setting, written, inside, problem) => {
    const path = `${API}.${setting}`;
    expect(problemsAfter({ [path]: written })).toEqual([{ path: `${path}.${inside}`, ...problem }]);
  });

  it("rejects a group without a user", () => {
    const root = { root: "it gives its volume away" };
    expect(problemsAfter({ [`${API}.user`]: undefined, [`${API}.exceptions`]: root, [`${API}.group`]: 1000 })).toEqual([
      { path: `${API}.group`, what: "has no effect without a user", value: 1000, fix: "set `user` as well" },
    ]);
  });

  it.each(["tmp", "/tmp/", "/"])("rejects a mount at %s", (at) => {
    const changes = {
      [`${API}.volumes`]: { tmp: { kind: "scratch" } },
      [`${API}.mounts`]: { [at]: { volume: "tmp" } },
    };
    expect(problemsAfter(changes)).toEqual([
      {
        path: `${API}.mounts.${at}`,
        what: "is no valid name: must be an absolute path below /, without a slash at its end",
      },
    ]);
  });

  it("rejects an eleventh container", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const [problem] = withSidecars(Object.fromEntries(names.map((name) => [name, proxy])));
    expect(problem?.what).toBe(
      "has more than 9 containers: ECS runs at most ten in a task, the service's own included",
    );
  });

  it("rejects a sidecar that keeps free as much as its limit", () => {
    expect(withSidecars({ proxy: { ...proxy, memoryReservationMiB: 128 } })).toEqual([
      {
        path: `${API}.sidecars.proxy.memoryReservationMiB`,
        what: "must be less than memoryMiB: it is what is kept free below the limit",
        value: 128,
      },
    ]);
  });
});

describe("the containers of a task", () => {
  it("may wait for each other in any order that ends", () => {
    const sidecars = {
      migrate,
      proxy: { ...proxy, containerHealth: health, dependsOn: { migrate: "SUCCESS" } },
      log: { ...proxy, dependsOn: { api: "START" } },
    };
    expect(withSidecars(sidecars, { [`${API}.dependsOn`]: { proxy: "HEALTHY", migrate: "COMPLETE" } })).toEqual([]);
  });

  it.each([
    [{ api: proxy }, "sidecars.api", { what: "has the name of the service's own container" }],
    [
      { proxy: { ...proxy, dependsOn: { cache: "START" } } },
      "sidecars.proxy.dependsOn.cache",
      { what: "names no container of the task", allowed: "api, proxy" },
    ],
    [
      { proxy, log: { ...proxy, dependsOn: { proxy: "HEALTHY" } } },
      "sidecars.log.dependsOn.proxy",
      { what: "never comes: nobody asks proxy whether it is healthy" },
    ],
    [
      { proxy, log: { ...proxy, dependsOn: { proxy: "SUCCESS" } } },
      "sidecars.log.dependsOn.proxy",
      { what: "never comes: proxy is essential, so the task ends when it does" },
    ],
    [
      { log: { ...proxy, dependsOn: { api: "COMPLETE" } } },
      "sidecars.log.dependsOn.api",
      { what: "never comes: api is essential, so the task ends when it does" },
    ],
  ])("rejects %j", (sidecars, path, problem) => {
    expect(withSidecars(sidecars)).toEqual([expect.objectContaining({ path: `${API}.${path}`, ...problem })]);
  });

  it.each([
    [{ a: { ...proxy, dependsOn: { a: "START" } } }, "a waits for a"],
    [
      { a: { ...proxy, dependsOn: { b: "START" } }, b: { ...proxy, dependsOn: { a: "START" } } },
      "a waits for b waits for a",
    ],
    [{ a: { ...proxy, dependsOn: { api: "START" } } }, "api waits for a waits for api", { a: "START" }],
  ])("rejects a circle: %j", (sidecars, value, dependsOn: object = {}) => {
    expect(withSidecars(sidecars, { [`${API}.dependsOn`]: dependsOn })).toEqual([
      {
        path: API,
        what: "has containers that wait for each other in a circle",
        value,
        fix: "remove one dependsOn",
      },
    ]);
  });
});

describe("the shares of a task", () => {
  const fix = "raise it, or lower what the sidecars take in environments/catalogue.ts";

  it("leave the service's own container CPU, which is counted for the reader", () => {
    expect(withSidecars({ proxy: { ...proxy, cpu: 200 }, log: { ...proxy, cpu: 56 } })).toEqual([
      {
        path: "staging.services.api.cpu",
        what: "leaves nothing to api: its sidecars take proxy 200 + log 56 = 256",
        value: 256,
        allowed: "more than 256",
        fix,
      },
    ]);
  });

  it("fit into the task's memory, by what is kept free for each, or else its limit", () => {
    const sidecars = { proxy: { ...proxy, memoryMiB: 300, memoryReservationMiB: 100 }, log: proxy };
    const reserved = "staging.services.api.memoryReservationMiB";
    expect(withSidecars(sidecars, { [reserved]: 512 - 100 - 128 })).toEqual([]);
    expect(withSidecars(sidecars, { [reserved]: 512 - 100 - 127 })).toEqual([
      {
        path: "staging.services.api.memoryMiB",
        what: "is less than its containers need: api 285 + proxy 100 + log 128 = 513",
        value: 512,
        allowed: "at least 513",
        fix,
      },
    ]);
  });

  it("leave the service's own container some memory", () => {
    expect(withSidecars({ proxy: { ...proxy, memoryMiB: 507 } }).map(({ what }) => what)).toEqual([
      "is less than its containers need: api 6 + proxy 507 = 513",
    ]);
  });

  it("stay, each of them, below the task's own limit", () => {
    expect(withSidecars({ proxy: { ...proxy, memoryMiB: 600, memoryReservationMiB: 100 } })).toEqual([
      {
        path: "staging.services.api.memoryMiB",
        what: "is less than the limit of the sidecar proxy",
        value: 512,
        allowed: "at least 600",
        fix,
      },
    ]);
  });
});

describe("the host of a task", () => {
  it("is on Fargate asked for no limit that only EC2 takes", () => {
    const limit = { soft: 1, hard: 2 };
    expect(problemsAfter({ [`${API}.ulimits`]: { nofile: limit } })).toEqual([]);
    const problems = withSidecars({ proxy: { ...proxy, ulimits: { nproc: limit } } });
    expect(problems.map(({ path }) => path)).toEqual([
      "production.services.api.cluster",
      "staging.services.api.cluster",
    ]);
    expect(problems[0]).toMatchObject({
      what: "is on Fargate, which doesn't take this ulimit of the container proxy",
      value: "nproc",
      allowed: "nofile",
    });
  });

  it("is on EC2 of the processor that the images are built for", () => {
    const cluster = { on: "ec2", instances: ["t4g.small"], count: [1, 2], architecture: "arm64" };
    const changes = { "staging.clusters.arm": cluster, "staging.services.api.cluster": "arm" };
    expect(problemsAfter({ ...changes, [`${API}.architecture`]: "arm64" })).toEqual([]);
    expect(problemsAfter(changes)).toEqual([
      {
        path: "staging.services.api.cluster",
        what: "has arm64 instances, and the service's images are built for x86_64",
        value: "arm",
        fix: "place it in another cluster, or build for arm64 and say so in environments/catalogue.ts",
      },
    ]);
  });
});
