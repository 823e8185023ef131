/** A statement of a service control policy. */
export interface Denial {
  readonly Sid: string;
  readonly Effect: "Deny";
  readonly Action?: readonly string[] | string;
  readonly NotAction?: readonly string[];
  readonly Resource: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What guard rails there are beside those of regions and of single actions. */
export type Rail = "membership" | "root-user" | "audit" | "instance-metadata" | "encrypted-volumes";

/**
 * The statements of each, given the role that deploys: it alone changes what watches over an account, since the
 * configuration says what does.
 *
 * Source: AWS Organizations user guide, "Service control policy examples", and the AWS samples that it names.
 */
export const RAILS: Readonly<Record<Rail, (deployRole: string) => readonly Denial[]>> = {
  membership: () => [deny("Membership", ["organizations:LeaveOrganization"])],
  "root-user": () => [deny("RootUser", "*", { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })],
  audit: (deployRole) => {
    const others = { ArnNotLike: { "aws:PrincipalArn": roleArn(deployRole) } };
    return [
      deny("Audit", AUDIT, others),
      // Whoever could become the role that deploys could do all of that after all.
      { ...deny("DeployRole", CHANGES_OF_A_ROLE, others), Resource: roleArn(deployRole) },
    ];
  },
  "instance-metadata": () => [
    {
      ...deny("InstanceMetadata", ["ec2:RunInstances"], { StringNotEquals: { "ec2:MetadataHttpTokens": "required" } }),
      Resource: "arn:aws:ec2:*:*:instance/*",
    },
    // What an instance got by the first version of the service opens nothing.
    deny("InstanceRoles", "*", { NumericLessThan: { "ec2:RoleDelivery": "2.0" } }),
    deny("InstanceMetadataOptions", ["ec2:ModifyInstanceMetadataOptions"]),
  ],
  "encrypted-volumes": () => [
    {
      ...deny("Volumes", ["ec2:CreateVolume", "ec2:RunInstances"], { Bool: { "ec2:Encrypted": "false" } }),
      Resource: "arn:aws:ec2:*:*:volume/*",
    },
    deny("VolumesByDefault", ["ec2:DisableEbsEncryptionByDefault"]),
  ],
};

/** Single actions. */
export function denialOf(actions: readonly string[]): Denial {
  return deny("Actions", actions);
}

/** Everywhere but in these regions; what AWS has once for the world is answered from us-east-1, and left out. */
export function denialOutside(regions: readonly string[]): Denial {
  return {
    Sid: "Regions",
    Effect: "Deny",
    NotAction: GLOBAL,
    Resource: "*",
    Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
  };
}

function deny(Sid: string, Action: readonly string[] | string, Condition?: Denial["Condition"]): Denial {
  return { Sid, Effect: "Deny", Action, Resource: "*", ...(Condition === undefined ? {} : { Condition }) };
}

const roleArn = (role: string) => `arn:aws:iam::*:role/${role}`;

const AUDIT: readonly string[] = [
  "cloudtrail:DeleteTrail",
  "cloudtrail:PutEventSelectors",
  "cloudtrail:StopLogging",
  "cloudtrail:UpdateTrail",
  "config:DeleteConfigRule",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
  "config:PutConfigurationRecorder",
  "config:StopConfigurationRecorder",
  "guardduty:DeleteDetector",
  "guardduty:DisassociateFromAdministratorAccount",
  "guardduty:DisassociateFromMasterAccount",
  "guardduty:UpdateDetector",
];

const CHANGES_OF_A_ROLE: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
];

/** Source: AWS Organizations user guide, "Deny access to AWS based on the requested AWS Region". */
const GLOBAL: readonly string[] = [
  "a4b:*",
  "acm:*",
  "aws-marketplace-management:*",
  "aws-marketplace:*",
  "aws-portal:*",
  "budgets:*",
  "ce:*",
  "chime:*",
  "cloudfront:*",
  "config:*",
  "cur:*",
  "directconnect:*",
  "ec2:DescribeRegions",
  "ec2:DescribeTransitGateways",
  "ec2:DescribeVpnGateways",
  "fms:*",
  "globalaccelerator:*",
  "health:*",
  "iam:*",
  "importexport:*",
  "kms:*",
  "mobileanalytics:*",
  "networkmanager:*",
  "organizations:*",
  "pricing:*",
  "route53-recovery-cluster:*",
  "route53-recovery-control-config:*",
  "route53-recovery-readiness:*",
  "route53:*",
  "route53domains:*",
  "s3:GetAccountPublic*",
  "s3:ListAllMyBuckets",
  "s3:ListMultiRegionAccessPoints",
  "s3:PutAccountPublic*",
  "shield:*",
  "sts:*",
  "support:*",
  "trustedadvisor:*",
  "waf-regional:*",
  "waf:*",
  "wafv2:*",
  "wellarchitected:*",
];
