import { z } from "zod";
import { memoryReservationMiB } from "./container.js";
import { slug } from "./primitives.js";
import { countSchema, scaleSchema } from "./scaling.js";
import { taskShape } from "./task.js";

const port = z.int().min(1).max(65535);

/** What a `web` service is, in every environment alike. */
export const webSchema = z.strictObject({
  kind: z.literal("web"),
  ...taskShape,
  /** Port on which the container listens. */
  port,
  /** Path patterns that the load balancer sends here, `*` and `?` as wildcards; AWS allows five values a rule. */
  routes: z
    .array(z.string().regex(/^\/[\w\-./$*?~"'@:+&]*$/, { error: "must be a path pattern such as /api/*" }))
    .min(1)
    .max(5),
  /**
   * Order among all services' rules on the load balancer, lowest first; a specific path needs a
   * lower number than `/*`. Part of the service's definition, so that no other service moves it.
   */
  priority: z.int().min(1).max(50_000),
  /** Path that answers 200 when the service can take traffic. */
  health: z.string().startsWith("/", { error: "must be a path beginning with /" }),
  /** Seconds that a new task may take before failing health checks count. @default 60 */
  graceSeconds: z.int().min(0).max(3600).default(60),
  /** Stores it uses: from this alone follow network rule, permission, injected endpoint and secret. @default none */
  stores: z.array(slug).default([]),
});

export const serviceSchema = z.discriminatedUnion("kind", [webSchema]);

/** How big a service is in one environment. */
export const serviceSizeSchema = z.strictObject({
  cluster: slug,
  /** CPU units of the task; 1024 are one vCPU. */
  cpu: z.int().positive(),
  /** Memory of the task in MiB; on Fargate the pair with `cpu` must be one that AWS sells. */
  memoryMiB: z.int().positive(),
  /** What of it is kept free for the service's own container, beside its sidecars. @default - not said */
  memoryReservationMiB: memoryReservationMiB.exactOptional(),
  count: countSchema,
  /** By what it scales; goes with a `count` that is a range. @default - the count stays as written */
  scale: scaleSchema.exactOptional(),
});

export type ServiceShape = z.infer<typeof serviceSchema>;
export type ServiceSize = z.infer<typeof serviceSizeSchema>;
export type ServiceConfig = Readonly<ServiceShape & ServiceSize>;
