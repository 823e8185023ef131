/** What monitoring needs to know of a service of any kind. */
interface CommonServiceRef {
  readonly name: string;
  readonly clusterName: string;
  /** Names of the stores it depends on. */
  readonly stores: readonly string[];
}

/** A service whose tasks ECS keeps running. */
export interface StandingServiceRef extends CommonServiceRef {
  /** Name of the ECS service. */
  readonly serviceName: string;
  /** Tasks that should be running. */
  readonly desiredCount: number;
}

/** A service whose requests a load balancer counts. */
export interface BalancedServiceRef extends StandingServiceRef {
  readonly loadBalancerName: string;
  /** Name of the target group, by which Datadog tags its metrics. */
  readonly targetGroupName: string;
  /** Where it's reached. */
  readonly url: string;
}

export interface WebServiceRef extends BalancedServiceRef {
  readonly kind: "web";
}

export interface InternalServiceRef extends StandingServiceRef {
  readonly kind: "internal";
  /** Where its callers reach it. */
  readonly url: string;
  /** Goes with `targetGroupName`. @default - no load balancer stands before it */
  readonly loadBalancerName?: string;
  /** @default - none */
  readonly targetGroupName?: string;
}

export interface WorkerServiceRef extends StandingServiceRef {
  readonly kind: "worker";
  /** Physical names of its queue and of the queue of dead letters. */
  readonly queueName: string;
  readonly deadLetterName: string;
  /** How long a message may wait. */
  readonly acceptableDelaySeconds: number;
  /** Whether there are times when it has no task, and messages wait for the first one. */
  readonly rests: boolean;
}

export interface CronServiceRef extends CommonServiceRef {
  readonly kind: "cron";
  readonly scheduleName: string;
  readonly scheduleGroup: string;
  /** When it runs, as EventBridge Scheduler writes it, and by whose clock. */
  readonly schedule: string;
  readonly timeZone: string;
  /** Whether the clock starts it. */
  readonly enabled: boolean;
  /** Whether it doesn't while its environment sleeps. @default false */
  readonly sleeps?: boolean;
  /** Longest that a run may take. @default - as long as it takes */
  readonly timeoutSeconds?: number;
  /** Family of its task definitions. */
  readonly family: string;
  /** Queue with what went wrong: invocations that were given up, and runs that failed. */
  readonly failuresName: string;
  readonly logGroup: string;
}

/** A daemon, which has a task on every instance of its clusters. */
export interface DaemonServiceRef extends Omit<CommonServiceRef, "clusterName"> {
  readonly kind: "daemon";
  readonly runs: readonly {
    /** Name of the cluster in its environment. */
    readonly cluster: string;
    readonly clusterName: string;
    /** Name of the ECS service there. */
    readonly serviceName: string;
  }[];
}

export type ServiceRef = WebServiceRef | InternalServiceRef | WorkerServiceRef | CronServiceRef | DaemonServiceRef;
