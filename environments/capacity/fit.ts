import type { ClusterLoad, DaemonLoad, OneOffLoad, ServiceLoad, TaskSize } from "./load.js";
import {
  capacityOf,
  demandOf,
  emptyFleet,
  type Fleet,
  type Lack,
  lacking,
  place,
  placeEverywhere,
  type Resources,
} from "./placement.js";

/** When a task finds no room: as part of what always runs, during its service's deployment, or once beside it. */
export type Occasion = "daemon" | "running" | "rollout" | OneOffLoad["occasion"];

/** Tasks that find no room. */
export interface Shortfall {
  readonly name: string;
  readonly occasion: Occasion;
  /** How many find none. */
  readonly tasks: number;
  /** What the nearest instance has too little of; empty when there is no instance. */
  readonly lacks: readonly Lack[];
}

/** Whether a cluster's tasks fit on so many instances. */
export interface Fit {
  readonly instances: number;
  /** Per instance, before any task. */
  readonly capacity: Resources;
  /** By daemons and services while nothing is deployed, over all instances. */
  readonly reserved: Resources;
  /** Tasks that run while nothing is deployed. */
  readonly tasks: number;
  /** Everything that finds no room; empty when all fits. */
  readonly shortfalls: readonly Shortfall[];
}

/** On the fewest instances with the fewest tasks, and on the most with the most. */
export interface ClusterFit {
  readonly minimum: Fit;
  readonly maximum: Fit;
}

/**
 * Whether everything that is placed on a cluster fits: what always runs, beside it the surplus of each
 * service's rolling deployment, and each one-off task. These come one at a time, because the deployment of
 * one frees its room for the next. What fits on the fewest instances begins at once; what only fits on the
 * most waits until ECS has started more; what doesn't fit on these waits for ever.
 *
 * @throws GantryError for an instance type that the table doesn't have
 */
export function fitCluster(load: ClusterLoad): ClusterFit {
  const [minimum, maximum] = load.pool.count;
  return { minimum: fitOn(load, minimum), maximum: fitOn(fullyScaled(load), maximum) };
}

/** The same cluster with all the tasks that scaling may bring up. */
export function fullyScaled(load: ClusterLoad): ClusterLoad {
  const services = load.services.map((service) => ({ ...service, count: service.maximumCount ?? service.count }));
  return { ...load, services };
}

/**
 * Whether a load fits on a given number of instances, with the services' `count`.
 *
 * Spreading is greedy, so that an instance more might place a set worse. What fits on fewer instances fits on
 * more all the same, by leaving one empty: the answer is the best over all numbers up to the given one.
 */
export function fitOn(load: ClusterLoad, instances: number): Fit {
  const tasks = load.services.reduce((sum, { count }) => sum + count, 0) + load.daemons.length * instances;
  const shortfalls = [...shortfallsOn(load, instances)];
  return {
    instances,
    capacity: capacityOf(load.pool),
    reserved: reservedBy(load, instances),
    tasks,
    shortfalls: shortfalls.length > 0 && fitsOnFewer(load, instances) ? [] : shortfalls,
  };
}

/** Whether a load fits as it would be placed on just so many instances; stops at the first task without room. */
export function fitsAsPlaced(load: ClusterLoad, instances: number): boolean {
  return shortfallsOn(load, instances).next().done === true;
}

function fitsOnFewer(load: ClusterLoad, instances: number): boolean {
  for (let fewer = instances - 1; fewer >= Math.max(1, fewestInstances(load)); fewer -= 1) {
    if (fitsAsPlaced(load, fewer)) return true;
  }
  return false;
}

/** Tasks that a rolling deployment of a service runs beside those it replaces. ECS rounds down. */
export function surplusOf({ count, maximumPercent }: Pick<ServiceLoad, "count" | "maximumPercent">): number {
  return Math.max(0, Math.floor((count * maximumPercent) / 100) - count);
}

/** Below so many instances not even the totals fit. @returns infinity when a task is larger than an instance */
export function fewestInstances({ pool, services, daemons, oneOffs }: ClusterLoad): number {
  const capacity = capacityOf(pool);
  const [one] = emptyFleet(pool, 1);
  const fleet = one === undefined ? [] : [one];
  const alone = [...services.filter(({ count }) => count > 0), ...daemons, ...oneOffs];
  if (alone.some((task) => lacking(fleet, task.name, task).length > 0)) return Number.POSITIVE_INFINITY;
  const apart = services.flatMap(({ distinctInstance, count }) => (distinctInstance === true ? [count] : []));
  const running = totals(services.map((service) => [service, service.count]));
  const perInstance = totals(daemons.map((daemon) => [daemon, 1]));
  const needed = (Object.keys(capacity) as (keyof Resources)[]).map((resource) =>
    running[resource] === 0
      ? 0
      : Math.ceil(running[resource] / Math.max(0, capacity[resource] - perInstance[resource])),
  );
  return Math.max(...needed, ...apart);
}

function reservedBy({ services, daemons }: ClusterLoad, instances: number): Resources {
  return totals([
    ...services.map((service): [TaskSize, number] => [service, service.count]),
    ...daemons.map((daemon): [TaskSize, number] => [daemon, instances]),
  ]);
}

function totals(tasks: readonly (readonly [task: TaskSize, count: number])[]): Resources {
  const sum = (resource: keyof Resources) =>
    tasks.reduce((total, [task, count]) => total + demandOf(task)[resource] * count, 0);
  return { memoryMiB: sum("memoryMiB"), cpu: sum("cpu"), networkInterfaces: sum("networkInterfaces") };
}

function* shortfallsOn({ pool, services, daemons, oneOffs }: ClusterLoad, instances: number): Generator<Shortfall> {
  let fleet: Fleet = emptyFleet(pool, instances);
  let complete = true;
  for (const daemon of daemons.toSorted(largestFirst)) {
    const placed = placeEverywhere(fleet, daemon.name, daemon);
    if (placed.left > 0) {
      complete = false;
      yield { name: daemon.name, occasion: "daemon", tasks: placed.left, lacks: lacking(fleet, daemon.name, daemon) };
    }
    fleet = placed.fleet;
  }
  for (const service of services.toSorted(largestFirst)) {
    const placed = place(fleet, { name: service.name, task: service, count: service.count });
    fleet = placed.fleet;
    if (placed.left > 0) {
      complete = false;
      yield {
        name: service.name,
        occasion: "running",
        tasks: placed.left,
        lacks: lacking(fleet, service.name, service),
      };
    }
  }
  if (!complete) return;

  for (const service of services.toSorted(largestFirst)) {
    const { fleet: after, left } = place(fleet, { name: service.name, task: service, count: surplusOf(service) });
    if (left === 0) continue;
    yield { name: service.name, occasion: "rollout", tasks: left, lacks: lacking(after, service.name, service) };
  }
  for (const oneOff of oneOffs.toSorted(largestFirst)) {
    const once = `${oneOff.name} once`;
    const { fleet: after, left } = place(fleet, { name: once, task: oneOff, count: 1 });
    if (left === 0) continue;
    yield { name: oneOff.name, occasion: oneOff.occasion, tasks: left, lacks: lacking(after, once, oneOff) };
  }
}

/** First fit decreasing; names break ties, so that the order in which services are written decides nothing. */
function largestFirst(one: DaemonLoad, other: DaemonLoad): number {
  const [a, b] = [demandOf(one), demandOf(other)];
  return b.memoryMiB - a.memoryMiB || b.cpu - a.cpu || (one.name < other.name ? -1 : 1);
}
