import { type Calendar, holidaysOf, instantOf, wakesAt } from "../../core/calendar.js";

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

/** All of an environment that can be stopped. */
export interface Sleepers {
  readonly services: readonly SleepingService[];
  readonly instances: readonly SleepingInstances[];
  readonly databases: readonly SleepingDatabase[];
  readonly crons: readonly SleepingCron[];
}

/** Where it goes: what EventBridge Scheduler says to the state machine, and people who don't wait for it. */
export type Way = "wake" | "sleep";

/** Stands for the time at which EventBridge Scheduler was to start something. Source: its user guide, "Context attributes". */
const SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

/** What the state machine is started with. */
export function inputOf(to: Way, at: string = SCHEDULED_TIME): string {
  return JSON.stringify({ to, at });
}

/** Longer than any database takes, its backup included, and far shorter than until the next time. */
const TIMEOUT_SECONDS = 3 * 3600;

/** Between two looks at a database. */
const LOOK_SECONDS = 60;

interface State {
  readonly Type: string;
  readonly [field: string]: unknown;
}

type States = Record<string, State>;

/** A part of a way, whose steps go on side by side. */
interface Branch {
  readonly StartAt: string;
  readonly States: States;
}

/**
 * The way into sleep and out of it, in the language of Step Functions. Databases are woken first and put to sleep
 * last, so that no task looks for one in vain. What of it fails doesn't keep the rest: it's told at the end.
 *
 * On a holiday nothing is woken: the time of its waking, DST included, stands among the choices.
 */
export function steps(calendar: Calendar, sleepers: Sleepers): object {
  const waking = chain("wake", [
    ["databases", sleepers.databases.map((one) => turnDatabase("wake", one))],
    ["instances", sleepers.instances.map((one) => turnInstances("wake", one))],
    ["services", sleepers.services.map((one) => turnService("wake", one))],
    ["crons", sleepers.crons.map((one) => turnCron("wake", one))],
  ]);
  const resting = chain("sleep", [
    ["crons", sleepers.crons.map((one) => turnCron("sleep", one))],
    ["services", sleepers.services.map((one) => turnService("sleep", one))],
    ["instances", sleepers.instances.map((one) => turnInstances("sleep", one))],
    ["databases", sleepers.databases.map((one) => turnDatabase("sleep", one))],
  ]);
  const closed = closedAt(calendar);
  const isWaking = "$states.input.to = 'wake'";
  return {
    QueryLanguage: "JSONata",
    TimeoutSeconds: TIMEOUT_SECONDS,
    StartAt: "Begin",
    States: {
      Begin: { Type: "Pass", Assign: { failure: "" }, Next: "Which way" },
      "Which way": {
        Type: "Choice",
        Choices: [
          ...(closed.length === 0
            ? []
            : [{ Condition: jsonata(`${isWaking} and $states.input.at in ${list(closed)}`), Next: "A holiday" }]),
          { Condition: jsonata(isWaking), Next: waking.first },
        ],
        Default: resting.first,
      },
      ...(closed.length === 0 ? {} : { "A holiday": { Type: "Succeed" } }),
      ...waking.states,
      ...resting.states,
      [END]: { Type: "Choice", Choices: [{ Condition: jsonata("$failure != ''"), Next: "Failed" }], Default: "Done" },
      Failed: { Type: "Fail", Error: "NotAll", Cause: jsonata("$failure") },
      Done: { Type: "Succeed" },
    } satisfies States,
  };
}

const END = "Did all go well";

/** Instants at which holidays would have been woken, as EventBridge Scheduler writes them. */
function closedAt(calendar: Calendar): readonly string[] {
  return holidaysOf(calendar).map((date) =>
    instantOf(date, wakesAt(calendar), calendar.timeZone).toISOString().replace(".000", ""),
  );
}

/** An expression that Step Functions evaluates. */
const jsonata = (expression: string) => `{% ${expression} %}`;

const list = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(", ")}]`;

/** Each part after the one before it, whether that went well or not. */
function chain(way: Way, parts: readonly (readonly [what: string, branches: readonly Branch[]])[]) {
  const present = parts.filter(([, branches]) => branches.length > 0);
  const nameOf = (what: string) => `${way === "wake" ? "Wake" : "Rest"} ${what}`;
  const states = present.map(([what, branches], index): [string, State] => {
    const after = present[index + 1];
    const Next = after === undefined ? END : nameOf(after[0]);
    const Assign = { failure: jsonata(`$failure & '${nameOf(what)}: ' & $states.errorOutput.Error & '. '`) };
    return [
      nameOf(what),
      { Type: "Parallel", Branches: branches, Catch: [{ ErrorEquals: ["States.ALL"], Assign, Next }], Next },
    ];
  });
  return { first: states[0]?.[0] ?? END, states: Object.fromEntries(states) };
}

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
function turnService(way: Way, { name, clusterName, serviceName, tasks, scaled }: SleepingService): Branch {
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
function turnInstances(way: Way, { name, groupName, minimum }: SleepingInstances): Branch {
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
function turnDatabase(way: Way, { name, kind, identifier }: SleepingDatabase): Branch {
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
function turnCron(way: Way, { name, scheduleName, scheduleGroup }: SleepingCron): Branch {
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
