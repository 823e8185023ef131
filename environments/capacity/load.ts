/** What a task occupies on its instance. */
export interface TaskSize {
  /** CPU units that it reserves; 1024 are one vCPU. */
  readonly cpu: number;
  /** Hard limit in MiB. */
  readonly memoryMiB: number;
  /** Soft limit in MiB. ECS places a task by it. @default - ECS places the task by its hard limit */
  readonly memoryReservationMiB?: number;
  /** `awsvpc` takes a network interface per task. */
  readonly network: "awsvpc" | "bridge" | "host";
  /** Ports of the host that it takes for itself alone. @default - none: dynamic ports */
  readonly hostPorts?: readonly number[];
  /** Whether no instance takes two tasks of its kind. @default false */
  readonly distinctInstance?: boolean;
}

/** A service of which a number of tasks is kept running. */
export interface ServiceLoad extends TaskSize {
  readonly name: string;
  /** Tasks that run at least. */
  readonly count: number;
  /** Tasks that scaling may bring up. @default - as many as `count` */
  readonly maximumCount?: number;
  /** Tasks during a rolling deployment in percent of those that run, as ECS takes it: rounded down. */
  readonly maximumPercent: number;
}

/** One task on every instance; it deploys by stopping first, so it never needs more room than it has. */
export interface DaemonLoad extends TaskSize {
  readonly name: string;
}

/** A task that runs beside everything else and ends. */
export interface OneOffLoad extends TaskSize {
  /** The service to which it belongs. */
  readonly name: string;
  /** A migration before a deployment, or a run by the clock. */
  readonly occasion: "migration" | "run";
}

/** The instances of a cluster. */
export interface InstancePool {
  /** EC2 instance types, any of which an instance may be. All must be in the table of instance types. */
  readonly types: readonly string[];
  /** Fewest and most instances. */
  readonly count: readonly [minimum: number, maximum: number];
  /** Availability zones over which the instances are spread evenly. */
  readonly zones: number;
  /** Whether the account's `awsvpcTrunking` setting is on for them. */
  readonly trunking: boolean;
}

/** A cluster on EC2 and all that is placed on it. */
export interface ClusterLoad {
  readonly pool: InstancePool;
  readonly services: readonly ServiceLoad[];
  readonly daemons: readonly DaemonLoad[];
  readonly oneOffs: readonly OneOffLoad[];
}
