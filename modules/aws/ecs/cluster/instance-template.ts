import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template/index.js";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";

export interface InstanceTemplateProps {
  readonly environment: string;
  readonly cluster: string;
  /** Physical name of the ECS cluster that the instance joins. */
  readonly clusterName: string;
  readonly architecture: "x86_64" | "arm64";
  /** The type that is launched unless the Auto Scaling group chooses another. */
  readonly instanceType: string;
  readonly diskGiB: number;
  /** Whether instances wait in a warm pool before they join the cluster. */
  readonly warm: boolean;
  readonly profileArn: string;
  readonly securityGroupId: string;
  /** Tags of the instance, its disk and its network interface: the provider's default tags reach none of them. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The ECS-optimized Amazon Linux 2023. EC2 itself looks the AMI up whenever it launches an instance.
 * Were it looked up by Terraform, each AMI that AWS publishes, about one a week, would turn the next
 * deploy of something else into a replacement of every instance.
 */
const IMAGE = {
  x86_64: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
  arm64: "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
} as const;

/**
 * The agent runs in the instance's own network, one hop from the metadata. A container on a bridge
 * would be two hops away and is meant not to reach them.
 */
const METADATA_HOPS = 1;

/**
 * Memory that no task gets: it is the agent's and the system's. Whether tasks fit is computed without it as well.
 * Source: AWS Batch's own value, AWS Batch user guide, "Reserve system memory".
 */
export const RESERVED_MEMORY_MIB = 32;

const ROOT_DEVICE = "/dev/xvda";

const TAGGED = ["instance", "volume", "network-interface"];

/** From what the EC2 instances of a cluster are launched: no key pair, no public address, an encrypted disk. */
export class InstanceTemplate extends Construct {
  readonly templateId: string;
  /** The newest version, by its number: a change shows in the plan of the group that launches from it. */
  readonly version: string;

  constructor(scope: Construct, id: string, props: InstanceTemplateProps) {
    super(scope, id);
    const { environment, cluster, architecture, instanceType, diskGiB, profileArn, securityGroupId } = props;
    const tags = { ...props.tags, Name: `${environment}-${cluster}` };
    const template = new LaunchTemplate(this, "template", {
      name: name("aws_launch_template", environment, cluster),
      description: `ECS instances of ${props.clusterName}`,
      imageId: IMAGE[architecture],
      instanceType,
      iamInstanceProfile: { arn: profileArn },
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: METADATA_HOPS },
      networkInterfaces: [
        { associatePublicIpAddress: "false", deleteOnTermination: "true", securityGroups: [securityGroupId] },
      ],
      blockDeviceMappings: [
        {
          deviceName: ROOT_DEVICE,
          ebs: { volumeType: "gp3", volumeSize: diskGiB, encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      tagSpecifications: TAGGED.map((resourceType) => ({ resourceType, tags })),
      userData: Buffer.from(userData(props)).toString("base64"),
      updateDefaultVersion: true,
    });
    this.templateId = template.id;
    this.version = Token.asString(template.latestVersion);
  }
}

/** The ECS agent's settings. Source: ECS developer guide, "Amazon ECS container agent configuration". */
function userData({ clusterName, warm }: InstanceTemplateProps): string {
  const settings = {
    ECS_CLUSTER: clusterName,
    ECS_RESERVED_MEMORY: RESERVED_MEMORY_MIB,
    // Tasks in awsvpc mode have an interface of their own, past the hop limit.
    ECS_AWSVPC_BLOCK_IMDS: "true",
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true",
    ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: "ec2_instance",
    // Otherwise an instance would join the cluster while it still waits in the pool.
    ...(warm ? { ECS_WARM_POOLS_CHECK: "true" } : {}),
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return ["#!/bin/bash", "cat <<'EOF' >> /etc/ecs/ecs.config", ...lines, "EOF", ""].join("\n");
}
