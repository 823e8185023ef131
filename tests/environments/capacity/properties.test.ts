import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitCluster, fitOn } from "../../../environments/capacity/fit.js";
import type { ClusterLoad, OneOffLoad, ServiceLoad } from "../../../environments/capacity/load.js";
import { remediesFor } from "../../../environments/capacity/remedies.js";

const size = {
  cpu: fc.integer({ min: 0, max: 1024 }),
  memoryMiB: fc.integer({ min: 32, max: 1200 }),
  network: fc.constantFrom("awsvpc" as const, "bridge" as const),
  hostPorts: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant([8080]) }),
};

const services: fc.Arbitrary<readonly ServiceLoad[]> = fc.uniqueArray(
  fc.record({
    ...size,
    name: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    count: fc.integer({ min: 0, max: 6 }),
    maximumPercent: fc.constantFrom(100, 125, 150, 200),
    distinctInstance: fc.boolean(),
  }),
  { selector: ({ name }) => name, maxLength: 6 },
);

const once: fc.Arbitrary<OneOffLoad> = fc.record({
  ...size,
  name: fc.constant("a"),
  occasion: fc.constantFrom("migration" as const, "run" as const),
});

const loads: fc.Arbitrary<ClusterLoad> = fc.record({
  pool: fc.record({
    types: fc.subarray(["t3.micro", "t3.small", "t3a.small", "m7g.medium", "m7i.large"], {
      minLength: 1,
      maxLength: 2,
    }),
    count: fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4 }))
      .map(([minimum, more]): [number, number] => [minimum, minimum + more]),
    zones: fc.integer({ min: 1, max: 3 }),
    trunking: fc.boolean(),
  }),
  services,
  daemons: fc.array(fc.record({ ...size, memoryMiB: fc.integer({ min: 16, max: 200 }), name: fc.constant("agent") }), {
    maxLength: 1,
  }),
  oneOffs: fc.array(once, { maxLength: 1 }),
});

const bridge = { network: "bridge" } as const;
const shared = (load: ClusterLoad): ClusterLoad => ({
  ...load,
  services: load.services.map((task) => ({ ...task, ...bridge })),
  daemons: load.daemons.map((task) => ({ ...task, ...bridge })),
  oneOffs: load.oneOffs.map((task) => ({ ...task, ...bridge })),
});

const instances = fc.integer({ min: 1, max: 8 });
const fits = (load: ClusterLoad, count: number) => fitOn(load, count).shortfalls.length === 0;

describe("whatever the load", () => {
  it("an instance more never makes a fitting set unfit", () => {
    fc.assert(fc.property(loads, instances, (load, count) => !fits(load, count) || fits(load, count + 1)));
  });

  it("what fits on the minimum fits on the maximum, while nothing scales", () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { minimum, maximum } = fitCluster(load);
        return minimum.instances === 0 || minimum.shortfalls.length > 0 || maximum.shortfalls.length === 0;
      }),
    );
  });

  it("the order in which services are written decides nothing", () => {
    fc.assert(
      fc.property(loads, instances, (load, count) => {
        const reversed = { ...load, services: load.services.toReversed() };
        expect(fitOn(reversed, count)).toEqual(fitOn(load, count));
      }),
    );
  });

  it("a service less never makes the totals larger, and nothing fits beyond them", () => {
    fc.assert(
      fc.property(loads, instances, (load, count) => {
        const { reserved, capacity, shortfalls } = fitOn(load, count);
        const less = fitOn({ ...load, services: load.services.slice(1) }, count).reserved;
        const within = reserved.memoryMiB <= capacity.memoryMiB * count && reserved.cpu <= capacity.cpu * count;
        return less.memoryMiB <= reserved.memoryMiB && less.cpu <= reserved.cpu && (within || shortfalls.length > 0);
      }),
    );
  });

  it("a shortfall names a task that exists, and what it lacks", () => {
    fc.assert(
      fc.property(loads, instances, (load, count) => {
        const names = [...load.services, ...load.daemons, ...load.oneOffs].map(({ name }) => name);
        return fitOn(load, count).shortfalls.every(
          ({ name, tasks, lacks }) =>
            names.includes(name) && tasks > 0 && lacks.length > 0 && lacks.every(({ missing }) => missing > 0),
        );
      }),
    );
  });

  it("every remedy is one", () => {
    fc.assert(
      fc.property(loads, instances, (load, count) =>
        remediesFor(load, count).every((remedy) => {
          if (remedy.kind === "instances") return fits(load, remedy.count) && remedy.count > count;
          if (remedy.kind === "types") return fits({ ...load, pool: { ...load.pool, types: remedy.types } }, count);
          if (remedy.kind === "trunking") return fits({ ...load, pool: { ...load.pool, trunking: true } }, count);
          if (remedy.kind === "bridge") return fits(shared(load), count);
          const slower = load.services.map((service) => ({
            ...service,
            maximumPercent: remedy.services[service.name] ?? service.maximumPercent,
          }));
          return fits({ ...load, services: slower }, count);
        }),
      ),
      { numRuns: 40 },
    );
  });
});
