import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { PeerRef } from "../../../core/refs/network.js";
import type { StoreRef } from "../../../core/refs/stores.js";
import { Group } from "../../security/group.js";
import { settingName } from "../settings.js";
import { capacityOfClass } from "./class-memory.js";
import { credentials, type DatabaseProps, databaseArguments, insightsArguments, MASTER_USER } from "./common.js";
import { type Engine, familyOf, parametersOf } from "./engine.js";

export interface RdsDatabaseProps extends DatabaseProps {
  /** RDS instance class, for instance `db.t4g.micro` (about $13 a month; a standby doubles it). */
  readonly size: string;
  readonly storageGiB: number;
  /** Up to where storage grows by itself. @default - three times `storageGiB` */
  readonly storageMaximumGiB?: number;
  /** Whether a second instance, in another zone, takes over by itself. */
  readonly standby: boolean;
}

/** Storage grows by itself up to this multiple of what was asked for, before it fills up; to gp3's largest at most. */
const STORAGE_CEILING = 3;
const LARGEST_STORAGE_GIB = 65_536;

/**
 * A database on RDS, in the isolated tier: encrypted, reached over TLS only, its master password made and rotated by
 * RDS in Secrets Manager.
 */
export abstract class RdsDatabase extends Construct {
  readonly ref: StoreRef;
  private readonly props: RdsDatabaseProps;
  private readonly engine: Engine;

  constructor(scope: Construct, id: string, props: RdsDatabaseProps, engine: Engine) {
    super(scope, id);
    this.props = props;
    this.engine = engine;
    const { environment, store, network } = props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: `store ${store}` });
    this.ref = this.offer(this.instance(group.ref), group.ref);
  }

  private instance(group: PeerRef): DbInstance {
    const { props, engine } = this;
    const { environment, store, storageGiB } = props;
    const identifier = name("aws_db_instance", environment, store);
    return new DbInstance(this, "instance", {
      ...databaseArguments(this, props, { engine, group, owner: `/aws/rds/instance/${identifier}` }),
      identifier,
      instanceClass: props.size,
      dbName: props.database,
      username: MASTER_USER,
      storageType: "gp3",
      allocatedStorage: storageGiB,
      maxAllocatedStorage: props.storageMaximumGiB ?? Math.min(storageGiB * STORAGE_CEILING, LARGEST_STORAGE_GIB),
      multiAz: props.standby,
      publiclyAccessible: false,
      parameterGroupName: this.parameters().name,
      backupWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      autoMinorVersionUpgrade: false,
      ...insightsArguments(props),
    });
  }

  private parameters(): DbParameterGroup {
    const { environment, store, version } = this.props;
    const release = this.engine.release(version);
    const family = familyOf(this.engine, version);
    return new DbParameterGroup(this, `parameters-${release.replaceAll(".", "-")}`, {
      name: name("aws_db_parameter_group", environment, store, family.replaceAll(".", "-")),
      family,
      description: `${environment}: ${store}`,
      parameter: parametersOf(this.engine, this.props.changeLog),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private offer(instance: DbInstance, group: PeerRef): StoreRef {
    const { store, database, environment, keyArn, size, storageGiB } = this.props;
    const { kind, port } = this.engine;
    return {
      name: store,
      kind,
      physicalName: name("aws_db_instance", environment, store),
      peer: { ...group, port },
      permissions: [],
      source: { arn: instance.arn, id: instance.identifier },
      variables: {
        [settingName(store, "HOST")]: instance.address,
        [settingName(store, "PORT")]: String(port),
        [settingName(store, "NAME")]: database,
      },
      ...credentials(store, instance.masterUserSecret.get(0).secretArn, keyArn),
      capacity: { serverless: false, readers: 0, storageGiB, ...capacityOfClass(kind, size) },
    };
  }
}
