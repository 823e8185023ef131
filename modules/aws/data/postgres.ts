import { DbInstance } from "@cdktf/provider-aws/lib/db-instance/index.js";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group/index.js";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NetworkRef, PeerRef, StoreRef } from "../../core/refs.js";
import { Group } from "../security/group.js";
import { settingName } from "./settings.js";

export interface PostgresProps {
  readonly environment: string;
  readonly store: string;
  /** Major and minor, for instance `16.8`. */
  readonly version: string;
  readonly database: string;
  /** RDS instance class, for instance `db.t4g.micro` (about $13 a month; a standby doubles it). */
  readonly size: string;
  readonly storageGiB: number;
  readonly standby: boolean;
  /** Days of point-in-time recovery, at most 35; 0 turns backups off. */
  readonly backupDays: number;
  /** Whether changes that restart the instance happen at once or in its maintenance window. */
  readonly applyImmediately: boolean;
  readonly keyArn: string;
  readonly network: NetworkRef;
}

const PORT = 5432;
const MASTER_USER = "gantry";

/** Storage grows by itself up to this multiple of what was asked for, before it fills up. */
const STORAGE_CEILING = 3;

/** Early Sunday, hours before anybody in Europe works; the backup comes before the change. */
const BACKUP_WINDOW = "02:00-03:00";
const MAINTENANCE_WINDOW = "sun:03:30-sun:04:30";

/**
 * A PostgreSQL database in the isolated tier: encrypted, reached over TLS only, its master password
 * made and rotated by RDS in Secrets Manager, so that it stands in no state file.
 */
export class Postgres extends Construct {
  readonly ref: StoreRef;
  private readonly props: PostgresProps;

  constructor(scope: Construct, id: string, props: PostgresProps) {
    super(scope, id);
    this.props = props;
    const { environment, store, network } = props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: `store ${store}` });
    this.ref = this.offer(this.instance(group.ref), group.ref);
  }

  private instance({ securityGroupId }: PeerRef): DbInstance {
    const { environment, store, keyArn, network, storageGiB } = this.props;
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: name("aws_db_subnet_group", environment, store),
      description: `${environment}: isolated tier`,
      subnetIds: [...network.isolatedSubnetIds],
    });
    return new DbInstance(this, "instance", {
      identifier: name("aws_db_instance", environment, store),
      engine: "postgres",
      engineVersion: this.props.version,
      instanceClass: this.props.size,
      dbName: this.props.database,
      port: PORT,
      username: MASTER_USER,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
      storageType: "gp3",
      allocatedStorage: storageGiB,
      maxAllocatedStorage: storageGiB * STORAGE_CEILING,
      storageEncrypted: true,
      kmsKeyId: keyArn,
      multiAz: this.props.standby,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [securityGroupId],
      publiclyAccessible: false,
      parameterGroupName: this.parameters().name,
      backupRetentionPeriod: this.props.backupDays,
      backupWindow: BACKUP_WINDOW,
      maintenanceWindow: MAINTENANCE_WINDOW,
      autoMinorVersionUpgrade: false,
      applyImmediately: this.props.applyImmediately,
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keyArn,
      performanceInsightsRetentionPeriod: 7,
    });
  }

  private parameters(): DbParameterGroup {
    const { environment, store, version } = this.props;
    const [major = version] = version.split(".");
    return new DbParameterGroup(this, `parameters-${major}`, {
      name: name("aws_db_parameter_group", environment, store, `postgres${major}`),
      family: `postgres${major}`,
      description: `${environment}: ${store}`,
      parameter: [
        { name: "log_min_duration_statement", value: "1000", applyMethod: "immediate" },
        { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private offer(instance: DbInstance, group: PeerRef): StoreRef {
    const { store, database, environment, keyArn } = this.props;
    const secretArn = instance.masterUserSecret.get(0).secretArn;
    return {
      name: store,
      kind: "postgres",
      physicalName: name("aws_db_instance", environment, store),
      peer: { ...group, port: PORT },
      permissions: [],
      variables: {
        [settingName(store, "HOST")]: instance.address,
        [settingName(store, "PORT")]: String(PORT),
        [settingName(store, "NAME")]: database,
      },
      secrets: {
        [settingName(store, "USER")]: `${secretArn}:username::`,
        [settingName(store, "PASSWORD")]: `${secretArn}:password::`,
      },
      secretPermissions: [
        { actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] },
        { actions: ["kms:Decrypt"], resources: [keyArn] },
      ],
    };
  }
}
