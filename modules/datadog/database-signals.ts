import type { StoreCapacity, StoreRef } from "../core/refs/stores.js";
import type { Tags } from "../core/tags.js";
import type { Derived } from "./derived.js";

const GIB = 1024 ** 3;

/** Seconds for which a new instance of a cluster fills its cache. */
const WARMING_SECONDS = 900;

/** Where a database's metrics are, and how its instances are told apart. */
interface Where {
  readonly name: string;
  readonly scope: string;
  readonly newGroupDelaySeconds?: number;
}

/** What every database is watched for, by what its ref says of its capacity. */
export function databaseSignals(store: StoreRef, tags: Tags): Readonly<Record<string, Derived>> {
  const { capacity } = store;
  const where = whereOf(store, tags);
  const { memoryGiB, connections, storageGiB } = capacity ?? {};
  return {
    cpu: cpu(where),
    ...(capacity?.serverless === true ? { capacity: serverless(where) } : {}),
    ...(connections === undefined ? {} : { connections: connected(where, connections) }),
    ...(memoryGiB === undefined ? {} : { memory: memory(where, memoryGiB) }),
    ...(storageGiB === undefined ? {} : { storage: storage(where, storageGiB), forecast: forecast(where, storageGiB) }),
    ...(hasReaders(capacity) ? { replication: replication(where) } : {}),
  };
}

const hasReaders = (capacity: StoreCapacity | undefined) => (capacity?.readers ?? 0) > 0;

/** One instance has its own name; of a cluster every instance is judged by itself. */
function whereOf({ kind, physicalName: name }: StoreRef, { environment }: Tags): Where {
  return kind === "postgres" || kind === "mysql"
    ? { name, scope: `{environment:${environment},dbinstanceidentifier:${name}}` }
    : {
        name,
        scope: `{environment:${environment},dbclusteridentifier:${name}} by {dbinstanceidentifier}`,
        newGroupDelaySeconds: WARMING_SECONDS,
      };
}

function delayOf({ newGroupDelaySeconds }: Where): Pick<Derived, "newGroupDelaySeconds"> {
  return newGroupDelaySeconds === undefined ? {} : { newGroupDelaySeconds };
}

function cpu(where: Where): Derived {
  return {
    ...delayOf(where),
    title: "computes too much",
    metric: `avg:aws.rds.cpuutilization${where.scope}`,
    meaning: `${where.name} uses that percentage of its CPU, half an hour long.`,
    firstSteps: ["Performance Insights: the statements with the most load", "Who calls more than usual", "Its `size`"],
  };
}

function serverless(where: Where): Derived {
  return {
    ...delayOf(where),
    title: "is near the most that it may size itself to",
    metric: `avg:aws.rds.acuutilization${where.scope}`,
    meaning: `The instances of ${where.name} have that percentage of the capacity units that they may grow to.`,
    firstSteps: ["Performance Insights: the statements with the most load", "The maximum of its `size`: raise it"],
  };
}

function connected(where: Where, connections: number): Derived {
  return {
    ...delayOf(where),
    title: "has many connections open",
    metric: `100 * max:aws.rds.database_connections${where.scope} / ${connections}`,
    meaning: `So many percent of the ${connections} connections that its class permits are open in ${where.name}.`,
    firstSteps: [
      "Which service holds them: its tasks times its pool",
      "Connections that are idle in a transaction",
      "A smaller pool, or a larger `size`",
    ],
  };
}

function memory(where: Where, memoryGiB: number): Derived {
  return {
    ...delayOf(where),
    title: "runs out of memory",
    metric: `100 * avg:aws.rds.freeable_memory${where.scope} / ${memoryGiB * GIB}`,
    meaning: `Of its ${memoryGiB} GiB of memory, that percentage alone is free in ${where.name}.`,
    firstSteps: ["How many connections are open", "Statements that sort or join a lot", "A larger `size`"],
  };
}

/** Free space, in percent of what it was made with. */
const free = ({ scope }: Where, storageGiB: number) =>
  `100 * min:aws.rds.free_storage_space${scope} / ${storageGiB * GIB}`;

/** By a straight line through the last week. */
function forecast(where: Where, storageGiB: number): Derived {
  return {
    title: "will run out of disk",
    metric: `forecast(${free(where, storageGiB)}, 'linear', 1, interval='60m', history='1w', model='default')`,
    meaning: `Within a week, free space on ${where.name} will be that percentage of the ${storageGiB} GiB that it was made with.`,
    firstSteps: [
      "What fills it: a table, a log, a replication slot that nobody reads",
      "`storageMaximumGiB` in the environment: whether it may still grow",
    ],
  };
}

function storage(where: Where, storageGiB: number): Derived {
  return {
    title: "runs out of disk",
    metric: free(where, storageGiB),
    meaning: `Free space on ${where.name} is that percentage of the ${storageGiB} GiB that it was made with, and it didn't grow.`,
    firstSteps: [
      "RDS, its events: whether its maximum is reached, or it grew within the last six hours",
      "What fills it: a table, a log, a replication slot that nobody reads",
      "`storageMaximumGiB` in the environment: raise it",
    ],
  };
}

function replication(where: Where): Derived {
  return {
    ...delayOf(where),
    title: "has readers that fall behind",
    metric: `max:aws.rds.aurora_replica_lag${where.scope}`,
    meaning: `A reader of ${where.name} is that many milliseconds behind the writer.`,
    firstSteps: ["Long statements on the reader", "Bulk writes", "Whether the reader is as large as the writer"],
  };
}
