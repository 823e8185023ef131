import { describe, expect, it } from "vitest";
import type { Problem } from "../../modules/core/errors.js";
import { configuration, problemsAfter } from "../support/configuration.js";
import { pinned } from "../support/images.js";
import { API, health, proxy, withSidecars } from "../support/sidecars.js";

/** What was written, and the one problem that it makes beside path and value. */
type Case = readonly [path: string, value: unknown, problem: Problem];

function rejects(cases: readonly Case[]): void {
  it.each(cases)("rejects %s: %j", (path, value, problem) => {
    expect(problemsAfter({ [`${API}.${path}`]: value })).toEqual([{ path: `${API}.${path}`, value, ...problem }]);
  });
}

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
