import { z } from "zod";
import { monitorsShape } from "../../monitors.js";
import { observedShape } from "../../observability/about.js";
import { portNumber, slug } from "../../primitives.js";
import { taskShape } from "../../tasks/task.js";
import { balancedDeployment } from "../deployment.js";
import { targetHealth, targetsShape } from "./http.js";
import { standingSizeShape } from "./size.js";
import { usesShape } from "./uses.js";

/** DNS takes no longer label. */
const LONGEST_LABEL = 63;

/**
 * What a `web` service is, in every environment alike.
 *
 * What comes for its `hosts` and `routes` reaches it as it was asked for: no path is rewritten, so `/api/users`
 * arrives as `/api/users`. WebSockets pass by themselves; say how long they may be silent with `idleSeconds`.
 */
export const webSchema = z.strictObject({
  kind: z.literal("web"),
  ...taskShape,
  ...balancedDeployment,
  /** Port on which the container listens. */
  port: portNumber,
  /**
   * Names under the environment's domain that come here: `api` is `api.staging.example.com`, with its DNS record; the
   * environment's certificate covers it. @default - every name of the load balancer
   */
  hosts: z.array(slug.max(LONGEST_LABEL)).default([]),
  /** Path patterns that come here, `*` and `?` as wildcards. @default - every path of its hosts */
  routes: z
    .array(z.string().regex(/^\/[\w\-./$*?~"'@:+&]*$/, { error: "must be a path pattern such as /api/*" }))
    .default([]),
  /**
   * Order among all services' rules on the load balancer, lowest first; a specific path needs a
   * lower number than `/*`. Part of the service's definition, so that no other service moves it.
   */
  priority: z.int().min(1).max(50_000),
  health: targetHealth,
  ...targetsShape,
  /**
   * Longest silence of a connection, for instance of a WebSocket. It is a setting of the load balancer that all web
   * services share: the longest that any of them asks for holds. @default 60
   */
  idleSeconds: z.int().min(1).max(4000).default(60),
  ...usesShape,
  ...monitorsShape,
  ...observedShape,
});

/** How big a `web` service is in one environment. */
export const webSizeSchema = z.strictObject(standingSizeShape);
