import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { trustService } from "../security/policy.js";

export interface ReplicationRolesProps {
  readonly account: string;
  /** Of that account. */
  readonly provider: TerraformProvider;
}

/** What DMS looks for by name, each with AWS's own policy. Source: AWS DMS user guide, "Creating the IAM roles". */
const ROLES = {
  "dms-vpc-role": "AmazonDMSVPCManagementRole",
  "dms-cloudwatch-logs-role": "AmazonDMSCloudWatchLogsRole",
} as const;

/**
 * The two roles without which DMS makes no interface and writes no log, in any account. Their names are fixed, so they
 * belong to the account and not to the environment that happens to be first. Where somebody made them before, import
 * them: `terraform import` by name.
 */
export class ReplicationRoles extends Construct {
  constructor(scope: Construct, id: string, { account, provider }: ReplicationRolesProps) {
    super(scope, id);
    for (const [name, policy] of Object.entries(ROLES)) {
      const role = new IamRole(this, name, {
        provider,
        name,
        description: "DMS asks for it by this name",
        assumeRolePolicy: trustService("dms.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
      });
      new IamRolePolicyAttachment(this, `${name}-policy`, {
        provider,
        role: role.name,
        policyArn: `arn:aws:iam::aws:policy/service-role/${policy}`,
      });
    }
  }
}
