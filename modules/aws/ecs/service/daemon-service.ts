import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { DaemonServiceRef } from "../../../core/refs/services.js";
import type { ServiceTask } from "../task/task-definition.js";
import { taskDefinition } from "../task/task-definition.js";
import { sharedArguments } from "./ecs-service.js";
import type { ServiceProps } from "./service.js";

export interface DaemonServiceProps
  extends Omit<ServiceProps, "cluster" | "placement" | "calls" | "after" | "migrate"> {
  /** On each of whose instances a task runs, by their names in the environment; at least one. */
  readonly clusters: ReadonlyMap<string, ClusterRef>;
  /** Ports that it offers on its instance. */
  readonly ports: Readonly<Record<string, { readonly port: number; readonly protocol: "tcp" | "udp" }>>;
}

/**
 * One task on every instance: a task definition, and an ECS service in each cluster that runs it.
 *
 * Its tasks are in bridge mode everywhere: an interface of their own would be taken from the tasks that the
 * instance is there for, and the host's own would show them all of its traffic.
 */
export class DaemonService extends Construct {
  readonly ref: DaemonServiceRef;
  private readonly props: DaemonServiceProps;

  constructor(scope: Construct, id: string, props: DaemonServiceProps) {
    super(scope, id);
    this.props = props;
    const { service, clusters, stores } = props;
    const [first] = clusters.values();
    if (first === undefined) throw new Error(`the configuration let ${service} through without a cluster`);

    const exec = [...clusters.values()].flatMap((cluster) => cluster.exec ?? []);
    const { exec: _, ...host } = first;
    const task = taskDefinition(this, {
      ...props,
      cluster: { ...host, ...(exec.length === 0 ? {} : { exec }) },
      networkMode: "bridge",
      offers: Object.values(props.ports),
    });
    const before = this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
    for (const [cluster, ref] of clusters) this.runOn(cluster, ref, task, before);

    this.ref = {
      name: service,
      kind: "daemon",
      runs: [...clusters].map(([cluster, ref]) => ({
        cluster,
        clusterName: ref.name,
        serviceName: this.serviceName(cluster),
      })),
      stores: stores.map((store) => store.name),
    };
  }

  private serviceName(cluster: string): string {
    return name("aws_ecs_service", this.props.environment, this.props.service, cluster);
  }

  /**
   * No strategy: ECS takes none for daemons, and refuses them in a cluster's default one unless they name the launch
   * type. No percentages but these: it stops the old task of an instance before it starts the new one, and with a
   * lower bound a cluster of one instance would wait for ever. ECS counts failures against a desired count, which a
   * daemon has only through its instances: where the circuit breaker doesn't trip, the deploy fails by its own wait.
   * Source: Amazon ECS API reference, CreateService, schedulingStrategy and DeploymentConfiguration.
   */
  private runOn(cluster: string, ref: ClusterRef, task: ServiceTask, before: readonly TerraformResource[]): void {
    new EcsService(this, `on-${cluster}`, {
      ...sharedArguments({ ...this.props, cluster: ref, task }, { scaled: false }),
      dependsOn: [...before],
      name: this.serviceName(cluster),
      launchType: "EC2",
      schedulingStrategy: "DAEMON",
      deploymentMinimumHealthyPercent: 0,
      deploymentMaximumPercent: 100,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    });
  }
}
