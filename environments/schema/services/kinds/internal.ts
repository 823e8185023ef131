import { z } from "zod";
import { monitorsShape } from "../../monitors.js";
import { observedShape } from "../../observability/about.js";
import { portNumber, slug } from "../../primitives.js";
import { taskShape } from "../../tasks/task.js";
import { balancedDeployment } from "../deployment.js";
import { targetHealth, targetsShape } from "./http.js";
import { standingSizeShape } from "./size.js";
import { usesShape } from "./uses.js";

/**
 * What an `internal` service is, in every environment alike.
 *
 * It's reached at `http://<service>.<environment>.internal:<port>`, by the services that name it among their
 * `calls` and by nobody else. The address is the same however it's reached, so that changes no caller.
 */
export const internalSchema = z.strictObject({
  kind: z.literal("internal"),
  ...taskShape,
  ...balancedDeployment,
  /** Port on which the container listens, and under which it's called. */
  port: portNumber,
  /**
   * What stands behind its name. `dns`: its tasks' own addresses, which change with each deployment; callers that
   * resolve the name again follow within 10 seconds. `load-balancer`: an internal one (about $20 a month for all such
   * services of an environment), with a health check by HTTP and an even share for each task. `service-connect`: a
   * proxy beside each task on both ends, which takes about 256 CPU units and 64 MiB of it, retries, and stops asking
   * a task that fails.
   * @default "dns"
   */
  over: z.enum(["dns", "load-balancer", "service-connect"]).default("dns"),
  /** What the load balancer asks; without one `containerHealth` says whether a task is well. @default - not asked */
  health: targetHealth.exactOptional(),
  ...targetsShape,
  ...usesShape,
  ...monitorsShape,
  ...observedShape,
});

/** How big an `internal` service is in one environment. */
export const internalSizeSchema = z.strictObject({
  ...standingSizeShape,
  /**
   * Networks elsewhere that reach it, by the name of the peering or the VPN: all of their ranges, on its port of the
   * internal load balancer. Goes with `over: "load-balancer"`, whose own name resolves everywhere. @default none
   */
  reachedFrom: z.array(slug).min(1).exactOptional(),
});
