import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { DmsReplicationInstance } from "@cdktf/provider-aws/lib/dms-replication-instance/index.js";
import { DmsReplicationSubnetGroup } from "@cdktf/provider-aws/lib/dms-replication-subnet-group/index.js";
import {
  DmsReplicationTask,
  type DmsReplicationTaskConfig,
} from "@cdktf/provider-aws/lib/dms-replication-task/index.js";
import { Construct } from "constructs";
import { rangeInId } from "../../core/ids.js";
import { name } from "../../core/names.js";
import type { NetworkRef, PeerRef } from "../../core/refs/network.js";
import type { StoreRef } from "../../core/refs/stores.js";
import { Allow, AllowToAnywhere, AllowToRange } from "../security/allow.js";
import { Group } from "../security/group.js";
import { Endpoints, type EndpointsProps, type OldDatabase } from "./endpoints.js";
import {
  renamed,
  renamingInto,
  type TableChoice,
  type TaskChoice,
  tableMappings,
  taskSettings,
} from "./task-settings.js";

export interface ReplicationProps extends Omit<EndpointsProps, "store" | "kind" | "from">, TableChoice, TaskChoice {
  readonly network: NetworkRef;
  readonly store: StoreRef;
  readonly from: OldDatabase & {
    /** Ranges in which it is, and the port on which it listens. */
    readonly ranges: readonly string[];
    readonly port: number;
  };
  readonly type: "full-load" | "full-load-and-cdc" | "cdc";
  readonly instance: { readonly size: string; readonly storageGiB: number; readonly standby: boolean };
  readonly running: boolean;
  /** A second task, from the store to the old database; the store must keep its change log. @default - none */
  readonly back?: { readonly running: boolean };
  readonly logRetentionDays: number;
}

/** What sets one task apart from another. */
type TaskPart = Pick<
  DmsReplicationTaskConfig,
  | "replicationTaskId"
  | "migrationType"
  | "sourceEndpointArn"
  | "targetEndpointArn"
  | "tableMappings"
  | "startReplicationTask"
>;

/**
 * Fills a store from an old database and follows its changes: a replication instance in the private subnets, the two
 * sides that it connects, and the task that it runs, once it is told to.
 */
export class Replication extends Construct {
  private readonly props: ReplicationProps;

  constructor(scope: Construct, id: string, props: ReplicationProps) {
    super(scope, id);
    this.props = props;
    const { environment, store, type, running, back } = props;
    const endpoints = new Endpoints(this, "endpoints", { ...props, store: store.name, kind: store.kind });
    const instance = this.instance();
    const logs = this.logs();
    const task = (id: string, more: TaskPart) =>
      new DmsReplicationTask(this, id, {
        replicationInstanceArn: instance.replicationInstanceArn,
        replicationTaskSettings: taskSettings(props),
        ...more,
        // DMS would make the group itself, and keep it for ever.
        dependsOn: [logs],
      });
    const renaming = props.from.engine === "postgres" ? undefined : renamingInto(props.database, props);
    task("task", {
      replicationTaskId: name("aws_dms_replication_task", environment, store.name),
      migrationType: type,
      ...endpoints.into(),
      tableMappings: tableMappings(props, renaming),
      startReplicationTask: running,
    });
    if (back === undefined) return;
    task("back", {
      replicationTaskId: name("aws_dms_replication_task", environment, store.name, "back"),
      migrationType: "cdc",
      ...endpoints.back(),
      tableMappings:
        renaming === undefined
          ? tableMappings(props)
          : tableMappings(renamed(props, renaming), { from: renaming.to, to: renaming.from }),
      startReplicationTask: back.running,
    });
  }

  private get instanceId(): string {
    const { environment, store } = this.props;
    return name("aws_dms_replication_instance", environment, store.name);
  }

  private instance(): DmsReplicationInstance {
    const { network, keyArn, instance, environment, store } = this.props;
    const subnets = new DmsReplicationSubnetGroup(this, "subnets", {
      replicationSubnetGroupId: name("aws_dms_replication_subnet_group", environment, store.name),
      replicationSubnetGroupDescription: `${environment}: private tier`,
      subnetIds: [...network.privateSubnetIds],
    });
    return new DmsReplicationInstance(this, "instance", {
      replicationInstanceId: this.instanceId,
      replicationInstanceClass: instance.size,
      allocatedStorage: instance.storageGiB,
      multiAz: instance.standby,
      replicationSubnetGroupId: subnets.id,
      vpcSecurityGroupIds: [this.group().securityGroupId],
      publiclyAccessible: false,
      kmsKeyArn: keyArn,
      autoMinorVersionUpgrade: false,
      applyImmediately: true,
    });
  }

  /** To the old database, to the store, and to the services of AWS from which it gets its secrets. */
  private group(): PeerRef {
    const { environment, network, store, from } = this.props;
    if (store.peer === undefined) throw new Error(`nothing leads to the store ${store.name}`);
    const label = `replication ${store.name}`;
    const { ref } = new Group(this, "group", { environment, vpcId: network.vpcId, label });
    for (const range of from.ranges) {
      const id = `to-${rangeInId(range)}`;
      new AllowToRange(this, id, { from: ref, range, port: from.port, purpose: "the old database" });
    }
    new Allow(this, "to-store", { from: ref, to: store.peer, port: store.peer.port, purpose: "replication" });
    new AllowToAnywhere(this, "https-out", { from: ref, port: 443, purpose: "secrets and logs", ipv6: network.ipv6 });
    return ref;
  }

  /** Under the name that DMS gives it. Source: AWS DMS user guide, "Viewing and managing AWS DMS task logs". */
  private logs(): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "logs", {
      name: `dms-tasks-${this.instanceId}`,
      retentionInDays: this.props.logRetentionDays,
    });
  }
}
