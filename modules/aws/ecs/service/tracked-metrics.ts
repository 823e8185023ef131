import type { ScheduledRange, Tracked } from "./scaling.js";

/** By what a service of any kind may scale within its range. */
export interface Scale {
  /** Average CPU of the tasks, in percent of what they reserve. @default - not scaled by it */
  readonly cpuPercent?: number;
  /** Average memory of the tasks, in percent of what they reserve. @default - not scaled by it */
  readonly memoryPercent?: number;
  /** Ranges by the clock, each by its name. */
  readonly schedule: Readonly<Record<string, ScheduledRange>>;
}

/** The metrics of the tasks themselves. */
export function loadOfTasks({ cpuPercent, memoryPercent }: Scale): Record<string, Tracked> {
  return {
    ...tracked("cpu", cpuPercent, "ECSServiceAverageCPUUtilization"),
    ...tracked("memory", memoryPercent, "ECSServiceAverageMemoryUtilization"),
  };
}

/**
 * Requests that each task takes in a minute.
 *
 * @param label `app/<balancer>/<id>/targetgroup/<group>/<id>`: what CloudWatch counts requests by
 */
export function requests(perTask: number | undefined, label: string): Record<string, Tracked> {
  return tracked("requests", perTask, "ALBRequestCountPerTarget", { resourceLabel: label });
}

function tracked(
  name: string,
  target: number | undefined,
  predefinedMetricType: string,
  more: { readonly resourceLabel?: string } = {},
): Record<string, Tracked> {
  if (target === undefined) return {};
  return { [name]: { target, metric: { predefinedMetricSpecification: { predefinedMetricType, ...more } } } };
}
