import { Construct } from "constructs";
import type { StoreRef } from "../core/refs.js";
import type { Tags } from "../core/tags.js";
import { databaseSignals } from "./database-signals.js";
import { type Derived, makeMonitors, type Watch } from "./derived.js";
import { redisSignals } from "./redis-signals.js";

export interface StoreMonitorsProps extends Watch {
  readonly store: StoreRef;
}

/** Monitors that every store has by its kind, derived from its ref alone. */
export class StoreMonitors extends Construct {
  constructor(scope: Construct, id: string, { store, ...watch }: StoreMonitorsProps) {
    super(scope, id);
    const { kind, name } = store;
    makeMonitors(this, { kind, name, tag: `store:${name}` }, watch, signalsOf(store, watch.tags));
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
    case "bucket":
    case "warehouse":
      return {};
  }
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
