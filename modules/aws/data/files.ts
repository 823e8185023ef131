import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy/index.js";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system/index.js";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy/index.js";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { NetworkRef } from "../../core/refs/network.js";
import type { StoreRef } from "../../core/refs/stores.js";
import { Group } from "../security/group.js";

export interface FilesProps {
  readonly environment: string;
  readonly store: string;
  /** Whether AWS Backup keeps a copy of every day for five weeks; about $0.05 per GiB and month. */
  readonly backups: boolean;
  readonly keyArn: string;
  /** The zones of the network, in the order of its subnets. */
  readonly zones: readonly string[];
  readonly network: NetworkRef;
}

/** NFS. */
const PORT = 2049;

/** By then most files are read no more; the first read brings one back. */
const INFREQUENT_ACCESS = "AFTER_30_DAYS";

/**
 * Files that tasks share and that outlive them: an EFS file system in the isolated tier, billed by what lies in it and
 * by what is read and written (about $0.30 per GiB and month). Encrypted, mounted over TLS only, and by those alone
 * whom IAM permits and an access point holds to their directory.
 */
export class Files extends Construct {
  readonly ref: StoreRef;
  private readonly props: FilesProps;

  constructor(scope: Construct, id: string, props: FilesProps) {
    super(scope, id);
    this.props = props;
    const { environment, store, network } = props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: `store ${store}` });
    const system = this.fileSystem();
    const targets = this.targets(system, group);
    const policy = this.policy(system, targets);
    new EfsBackupPolicy(this, "backup", {
      fileSystemId: system.id,
      backupPolicy: { status: props.backups ? "ENABLED" : "DISABLED" },
    });
    this.ref = {
      name: store,
      kind: "files",
      physicalName: name("aws_efs_file_system", environment, store),
      peer: { ...group.ref, port: PORT },
      // The id of its policy is the file system's: who names it so comes after the policy and the mount targets.
      fileSystem: { id: policy.id, arn: system.arn },
      permissions: [],
      source: { arn: system.arn, id: system.id },
      variables: {},
      secrets: {},
      secretPermissions: [],
    };
  }

  private fileSystem(): EfsFileSystem {
    const { environment, store, keyArn } = this.props;
    const physicalName = name("aws_efs_file_system", environment, store);
    return new EfsFileSystem(this, "files", {
      creationToken: physicalName,
      encrypted: true,
      kmsKeyId: keyArn,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      lifecyclePolicy: [{ transitionToIa: INFREQUENT_ACCESS }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { Name: physicalName },
    });
  }

  private targets({ id: fileSystemId }: EfsFileSystem, { ref }: Group): EfsMountTarget[] {
    const { zones, network } = this.props;
    return zones.map((zone, index) => {
      const subnetId = network.isolatedSubnetIds[index];
      if (subnetId === undefined) throw new Error(`the network has no isolated subnet in zone ${zone}`);
      return new EfsMountTarget(this, `target-${zone}`, {
        fileSystemId,
        subnetId,
        securityGroups: [ref.securityGroupId],
      });
    });
  }

  /**
   * A file system with a policy admits nobody whom IAM doesn't permit; without one, everybody who reaches it.
   * Source: Amazon EFS user guide, "Using IAM to control file system data access".
   */
  private policy(system: EfsFileSystem, targets: readonly EfsMountTarget[]): EfsFileSystemPolicy {
    const refuse = (Sid: string, Condition: object) => ({
      Sid,
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"],
      Resource: system.arn,
      Condition,
    });
    return new EfsFileSystemPolicy(this, "policy", {
      dependsOn: [...targets],
      fileSystemId: system.id,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          refuse("TlsOnly", { Bool: { "aws:SecureTransport": "false" } }),
          refuse("AccessPointsOnly", { Null: { "elasticfilesystem:AccessPointArn": "true" } }),
        ],
      }),
    });
  }
}
