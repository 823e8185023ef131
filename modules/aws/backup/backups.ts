import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan/index.js";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection/index.js";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault/index.js";
import { BackupVaultLockConfiguration } from "@cdktf/provider-aws/lib/backup-vault-lock-configuration/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { EncryptionKey } from "../security/encryption-key.js";
import { policyDocument, trustService } from "../security/policy.js";
import { Told } from "../security/told.js";
import { backupPermissions, type Saved } from "./permissions.js";

/** For how long one kind of backup is kept. */
export interface Keeping {
  readonly keepDays: number;
  /** After which it lies in cold storage; of files alone. @default - never */
  readonly coldAfterDays?: number;
}

export type Rhythm = "daily" | "weekly" | "monthly";

export interface BackupsProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** Key of the stores. */
  readonly keyArn: string;
  readonly saved: readonly Saved[];
  /** When backups begin, UTC, for instance `05:00`. */
  readonly at: string;
  readonly keeping: Readonly<Partial<Record<Rhythm, Keeping>>>;
  /** @default - who may delete backups can, before their time is over */
  readonly lock?: {
    readonly minimumDays: number;
    /** Days after which nobody can take the lock away again. @default - who has the permission always can */
    readonly finalAfterDays?: number;
  };
  /** Topic that is told of backups that failed. */
  readonly topicArn: string;
}

/** The days of each rhythm, as a cron expression ends. */
const DAYS: Readonly<Record<Rhythm, string>> = { daily: "? * * *", weekly: "? * SUN *", monthly: "1 * ? *" };

/** Minutes in which a backup begins, and is through: a night. */
const START_MINUTES = 60;
const COMPLETION_MINUTES = 480;

/**
 * Copies of stores in a vault that outlives them: what was deleted with its database and the database's own backups is
 * still there. About $0.10 per GB and month for databases, $0.05 for files and for objects (eu-west-1).
 */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, props: BackupsProps) {
    super(scope, id);
    const { environment } = props;
    const key = new EncryptionKey(this, "key", {
      alias: ["gantry", environment, "backups"],
      description: `Backups of ${environment}`,
    });
    const vault = this.vault(key.arn, props);
    const plan = new BackupPlan(this, "plan", {
      name: name("aws_backup_plan", environment),
      rule: rulesOf(props).map((rule) => ({ ...rule, targetVaultName: vault.name })),
    });
    const { arn: iamRoleArn, permissions } = this.role(key.arn, props);
    new BackupSelection(this, "stores", {
      // The first backup may begin within the minute.
      dependsOn: [permissions],
      name: "stores",
      planId: plan.id,
      iamRoleArn,
      resources: props.saved.map(({ arn }) => arn),
    });
    this.tell(props);
  }

  private vault(kmsKeyArn: string, { environment, lock }: BackupsProps): BackupVault {
    const vault = new BackupVault(this, "vault", { name: name("aws_backup_vault", environment), kmsKeyArn });
    if (lock !== undefined) {
      new BackupVaultLockConfiguration(this, "lock", {
        backupVaultName: vault.name,
        minRetentionDays: lock.minimumDays,
        ...(lock.finalAfterDays === undefined ? {} : { changeableForDays: lock.finalAfterDays }),
      });
    }
    return vault;
  }

  private role(vaultKeyArn: string, { environment, account, region, keyArn, saved }: BackupsProps) {
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, "backups"),
      description: `Backs up the stores of ${environment}`,
      assumeRolePolicy: trustService("backup.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
    });
    const vault = `arn:aws:backup:${region}:${account}:backup-vault:${name("aws_backup_vault", environment)}`;
    const permissions = new IamRolePolicy(this, "permissions", {
      role: role.name,
      policy: policyDocument([
        { actions: ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], resources: [vault] },
        { actions: ["backup:TagResource"], resources: [`arn:aws:backup:${region}:${account}:recovery-point:*`] },
        ...backupPermissions(saved, { account, region, keyArn, vaultKeyArn }),
      ]),
    });
    return { arn: role.arn, permissions };
  }

  private tell({ environment, topicArn }: BackupsProps): void {
    new Told(this, "failures", {
      ruleName: [environment, "backups-failed"],
      description: `Backups of ${environment} that failed`,
      pattern: {
        source: ["aws.backup"],
        "detail-type": ["Backup Job State Change"],
        detail: {
          backupVaultName: [name("aws_backup_vault", environment)],
          state: ["ABORTED", "EXPIRED", "FAILED"],
        },
      },
      words: { resource: "$.detail.resourceArn", state: "$.detail.state", message: "$.detail.statusMessage" },
      text: `${environment}: the backup of <resource> is <state>: <message>`,
      topicArn,
    });
  }
}

function rulesOf({ at, keeping }: BackupsProps) {
  const [hour, minute] = at.split(":").map(Number);
  return Object.entries(keeping).map(([rhythm, { keepDays, coldAfterDays }]) => ({
    ruleName: rhythm,
    schedule: `cron(${minute} ${hour} ${DAYS[rhythm as Rhythm]})`,
    startWindow: START_MINUTES,
    completionWindow: COMPLETION_MINUTES,
    lifecycle: { deleteAfter: keepDays, ...(coldAfterDays === undefined ? {} : { coldStorageAfter: coldAfterDays }) },
  }));
}
