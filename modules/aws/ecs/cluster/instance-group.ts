import { AutoscalingGroup, type AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";

export interface InstanceGroupProps {
  readonly environment: string;
  readonly cluster: string;
  /** One per zone over which the instances are spread. */
  readonly subnetIds: readonly string[];
  readonly template: { readonly templateId: string; readonly version: string };
  /** Instance types, the preferred one first. */
  readonly instances: readonly string[];
  /** Fewest and most instances. */
  readonly count: readonly [minimum: number, maximum: number];
  /** Percentage of the instances on Spot. */
  readonly spotShare: number;
  /** Instances kept ready beside those in service. @default - none */
  readonly warm?: { readonly minimum: number; readonly state: "stopped" | "running" };
  /** Whether the clock sets how few there may be as well. @default false */
  readonly sleeps?: boolean;
  /** What an instance needs in order to join its cluster, and still needs when it leaves. */
  readonly after: readonly ITerraformDependable[];
}

/** From the launch to the first task: boot, agent, registration. */
export const WARM_UP_SECONDS = 120;

/** Group metrics cost nothing, and are the only trace of a group that can't launch what it should. */
const METRICS = ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupMaxSize", "GroupPendingInstances"];

/**
 * The Auto Scaling group of a cluster. It names no desired capacity: ECS sets it by what the tasks
 * need, and Terraform, which would set it back with every deploy, leaves alone what isn't written.
 * Whether a scale-in may take instances that run tasks is a matter of the lifecycle.
 */
export class InstanceGroup extends Construct {
  readonly arn: string;
  /** Physical name, by which its metrics are found. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: InstanceGroupProps) {
    super(scope, id);
    const { environment, cluster, subnetIds, spotShare, sleeps = false, after } = props;
    const [minSize, maxSize] = props.count;
    this.name = name("aws_autoscaling_group", environment, cluster);
    const group = new AutoscalingGroup(this, "group", {
      dependsOn: [...after],
      name: this.name,
      vpcZoneIdentifier: [...subnetIds],
      minSize,
      maxSize,
      ...launch(props),
      // A failed status check replaces the instance. What a load balancer thinks of tasks is no reason to: ECS
      // registers them, and replaces them by itself; a bad deployment would take all instances with it.
      healthCheckType: "EC2",
      healthCheckGracePeriod: WARM_UP_SECONDS,
      // The provider would wait for the number that it remembers, while ECS, or a smaller maximum, sets another, and
      // fail after ten minutes. Whether instances come, the services that wait for them tell.
      // Source: github.com/hashicorp/terraform-provider-aws, issue 26230.
      waitForCapacityTimeout: "0",
      defaultInstanceWarmup: WARM_UP_SECONDS,
      // A Spot instance at risk is replaced before AWS takes it; ECS drains it meanwhile.
      capacityRebalance: spotShare > 0,
      instanceRefresh: REFRESH,
      enabledMetrics: METRICS,
      // The capacity provider adds this tag; unwritten, it would be a difference for ever.
      tag: [{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }],
      // A deploy at night must not end the night.
      ...(sleeps ? { lifecycle: { ignoreChanges: ["min_size"] } } : {}),
    });
    this.arn = group.arn;
  }
}

/**
 * A changed template replaces the instances, new ones first, in the background of the deploy. ECS
 * drains each; its protection from scale-in must not stop that, or the refresh waits for ever.
 */
const REFRESH = {
  strategy: "Rolling",
  preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 150, scaleInProtectedInstances: "Refresh" },
};

/** A mix of types, unless there is a warm pool: EC2 Auto Scaling keeps none for a group that mixes. */
function launch({ template, instances, spotShare, warm }: InstanceGroupProps): Partial<AutoscalingGroupConfig> {
  if (warm !== undefined) {
    return {
      launchTemplate: { id: template.templateId, version: template.version },
      warmPool: { poolState: warm.state === "stopped" ? "Stopped" : "Running", minSize: warm.minimum },
    };
  }
  return {
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandAllocationStrategy: "prioritized",
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 100 - spotShare,
        spotAllocationStrategy: "price-capacity-optimized",
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.templateId, version: template.version },
        override: instances.map((instanceType) => ({ instanceType })),
      },
    },
  };
}
