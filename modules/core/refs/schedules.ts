/** Schedules that EventBridge Scheduler counts together. */
export interface ScheduleGroupRef {
  readonly physicalName: string;
  /** The same, known once the group stands. */
  readonly name: string;
  readonly arn: string;
}

/** Where runs take the lock that keeps them from overlapping. */
export interface LockTableRef {
  readonly name: string;
  readonly arn: string;
}
