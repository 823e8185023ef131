import { type Rows, share, used } from "./row.js";

/** What can be seen of the tasks of every service from outside. */
const TASKS = {
  cpu: {
    ...used,
    warning: 85,
    warningRecovery: 75,
    critical: 95,
    criticalRecovery: 85,
    aggregate: "avg",
    window: "30m",
    priority: 3,
    reason:
      "Scaling aims at 60 to 70 % and follows within ten minutes: half an hour above 85 % means that it can't. On Fargate 100 % is the limit itself; on instances a task may borrow, so that this alone wakes nobody.",
  },
  memory: {
    ...used,
    warning: 85,
    warningRecovery: 80,
    critical: 95,
    criticalRecovery: 90,
    aggregate: "max",
    window: "15m",
    priority: 2,
    reason:
      "Memory can't be borrowed: at 100 % the kernel kills the task (OutOfMemoryError). 85 % leaves time to look, 95 % next to none; the fullest task counts, not the average.",
  },
} as const satisfies Rows;

/** Of every service that shares its instances with Datadog's agent, which sees what the kernel does. */
const SEEN_BY_AGENT = {
  oom: {
    unit: "kills",
    comparator: ">",
    warning: 0.5,
    warningRecovery: 0.1,
    critical: 2.5,
    criticalRecovery: 1.5,
    aggregate: "sum",
    window: "30m",
    priority: 2,
    reason:
      "Processes that the kernel killed for want of memory. One may be a request too large, and its owner hears of it; three in half an hour are a leak or a limit that's too low. Halves: between two numbers.",
  },
} as const satisfies Rows;

/** Every service whose tasks ECS keeps running. */
const STANDING = {
  ...TASKS,
  ...SEEN_BY_AGENT,
  tasks: {
    ...share,
    warning: 90,
    warningRecovery: 99,
    critical: 50,
    criticalRecovery: 75,
    aggregate: "min",
    window: "15m",
    priority: 1,
    reason:
      "A share of what should run, so that it holds for two tasks as for a hundred. Below half, those that are left carry twice their load. The window is longer than one replacement of a task takes, restarts included.",
  },
  restarts: {
    ...used,
    warning: 25,
    warningRecovery: 15,
    critical: 50,
    criticalRecovery: 35,
    aggregate: "avg",
    window: "1h",
    priority: 3,
    reason:
      "Tasks that are only starting, of those that should run, averaged over an hour. One deployment or one replacement takes a few minutes of it. A quarter means that tasks start and end again and again; users may notice nothing as long as others run.",
  },
  deployment: {
    unit: "failed deployments",
    comparator: ">",
    warning: 0.5,
    critical: 2.5,
    aggregate: "sum",
    window: "4h",
    priority: 3,
    reason:
      "ECS has gone back to the revision before, which still runs: the team hears of the first, nobody is woken. Three in four hours are an image or a setting that can't start, and a release that doesn't come. Halves: between two numbers.",
  },
} as const satisfies Rows;

/** Every service whose requests a load balancer counts. */
const BALANCED = {
  errors: {
    ...used,
    most: 100,
    warning: 1,
    warningRecovery: 0.5,
    critical: 5,
    criticalRecovery: 2.5,
    aggregate: "sum",
    window: "10m",
    priority: 2,
    reason:
      "A share, not a number: it means the same at three requests a second and at three thousand. 1 % is ten times what 99.9 % of availability grants; at 5 % users speak of it.",
  },
  latency: {
    unit: "s",
    comparator: ">",
    warning: 1,
    warningRecovery: 0.8,
    critical: 2,
    criticalRecovery: 1.5,
    aggregate: "avg",
    window: "10m",
    priority: 3,
    reason: "What the slowest twentieth of the requests waits; people begin to leave after about two seconds.",
  },
  targets: {
    ...share,
    warning: 90,
    warningRecovery: 99,
    critical: 50,
    criticalRecovery: 75,
    aggregate: "min",
    window: "10m",
    priority: 1,
    reason: "A task that runs and doesn't answer gets no requests: the same shares as of tasks that don't run.",
  },
} as const satisfies Rows;

