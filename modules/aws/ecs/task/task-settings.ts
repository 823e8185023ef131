import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { CallRef } from "../../../core/refs/entrances.js";
import type { BucketRef, StoreRef } from "../../../core/refs/stores.js";
import type { Files } from "./config-files.js";
import type { ContainerSettings } from "./container.js";
import type { ImageSource } from "./image.js";
import type { MigrationSettings } from "./migration.js";
import type { SecretReference } from "./task-secrets.js";
import type { TaskVolume } from "./task-volumes.js";

/** What is said of any container and is the task's to provide. */
export interface ContainerExtras {
  /** What the image's registry asks for. @default - nothing, or what ECR asks for */
  readonly registry?: { readonly credentials: SecretReference };
  /** Absolute path → file that stands there, in a directory that holds no other. @default none */
  readonly files?: Files;
}

/** A container beside the service's own. */
export interface SidecarProps extends ContainerSettings, ContainerExtras {
  readonly image: string;
  /** Whether the task ends when it does. */
  readonly essential: boolean;
  /** CPU units of the task that are its share. */
  readonly cpu: number;
  /** Hard limit, beyond which it is killed. */
  readonly memoryMiB: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretReference>>;
}

/** How what a task says of itself reaches Datadog. */
export interface Telemetry {
  /** Where its agent listens: beside it, or on its instance. @default - it has none that it could reach */
  readonly agentHost?: string;
}

/** What may be said of any service's task. */
export interface TaskSettings extends ContainerSettings, ContainerExtras {
  /** Setting → where the secret lies. @default none beside those of the stores */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /** Processor that the images are built for. @default - that of ECS, x86_64 */
  readonly architecture?: "x86_64" | "arm64";
  /** Volumes by name. @default none */
  readonly volumes?: Readonly<Record<string, TaskVolume>>;
  /** Containers beside the service's own, by name. @default none */
  readonly sidecars?: Readonly<Record<string, SidecarProps>>;
  /** What makes its metrics, traces and lines known as its own. @default - nothing */
  readonly telemetry?: Telemetry;
  /** What runs once, to success, before the service moves to a new image. @default - nothing */
  readonly migrate?: MigrationSettings | undefined;
}

export interface TaskDefinitionProps extends TaskSettings {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly image: ImageSource;
  /** Port on which others reach it. @default - none */
  readonly port?: number;
  /** Name of that port, by which Service Connect finds it. @default - none */
  readonly portName?: string;
  /** How its tasks are connected. @default - as those of its cluster */
  readonly networkMode?: "bridge";
  /** Ports that it offers on its instance, under the same numbers. @default none */
  readonly offers?: readonly { readonly port: number; readonly protocol: "tcp" | "udp" }[];
  readonly variables: Readonly<Record<string, string>>;
  /** CPU units of the whole task. */
  readonly cpu: number;
  /** Memory of the whole task. */
  readonly memoryMiB: number;
  /** Where it runs, which decides how its tasks are connected. */
  readonly cluster: ClusterRef;
  readonly stores: readonly StoreRef[];
  /** The internal services that it calls. @default none */
  readonly calls?: readonly CallRef[];
  /** Where the files of its containers are kept. @default - they have none */
  readonly configuration?: BucketRef;
  readonly logRetentionDays: number;
}
