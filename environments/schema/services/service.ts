import { z } from "zod";
import { cronSchema, cronSizeSchema } from "./kinds/cron.js";
import { daemonSchema, daemonSizeSchema } from "./kinds/daemon.js";
import { internalSchema, internalSizeSchema } from "./kinds/internal.js";
import { webSchema, webSizeSchema } from "./kinds/web.js";
import { workerSchema, workerSizeSchema } from "./kinds/worker.js";

/** What a service is, in every environment alike: one of the kinds. */
export const serviceSchema = z.discriminatedUnion("kind", [
  webSchema,
  internalSchema,
  workerSchema,
  cronSchema,
  daemonSchema,
]);

/** What follows for its tasks from how the organization watches and from where they run. */
export interface Observed {
  /** Makes what they say of themselves known as the service's. @default - nothing does */
  readonly telemetry?: {
    /** Where their agent listens. @default - they have none that they could reach */
    readonly agentHost?: string;
  };
}

/** How big a service of each kind is in one environment. */
export const SERVICE_SIZES = {
  web: webSizeSchema,
  internal: internalSizeSchema,
  worker: workerSizeSchema,
  cron: cronSizeSchema,
  daemon: daemonSizeSchema,
} as const;

export type ServiceShape = z.infer<typeof serviceSchema>;
export type ServiceKind = ServiceShape["kind"];
export type ServiceSizeOf<Kind extends ServiceKind> = z.infer<(typeof SERVICE_SIZES)[Kind]>;
export type ServiceSize = ServiceSizeOf<ServiceKind>;

/** A service of that kind as the stacks read it: what it is, and how big. */
export type ServiceConfigOf<Kind extends ServiceKind> = Readonly<
  Extract<ServiceShape, { kind: Kind }> & ServiceSizeOf<Kind> & Observed
>;
export type ServiceConfig = { [Kind in ServiceKind]: ServiceConfigOf<Kind> }[ServiceKind];

/** The size of a service whose tasks ECS keeps running in a number of its own. */
export type CountedSize = Extract<ServiceSize, { count: unknown }>;

export function isCounted(size: ServiceSize): size is CountedSize {
  return "count" in size;
}

/** Names of the stores that a service uses, the queue that it works off among them. */
export function storesOf(shape: ServiceShape): readonly string[] {
  return [...new Set([...shape.stores, ...(shape.kind === "worker" ? [shape.queue] : [])])];
}

/** Names of the clusters that a service of that size is placed in. */
export function clustersOf(size: ServiceSize): readonly string[] {
  return "clusters" in size ? size.clusters : [size.cluster];
}

/**
 * The kinds that a catalogue names, read from what was written, so that a mistake elsewhere in it doesn't keep the
 * sizes from being checked.
 */
export function kindsIn(catalogue: unknown): ReadonlyMap<string, ServiceKind> {
  const written = z.object({ services: z.record(z.string(), z.unknown()) }).safeParse(catalogue).data?.services ?? {};
  const kind = z.object({ kind: z.enum(Object.keys(SERVICE_SIZES) as [ServiceKind]) });
  return new Map(
    Object.entries(written).flatMap(([name, shape]) => {
      const parsed = kind.safeParse(shape);
      return parsed.success ? [[name, parsed.data.kind] as const] : [];
    }),
  );
}
