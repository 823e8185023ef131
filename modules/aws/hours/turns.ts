import type { Way } from "../../core/hours.js";

/** A service of ECS, and how many tasks it's woken with. */
export interface SleepingService {
  readonly name: string;
  readonly clusterName: string;
  readonly serviceName: string;
  readonly tasks: number;
  /** Whether Application Auto Scaling sets its count: that is held off while it sleeps. */
  readonly scaled: boolean;
}

/** The instances of a cluster, and the fewest that it's woken with. */
export interface SleepingInstances {
  readonly name: string;
  readonly groupName: string;
  readonly minimum: number;
}

export interface SleepingDatabase {
  readonly name: string;
  readonly kind: "instance" | "cluster";
  readonly identifier: string;
}

/** What the clock starts, and doesn't while its environment sleeps. */
export interface SleepingCron {
  readonly name: string;
  readonly scheduleName: string;
  readonly scheduleGroup: string;
}

/** A state in the language of Step Functions. */
export interface State {
  readonly Type: string;
  readonly [field: string]: unknown;
}

export type States = Record<string, State>;

/** A part of a way, whose steps go on side by side. */
export interface Branch {
  readonly StartAt: string;
  readonly States: States;
}

/** An expression that Step Functions evaluates. */
export const jsonata = (expression: string) => `{% ${expression} %}`;

/** Between two looks at a database. */
const LOOK_SECONDS = 60;

/** Calls that are turned away are repeated for about a quarter of an hour. */
const RETRY = [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 15, MaxAttempts: 6, BackoffRate: 2 }];

const call = (action: string) => `arn:aws:states:::aws-sdk:${action}`;

const task = (action: string, args: object): State => ({
  Type: "Task",
  Resource: call(action),
  Arguments: args,
  Retry: RETRY,
});

/** Tasks one after the other; the names of states are unique within the whole machine. */
function sequence(name: string, tasks: Readonly<Record<string, State>>): Branch {
  const entries = Object.entries(tasks);
  const nameOf = (step: string) => `${name}: ${step}`;
  const states = entries.map(([step, state], index): [string, State] => {
    const after = entries[index + 1];
    return [nameOf(step), { ...state, ...(after === undefined ? { End: true } : { Next: nameOf(after[0]) }) }];
  });
  return { StartAt: states[0]?.[0] ?? "", States: Object.fromEntries(states) };
}

/**
 * A count that Application Auto Scaling doesn't set stays: suspended, it leaves a service of no task alone.
 * Source: Application Auto Scaling user guide, "Suspend and resume scaling".
 */
export function turnService(way: Way, { name, clusterName, serviceName, tasks, scaled }: SleepingService): Branch {
  const suspended = way === "sleep";
  const scaling = task("applicationautoscaling:registerScalableTarget", {
    ServiceNamespace: "ecs",
    ScalableDimension: "ecs:service:DesiredCount",
    ResourceId: `service/${clusterName}/${serviceName}`,
    SuspendedState: {
      DynamicScalingInSuspended: suspended,
      DynamicScalingOutSuspended: suspended,
      ScheduledScalingSuspended: suspended,
    },
  });
  const count = task("ecs:updateService", {
    Cluster: clusterName,
    Service: serviceName,
    DesiredCount: way === "wake" ? tasks : 0,
  });
  const ordered = way === "wake" ? { count, scaling } : { scaling, count };
  return sequence(`${way} service ${name}`, scaled ? ordered : { count });
}

/** ECS launches what the tasks need; here it's said how few there may be, and that none is needed at night. */
export function turnInstances(way: Way, { name, groupName, minimum }: SleepingInstances): Branch {
  const size = way === "wake" ? { MinSize: minimum } : { MinSize: 0, DesiredCapacity: 0 };
  const set = task("autoscaling:updateAutoScalingGroup", { AutoScalingGroupName: groupName, ...size });
  return sequence(`${way} cluster ${name}`, { set });
}

const RDS = {
  instance: { kind: "DBInstance", argument: "DbInstanceIdentifier", status: "DbInstances[0].DbInstanceStatus" },
  cluster: { kind: "DBCluster", argument: "DbClusterIdentifier", status: "DbClusters[0].Status" },
} as const;

const TURNS = {
  wake: { from: "stopped", goal: "available", verb: "start" },
  sleep: { from: "available", goal: "stopped", verb: "stop" },
} as const;

/**
 * Looks at the database until it is where it's to be. It takes its turn only where RDS lets it: not while it's backed
 * up, changed, or still on its way.
 */
export function turnDatabase(way: Way, { name, kind, identifier }: SleepingDatabase): Branch {
  const { kind: type, argument, status } = RDS[kind];
  const { from, goal, verb } = TURNS[way];
  const named = (step: string) => `${way} store ${name}: ${step}`;
  const asked = { [argument]: identifier };
  return {
    StartAt: named("look"),
    States: {
      [named("look")]: {
        ...task(`rds:describe${type}s`, asked),
        Assign: { status: jsonata(`$states.result.${status}`) },
        Next: named("judge"),
      },
      [named("judge")]: {
        Type: "Choice",
        Choices: [
          { Condition: jsonata(`$status = '${goal}'`), Next: named("done") },
          { Condition: jsonata(`$status = '${from}'`), Next: named(verb) },
        ],
        Default: named("wait"),
      },
      [named(verb)]: {
        Type: "Task",
        Resource: call(`rds:${verb}${type}`),
        Arguments: asked,
        // Its status changed meanwhile: the next look tells.
        Catch: [{ ErrorEquals: ["States.TaskFailed"], Next: named("wait") }],
        Next: named("wait"),
      },
      [named("wait")]: { Type: "Wait", Seconds: LOOK_SECONDS, Next: named("look") },
      [named("done")]: { Type: "Succeed" },
    },
  };
}

/** EventBridge Scheduler takes a schedule whole: everything else of it is given back as it was. */
export function turnCron(way: Way, { name, scheduleName, scheduleGroup }: SleepingCron): Branch {
  const asked = { Name: scheduleName, GroupName: scheduleGroup };
  const kept = ["Description", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Target"];
  return sequence(`${way} cron ${name}`, {
    look: { ...task("scheduler:getSchedule", asked), Assign: { schedule: jsonata("$states.result") } },
    set: task("scheduler:updateSchedule", {
      ...asked,
      ...Object.fromEntries(kept.map((field) => [field, jsonata(`$schedule.${field}`)])),
      State: way === "wake" ? "ENABLED" : "DISABLED",
    }),
  });
}
