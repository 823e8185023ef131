import { type Rows, share, used } from "./row.js";

const CPU = {
  ...used,
  most: 100,
  warning: 80,
  warningRecovery: 70,
  critical: 95,
  criticalRecovery: 85,
  aggregate: "avg",
  window: "30m",
  priority: 3,
  reason:
    "A database can't scale by itself: at 80 % for half an hour there's time to find the query, at 95 % requests queue up. Shorter peaks are vacuums and backups.",
} as const;

/** What every database on instances has. */
const DATABASE = {
  cpu: CPU,
  connections: {
    ...used,
    warning: 50,
    warningRecovery: 45,
    critical: 65,
    criticalRecovery: 60,
    aggregate: "max",
    window: "15m",
    priority: 2,
    reason:
      "Of the limit that RDS derives from the memory of the class. The system keeps part of that memory, on the smallest classes a quarter of it: 65 % by this reckoning may be 90 % of what is really left. Who comes too late is refused.",
  },
  memory: {
    ...share,
    warning: 8,
    warningRecovery: 10,
    critical: 4,
    criticalRecovery: 6,
    aggregate: "avg",
    window: "30m",
    priority: 3,
    reason:
      "The engine keeps most of the memory as its cache, and 10 to 15 % free is usual. Below 8 % connections and sorts eat the cache up, below 4 % the instance swaps.",
  },
} as const satisfies Rows;

const STORAGE = {
  ...share,
  warning: 7,
  warningRecovery: 9,
  critical: 3,
  criticalRecovery: 5,
  aggregate: "min",
  window: "1h",
  priority: 1,
  reason:
    "RDS grows the disk by itself once less than a tenth is free for five minutes, at most every six hours, up to its maximum. Less than 7 % for an hour means that it didn't; a full disk stops every write.",
} as const;

const FORECAST = {
  ...share,
  warning: 5,
  warningRecovery: 8,
  critical: 1,
  criticalRecovery: 3,
  aggregate: "min",
  window: "1w",
  ahead: true,
  priority: 4,
  reason:
    "What will be free within a week if it goes on as it did. RDS grows the disk below a tenth: that less than 5 % is expected means that it fills faster than it may grow, or is at its maximum. There's a week to raise that; `storage` tells when the week is over.",
} as const;

const REPLICATION = {
  unit: "ms",
  comparator: ">",
  warning: 500,
  warningRecovery: 300,
  critical: 2000,
  criticalRecovery: 1000,
  aggregate: "avg",
  window: "15m",
  priority: 3,
  reason:
    "Readers share the writer's storage and are as a rule well under 100 ms behind. From half a second on, people see what they have just changed as it was; two seconds and Aurora may restart the reader.",
} as const;

const AURORA = {
  ...DATABASE,
  /** Where it has readers. */
  replication: REPLICATION,
  /** Where its instances size themselves; in the place of `connections` and `memory`. */
  capacity: {
    ...used,
    most: 100,
    warning: 80,
    warningRecovery: 70,
    critical: 95,
    criticalRecovery: 85,
    aggregate: "avg",
    window: "30m",
    priority: 2,
    reason: "Of the most that it may size itself to: CPU, memory and connections all grow with it, and end with it.",
  },
} as const satisfies Rows;

/** What every store of a kind is watched for. The worker watches its queue. */
export const STORE_ROWS = {
  postgres: { ...DATABASE, storage: STORAGE, forecast: FORECAST },
  mysql: { ...DATABASE, storage: STORAGE, forecast: FORECAST },
  "aurora-postgres": AURORA,
  "aurora-mysql": AURORA,
  redis: {
    cpu: {
      ...CPU,
      reason: "Of the one core that Redis works with: beyond 80 % every command waits for those before it.",
    },
    memory: {
      ...used,
      most: 100,
      warning: 80,
      warningRecovery: 75,
      critical: 95,
      criticalRecovery: 85,
      aggregate: "avg",
      window: "15m",
      priority: 2,
      reason:
        "Full, it throws keys out or refuses writes, as its eviction says; a snapshot needs room beside the data before that.",
    },
    evictions: {
      unit: "keys",
      comparator: ">",
      warning: 100,
      warningRecovery: 10,
      critical: 10_000,
      criticalRecovery: 1000,
      aggregate: "sum",
      window: "15m",
      priority: 4,
      reason:
        "A cache that is full may well do so; a hundred keys are no accident, ten thousand in a quarter of an hour mean that it no longer holds what is asked for. A cache that is meant to be full silences this one.",
    },
    replication: {
      ...REPLICATION,
      unit: "s",
      warning: 1,
      warningRecovery: 0.5,
      critical: 10,
      criticalRecovery: 5,
      reason: "What the replica lacks is lost when it takes over: a second is unusual, ten are a failure of their own.",
    },
  },
  /** What its worker can't see to: messages that are about to be lost. */
  queue: {
    retention: {
      ...used,
      most: 100,
      warning: 40,
      warningRecovery: 30,
      critical: 75,
      criticalRecovery: 60,
      aggregate: "max",
      window: "30m",
      priority: 2,
      reason:
        "Age of the oldest message, of its `retentionDays`, at the end of which SQS deletes it. The worker's `age` has told long before; at 40 % nobody has acted on that, at 75 % of four days one day is left.",
    },
    "dead-retention": {
      ...used,
      most: 100,
      warning: 50,
      warningRecovery: 40,
      critical: 80,
      criticalRecovery: 70,
      aggregate: "max",
      window: "1h",
      priority: 3,
      reason:
        "Age of the oldest dead letter, of the 14 days for which SQS keeps them, counted from when it was sent first: after a week somebody should send it back or drop it, at 80 % three days are left.",
    },
    "in-flight": {
      ...used,
      most: 100,
      warning: 70,
      warningRecovery: 60,
      critical: 90,
      criticalRecovery: 80,
      aggregate: "max",
      window: "15m",
      priority: 2,
      reason:
        "Messages that were received and not yet deleted, of the 120,000 that SQS permits, 20,000 where order is kept. Beyond it nobody receives any more. More tasks don't help: they must delete what they have done.",
    },
  },
  /** S3 counts requests only for a price; what it tells for nothing, once a day, is how much there is. */
  bucket: {
    growth: {
      unit: "GiB",
      comparator: ">",
      warning: 200,
      warningRecovery: 150,
      critical: 1000,
      criticalRecovery: 800,
      aggregate: "max",
      window: "2d",
      priority: 5,
      reason:
        "More than a week before, all versions counted. 200 GiB are about $5 a month, every week anew; a terabyte is a loop that writes, or versions that nothing expires. What is meant to grow so fast raises it.",
    },
  },
  /** CloudWatch watches it: Datadog lists no metrics of Redshift Serverless. */
  warehouse: {},
  files: {
    throughput: {
      ...used,
      most: 100,
      warning: 80,
      warningRecovery: 70,
      critical: 95,
      criticalRecovery: 85,
      aggregate: "avg",
      window: "15m",
      priority: 3,
      reason: "Of the operations that one file system takes; at its end every read and write waits.",
    },
  },
} as const satisfies Readonly<Record<string, Rows>>;
