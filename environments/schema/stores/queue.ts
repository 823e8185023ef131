import { z } from "zod";
import { monitorsShape } from "../monitors.js";

/** SQS hides a message no longer. */
export const LONGEST_VISIBILITY_SECONDS = 43_200;

/** What a queue is, in every environment alike. Always encrypted, TLS-only and with a dead letter queue. */
export const queueSchema = z.strictObject({
  kind: z.literal("queue"),
  /**
   * Order within each message group, and each message once; at most 300 sends a second. The name then ends in
   * `.fifo`: a change makes a new, empty queue.
   * @default false
   */
  fifo: z.boolean().default(false),
  /** Seconds for which a received message is hidden from others: the longest that it is worked on. @default 30 */
  visibilitySeconds: z.int().min(1).max(LONGEST_VISIBILITY_SECONDS).default(30),
  /** Receipts without a deletion after which a message goes to the dead letter queue. @default 5 */
  maximumReceives: z.int().min(1).max(1000).default(5),
  /** Days after which a message that nobody worked off is gone. @default 4 */
  retentionDays: z
    .int()
    .min(1)
    .max(13, { error: "leaves no time to dead letters: theirs, of 14 days, runs from when they were sent" })
    .default(4),
  ...monitorsShape,
});

/** A queue has no size; the empty entry says that the environment has it. */
export const queueSizeSchema = z.strictObject({});
