import type { ITerraformDependable } from "cdktf";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { CallRef } from "../../../core/refs/entrances.js";
import type { NetworkRef, RemoteRef } from "../../../core/refs/network.js";
import type { BucketRef, StoreRef } from "../../../core/refs/stores.js";
import type { Placement } from "../cluster/capacity.js";
import type { ImageSource } from "../task/image.js";
import type { TaskSettings } from "../task/task-settings.js";
import type { RolloutProps } from "./rollout.js";

/** What every kind of service is told. */
export interface ServiceProps extends TaskSettings, RolloutProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly image: ImageSource;
  readonly variables: Readonly<Record<string, string>>;
  /** CPU units of a task. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly logRetentionDays: number;
  readonly network: NetworkRef;
  readonly cluster: ClusterRef;
  /** Where on the cluster's instances its tasks go. @default - spread over the zones, then packed by memory */
  readonly placement?: Placement;
  readonly stores: readonly StoreRef[];
  /** Where the files of its containers are kept. @default - they have none */
  readonly configuration?: BucketRef;
  /** The internal services that it calls. @default none */
  readonly calls?: readonly CallRef[];
  /** The networks elsewhere whose hosts it reaches. @default none */
  readonly reaches?: readonly RemoteRef[];
  /** Whether it's stopped and started by the clock, which Terraform then leaves alone. @default false */
  readonly sleeps?: boolean;
  /** What is deployed before it. @default - what it needs of its own */
  readonly after?: readonly ITerraformDependable[];
}
