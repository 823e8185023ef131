import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Instance, type InstanceConfig } from "@cdktf/provider-aws/lib/instance/index.js";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule/index.js";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { PeerRef, ReachableRef } from "../../core/refs/network.js";
import { Group } from "../security/group.js";
import { policyDocument, trustService } from "../security/policy.js";
import { Access, type Way } from "./access.js";
import { endOfMachine } from "./end.js";

export interface BastionProps {
  readonly environment: string;
  /** What it is called among the names of its environment, for instance `bastion`. */
  readonly role: string;
  readonly vpcId: string;
  /** A private subnet where it's reached through Session Manager, a public one where it's reached by SSH. */
  readonly subnetId: string;
  readonly way: Way;
  readonly targets: readonly ReachableRef[];
  /** The network ACL around the stores, which admits the private subnets alone. */
  readonly isolatedAclId: string;
  /** An arm64 type. @default "t4g.nano", about $3 a month */
  readonly instanceType?: string;
  /** When it ends itself, for good. @default - it stays */
  readonly until?: Date;
  /** Beside those that everything has. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Amazon Linux 2023 has the agent of Systems Manager and EC2 Instance Connect. */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/** What the image needs. */
const DISK_GIB = 8;

/** Numbers of its rules in the network ACL: of one that stays, and of one that goes, which may stand beside it. */
const ACL_RULE = { standing: 10, passing: 20 } as const;

/** Ports that its connections come from. Source: Amazon VPC user guide, "Ephemeral ports". */
const EPHEMERAL = { fromPort: 1024, toPort: 65_535 };

/**
 * Sessions, and nothing else that the agent can do: AWS's own policy for instances lets it read every parameter of the
 * account. Source: AWS Systems Manager user guide, "Create a custom IAM role for Session Manager".
 */
const SESSIONS = {
  actions: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  resources: ["*"],
};

/**
 * One small instance that leads people to stores and internal services: no key pair, IMDSv2 alone, an encrypted disk,
 * and the rules of `Access`. Reached by SSH it has no role at all.
 */
export class Bastion extends Construct {
  readonly instanceId: string;
  readonly instanceArn: string;
  /** Where SSH finds it: an IPv4 address, or one of IPv6 where people come over that alone. */
  readonly address: string;
  private readonly props: BastionProps;

  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    this.props = props;
    const { environment, role, vpcId, way, targets } = props;
    const { ref: bastion } = new Group(this, "group", { environment, vpcId, label: role });
    new Access(this, "access", { bastion, way, targets });
    const instance = this.instance(bastion);
    if (way.by === "ssh" && targets.some(({ kind }) => kind === "store")) this.passTheWall(instance);
    this.instanceId = instance.id;
    this.instanceArn = instance.arn;
    this.address = overV4(way) ? instance.publicIp : Fn.element(instance.ipv6Addresses, 0);
  }

  private instance({ securityGroupId }: PeerRef): Instance {
    const { environment, role, subnetId, way, instanceType = "t4g.nano", until, tags = {} } = this.props;
    return new Instance(this, "instance", {
      ami: new DataAwsSsmParameter(this, "image", { name: IMAGE }).insecureValue,
      instanceType,
      subnetId,
      vpcSecurityGroupIds: [securityGroupId],
      ...this.addresses(),
      ...(way.by === "session-manager" ? this.sessions() : {}),
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: DISK_GIB, encrypted: true, deleteOnTermination: true },
      ...(until === undefined ? {} : { instanceInitiatedShutdownBehavior: "terminate", userData: endOfMachine(until) }),
      userDataReplaceOnChange: true,
      tags: { Name: name("aws_vpc", environment, role), ...tags },
      // A newer image is no reason to take away what people work on.
      lifecycle: { ignoreChanges: ["ami"] },
    });
  }

  /**
   * An address of its own goes with the instance, so an ended one costs nothing. What stays has an elastic one, beside
   * which the argument must be left out: the provider reads that one back as if it were the instance's.
   */
  private addresses(): Pick<InstanceConfig, "associatePublicIpAddress" | "ipv6AddressCount"> {
    const { way, until } = this.props;
    if (way.by === "session-manager") return { associatePublicIpAddress: false };
    return {
      ...(until !== undefined && overV4(way) ? { associatePublicIpAddress: true } : {}),
      ...(way.from.some((range) => range.includes(":")) ? { ipv6AddressCount: 1 } : {}),
    };
  }

  /** From a public subnet nothing reaches the stores: the ACL admits this one address. Its group says which ports. */
  private passTheWall({ privateIp }: Instance): void {
    const { isolatedAclId: networkAclId, until } = this.props;
    const ruleNumber = until === undefined ? ACL_RULE.standing : ACL_RULE.passing;
    const allow = { networkAclId, ruleNumber, ruleAction: "allow", protocol: "tcp", cidrBlock: `${privateIp}/32` };
    new NetworkAclRule(this, "to-stores", { ...allow, fromPort: 0, toPort: 65_535, egress: false });
    new NetworkAclRule(this, "from-stores", { ...allow, ...EPHEMERAL, egress: true });
  }

  /** An agent that may not yet report itself when it starts waits long before it tries again: the policy comes first. */
  private sessions(): { readonly iamInstanceProfile: string; readonly dependsOn: ITerraformDependable[] } {
    const { environment, role: part } = this.props;
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, part),
      description: `The ${part} of ${environment} talks to Systems Manager`,
      assumeRolePolicy: trustService("ec2.amazonaws.com"),
    });
    const policy = new IamRolePolicy(this, "sessions", {
      name: "sessions",
      role: role.id,
      policy: policyDocument([SESSIONS]),
    });
    const profile = new IamInstanceProfile(this, "profile", {
      name: name("aws_iam_instance_profile", environment, part),
      role: role.name,
    });
    return { iamInstanceProfile: profile.name, dependsOn: [policy] };
  }
}

/** Whether anybody comes over IPv4: an address of it costs, and can be tried from everywhere. */
export function overV4(way: Way): boolean {
  return way.by === "ssh" && way.from.some((range) => !range.includes(":"));
}
