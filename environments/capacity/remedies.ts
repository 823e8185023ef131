import { fitOn, type Occasion, surplusOf } from "./fit.js";
import { findInstanceType, nextSize } from "./instance-types.js";
import type { ClusterLoad, ServiceLoad, TaskSize } from "./load.js";

/** A change after which everything fits. */
export type Remedy =
  | { readonly kind: "instances"; readonly count: number }
  | { readonly kind: "types"; readonly types: readonly string[] }
  | { readonly kind: "trunking" }
  | { readonly kind: "bridge" }
  | { readonly kind: "maximumPercent"; readonly services: Readonly<Record<string, number>> };

/** Instances beyond which the answer is another type. */
const MOST_MORE_INSTANCES = 20;

/**
 * The changes after which a load fits that doesn't fit on so many instances, each tried, the smallest first:
 * a slower deployment, trunking and shared interfaces cost nothing, an instance more costs less than larger ones.
 *
 * @param load with the services' `count` as it is to run on these instances
 * @returns none when nothing of the table's reach helps
 */
export function remediesFor(load: ClusterLoad, instances: number): readonly Remedy[] {
  const slower = slowerDeployments(load, instances);
  const trunking = withTrunking(load, instances);
  const bridge = sharedInterfaces(load, instances);
  const more = moreInstances(load, instances);
  const larger = largerTypes(load, instances);
  const oneMore = more?.kind === "instances" && more.count === instances + 1;
  return [slower, trunking, bridge, ...(oneMore ? [more, larger] : [larger, more])].filter((one) => one !== undefined);
}

function fits(load: ClusterLoad, instances: number): boolean {
  return fitOn(load, instances).shortfalls.length === 0;
}

/** Only where rollouts alone find no room: fewer surplus tasks for each of these services, at least one. */
function slowerDeployments(load: ClusterLoad, instances: number): Remedy | undefined {
  const { shortfalls } = fitOn(load, instances);
  if (shortfalls.some(({ occasion }) => occasion !== ("rollout" satisfies Occasion))) return undefined;
  const percents: Record<string, number> = {};
  for (const { name, tasks } of shortfalls) {
    const service = load.services.find((one) => one.name === name);
    if (service === undefined) return undefined;
    const percent = percentFor(service.count, surplusOf(service) - tasks);
    if (percent === undefined) return undefined;
    percents[name] = percent;
  }
  const services = load.services.map((service): ServiceLoad => {
    const maximumPercent = percents[service.name];
    return maximumPercent === undefined ? service : { ...service, maximumPercent };
  });
  return fits({ ...load, services }, instances) ? { kind: "maximumPercent", services: percents } : undefined;
}

/** A percentage that gives at most so many surplus tasks; undefined when none gives at least one. */
function percentFor(count: number, surplus: number): number | undefined {
  const rounded = Math.ceil((100 * (count + surplus)) / count);
  const percent = surplusOf({ count, maximumPercent: rounded }) > surplus ? rounded - 1 : rounded;
  return surplusOf({ count, maximumPercent: percent }) < 1 ? undefined : percent;
}

function withTrunking(load: ClusterLoad, instances: number): Remedy | undefined {
  if (load.pool.trunking || !load.pool.types.every(hasTrunk)) return undefined;
  return fits({ ...load, pool: { ...load.pool, trunking: true } }, instances) ? { kind: "trunking" } : undefined;
}

function hasTrunk(name: string): boolean {
  return findInstanceType(name)?.trunkedTasks !== undefined;
}

/** Only where interfaces alone are too few. */
function sharedInterfaces(load: ClusterLoad, instances: number): Remedy | undefined {
  const services = load.services.map(shared);
  const daemons = load.daemons.map(shared);
  const oneOffs = load.oneOffs.map(shared);
  return fits({ ...load, services, daemons, oneOffs }, instances) ? { kind: "bridge" } : undefined;
}

function shared<Task extends TaskSize>(task: Task): Task {
  return task.network === "awsvpc" ? { ...task, network: "bridge" } : task;
}

function moreInstances(load: ClusterLoad, instances: number): Remedy | undefined {
  for (let count = instances + 1; count <= instances + MOST_MORE_INSTANCES; count += 1) {
    if (fits(load, count)) return { kind: "instances", count };
  }
  return undefined;
}

/** Every type is replaced by its family's next size, as often as it takes. */
function largerTypes(load: ClusterLoad, instances: number): Remedy | undefined {
  let types: readonly string[] = load.pool.types;
  for (;;) {
    const larger = types.map((name) => {
      const type = findInstanceType(name);
      return type === undefined ? undefined : nextSize(type)?.name;
    });
    if (larger.length === 0 || larger.some((name) => name === undefined)) return undefined;
    types = larger.filter((name) => name !== undefined);
    if (fits({ ...load, pool: { ...load.pool, types } }, instances)) return { kind: "types", types };
  }
}
