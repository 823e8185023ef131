import { Construct } from "constructs";
import { isQueue, type StoreRef } from "../core/refs/stores.js";
import type { Tags } from "../core/tags.js";
import { databaseSignals } from "./database-signals.js";
import { type Derived, makeMonitors } from "./derived.js";
import { queueSignals } from "./queue-signals.js";
import { redisSignals } from "./redis-signals.js";
import { sharedSubject, type Watch } from "./subject.js";

export interface StoreMonitorsProps extends Watch {
  readonly store: StoreRef;
}

/** Monitors that every store has by its kind, derived from its ref alone. */
export class StoreMonitors extends Construct {
  constructor(scope: Construct, id: string, { store, ...watch }: StoreMonitorsProps) {
    super(scope, id);
    const { kind, name } = store;
    const subject = sharedSubject({ kind, name, tag: `store:${name}` }, watch);
    makeMonitors(this, subject, watch, signalsOf(store, watch.tags));
  }
}

function signalsOf(store: StoreRef, tags: Tags): Readonly<Record<string, Derived>> {
  switch (store.kind) {
    case "postgres":
    case "mysql":
    case "aurora-postgres":
    case "aurora-mysql":
      return databaseSignals(store, tags);
    case "redis":
      return redisSignals(store, tags);
    case "files":
      return { throughput: throughput(store, tags) };
    case "queue":
      return isQueue(store) ? queueSignals(store, tags) : {};
    case "bucket":
      return { growth: growth(store) };
    case "warehouse":
      return {};
  }
}

const GIB = 1024 ** 3;

/** S3 tells once a day, in the middle of the night: two days always hold one answer. */
function growth({ physicalName }: StoreRef): Derived {
  const size = `sum:aws.s3.bucket_size_bytes{bucketname:${physicalName}}`;
  return {
    title: "grows fast",
    metric: `( ${size} - week_before(${size}) ) / ${GIB}`,
    meaning: `The bucket ${physicalName} has that many GiB more than a week before, earlier versions of objects included.`,
    firstSteps: [
      "S3, its metrics by storage class; Storage Lens for which prefix",
      "Which service writes more than usual, or the same again and again",
      "`transitions`, `expireDays` and `noncurrentDays` in the catalogue",
    ],
  };
}

/** By its name, which is a tag of the file system. */
function throughput({ physicalName }: StoreRef, { environment }: Tags): Derived {
  return {
    title: "is near the most operations that it takes",
    metric: `max:aws.efs.percent_iolimit{environment:${environment},name:${physicalName}}`,
    meaning: `The file system ${physicalName} works off that percentage of the operations that it can.`,
    firstSteps: ["Which service reads or writes many small files", "EFS, its monitoring: metadata operations"],
  };
}
