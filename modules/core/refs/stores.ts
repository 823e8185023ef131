import type { PeerRef } from "./network.js";
import type { Permission } from "./permission.js";

/** What a service needs in order to use a store. */
export interface StoreRef {
  readonly name: string;
  readonly kind:
    | "postgres"
    | "mysql"
    | "aurora-postgres"
    | "aurora-mysql"
    | "redis"
    | "bucket"
    | "queue"
    | "files"
    | "warehouse";
  /** Physical name, by which monitors find it. */
  readonly physicalName: string;
  /** The network end; a bucket has none. */
  readonly peer?: PeerRef & { readonly port: number };
  /** What tasks mount; only a store of files has one. */
  readonly fileSystem?: { readonly id: string; readonly arn: string };
  readonly permissions: readonly Permission[];
  /** Plain settings to inject, for instance `MAIN_HOST`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Secrets to inject, by the reference that ECS resolves when a task starts. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Permissions of the ECS agent to resolve those secrets. */
  readonly secretPermissions: readonly Permission[];
  /** What AWS Backup and the events of RDS know it by, once it stands, and a bucket's key. @default - neither knows it */
  readonly source?: { readonly arn: string; readonly id: string; readonly keyArn?: string };
  /** What its use is measured against. @default - it says so itself, or has no end */
  readonly capacity?: StoreCapacity;
}

/** How much a database has. */
export interface StoreCapacity {
  /** Whether its instances size themselves, and tell how much of that they use. */
  readonly serverless: boolean;
  /** Of each instance. @default - not known */
  readonly memoryGiB?: number;
  /** That the engine permits. @default - not known */
  readonly connections?: number;
  /** Of the disk as it was made. @default - it has none of its own */
  readonly storageGiB?: number;
  /** Copies that answer reads. */
  readonly readers: number;
}

/** A queue: as a store of a service it may be sent to, and one worker may receive from it. */
export interface QueueRef extends StoreRef {
  readonly kind: "queue";
  readonly url: string;
  readonly fifo: boolean;
  /** Days after which a message that nobody worked off is gone. */
  readonly retentionDays: number;
  readonly arn: string;
  /** Where the messages are that nobody could work off. */
  readonly deadLetters: { readonly physicalName: string; readonly url: string; readonly arn: string };
  /** What the worker needs, in the place of `permissions`. */
  readonly consumerPermissions: readonly Permission[];
}

export function isQueue(store: StoreRef): store is QueueRef {
  return store.kind === "queue";
}

/** A bucket in which the stack itself keeps something for its services. */
export interface BucketRef {
  readonly name: string;
  readonly arn: string;
  /** Key that its objects are encrypted with. */
  readonly keyArn: string;
}
