import type { CapacityShare } from "../../../modules/core/refs/clusters.js";

/** A task that runs once: what, where, and in whose name. */
export interface OneOff {
  readonly cluster: string;
  /** ARN, or family and number. */
  readonly taskDefinition: string;
  /** Who asked for it, as ECS notes it down. */
  readonly startedBy: string;
  /** The container that decides how it went. @default - the task definition's first */
  readonly container?: string;
  /** Arguments in the place of that container's own. @default - its own */
  readonly command?: readonly string[];
  /** CPU units and MiB of the whole task. @default - those of the task definition */
  readonly size?: { readonly cpu: number; readonly memoryMiB: number };
  /** @default - the instance's own network */
  readonly network?: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };
  /** @default - the cluster's own strategy */
  readonly capacity?: readonly CapacityShare[];
}

/** Where a container of a task writes its log. */
export interface LogStream {
  readonly container: string;
  readonly group: string;
  readonly stream: string;
  readonly region: string;
}

/** How a task ended. */
export interface Ended {
  readonly task: string;
  /** Exit code of the container that decides. @default - it never ran, or nobody knows how it ended */
  readonly exitCode?: number;
  /** Why ECS says that it stopped, and how each container ended. */
  readonly reason: string;
  /** Who ended it before it ended itself. @default - nobody */
  readonly stoppedFor?: "interruption" | "timeout";
  readonly seconds: number;
  /** The last lines of its log, oldest first. */
  readonly tail: readonly string[];
  readonly streams: readonly LogStream[];
}
