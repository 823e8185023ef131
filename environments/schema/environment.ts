import { z } from "zod";
import { type BackupConfig, backupSchema } from "./backup.js";
import { type CalendarConfig, calendarName } from "./calendar.js";
import type { ServiceSizes, StoreSizes } from "./catalogue.js";
import { type ClusterConfig, clusterSchema } from "./clusters/cluster.js";
import { type EdgeConfig, edgeSchema } from "./edge/edge.js";
import { type MigrationConfig, migrationSchema } from "./migration.js";
import { budgetName } from "./monitors-own.js";
import { type BastionConfig, bastionSchema } from "./network/bastion.js";
import { type NetworkConfig, networkSchema } from "./network/network.js";
import { type ObservabilityConfig, observabilitySchema } from "./observability/environment.js";
import { accountId, environmentName, hostName, type Lifecycle, lifecycle, region, slug } from "./primitives.js";
import { type EventsConfig, eventsSchema } from "./security.js";
import type { DeployStep } from "./services/calls.js";
import type { ServiceConfig, ServiceSize } from "./services/service.js";
import type { StoreConfig } from "./stores/store.js";

/** Where an environment runs and how big it is. The catalogue says what runs in it. */
export const environmentSchema = z.strictObject({
  name: environmentName,
  account: accountId,
  region,
  /** What a destroy meets: every guard, or none. */
  lifecycle,
  /**
   * Host name under the organization's delegated domain: gives the environment a DNS zone, a
   * certificate and HTTPS. An environment without one serves plain HTTP, which only the embedded
   * cloud permits.
   * @default - none
   */
  domain: hostName.optional(),
  /**
   * Who hears of its alerts: the name of one of the organization's alert routes. A protected environment has one.
   * @default - nobody
   */
  alerts: slug.exactOptional(),
  /**
   * When people need it: the name of one of the organization's calendars. Outside these hours its services and
   * databases sleep, and nobody hears of its monitors. Of disposable environments alone.
   * @default - it's always awake
   */
  hours: calendarName.exactOptional(),
  network: networkSchema,
  /** What stands before the load balancer, and beside it. @default - the load balancer alone */
  edge: edgeSchema.exactOptional(),
  /** Copies of stores in a vault of AWS Backup. @default - the backups that databases have by themselves */
  backup: backupSchema.exactOptional(),
  /** Who is mailed what AWS reports of its stores. @default - nobody: Datadog tells of levels */
  events: eventsSchema.exactOptional(),
  /**
   * Name of the budget of AWS Budgets that its costs count for, in its account or in the payer's; its spending and its
   * forecast are watched against that limit. @default - none: nobody is told of costs
   */
  budget: budgetName.exactOptional(),
  /** Whether what is promised of its services is counted. @default - in a protected environment */
  objectives: z.boolean().exactOptional(),
  /** A bastion that stays. @default - none; `./gantry bastion open` makes one for a while */
  bastion: bastionSchema.exactOptional(),
  /** What is seen of it beside its monitors. @default - its dashboards */
  observability: observabilitySchema.exactOptional(),
  /** What is filled from an old database, by the store. @default - nothing */
  migration: z.record(slug, migrationSchema).exactOptional(),
  clusters: z.record(slug, clusterSchema),
  /** Checked against the kind that the catalogue gives each service. */
  services: z.record(slug, z.record(z.string(), z.unknown())),
  /** Checked against the kind that the catalogue gives each store. */
  stores: z.record(slug, z.record(z.string(), z.unknown())),
});

/** After its own schema; its services and stores still as they were written. */
export type UnsizedEnvironment = z.output<typeof environmentSchema>;

/** With the services that passed the schema of their kind. */
export type ParsedEnvironment = Omit<UnsizedEnvironment, "services"> & {
  readonly services: Readonly<Record<string, ServiceSize>>;
};

type Shapes = { readonly services: object; readonly stores: object };
type KindOf<Shape> = Shape extends { kind: infer Kind } ? Kind : never;
type SizeOf<Shape, Sizes> = KindOf<Shape> extends keyof Sizes ? Sizes[KindOf<Shape>] : never;

/**
 * How an environment is written down: a size for every service and store of the catalogue, no more
 * and no fewer, so that two environments can differ in nothing else.
 */
export type EnvironmentInput<C extends Shapes = Shapes> = Omit<
  z.input<typeof environmentSchema>,
  "services" | "stores"
> & {
  readonly services: { readonly [Name in keyof C["services"]]: SizeOf<C["services"][Name], ServiceSizes> };
  readonly stores: { readonly [Name in keyof C["stores"]]: SizeOf<C["stores"][Name], StoreSizes> };
};

/** Whom a monitor tells: Datadog handles per level. */
export interface AlertRoute {
  readonly warning: readonly string[];
  readonly critical: readonly string[];
}

/** An environment as the stacks read it: complete, checked, every default filled in. */
export interface EnvironmentConfig {
  readonly name: string;
  /** Derived from a template: made and destroyed at will, not part of the long-lived set. */
  readonly ephemeral: boolean;
  readonly account: string;
  readonly region: string;
  readonly lifecycle: Lifecycle;
  readonly domain?: string;
  readonly alerts: AlertRoute;
  readonly hours?: CalendarConfig;
  readonly network: NetworkConfig;
  readonly edge?: EdgeConfig;
  readonly backup?: BackupConfig;
  readonly events?: EventsConfig;
  readonly budget?: string;
  readonly objectives?: boolean;
  readonly bastion?: BastionConfig;
  readonly observability?: ObservabilityConfig;
  readonly migration?: Readonly<Record<string, MigrationConfig>>;
  readonly clusters: Readonly<Record<string, ClusterConfig>>;
  readonly services: Readonly<Record<string, ServiceConfig>>;
  /** The services, in the order in which they are deployed. */
  readonly deployOrder: readonly DeployStep[];
  readonly stores: Readonly<Record<string, StoreConfig>>;
}
