import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider/index.js";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers/index.js";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { CallRef } from "../../../core/refs/entrances.js";
import type { NetworkRef, PeerRef, RemoteRef } from "../../../core/refs/network.js";
import type { StoreRef } from "../../../core/refs/stores.js";
import { Allow, AllowToAnywhere, AllowToContainers } from "../../security/allow.js";
import { Group } from "../../security/group.js";
import { reach } from "../service/connections.js";
import { ExecAudit, type ExecAuditProps } from "./exec-audit.js";
import { InstanceGroup, type InstanceGroupProps, WARM_UP_SECONDS } from "./instance-group.js";
import { InstanceRole } from "./instance-role.js";
import { InstanceTemplate, type InstanceTemplateProps } from "./instance-template.js";

/** What the services of a cluster have connections with. */
export interface ClusterConnections {
  /** Load balancers that reach any of them. */
  readonly loadBalancers: readonly PeerRef[];
  /** Stores that any of them uses. */
  readonly stores: readonly StoreRef[];
  /** Internal services that any of them calls. */
  readonly calls: readonly CallRef[];
  /** Networks elsewhere whose hosts any of them reaches. @default none */
  readonly reaches?: readonly RemoteRef[];
}

export interface Ec2ClusterProps
  extends ExecAuditProps,
    Pick<InstanceGroupProps, "instances" | "count" | "spotShare" | "warm" | "sleeps">,
    Pick<InstanceTemplateProps, "architecture" | "diskGiB" | "tags"> {
  /** `enhanced` bills custom metrics per task and service. */
  readonly containerInsights: "disabled" | "enabled" | "enhanced";
  /** Whether ECS Exec may open a shell in its tasks; every session is recorded. */
  readonly exec: boolean;
  readonly network: NetworkRef;
  /**
   * Lets all tasks share their instance's interface (`bridge`), and with it these connections, each made once
   * however many services need it: AWS refuses a rule that stands already.
   * @default - each task has an interface and a group of its own (`awsvpc`)
   */
  readonly shared?: ClusterConnections;
}

/** No instance idle: what tasks need beyond the minimum is launched when they need it. */
const TARGET_CAPACITY_PERCENT = 100;

/**
 * An ECS cluster on EC2 instances of its own, in the private subnets. ECS launches and drains them as
 * the tasks need; nobody logs in but through Session Manager.
 *
 * A destroy goes services, association, capacity provider, instances, cluster: each names what must
 * outlive it. ECS refuses to delete a cluster with instances, and a capacity provider in use.
 */
export class Ec2Cluster extends Construct {
  readonly ref: ClusterRef;
  private readonly props: Ec2ClusterProps;

  constructor(scope: Construct, id: string, props: Ec2ClusterProps) {
    super(scope, id);
    this.props = props;

    const exec = props.exec ? new ExecAudit(this, "exec", props) : undefined;
    const cluster = this.ecsCluster(exec);
    const group = this.securityGroup();
    const role = new InstanceRole(this, "instance-role", props);
    const template = this.template(group, role);
    const instances = this.instances(template);
    const provider = this.capacityProvider(instances);
    const capacity = this.associate(cluster, provider);

    this.ref = {
      name: this.physicalName,
      // The id of the association is the cluster's name: a service that names its cluster through it
      // comes after its capacity and goes before it.
      id: capacity.id,
      capacity: "ec2",
      capacityProviderStrategy: [{ capacityProvider: provider.name, weight: 1, base: 0 }],
      instanceGroup: instances.name,
      ...(props.shared === undefined ? {} : { sharedGroup: group.ref }),
      ...(exec === undefined ? {} : { exec: exec.permissions }),
    };
  }

  private get physicalName(): string {
    return name("aws_ecs_cluster", this.props.environment, this.props.cluster);
  }

  private ecsCluster(exec: ExecAudit | undefined): EcsCluster {
    return new EcsCluster(this, "cluster", {
      name: this.physicalName,
      setting: [{ name: "containerInsights", value: this.props.containerInsights }],
      ...(exec === undefined ? {} : { configuration: exec.configuration }),
    });
  }

  /** The instances' own connections, and those of the tasks that share their interface. */
  private securityGroup(): Group {
    const { environment, cluster, network, shared } = this.props;
    const group = new Group(this, "group", { environment, vpcId: network.vpcId, label: `cluster ${cluster}` });
    const { ipv6 } = network;
    new AllowToAnywhere(this, "https-out", {
      from: group.ref,
      port: 443,
      purpose: "ECS, images, Session Manager",
      ipv6,
    });
    reach(this, group.ref, shared?.reaches ?? []);
    for (const balancer of shared?.loadBalancers ?? []) {
      const id = `from-${balancer.label.replaceAll(" ", "-")}`;
      new AllowToContainers(this, id, { from: balancer, to: group.ref, purpose: "requests" });
    }
    for (const { name: store, peer } of shared?.stores ?? []) {
      if (peer === undefined) continue;
      new Allow(this, `to-${store}`, { from: group.ref, to: peer, port: peer.port, purpose: store });
    }
    for (const { service, peer } of shared?.calls ?? []) {
      const purpose = `calls of ${service}`;
      new Allow(this, `call-${service}`, { from: group.ref, to: peer, port: peer.port, purpose });
    }
    return group;
  }

  private template({ ref }: Group, { profileArn }: InstanceRole): InstanceTemplate {
    const { instances, warm } = this.props;
    const [instanceType] = instances;
    if (instanceType === undefined) throw new Error("the configuration let a cluster without instance types through");
    return new InstanceTemplate(this, "template", {
      ...this.props,
      clusterName: this.physicalName,
      instanceType,
      warm: warm !== undefined,
      profileArn,
      securityGroupId: ref.securityGroupId,
    });
  }

  private instances(template: InstanceTemplate): InstanceGroup {
    const after = this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    const subnetIds = this.props.network.privateSubnetIds;
    return new InstanceGroup(this, "instances", { ...this.props, subnetIds, template, after });
  }

  private capacityProvider({ arn }: InstanceGroup): EcsCapacityProvider {
    return new EcsCapacityProvider(this, "provider", {
      name: name("aws_ecs_capacity_provider", this.props.environment, this.props.cluster),
      autoScalingGroupProvider: {
        autoScalingGroupArn: arn,
        managedDraining: "ENABLED",
        managedScaling: {
          status: "ENABLED",
          targetCapacity: TARGET_CAPACITY_PERCENT,
          instanceWarmupPeriod: WARM_UP_SECONDS,
        },
      },
    });
  }

  private associate(cluster: EcsCluster, provider: EcsCapacityProvider): EcsClusterCapacityProviders {
    return new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: cluster.name,
      capacityProviders: [provider.name],
      defaultCapacityProviderStrategy: [{ capacityProvider: provider.name, weight: 1, base: 0 }],
    });
  }
}
