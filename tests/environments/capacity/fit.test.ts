import { describe, expect, it } from "vitest";
import { fitCluster, fitOn, surplusOf } from "../../../environments/capacity/fit.js";
import { remediesFor } from "../../../environments/capacity/remedies.js";
import { arithmeticText, remedyText, shortfallTexts } from "../../../environments/capacity/text.js";
import { GantryError } from "../../../modules/core/errors.js";
import { cluster, service, services } from "./loads.js";

// A t3.micro registers ⌊1024 × 0.925⌋ − 32 = 915 MiB: three tasks of 256 MiB, six on two instances.

const migration = { name: "a", cpu: 128, memoryMiB: 256, network: "bridge", occasion: "migration" } as const;
const names = (load: Parameters<typeof fitOn>[0], instances = 2) =>
  fitOn(load, instances).shortfalls.map(({ name, occasion, tasks }) => `${occasion} ${name} ${tasks}`);

const ofServices = (count: number) => cluster(services(count), { oneOffs: [migration] });

describe("four 256-MiB services behind one load balancer on two 1-GiB instances", () => {
  it("fit, with room for a deployment and a migration", () => {
    expect(fitOn(ofServices(4), 2)).toEqual({
      instances: 2,
      capacity: { memoryMiB: 915, cpu: 2048, networkInterfaces: 1 },
      reserved: { memoryMiB: 1024, cpu: 512, networkInterfaces: 0 },
      tasks: 4,
      shortfalls: [],
    });
  });

  it("are five at most: a sixth takes the room of every deployment and of the migration", () => {
    expect(names(ofServices(5))).toEqual([]);
    expect(names(ofServices(6))).toEqual([
      ...["a", "b", "c", "d", "e", "f"].map((name) => `rollout ${name} 1`),
      "migration a 1",
    ]);
    expect(names(ofServices(7))).toEqual(["running g 1"]);
  });

  it("are refused with the arithmetic", () => {
    const load = ofServices(6);
    const fit = fitOn(load, 2);
    expect(arithmeticText(load.pool, fit)).toBe(
      "2 × t3.micro offer 915 MiB and 2048 CPU units each; 6 tasks reserve 1536 of 1830 MiB, 768 of 4096 CPU units",
    );
    expect(shortfallTexts(fit.shortfalls)).toEqual([
      "1 task more of each of a, b, c, d, e, f while it is deployed: needs 256 MiB of memory, the nearest instance has 147 free, 109 are missing",
      "the migration of a: needs 256 MiB of memory, the nearest instance has 147 free, 109 are missing",
    ]);
    expect(remediesFor(load, 2).map(remedyText)).toEqual(["run 3 instances", "take t3.small"]);
  });
});

const awsvpc = { network: "awsvpc", maximumPercent: 100 } as const;
const onLarge = (count: number, trunking: boolean) =>
  cluster(services(count, awsvpc), { pool: { types: ["m7i.large"], trunking } });

describe("network interfaces", () => {
  it("let a t3.micro run one task in awsvpc mode, whatever its memory", () => {
    expect(names(cluster(services(2, awsvpc)))).toEqual([]);
    const load = cluster(services(3, awsvpc));
    expect(fitOn(load, 2).shortfalls).toEqual([
      {
        name: "c",
        occasion: "running",
        tasks: 1,
        lacks: [{ resource: "networkInterfaces", needed: 1, free: 0, missing: 1 }],
      },
    ]);
    expect(remediesFor(load, 2).map(remedyText)).toEqual([
      "let tasks share their instance's interface",
      "run 3 instances",
      "take t3.small",
    ]);
  });

  it("don't bind in bridge mode", () => {
    expect(names(cluster(services(6, { maximumPercent: 100 })))).toEqual([]);
  });

  it("grow with trunking: ten tasks instead of two on an m7i.large", () => {
    expect(names(onLarge(4, false))).toEqual([]);
    expect(names(onLarge(5, false))).toEqual(["running e 1"]);
    expect(names(onLarge(20, true))).toEqual([]);
    expect(names(onLarge(21, true))).toEqual(["running u 1"]);
    expect(remediesFor(onLarge(5, false), 2)[0]).toEqual({ kind: "trunking" });
  });

  it("are not multiplied by trunking on a burstable type", () => {
    expect(names(cluster(services(3, awsvpc), { pool: { trunking: true } }))).toEqual(["running c 1"]);
  });
});

