import { fewestInstances, fitsAsPlaced } from "./fit.js";
import type { ClusterLoad, ServiceLoad } from "./load.js";

/**
 * Growth that each stage provides for: design for twenty times the load, implement for three times, deploy for
 * one and a half. Source: Abbott and Fisher, "Scalability Rules", rule 2 (design, implement, deploy).
 */
export const GROWTH = { deploy: 1.5, implement: 3, design: 20 } as const;

export type Stage = keyof typeof GROWTH;

/** How many tasks of a service a number of instances takes, everything else staying as it is. */
export interface Cover {
  readonly instances: number;
  readonly tasks: number;
  /** Of the tasks that run now: 2.5 is two and a half times the present size. */
  readonly factor: number;
}

export interface StageCover {
  readonly factor: number;
  readonly tasks: number;
  /** Whether the instances cover it: `deploy` the minimum, `implement` the maximum, `design` any number of them. */
  readonly covered: boolean;
  /** Fewest instances that take it; absent when not even `MOST_INSTANCES` do. */
  readonly instances?: number;
}

/** How far a service can grow on its cluster. */
export interface Headroom {
  readonly service: string;
  readonly tasks: number;
  /** Tasks that scaling may bring up by itself; beyond them somebody raises a number. */
  readonly scalesTo: number;
  readonly minimum: Cover;
  readonly maximum: Cover;
  readonly stages: Readonly<Record<Stage, StageCover>>;
}

/** Where the search for instances ends: a cluster of more is planned by other means than this table. */
const MOST_INSTANCES = 200;

/**
 * The headroom of every service with at least one task. A size counts as covered when it can also be
 * deployed: with the surplus of rolling deployments and the one-off tasks.
 */
export function headroomOf(load: ClusterLoad): readonly Headroom[] {
  const [minimum, maximum] = load.pool.count;
  return load.services
    .filter(({ count }) => count > 0)
    .map((service) => ({
      service: service.name,
      tasks: service.count,
      scalesTo: service.maximumCount ?? service.count,
      minimum: cover(load, service, minimum),
      maximum: cover(load, service, maximum),
      stages: {
        deploy: stage(load, service, "deploy", minimum),
        implement: stage(load, service, "implement", maximum),
        design: stage(load, service, "design", MOST_INSTANCES),
      },
    }));
}

function withTasks(load: ClusterLoad, { name }: ServiceLoad, count: number): ClusterLoad {
  return {
    ...load,
    services: load.services.map((service) => (service.name === name ? { ...service, count } : service)),
  };
}

/** The most tasks that fit, found by halving. */
function cover(load: ClusterLoad, service: ServiceLoad, instances: number): Cover {
  const fits = (tasks: number) => fitsAsPlaced(withTasks(load, service, tasks), instances);
  let [tasks, tooMany] = [0, 1];
  while (fits(tooMany)) [tasks, tooMany] = [tooMany, tooMany * 2];
  while (tooMany - tasks > 1) {
    const middle = Math.floor((tasks + tooMany) / 2);
    if (fits(middle)) tasks = middle;
    else tooMany = middle;
  }
  return { instances, tasks, factor: tasks / service.count };
}

/** The fewest instances that take the stage's tasks, from the number on which their totals fit. */
function stage(load: ClusterLoad, service: ServiceLoad, name: Stage, within: number): StageCover {
  const factor = GROWTH[name];
  const tasks = Math.ceil(service.count * factor);
  const grown = withTasks(load, service, tasks);
  for (let instances = Math.max(1, fewestInstances(grown)); instances <= MOST_INSTANCES; instances += 1) {
    if (fitsAsPlaced(grown, instances)) return { factor, tasks, covered: instances <= within, instances };
  }
  return { factor, tasks, covered: false };
}
