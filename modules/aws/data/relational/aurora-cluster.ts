import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster/index.js";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance/index.js";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group/index.js";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { PeerRef } from "../../../core/refs/network.js";
import type { StoreRef } from "../../../core/refs/stores.js";
import { Group } from "../../security/group.js";
import { settingName } from "../settings.js";
import { capacityOfClass } from "./class-memory.js";
import { credentials, type DatabaseProps, databaseArguments, insightsArguments, MASTER_USER } from "./common.js";
import { type Engine, familyOf, parametersOf } from "./engine.js";

export interface AuroraClusterProps extends DatabaseProps {
  /**
   * Class of its instances, for instance `db.r7g.large` (about $220 a month each), or the range of capacity units that
   * serverless ones size themselves in.
   */
  readonly size: string | { readonly minimum: number; readonly maximum: number };
  /** Instances beside the one that writes: they answer reads, and one of them takes over when it fails. */
  readonly readers: number;
}

/** The class of an instance whose size follows its load. */
const SERVERLESS = "db.serverless";

/**
 * An Aurora cluster in the isolated tier: its storage spans three zones and grows by itself; instances come and go
 * without touching it. Encrypted, reached over TLS only, its master password made and rotated by RDS.
 */
export abstract class AuroraCluster extends Construct {
  readonly ref: StoreRef;
  private readonly props: AuroraClusterProps;
  private readonly engine: Engine;

  constructor(scope: Construct, id: string, props: AuroraClusterProps, engine: Engine) {
    super(scope, id);
    this.props = props;
    this.engine = engine;
    const { environment, store, network } = props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: `store ${store}` });
    const cluster = this.cluster(group.ref);
    const first = this.instance(cluster, 1);
    for (let number = 2; number <= 1 + props.readers; number++) this.instance(cluster, number);
    this.ref = this.offer(cluster, first, group.ref);
  }

  private cluster(group: PeerRef): RdsCluster {
    const { props, engine } = this;
    const { environment, store, size } = props;
    const clusterIdentifier = name("aws_rds_cluster", environment, store);
    return new RdsCluster(this, "cluster", {
      ...databaseArguments(this, props, { engine, group, owner: `/aws/rds/cluster/${clusterIdentifier}` }),
      clusterIdentifier,
      databaseName: props.database,
      masterUsername: MASTER_USER,
      dbClusterParameterGroupName: this.parameters().name,
      preferredBackupWindow: props.backupWindow,
      preferredMaintenanceWindow: props.maintenanceWindow,
      ...(typeof size === "string"
        ? {}
        : { serverlessv2ScalingConfiguration: { minCapacity: size.minimum, maxCapacity: size.maximum } }),
    });
  }

  /** Numbered, since any of them may be the one that writes: that changes with every failover. */
  private instance(cluster: RdsCluster, number: number): RdsClusterInstance {
    const { environment, store, size, applyImmediately } = this.props;
    return new RdsClusterInstance(this, `instance-${number}`, {
      identifier: name("aws_rds_cluster_instance", environment, store, "instance", String(number)),
      clusterIdentifier: cluster.id,
      engine: this.engine.name,
      engineVersion: cluster.engineVersion,
      instanceClass: typeof size === "string" ? size : SERVERLESS,
      dbSubnetGroupName: cluster.dbSubnetGroupName,
      publiclyAccessible: false,
      preferredMaintenanceWindow: this.props.maintenanceWindow,
      autoMinorVersionUpgrade: false,
      applyImmediately,
      copyTagsToSnapshot: true,
      ...insightsArguments(this.props),
    });
  }

  private parameters(): RdsClusterParameterGroup {
    const { environment, store, version } = this.props;
    const family = familyOf(this.engine, version);
    return new RdsClusterParameterGroup(this, `parameters-${this.engine.release(version).replaceAll(".", "-")}`, {
      name: name("aws_rds_cluster_parameter_group", environment, store, family.replaceAll(".", "-")),
      family,
      description: `${environment}: ${store}`,
      parameter: parametersOf(this.engine, this.props.changeLog),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** The port is the first instance's, so that who uses the store comes after one that answers. */
  private offer(cluster: RdsCluster, first: RdsClusterInstance, group: PeerRef): StoreRef {
    const { store, database, environment, keyArn, size, readers } = this.props;
    const { kind, port } = this.engine;
    return {
      name: store,
      kind,
      physicalName: name("aws_rds_cluster", environment, store),
      peer: { ...group, port },
      permissions: [],
      source: { arn: cluster.arn, id: cluster.clusterIdentifier },
      variables: {
        [settingName(store, "HOST")]: cluster.endpoint,
        [settingName(store, "READER_HOST")]: cluster.readerEndpoint,
        [settingName(store, "PORT")]: Token.asString(first.port),
        [settingName(store, "NAME")]: database,
      },
      ...credentials(store, cluster.masterUserSecret.get(0).secretArn, keyArn),
      capacity: {
        serverless: typeof size !== "string",
        readers,
        ...(typeof size === "string" ? capacityOfClass(kind, size) : {}),
      },
    };
  }
}