/** What every service of a kind is watched for. */
export const SERVICE_ROWS = {
  web: {
    ...BALANCED,
    ...STANDING,
    traffic: {
      ...share,
      warning: 50,
      warningRecovery: 60,
      critical: 10,
      criticalRecovery: 20,
      aggregate: "sum",
      window: "1h",
      priority: 2,
      reason:
        "Of the same hour a week before: half is unusual, a tenth means that requests no longer arrive, which no error shows. Both hours are taken for a thousand requests more than they had, so that what has fewer than a thousand an hour never warns, and fewer than nine thousand never alerts.",
    },
  },
  /** `errors`, `latency` and `targets` where a load balancer stands before it. */
  internal: { ...BALANCED, ...STANDING },
  worker: {
    ...STANDING,
    age: {
      unit: "× the acceptable delay",
      comparator: ">",
      warning: 1,
      warningRecovery: 0.8,
      critical: 3,
      criticalRecovery: 2,
      aggregate: "min",
      window: "10m",
      priority: 2,
      reason:
        "What the catalogue calls acceptable is what was promised; three times that isn't caught up by itself. A service at rest is granted what SQS takes to call for its first task, too.",
    },
    "dead-letters": {
      unit: "messages",
      comparator: ">",
      warning: 0.5,
      warningRecovery: 0.1,
      critical: 9.5,
      criticalRecovery: 4.5,
      aggregate: "max",
      window: "15m",
      priority: 3,
      reason:
        "One concerns those who own the service; ten are a fault that goes on. Halves: between two numbers of messages.",
    },
    stalled: {
      ...share,
      warning: 50,
      warningRecovery: 80,
      critical: 10,
      criticalRecovery: 30,
      aggregate: "sum",
      window: "30m",
      priority: 2,
      reason:
        "Of the messages that it received, those that it finished. A message is received again each time that it wasn't: half means two tries each, a tenth that next to nothing gets done while everything looks busy.",
    },
  },
  cron: {
    missed: {
      unit: "runs",
      comparator: "<",
      warning: 0.7,
      warningRecovery: 0.9,
      critical: 0.5,
      criticalRecovery: 0.8,
      aggregate: "sum",
      window: "its longest gap and an hour",
      priority: 3,
      reason:
        "Runs that EventBridge Scheduler began, within the longest time that lies between two of its schedule, and an hour more for summer time: one at least. None means that somebody switched the schedule off, or it can't start. Fractions: between no run and one. Schedules with gaps of more than four weeks, and those that run once, are beyond what Datadog looks back to.",
    },
    long: {
      ...used,
      warning: 70,
      warningRecovery: 60,
      critical: 90,
      criticalRecovery: 80,
      aggregate: "max",
      window: "1h",
      priority: 3,
      reason:
        "Of its `timeoutSeconds`, at the end of which it's stopped. At 70 % there's time to make it faster before it fails, at 90 % the next slow day ends it. Without a limit nothing says what is long.",
    },
    failures: {
      unit: "runs",
      comparator: ">",
      warning: 0.5,
      warningRecovery: 0.1,
      critical: 2.5,
      criticalRecovery: 1.5,
      aggregate: "max",
      window: "15m",
      priority: 2,
      reason:
        "One concerns those who own it; three are no accident any more. Runs that couldn't start or took too long are among them. Halves: between two numbers of failures.",
    },
  },
  daemon: {
    ...TASKS,
    instances: {
      ...share,
      warning: 99.9,
      warningRecovery: 100,
      critical: 50,
      criticalRecovery: 75,
      aggregate: "min",
      window: "15m",
      priority: 3,
      reason: "ECS wants one task on each instance: every one that is missing is an instance that nobody sees.",
    },
  },
} as const satisfies Readonly<Record<string, Rows>>;

/** The kinds of services. */
export type ServiceRows = typeof SERVICE_ROWS;
