import { GantryError } from "../../modules/core/errors.js";
import { findInstanceType, registeredCpu, registeredMemoryMiB, taskInterfaces } from "./instance-types.js";
import type { InstancePool, TaskSize } from "./load.js";
import { AGENT_RESERVED_PORTS } from "./reserve.js";

/** What instances have and tasks take, apart from ports. */
export interface Resources {
  readonly memoryMiB: number;
  readonly cpu: number;
  /** Interfaces for tasks in `awsvpc` mode. */
  readonly networkInterfaces: number;
}

/** A resource of which an instance has too little. */
export interface Lack {
  readonly resource: keyof Resources | "port" | "instance";
  readonly needed: number;
  readonly free: number;
  readonly missing: number;
}

/** Tasks of one kind that are to be placed. */
export interface TaskGroup {
  readonly name: string;
  readonly task: TaskSize;
  readonly count: number;
}

interface Instance {
  readonly zone: number;
  readonly free: Resources;
  readonly ports: readonly number[];
  /** Tasks on it, by the name of their group. */
  readonly tasks: Readonly<Record<string, number>>;
}

/** Instances with tasks on them. Never changed: every placement gives a new one. */
export type Fleet = readonly Instance[];

/**
 * What each instance of a pool offers at least: of mixed types, any may be the one that comes.
 * @throws GantryError for a type that the table doesn't have
 */
export function capacityOf({ types, trunking }: InstancePool): Resources {
  const known = types.map((name) => {
    const type = findInstanceType(name);
    if (type !== undefined) return type;
    throw new GantryError({
      what: "is an instance type of unknown capacity",
      value: name,
      allowed: "the types of environments/capacity/instance-types.ts",
      fix: "take one of these, or add it there with its source",
    });
  });
  return {
    memoryMiB: Math.min(...known.map(registeredMemoryMiB)),
    cpu: Math.min(...known.map(registeredCpu)),
    networkInterfaces: Math.min(...known.map((type) => taskInterfaces(type, trunking))),
  };
}

/** Empty instances, the next one always in the next zone: as an Auto Scaling group balances them. */
export function emptyFleet(pool: InstancePool, count: number): Fleet {
  const free = capacityOf(pool);
  return Array.from({ length: count }, (_, index) => ({
    zone: index % pool.zones,
    free,
    ports: AGENT_RESERVED_PORTS,
    tasks: {},
  }));
}

/** What a task takes. ECS counts the soft limit where there is one. */
export function demandOf({ cpu, memoryMiB, memoryReservationMiB, network }: TaskSize): Resources {
  return { cpu, memoryMiB: memoryReservationMiB ?? memoryMiB, networkInterfaces: network === "awsvpc" ? 1 : 0 };
}

/**
 * Places tasks as ECS does with `spread` over zones, then `binpack` on memory: in the zone that has the
 * fewest tasks of the group, on the instance with the least memory that has room. Zones without room are
 * passed over, because a strategy is a wish, not a constraint.
 *
 * @returns the instances afterwards, and how many tasks found no room
 */
export function place(
  fleet: Fleet,
  { name, task, count }: TaskGroup,
): { readonly fleet: Fleet; readonly left: number } {
  const instances = [...fleet];
  const demand = demandOf(task);
  const inZone = new Map<number, number>();
  for (const { zone, tasks } of fleet) inZone.set(zone, (inZone.get(zone) ?? 0) + (tasks[name] ?? 0));
  for (let placed = 0; placed < count; placed += 1) {
    const index = best(instances, { name, task, demand }, inZone);
    const instance = instances[index];
    if (instance === undefined) return { fleet: instances, left: count - placed };
    instances[index] = occupy(instance, name, task, demand);
    inZone.set(instance.zone, (inZone.get(instance.zone) ?? 0) + 1);
  }
  return { fleet: instances, left: 0 };
}

/** Places one task on every instance. @returns as `place` does */
export function placeEverywhere(
  fleet: Fleet,
  name: string,
  task: TaskSize,
): { readonly fleet: Fleet; readonly left: number } {
  const demand = demandOf(task);
  const room = fleet.map((instance) => hasRoom(instance, { name, task, demand }));
  return {
    fleet: fleet.map((instance, index) => (room[index] === true ? occupy(instance, name, task, demand) : instance)),
    left: room.filter((has) => !has).length,
  };
}

/** What the instance that is nearest to taking one such task more of the group has too little of. */
export function lacking(fleet: Fleet, name: string, task: TaskSize): readonly Lack[] {
  const candidates = fleet.map((instance) => lacks(instance, name, task));
  const distance = (list: readonly Lack[]) => list.reduce((sum, { missing, needed }) => sum + missing / needed, 0);
  return candidates.reduce<readonly Lack[]>(
    (nearest, one, index) => (index === 0 || distance(one) < distance(nearest) ? one : nearest),
    [],
  );
}

function lacks({ free, ports, tasks }: Instance, name: string, task: TaskSize): readonly Lack[] {
  const demand = demandOf(task);
  const short = (Object.keys(demand) as (keyof Resources)[]).flatMap((resource): Lack[] => {
    const missing = demand[resource] - free[resource];
    return missing > 0 ? [{ resource, needed: demand[resource], free: free[resource], missing }] : [];
  });
  const needed = task.hostPorts?.length ?? 0;
  const taken = (task.hostPorts ?? []).filter((port) => ports.includes(port)).length;
  const apart = task.distinctInstance === true && tasks[name] !== undefined;
  return [
    ...short,
    ...(taken === 0 ? [] : [{ resource: "port", needed, free: needed - taken, missing: taken } as const]),
    ...(apart ? [{ resource: "instance", needed: 1, free: 0, missing: 1 } as const] : []),
  ];
}

/** One task that looks for an instance. */
interface Candidate {
  readonly name: string;
  readonly task: TaskSize;
  readonly demand: Resources;
}

/** @returns the index of the instance that ECS would choose, or -1 */
function best(fleet: Fleet, candidate: Candidate, inZone: ReadonlyMap<number, number>): number {
  let chosen = -1;
  let [fewest, least] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [index, instance] of fleet.entries()) {
    const tasks = inZone.get(instance.zone) ?? 0;
    const memory = instance.free.memoryMiB;
    if (tasks > fewest || (tasks === fewest && memory >= least) || !hasRoom(instance, candidate)) continue;
    [chosen, fewest, least] = [index, tasks, memory];
  }
  return chosen;
}

function hasRoom({ free, ports, tasks }: Instance, { name, task, demand }: Candidate): boolean {
  return (
    demand.memoryMiB <= free.memoryMiB &&
    demand.cpu <= free.cpu &&
    demand.networkInterfaces <= free.networkInterfaces &&
    !(task.hostPorts ?? []).some((port) => ports.includes(port)) &&
    !(task.distinctInstance === true && tasks[name] !== undefined)
  );
}

function occupy({ zone, free, ports, tasks }: Instance, name: string, task: TaskSize, demand: Resources): Instance {
  return {
    zone,
    free: {
      memoryMiB: free.memoryMiB - demand.memoryMiB,
      cpu: free.cpu - demand.cpu,
      networkInterfaces: free.networkInterfaces - demand.networkInterfaces,
    },
    ports: [...ports, ...(task.hostPorts ?? [])],
    tasks: { ...tasks, [name]: (tasks[name] ?? 0) + 1 },
  };
}
