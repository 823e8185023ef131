import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group/index.js";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { NetworkRef, PeerRef } from "../../../core/refs/network.js";
import type { StoreRef } from "../../../core/refs/stores.js";
import { settingName } from "../settings.js";
import type { Engine } from "./engine.js";

/** What a database on RDS is told, whether it has a disk of its own or Aurora's. */
export interface DatabaseProps {
  readonly environment: string;
  readonly store: string;
  readonly version: string;
  /** Name of the database that is created in it. */
  readonly database: string;
  /** Days of point-in-time recovery, at most 35; 0 turns backups off, which Aurora doesn't know. */
  readonly backupDays: number;
  /** Daily, UTC, for instance `02:00-03:00`. */
  readonly backupWindow: string;
  /** Weekly, UTC, for instance `sun:03:30-sun:04:30`. */
  readonly maintenanceWindow: string;
  /** Performance Insights, with the week of history that costs nothing. @default true */
  readonly insights?: boolean;
  /** Days for which its logs are kept. @default - RDS makes their groups itself, and they are kept for ever */
  readonly logRetentionDays?: number;
  /** Whether changes that restart an instance happen at once or in its maintenance window. */
  readonly applyImmediately: boolean;
  /** The release that it is brought to, at once. @default - none: its version changes within its release alone */
  readonly upgradeTo?: string;
  /** Whether it keeps a log of its changes that others may follow, from its next restart on. @default false */
  readonly changeLog?: boolean;
  readonly keyArn: string;
  readonly network: NetworkRef;
}

export const MASTER_USER = "gantry";

/**
 * What an instance and a cluster are told alike.
 *
 * @param scope in which its subnets and the groups of its logs are made
 * @param owner how RDS begins the names of those groups, for instance `/aws/rds/instance/staging-main`
 */
export function databaseArguments(
  scope: Construct,
  props: DatabaseProps,
  { engine, group, owner }: { readonly engine: Engine; readonly group: PeerRef; readonly owner: string },
) {
  const { keyArn } = props;
  const logs = logGroups(scope, owner, engine.logs, props.logRetentionDays);
  return {
    ...(logs.length === 0 ? {} : { dependsOn: logs }),
    engine: engine.name,
    engineVersion: props.version,
    port: engine.port,
    // RDS makes the password, keeps it in Secrets Manager and changes it every week: it stands in no state file.
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: keyArn,
    storageEncrypted: true,
    kmsKeyId: keyArn,
    dbSubnetGroupName: isolatedSubnets(scope, props).name,
    vpcSecurityGroupIds: [group.securityGroupId],
    backupRetentionPeriod: props.backupDays,
    ...changesOf(props),
    copyTagsToSnapshot: true,
    enabledCloudwatchLogsExports: [...engine.logs],
  };
}

/**
 * When changes happen that restart an instance. An upgrade to another release doesn't wait: until it has happened, the
 * parameters of the former release are in use, and Terraform could not remove them.
 */
function changesOf({ applyImmediately, upgradeTo }: Pick<DatabaseProps, "applyImmediately" | "upgradeTo">) {
  return upgradeTo === undefined ? { applyImmediately } : { applyImmediately: true, allowMajorVersionUpgrade: true };
}

/** What is free of charge of Performance Insights; nothing of it where it isn't wanted. */
export function insightsArguments({ insights = true, keyArn }: Pick<DatabaseProps, "insights" | "keyArn">) {
  return insights
    ? { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: keyArn, performanceInsightsRetentionPeriod: 7 }
    : { performanceInsightsEnabled: false };
}

function isolatedSubnets(scope: Construct, { environment, store, network }: DatabaseProps): DbSubnetGroup {
  return new DbSubnetGroup(scope, "subnets", {
    name: name("aws_db_subnet_group", environment, store),
    description: `${environment}: isolated tier`,
    subnetIds: [...network.isolatedSubnetIds],
  });
}

/** The groups that RDS writes its logs to, made before it would make them itself, and keep them for ever. */
function logGroups(
  scope: Construct,
  owner: string,
  logs: readonly string[],
  retentionInDays: number | undefined,
): CloudwatchLogGroup[] {
  if (retentionInDays === undefined) return [];
  return logs.map((log) => new CloudwatchLogGroup(scope, `log-${log}`, { name: `${owner}/${log}`, retentionInDays }));
}

/** The user and the password by reference, and what it takes to read them. */
export function credentials(
  store: string,
  secretArn: string,
  keyArn: string,
): Pick<StoreRef, "secrets" | "secretPermissions"> {
  return {
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
