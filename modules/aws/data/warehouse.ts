import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { RedshiftserverlessNamespace } from "@cdktf/provider-aws/lib/redshiftserverless-namespace/index.js";
import { RedshiftserverlessUsageLimit } from "@cdktf/provider-aws/lib/redshiftserverless-usage-limit/index.js";
import { RedshiftserverlessWorkgroup } from "@cdktf/provider-aws/lib/redshiftserverless-workgroup/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NetworkRef, PeerRef } from "../../core/refs/network.js";
import type { Permission } from "../../core/refs/permission.js";
import type { StoreRef } from "../../core/refs/stores.js";
import { Group } from "../security/group.js";
import { policyDocument, trustService } from "../security/policy.js";
import { credentials, MASTER_USER } from "./relational/common.js";
import { settingName } from "./settings.js";

export interface WarehouseProps {
  readonly environment: string;
  readonly store: string;
  /** Name of the database that is created in it. */
  readonly database: string;
  /** Redshift processing units that a query begins with; billed while queries run alone. */
  readonly baseCapacityRpu: number;
  /** Up to where it grows by itself. */
  readonly maxCapacityRpu: number;
  /** @default - no limit but the capacity */
  readonly limit?: {
    readonly rpuHours: number;
    readonly per: "day" | "week" | "month";
    readonly reached: "log" | "alert" | "stop";
  };
  /** What COPY may read. With anything, it goes by Redshift's own way to S3 and not through the VPC. */
  readonly loads: readonly Permission[];
  readonly logRetentionDays: number;
  readonly keyArn: string;
  /** Of three zones at least. */
  readonly network: NetworkRef;
}

const PORT = 5439;

/** Who came, who may, and what was asked. */
const LOGS = ["connectionlog", "userlog", "useractivitylog"] as const;

/**
 * Every parameter that a workgroup has, though most are as they would be: Redshift answers with all of them, and what
 * isn't said would be a change in every plan.
 */
const PARAMETERS = {
  auto_mv: "true",
  datestyle: "ISO, MDY",
  enable_case_sensitive_identifier: "false",
  enable_user_activity_logging: "true",
  max_query_execution_time: "14400",
  query_group: "default",
  require_ssl: "true",
  search_path: "$user, public",
  use_fips_ssl: "false",
} as const;

const PERIODS = { day: "daily", week: "weekly", month: "monthly" } as const;
const BREACHES = { log: "log", alert: "emit-metric", stop: "deactivate" } as const;

/**
 * A warehouse on Redshift Serverless, in the isolated tier: encrypted, reached over TLS only, its administrator's
 * password made and rotated by Redshift in Secrets Manager. The namespace holds the data, the workgroup computes. Redshift keeps a recovery point of every half hour for a day; what is to be kept for
 * longer is a snapshot.
 */
export class Warehouse extends Construct {
  readonly ref: StoreRef;
  private readonly props: WarehouseProps;
  private readonly physicalName: string;

  constructor(scope: Construct, id: string, props: WarehouseProps) {
    super(scope, id);
    this.props = props;
    const { environment, store, network } = props;
    this.physicalName = name("aws_redshiftserverless_namespace", environment, store);
    const { ref: peer } = new Group(this, "group", { environment, vpcId: network.vpcId, label: `store ${store}` });
    const namespace = this.namespace();
    const workgroup = this.workgroup(namespace, peer);
    this.limit(workgroup);
    this.ref = this.offer(namespace, workgroup, peer);
  }

  private namespace(): RedshiftserverlessNamespace {
    const { database, keyArn, logRetentionDays } = this.props;
    const logs = LOGS.map(
      (log) =>
        new CloudwatchLogGroup(this, `log-${log}`, {
          name: `/aws/redshift/${this.physicalName}/${log}`,
          retentionInDays: logRetentionDays,
        }),
    );
    return new RedshiftserverlessNamespace(this, "namespace", {
      // Redshift would make them itself, and keep them for ever.
      dependsOn: logs,
      namespaceName: this.physicalName,
      dbName: database,
      adminUsername: MASTER_USER,
      manageAdminPassword: true,
      adminPasswordSecretKmsKeyId: keyArn,
      kmsKeyId: keyArn,
      logExports: [...LOGS],
      ...this.role(),
    });
  }

  /** In whose name `COPY … IAM_ROLE default` reads. Source: Redshift management guide, "Granting permissions". */
  private role(): { readonly iamRoles?: string[]; readonly defaultIamRoleArn?: string } {
    const { environment, store, loads } = this.props;
    if (loads.length === 0) return {};
    const role = new IamRole(this, "loads", {
      name: name("aws_iam_role", environment, store, "loads"),
      description: `Reads what ${store} of ${environment} loads`,
      assumeRolePolicy: trustService(["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"]),
    });
    new IamRolePolicy(this, "loads-permissions", { role: role.name, policy: policyDocument(loads) });
    return { iamRoles: [role.arn], defaultIamRoleArn: role.arn };
  }

  private workgroup({ namespaceName }: RedshiftserverlessNamespace, peer: PeerRef): RedshiftserverlessWorkgroup {
    const { environment, store, baseCapacityRpu, maxCapacityRpu, network, loads } = this.props;
    return new RedshiftserverlessWorkgroup(this, "workgroup", {
      workgroupName: name("aws_redshiftserverless_workgroup", environment, store),
      namespaceName,
      baseCapacity: baseCapacityRpu,
      maxCapacity: maxCapacityRpu,
      subnetIds: [...network.isolatedSubnetIds],
      securityGroupIds: [peer.securityGroupId],
      port: PORT,
      publiclyAccessible: false,
      // Through the VPC nothing leads to S3: its isolated tier admits the private one alone.
      enhancedVpcRouting: loads.length === 0,
      configParameter: Object.entries(PARAMETERS).map(([parameterKey, parameterValue]) => ({
        parameterKey,
        parameterValue,
      })),
    });
  }

  private limit({ arn }: RedshiftserverlessWorkgroup): void {
    const { limit } = this.props;
    if (limit === undefined) return;
    new RedshiftserverlessUsageLimit(this, "limit", {
      resourceArn: arn,
      usageType: "serverless-compute",
      amount: limit.rpuHours,
      period: PERIODS[limit.per],
      breachAction: BREACHES[limit.reached],
    });
  }

  private offer(
    namespace: RedshiftserverlessNamespace,
    workgroup: RedshiftserverlessWorkgroup,
    peer: PeerRef,
  ): StoreRef {
    const { store, database, keyArn } = this.props;
    return {
      name: store,
      kind: "warehouse",
      physicalName: this.physicalName,
      peer: { ...peer, port: PORT },
      // For a client that comes with the role of its task, as a user of its own, and no password.
      permissions: [{ actions: ["redshift-serverless:GetCredentials"], resources: [workgroup.arn] }],
      variables: {
        [settingName(store, "HOST")]: workgroup.endpoint.get(0).address,
        [settingName(store, "PORT")]: String(PORT),
        [settingName(store, "NAME")]: database,
        [settingName(store, "WORKGROUP")]: workgroup.workgroupName,
      },
      ...credentials(store, namespace.adminPasswordSecretArn, keyArn),
    };
  }
}
