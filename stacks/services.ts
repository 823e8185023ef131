import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { ServiceConfig, ServiceConfigOf } from "../environments/schema/services/service.js";
import { CronService } from "../modules/aws/ecs/cron/cron-service.js";
import { LockTable } from "../modules/aws/ecs/cron/lock-table.js";
import { ScheduleGroup } from "../modules/aws/ecs/cron/schedule-group.js";
import { DaemonService } from "../modules/aws/ecs/service/daemon-service.js";
import type { Entrance } from "../modules/aws/ecs/service/internal/entrance.js";
import { InternalService } from "../modules/aws/ecs/service/internal/internal-service.js";
import type { ServiceProps } from "../modules/aws/ecs/service/service.js";
import { WebService } from "../modules/aws/ecs/service/web-service.js";
import { WorkerService } from "../modules/aws/ecs/service/worker-service.js";
import type { ClusterRef } from "../modules/core/refs/clusters.js";
import type { LoadBalancerRef } from "../modules/core/refs/entrances.js";
import type { LockTableRef, ScheduleGroupRef } from "../modules/core/refs/schedules.js";
import type { ServiceRef } from "../modules/core/refs/services.js";
import { type BucketRef, isQueue, type QueueRef, type StoreRef } from "../modules/core/refs/stores.js";
import type { Entrances } from "./entrances.js";
import { imageSource } from "./images.js";
import { rangesOf, remotesOf } from "./remotes.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

export interface ServicesProps extends Shared {
  readonly clusters: ReadonlyMap<string, ClusterRef>;
  readonly stores: readonly StoreRef[];
  readonly loadBalancer: LoadBalancerRef;
  /** Where the services' configuration files are kept. @default - they have none */
  readonly configuration?: BucketRef;
  readonly entrances: Entrances;
}

interface Built {
  readonly ref: ServiceRef;
  /** What those that call it come after. @default - nobody can call it */
  readonly deployed?: ITerraformDependable;
}

/**
 * The catalogue's services, each by its kind, in its cluster and with the stores and the services that it names; in
 * the catalogue's order.
 */
export function buildServices(scope: Construct, props: ServicesProps): ServiceRef[] {
  const { services, deployOrder } = props.environment;
  const built = new Map<string, Built>();
  for (const { service, after } of deployOrder) {
    const config = services[service];
    if (config === undefined) continue;
    const deployed = after.flatMap((earlier) => built.get(earlier)?.deployed ?? []);
    const one = build(scope, common(service, config, deployed, props), config, props);
    if (one !== undefined) built.set(service, one);
  }
  return Object.keys(services).flatMap((service) => built.get(service)?.ref ?? []);
}

/** What a service of any kind is told beside what its own kind says. */
type Common = Pick<
  ServiceProps,
  | "environment"
  | "account"
  | "region"
  | "service"
  | "image"
  | "network"
  | "stores"
  | "configuration"
  | "logRetentionDays"
  | "sleeps"
> &
  Required<Pick<ServiceProps, "calls" | "reaches" | "after">> & {
    readonly migrate: ServiceProps["migrate"];
  };

function build(scope: Construct, shared: Common, config: ServiceConfig, props: ServicesProps): Built | undefined {
  if (config.kind === "daemon") return buildDaemon(scope, shared, config, props);
  const { environment, loadBalancer, entrances, stores, clusters } = props;
  const common = { ...shared, cluster: clusterNamed(config.cluster, clusters) };
  const id = `service-${common.service}`;
  switch (config.kind) {
    case "web":
      return { ref: new WebService(scope, id, { ...config, ...common, loadBalancer }).ref };
    case "internal":
      return new InternalService(scope, id, {
        ...config,
        ...common,
        entrance: entranceOf(common.service, entrances),
        reachedFrom: (config.reachedFrom ?? []).map((name) => ({ name, ranges: rangesOf(name, environment.network) })),
      });
    case "worker": {
      const queue = queueNamed(config.queue, stores);
      return { ref: new WorkerService(scope, id, { ...config, ...common, queue }).ref };
    }
    case "cron": {
      const { service, account, region } = common;
      const group = { environment: environment.name, service, account, region };
      const schedules = new ScheduleGroup(scope, `schedules-${service}`, group).ref;
      const locks = config.alone ? { locks: locksOf(scope, environment) } : {};
      return { ref: new CronService(scope, id, { ...config, ...common, schedules, ...locks }).ref };
    }
  }
}

/** Nothing where the environment gives it no instances. */
function buildDaemon(
  scope: Construct,
  common: Common,
  config: ServiceConfigOf<"daemon">,
  { clusters }: ServicesProps,
): Built | undefined {
  if (config.clusters.length === 0) return undefined;
  const placed = new Map(config.clusters.map((cluster) => [cluster, clusterNamed(cluster, clusters)]));
  return new DaemonService(scope, `service-${common.service}`, { ...config, ...common, clusters: placed });
}

function clusterNamed(name: string, clusters: ReadonlyMap<string, ClusterRef>): ClusterRef {
  const cluster = clusters.get(name);
  if (cluster === undefined) throw new Error(`the configuration let an unknown cluster through: ${name}`);
  return cluster;
}

function entranceOf(service: string, entrances: Entrances): Entrance {
  const entrance = entrances.of.get(service);
  if (entrance === undefined) throw new Error(`no entrance was made for ${service}`);
  return entrance;
}

function common(
  service: string,
  config: ServiceConfig,
  after: readonly ITerraformDependable[],
  { environment, organization, lifecycle, network, stores, configuration, entrances }: ServicesProps,
): Common {
  const { migrate } = config;
  const migration = { organization, lifecycle, name: `${service}-migrate`, rollout: "terraform" } as const;
  return {
    environment: environment.name,
    account: environment.account,
    region: environment.region,
    service,
    image: imageSource(config.image, { organization, lifecycle, name: service, rollout: rolloutOf(config) }),
    migrate: migrate === undefined ? undefined : { ...migrate, image: imageSource(migrate.image, migration) },
    network,
    stores: stores.filter((store) => config.stores.includes(store.name)),
    ...(configuration === undefined ? {} : { configuration }),
    calls: config.calls.flatMap((callee) => entrances.of.get(callee)?.ref ?? []),
    reaches: remotesOf([config.reaches], environment.network),
    after,
    logRetentionDays: LOG_RETENTION_DAYS[lifecycle],
    ...(environment.hours === undefined ? {} : { sleeps: true }),
  };
}

/** The group of what the environment schedules beside its crons, made with the first of them. */
export function schedulesOf(
  scope: Construct,
  { name, account, region }: Pick<EnvironmentConfig, "name" | "account" | "region">,
): ScheduleGroupRef {
  const id = "schedules";
  const made = scope.node.tryFindChild(id);
  return (made instanceof ScheduleGroup ? made : new ScheduleGroup(scope, id, { environment: name, account, region }))
    .ref;
}

/** The table of the environment's locks, likewise. */
function locksOf(scope: Construct, { name }: EnvironmentConfig): LockTableRef {
  const made = scope.node.tryFindChild("locks");
  return (made instanceof LockTable ? made : new LockTable(scope, "locks", { environment: name })).ref;
}

/** A cron has no deployment that a pipeline could make: its schedule names the revision. */
function rolloutOf(config: ServiceConfig): "terraform" | "external" {
  return "rollout" in config ? config.rollout : "terraform";
}

function queueNamed(name: string, stores: readonly StoreRef[]): QueueRef {
  const queue = stores.filter(isQueue).find((store) => store.name === name);
  if (queue === undefined) throw new Error(`the configuration let an unknown queue through: ${name}`);
  return queue;
}