describe("what a task takes", () => {
  it("is its soft limit where it has one", () => {
    expect(names(cluster([service("a", { memoryMiB: 2048, memoryReservationMiB: 256 })]))).toEqual([]);
    expect(names(cluster([service("a", { memoryMiB: 2048 })]))).toEqual(["running a 1"]);
  });

  it("is CPU as well", () => {
    expect(fitOn(cluster([service("a", { cpu: 1500, count: 3, maximumPercent: 100 })]), 2).shortfalls).toEqual([
      {
        name: "a",
        occasion: "running",
        tasks: 1,
        lacks: [{ resource: "cpu", needed: 1500, free: 548, missing: 952 }],
      },
    ]);
  });

  it("is a host port, of which every instance has one", () => {
    const load = cluster([service("a", { hostPorts: [8080], count: 2 })]);
    expect(names(load)).toEqual(["rollout a 2"]);
    expect(remediesFor(load, 2).map(remedyText)).toEqual(["run 4 instances"]);
    expect(names(cluster([service("a", { hostPorts: [22] })]))).toEqual(["running a 1"]);
  });

  it("is an instance without another of its kind, where it keeps off them", () => {
    const apart = { distinctInstance: true, maximumPercent: 100 };
    expect(names(cluster([service("a", { ...apart, count: 2 })]))).toEqual([]);
    const load = cluster([service("a", { ...apart, count: 3 })]);
    expect(names(load)).toEqual(["running a 1"]);
    expect(shortfallTexts(fitOn(load, 2).shortfalls)).toEqual([
      "1 task of a: every instance has one of its tasks already, and takes no second",
    ]);
    expect(remediesFor(load, 2).map(remedyText)).toEqual(["run 3 instances"]);
    // A deployment needs an instance for each new task, beside the old ones.
    expect(names(cluster([service("a", { distinctInstance: true, count: 2 })]))).toEqual(["rollout a 2"]);
  });

  it("is room on every instance when it's a daemon", () => {
    const daemon = { name: "agent", cpu: 64, memoryMiB: 200, network: "host" } as const;
    // 915 − 200 = 715 MiB: two tasks of 256 on each instance.
    expect(names(cluster(services(4, { maximumPercent: 100 }), { daemons: [daemon] }))).toEqual([]);
    expect(names(cluster(services(5, { maximumPercent: 100 }), { daemons: [daemon] }))).toEqual(["running e 1"]);
    expect(names(cluster([], { daemons: [{ ...daemon, memoryMiB: 1000 }] }))).toEqual(["daemon agent 2"]);
  });
});

describe("a rolling deployment", () => {
  it("runs as many more tasks as ECS computes, rounded down", () => {
    const counts = [1, 2, 3, 4, 7];
    expect(counts.map((count) => surplusOf({ count, maximumPercent: 150 }))).toEqual([0, 1, 1, 2, 3]);
    expect(surplusOf({ count: 3, maximumPercent: 50 })).toBe(0);
  });

  it("may be slowed down where only its surplus doesn't fit", () => {
    const load = cluster([service("a", { count: 4 })]);
    expect(names(load)).toEqual(["rollout a 2"]);
    expect(remediesFor(load, 2).map(remedyText)).toEqual([
      "deploy more slowly: maximum percent 150 for a",
      "run 3 instances",
      "take t3.small",
    ]);
  });

  it("is never slowed down to nothing", () => {
    expect(remediesFor(cluster([service("a", { count: 6 })]), 2).map(({ kind }) => kind)).not.toContain(
      "maximumPercent",
    );
  });
});

describe("a range of instances", () => {
  it("is judged at both ends, the upper one with all that scaling may bring up", () => {
    const load = cluster([service("a", { count: 2, maximumCount: 6 })], { pool: { count: [2, 3] } });
    const { minimum, maximum } = fitCluster(load);
    expect(minimum.shortfalls).toEqual([]);
    expect(maximum).toMatchObject({ instances: 3, tasks: 6 });
    expect(maximum.shortfalls).toMatchObject([{ name: "a", occasion: "rollout", tasks: 3 }]);
  });

  it("of no instance takes no task", () => {
    const { shortfalls } = fitOn(cluster([service("a")]), 0);
    expect(shortfallTexts(shortfalls)).toEqual(["1 task of a: there is no instance"]);
    expect(fitOn(cluster([]), 0).shortfalls).toEqual([]);
  });
});

describe("a pool of several types", () => {
  it("counts every instance as the least of them", () => {
    const load = cluster([], { pool: { types: ["t3.small", "t3a.small", "t3.medium"] } });
    expect(fitOn(load, 2).capacity).toEqual({ memoryMiB: 1862, cpu: 2048, networkInterfaces: 1 });
  });

  it("rejects a type of unknown capacity", () => {
    expect(() => fitOn(cluster([], { pool: { types: ["x9.huge"] } }), 2)).toThrow(GantryError);
  });
});
