/** A service as ECS describes it now, cut to what people and verdicts need. Times are ECS's own. */
export interface LiveService {
  readonly name: string;
  /** `ACTIVE` while it is meant to run; `DRAINING` and `INACTIVE` after a delete. */
  readonly status: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** The newest first. */
  readonly deployments: readonly LiveDeployment[];
  /** The newest first. */
  readonly events: readonly ServiceEvent[];
}

/** A revision on its way in, in place, or on its way out. */
export interface LiveDeployment {
  readonly id: string;
  /** `PRIMARY` is what ECS works towards, `ACTIVE` what it has not taken away yet. */
  readonly status: string;
  /** Family and number, for instance `staging-api:7`. */
  readonly revision: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** Tasks that did not start, or stopped, since the deployment began. */
  readonly failed: number;
  /** `IN_PROGRESS`, `COMPLETED` or `FAILED`. @default - ECS does not deploy this service itself */
  readonly rollout?: string;
  readonly reason?: string;
  readonly began: Date;
}

export interface ServiceEvent {
  readonly at: Date;
  readonly message: string;
}

/** A task of a service that has stopped, and why. ECS forgets it after about an hour. */
export interface StoppedTask {
  readonly at: Date;
  readonly revision: string;
  /** ECS's word for the cause, such as `TaskFailedToStart`. */
  readonly code?: string;
  readonly reason?: string;
  readonly containers: readonly StoppedContainer[];
}

export interface StoppedContainer {
  readonly name: string;
  /** @default - it never ran */
  readonly exitCode?: number;
  readonly reason?: string;
}

/** `staging-api:7`, from the ARN of a task definition or from such a name itself. */
export function revisionOf(taskDefinition: string): string {
  return taskDefinition.slice(taskDefinition.lastIndexOf("/") + 1);
}
