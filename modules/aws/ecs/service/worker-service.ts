import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { Construct } from "constructs";
import { name } from "../../../core/names.js";
import type { WorkerServiceRef } from "../../../core/refs/services.js";
import type { QueueRef, StoreRef } from "../../../core/refs/stores.js";
import { taskDefinition } from "../task/task-definition.js";
import { backlog, WakeUp } from "./backlog.js";
import { taskGroup } from "./connections.js";
import { ecsService } from "./ecs-service.js";
import { fewestOf, ServiceScaling, type TaskRange } from "./scaling.js";
import type { ServiceProps } from "./service.js";
import { loadOfTasks, type Scale } from "./tracked-metrics.js";

export interface WorkerServiceProps extends ServiceProps {
  /** The queue that it works off; among its `stores` too where it also sends to it. */
  readonly queue: QueueRef;
  /** What one task takes for a message, on average. */
  readonly secondsPerMessage: number;
  /** How long a message may wait. */
  readonly acceptableDelaySeconds: number;
  /** Tasks kept running, or the range in which the backlog sets their number and Terraform leaves it alone. */
  readonly count: number | TaskRange;
  /** By what it scales beside its backlog. @default - by nothing else */
  readonly scale?: Scale;
}

/**
 * A service that works off a queue. Nothing reaches it; with a range it has as many tasks as its backlog needs to be
 * gone within the acceptable delay.
 */
export class WorkerService extends Construct {
  readonly ref: WorkerServiceRef;
  private readonly props: WorkerServiceProps;

  constructor(scope: Construct, id: string, props: WorkerServiceProps) {
    super(scope, id);
    this.props = props;
    const { environment, service, cluster, stores, queue, count } = props;

    const group = taskGroup(this, props);
    const task = taskDefinition(this, { ...props, stores: [...others(stores, queue), consumed(stores, queue)] });
    const deployed = ecsService(this, { ...props, task, group });
    this.scaling(deployed);

    this.ref = {
      name: service,
      kind: "worker",
      serviceName: name("aws_ecs_service", environment, service),
      clusterName: cluster.name,
      desiredCount: fewestOf(count),
      stores: [...others(stores, queue), queue].map((store) => store.name),
      queueName: queue.physicalName,
      deadLetterName: queue.deadLetters.physicalName,
      acceptableDelaySeconds: props.acceptableDelaySeconds,
      rests: this.rests,
    };
  }

  private scaling({ name: serviceName }: EcsService): void {
    const { environment, service, count, cluster, queue, secondsPerMessage, acceptableDelaySeconds } = this.props;
    if (typeof count === "number") return;
    const { scale = { schedule: {} }, sleeps = false } = this.props;
    const perTask = acceptableDelaySeconds / secondsPerMessage;
    const scaling = new ServiceScaling(this, "scaling", {
      service,
      clusterName: cluster.name,
      serviceName,
      range: count,
      track: {
        ...backlog({ queue: queue.physicalName, clusterName: cluster.name, serviceName, perTask }),
        ...loadOfTasks(scale),
      },
      schedule: scale.schedule,
      sleeps,
    });
    if (this.rests) new WakeUp(this, "wake-up", { environment, service, queue: queue.physicalName, scaling });
  }

  /** Whether there are times when it has no task. */
  private get rests(): boolean {
    const { count, scale } = this.props;
    if (typeof count === "number") return false;
    return [count, ...Object.values(scale?.schedule ?? {})].some(({ minimum }) => minimum === 0);
  }
}

const others = (stores: readonly StoreRef[], queue: QueueRef) => stores.filter(({ name }) => name !== queue.name);

/** The queue as the worker may use it: it receives, and sends only where it names the queue as a store of its own. */
function consumed(stores: readonly StoreRef[], queue: QueueRef): StoreRef {
  const sends = stores.some(({ name }) => name === queue.name);
  return { ...queue, permissions: [...queue.consumerPermissions, ...(sends ? queue.permissions : [])] };
}
