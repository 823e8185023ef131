import { z } from "zod";
import { monitorsShape } from "../../monitors.js";
import { observedShape } from "../../observability/about.js";
import { portNumber, slug } from "../../primitives.js";
import { taskShape } from "../../tasks/task.js";
import { standingDeployment } from "../deployment.js";
import { taskSizeShape } from "./size.js";
import { usesShape } from "./uses.js";

/** Docker gives its dynamic ports from here on; a port below them is nobody else's. Source: Linux, ip_local_port_range. */
const FIRST_DYNAMIC_PORT = 32_768;

/** What listens on every ECS instance. Source: Amazon ECS API reference, `PortMapping`, reserved host ports. */
const RESERVED_PORTS: readonly number[] = [22, 2375, 2376, 51_678, 51_679, 51_680];

/** A port that it offers on its instance. */
const offerSchema = z.strictObject({
  port: portNumber
    .refine((port) => port < FIRST_DYNAMIC_PORT, {
      error: `must be below ${FIRST_DYNAMIC_PORT}, where Docker's own begin`,
    })
    .refine((port) => !RESERVED_PORTS.includes(port), { error: "is a port of the instance or of the ECS agent" }),
  /** @default "tcp" */
  protocol: z.enum(["tcp", "udp"]).default("tcp"),
});

/**
 * What a `daemon` is, in every environment alike: one task on every EC2 instance of its clusters, such as an agent
 * that collects what its neighbours say and use.
 *
 * It runs in bridge mode whatever its cluster does: it takes no network interface from the tasks that pay for the
 * instance, sees none of the host's connections, and is reached by nobody but by containers beside it. It opens
 * what its instance may open: HTTPS. A deployment stops it on an instance before it starts anew there, as two would
 * want the same ports.
 */
export const daemonSchema = z.strictObject({
  kind: z.literal("daemon"),
  ...taskShape,
  rollout: standingDeployment.rollout,
  /** Ports that it offers to the tasks of its instance, by what they are for; of clusters in bridge mode. @default none */
  ports: z.record(slug, offerSchema).default({}),
  ...usesShape,
  ...monitorsShape,
  ...observedShape,
});

/** How big a `daemon` is in one environment, and where it runs. */
export const daemonSizeSchema = z.strictObject({
  /** Clusters on EC2, on each instance of which a task runs. Empty where everything runs on Fargate. */
  clusters: z.array(slug),
  ...taskSizeShape,
});
