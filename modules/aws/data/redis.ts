import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group/index.js";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group/index.js";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NetworkRef, PeerRef } from "../../core/refs/network.js";
import type { StoreRef } from "../../core/refs/stores.js";
import { Group } from "../security/group.js";
import { RedisUsers } from "./redis-users.js";
import { settingName } from "./settings.js";

export interface RedisProps {
  readonly environment: string;
  readonly store: string;
  /** Major and minor, for instance `7.1`. */
  readonly version: string;
  /** Whether keys are spread over shards, which clients must speak the cluster protocol for. */
  readonly clusterMode: boolean;
  /** Which keys go when memory is full, as Redis calls it. */
  readonly eviction: string;
  /** Node type, for instance `cache.t4g.micro` (about $13 a month; a standby doubles it). */
  readonly size: string;
  /** Whether each shard has a replica in another zone that takes over by itself. */
  readonly standby: boolean;
  /** Shards that the keys are spread over; in cluster mode alone. @default 1 */
  readonly shards?: number;
  /** Days for which the daily snapshot is kept; 0 takes none. */
  readonly backupDays: number;
  /** Daily, UTC, for instance `02:00-03:00`. */
  readonly backupWindow: string;
  /** Weekly, UTC, for instance `sun:03:30-sun:04:30`. */
  readonly maintenanceWindow: string;
  readonly logRetentionDays: number;
  /** Whether changes that restart a node happen at once or in its maintenance window. */
  readonly applyImmediately: boolean;
  readonly keyArn: string;
  readonly network: NetworkRef;
}

const PORT = 6379;

/** What Redis tells beside its metrics. */
const LOGS = ["engine-log", "slow-log"] as const;

/**
 * Redis on ElastiCache, in the isolated tier: encrypted at rest and on the way, opened by IAM and not by a password. A
 * client signs a token with the role of its task, for `HOST`'s replication group `NAME` and the user `USER`.
 */
export class Redis extends Construct {
  readonly ref: StoreRef;
  private readonly props: RedisProps;
  private readonly physicalName: string;

  constructor(scope: Construct, id: string, props: RedisProps) {
    super(scope, id);
    this.props = props;
    const { environment, store, network } = props;
    this.physicalName = name("aws_elasticache_replication_group", environment, store);
    const { ref: peer } = new Group(this, "group", { environment, vpcId: network.vpcId, label: `store ${store}` });
    const users = new RedisUsers(this, "users", { environment, store });
    this.ref = this.offer(this.replicationGroup(peer, users.groupId), users, peer);
  }

  private replicationGroup({ securityGroupId }: PeerRef, userGroupId: string): ElasticacheReplicationGroup {
    const { props, physicalName } = this;
    return new ElasticacheReplicationGroup(this, "nodes", {
      replicationGroupId: physicalName,
      description: `${props.environment}: ${props.store}`,
      engine: "redis",
      engineVersion: props.version,
      nodeType: props.size,
      port: PORT,
      ...this.nodes(),
      automaticFailoverEnabled: props.standby || props.clusterMode,
      multiAzEnabled: props.standby,
      parameterGroupName: this.parameters().name,
      subnetGroupName: this.subnets().name,
      securityGroupIds: [securityGroupId],
      atRestEncryptionEnabled: "true",
      kmsKeyId: props.keyArn,
      transitEncryptionEnabled: true,
      userGroupIds: [userGroupId],
      snapshotRetentionLimit: props.backupDays,
      snapshotWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      autoMinorVersionUpgrade: "false",
      applyImmediately: props.applyImmediately,
      logDeliveryConfiguration: this.logs(),
    });
  }

  private nodes() {
    const { clusterMode, standby, shards = 1 } = this.props;
    const replicas = standby ? 1 : 0;
    return clusterMode
      ? { clusterMode: "enabled", numNodeGroups: shards, replicasPerNodeGroup: replicas }
      : { numCacheClusters: 1 + replicas };
  }

  private parameters(): ElasticacheParameterGroup {
    const { environment, store, version, clusterMode, eviction } = this.props;
    const [major = version] = version.split(".");
    return new ElasticacheParameterGroup(this, `parameters-${major}`, {
      name: name("aws_elasticache_parameter_group", environment, store, `redis${major}`),
      family: `redis${major}`,
      description: `${environment}: ${store}`,
      parameter: [
        ...(clusterMode ? [{ name: "cluster-enabled", value: "yes" }] : []),
        { name: "maxmemory-policy", value: eviction },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private subnets(): ElasticacheSubnetGroup {
    const { environment, store, network } = this.props;
    return new ElasticacheSubnetGroup(this, "subnets", {
      name: name("aws_elasticache_subnet_group", environment, store),
      description: `${environment}: isolated tier`,
      subnetIds: [...network.isolatedSubnetIds],
    });
  }

  /** Under this beginning CloudWatch Logs lets AWS's services write without a policy for each group. */
  private logs() {
    return LOGS.map((logType) => {
      const group = new CloudwatchLogGroup(this, `log-${logType}`, {
        name: `/aws/vendedlogs/elasticache/${this.physicalName}/${logType}`,
        retentionInDays: this.props.logRetentionDays,
      });
      return { destination: group.name, destinationType: "cloudwatch-logs", logFormat: "json", logType };
    });
  }

  private offer(nodes: ElasticacheReplicationGroup, users: RedisUsers, peer: PeerRef): StoreRef {
    const { store, clusterMode } = this.props;
    const hosts: Record<string, string> = clusterMode
      ? { [settingName(store, "HOST")]: nodes.configurationEndpointAddress }
      : {
          [settingName(store, "HOST")]: nodes.primaryEndpointAddress,
          [settingName(store, "READER_HOST")]: nodes.readerEndpointAddress,
        };
    return {
      name: store,
      kind: "redis",
      physicalName: this.physicalName,
      peer: { ...peer, port: PORT },
      permissions: [{ actions: ["elasticache:Connect"], resources: [nodes.arn, users.userArn] }],
      variables: {
        ...hosts,
        [settingName(store, "PORT")]: String(PORT),
        [settingName(store, "NAME")]: this.physicalName,
        [settingName(store, "USER")]: users.userName,
      },
      secrets: {},
      secretPermissions: [],
    };
  }
}
