import { describe, expect, it } from "vitest";
import { problemsAfter } from "../support/configuration.js";
import { API, health, proxy, withSidecars } from "../support/sidecars.js";

const migrate = { ...proxy, essential: false };

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
