import { z } from "zod";
import { balancedDeployment } from "../deployment.js";
import { slug } from "../primitives.js";
import { taskShape } from "../task.js";
import { standingSizeShape } from "./size.js";

const port = z.int().min(1).max(65535);

/** What a `web` service is, in every environment alike. */
export const webSchema = z.strictObject({
  kind: z.literal("web"),
  ...taskShape,
  ...balancedDeployment,
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

/** How big a `web` service is in one environment. */
export const webSizeSchema = z.strictObject(standingSizeShape);
