import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import { trustService } from "../../security/policy.js";

export interface InstanceRoleProps {
  readonly environment: string;
  readonly cluster: string;
}

/**
 * AWS's own policies, because most of what agents call takes no resource but `*`. Tasks have roles of
 * their own and can't reach this one: the instance keeps its metadata from them.
 */
const POLICIES = {
  /** Join the cluster, report on tasks, pull images, write logs. */
  ecs: "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
  /** A shell through Session Manager, which takes no open port and no key, and is audited. */
  "session-manager": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
} as const;

/** What the agents on an EC2 instance of a cluster may do. */
export class InstanceRole extends Construct {
  readonly profileArn: string;

  constructor(scope: Construct, id: string, { environment, cluster }: InstanceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, cluster, "instance"),
      assumeRolePolicy: trustService("ec2.amazonaws.com"),
    });
    for (const [purpose, policyArn] of Object.entries(POLICIES)) {
      new IamRolePolicyAttachment(this, purpose, { role: role.name, policyArn });
    }
    const profile = new IamInstanceProfile(this, "profile", {
      name: name("aws_iam_instance_profile", environment, cluster, "instance"),
      role: role.name,
    });
    this.profileArn = profile.arn;
  }
}
