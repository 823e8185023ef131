import type { Construct } from "constructs";
import type { ServiceConfig } from "../environments/schema/service.js";
import type { ServiceProps } from "../modules/aws/ecs/service/service.js";
import { WebService } from "../modules/aws/ecs/service/web-service.js";
import { WorkerService } from "../modules/aws/ecs/service/worker-service.js";
import {
  type BucketRef,
  type ClusterRef,
  isQueue,
  type LoadBalancerRef,
  type QueueRef,
  type ServiceRef,
  type StoreRef,
} from "../modules/core/refs.js";
import { imageSource } from "./images.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface ServicesProps extends Shared {
  readonly clusters: ReadonlyMap<string, ClusterRef>;
  readonly stores: readonly StoreRef[];
  readonly loadBalancer: LoadBalancerRef;
  /** Where the services' configuration files are kept. @default - they have none */
  readonly configuration?: BucketRef;
}

/** The catalogue's services, each by its kind, in its cluster and with the stores that it names. */
export function buildServices(scope: Construct, props: ServicesProps): ServiceRef[] {
  return Object.entries(props.environment.services).map(([service, config]) =>
    build(scope, common(service, config, props), config, props),
  );
}

/** What a service of any kind is told beside what its own kind says. */
type Common = Pick<
  ServiceProps,
  | "environment"
  | "account"
  | "region"
  | "service"
  | "image"
  | "cluster"
  | "network"
  | "stores"
  | "configuration"
  | "logRetentionDays"
> & {
  readonly migrate: ServiceProps["migrate"];
};

function build(
  scope: Construct,
  common: Common,
  config: ServiceConfig,
  { loadBalancer, stores }: ServicesProps,
): ServiceRef {
  const id = `service-${common.service}`;
  switch (config.kind) {
    case "web":
      return new WebService(scope, id, { ...config, ...common, loadBalancer }).ref;
    case "worker":
      return new WorkerService(scope, id, { ...config, ...common, queue: queueNamed(config.queue, stores) }).ref;
  }
}

function common(
  service: string,
  config: ServiceConfig,
  { environment, organization, lifecycle, network, clusters, stores, configuration }: ServicesProps,
): Common {
  const cluster = clusters.get(config.cluster);
  if (cluster === undefined) throw new Error(`the configuration let an unknown cluster through: ${config.cluster}`);
  const { migrate } = config;
  const migration = { organization, lifecycle, name: `${service}-migrate`, rollout: "terraform" } as const;
  return {
    environment: environment.name,
    account: environment.account,
    region: environment.region,
    service,
    image: imageSource(config.image, { organization, lifecycle, name: service, rollout: config.rollout }),
    migrate: migrate === undefined ? undefined : { ...migrate, image: imageSource(migrate.image, migration) },
    cluster,
    network,
    stores: stores.filter((store) => config.stores.includes(store.name)),
    ...(configuration === undefined ? {} : { configuration }),
    logRetentionDays: LOG_RETENTION_DAYS[lifecycle],
  };
}

function queueNamed(name: string, stores: readonly StoreRef[]): QueueRef {
  const queue = stores.filter(isQueue).find((store) => store.name === name);
  if (queue === undefined) throw new Error(`the configuration let an unknown queue through: ${name}`);
  return queue;
}
