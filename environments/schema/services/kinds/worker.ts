import { z } from "zod";
import { monitorsShape } from "../../monitors.js";
import { observedShape } from "../../observability/about.js";
import { slug } from "../../primitives.js";
import { LONGEST_VISIBILITY_SECONDS } from "../../stores/queue.js";
import { taskShape } from "../../tasks/task.js";
import { standingDeployment } from "../deployment.js";
import { scaleSchema } from "../scaling.js";
import { standingSizeShape } from "./size.js";
import { usesShape } from "./uses.js";

/** What a `worker` service is, in every environment alike. */
export const workerSchema = z.strictObject({
  kind: z.literal("worker"),
  ...taskShape,
  ...standingDeployment,
  /**
   * The queue that it works off, among the stores: from this alone follow the permission to receive and delete, and
   * its URL. It may also send where it names the queue among its `stores` too.
   */
  queue: slug,
  /** What one task takes for a message on average; a task that works on four at a time takes a quarter each. */
  secondsPerMessage: z.number().positive(),
  /**
   * Longest that one message may take from its receipt to its deletion: as long it is hidden from other tasks, and
   * as long a task that is stopped may go on, up to the 120 seconds that ECS waits.
   * @default `secondsPerMessage`
   */
  longestMessageSeconds: z.int().min(1).max(LONGEST_VISIBILITY_SECONDS).exactOptional(),
  /**
   * How long a message may wait: a service with a range has as many tasks as are needed for that, and people hear of
   * a queue whose oldest message is older.
   */
  acceptableDelaySeconds: z.int().min(1),
  ...usesShape,
  ...monitorsShape,
  ...observedShape,
});

/**
 * How big a `worker` service is in one environment. A range as its `count` scales by the backlog of its queue, without
 * a word more; its minimum may be 0, since the queue's own metrics bring the first task. They come up to 15 minutes
 * late after six quiet hours.
 */
export const workerSizeSchema = z.strictObject({
  ...standingSizeShape,
  /** By what it scales beside its backlog. @default - by nothing else */
  scale: scaleSchema.omit({ requestsPerTask: true }).exactOptional(),
});
