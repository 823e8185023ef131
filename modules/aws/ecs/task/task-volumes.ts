import type { EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point/index.js";
import { Construct } from "constructs";
import type { Permission } from "../../../core/refs/permission.js";
import type { StoreRef } from "../../../core/refs/stores.js";

/** A directory of a store of files, as one user sees it. */
export interface FilesVolume {
  readonly kind: "files";
  /** Name of the store. */
  readonly store: string;
  /** Absolute path in it, made where it is missing. @default - the service's own, `/<service>` */
  readonly directory?: string;
  /** Number of the user in whose name all is read and written. @default - the service's */
  readonly user?: number;
  /** @default - that user's number, or with the service's user its group */
  readonly group?: number;
}

/** `scratch` begins empty and ends with its task; `host` is a directory or socket of the EC2 instance. */
export type TaskVolume = { readonly kind: "scratch" } | { readonly kind: "host"; readonly path: string } | FilesVolume;

export interface TaskVolumesProps {
  readonly service: string;
  /** User and group of the service's own container. */
  readonly user?: number;
  readonly group?: number;
  readonly volumes: Readonly<Record<string, TaskVolume>>;
  /** Names of the volumes that a container may write to. */
  readonly written: ReadonlySet<string>;
  readonly stores: readonly StoreRef[];
}

/** Its user and group alone; what the files themselves permit is the service's affair. */
const DIRECTORY_MODE = "0750";

/**
 * The volumes of a task. A directory of a store is reached over TLS and through an access point of the service's own,
 * which holds it to that directory and that user, whoever it is inside its container.
 */
export class TaskVolumes extends Construct {
  /** The `volume` blocks of the task definition, sorted by name. */
  readonly blocks: readonly EcsTaskDefinitionVolume[];
  /** What the task's own role must be permitted. */
  readonly permissions: readonly Permission[];
  private readonly props: TaskVolumesProps;

  constructor(scope: Construct, id: string, props: TaskVolumesProps) {
    super(scope, id);
    this.props = props;
    const volumes = Object.entries(props.volumes).sort(([a], [b]) => (a < b ? -1 : 1));
    const built = volumes.map(([name, volume]) => this.volume(name, volume));
    this.blocks = built.map(({ block }) => block);
    this.permissions = built.flatMap(({ permission }) => (permission === undefined ? [] : [permission]));
  }

  private volume(name: string, volume: TaskVolume): { block: EcsTaskDefinitionVolume; permission?: Permission } {
    switch (volume.kind) {
      case "scratch":
        return { block: { name } };
      case "host":
        return { block: { name, hostPath: volume.path } };
      case "files":
        return this.files(name, volume);
    }
  }

  private files(name: string, volume: FilesVolume) {
    const { id: fileSystemId, arn } = this.fileSystem(volume.store);
    const point = this.accessPoint(name, volume, fileSystemId);
    const writes = this.props.written.has(name) ? ["elasticfilesystem:ClientWrite"] : [];
    return {
      block: {
        name,
        efsVolumeConfiguration: {
          fileSystemId,
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: point.id, iam: "ENABLED" },
        },
      },
      permission: {
        actions: ["elasticfilesystem:ClientMount", ...writes],
        resources: [arn],
        condition: { StringEquals: { "elasticfilesystem:AccessPointArn": point.arn } },
      },
    };
  }

  private accessPoint(name: string, volume: FilesVolume, fileSystemId: string): EfsAccessPoint {
    const { service } = this.props;
    const { uid, gid } = this.owner(volume);
    return new EfsAccessPoint(this, name, {
      fileSystemId,
      posixUser: { uid, gid },
      rootDirectory: {
        path: volume.directory ?? `/${service}`,
        creationInfo: { ownerUid: uid, ownerGid: gid, permissions: DIRECTORY_MODE },
      },
      tags: { service },
    });
  }

  private owner(volume: FilesVolume): { readonly uid: number; readonly gid: number } {
    const { user, group } = volume.user === undefined ? { ...this.props } : volume;
    if (user === undefined) throw new Error(`the configuration let a volume of nobody's through: ${volume.store}`);
    return { uid: user, gid: volume.group ?? group ?? user };
  }

  private fileSystem(store: string) {
    const { fileSystem } = this.props.stores.find(({ name }) => name === store) ?? {};
    if (fileSystem === undefined) throw new Error(`the configuration let a volume of no store through: ${store}`);
    return fileSystem;
  }
}
