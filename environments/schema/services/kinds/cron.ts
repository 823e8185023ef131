import { z } from "zod";
import { monitorsShape } from "../../monitors.js";
import { observedShape } from "../../observability/about.js";
import { slug } from "../../primitives.js";
import { taskShape } from "../../tasks/task.js";
import { scheduleExpression, timeZone } from "../schedule.js";
import { taskSizeShape } from "./size.js";
import { usesShape } from "./uses.js";

/** A week: what takes longer has better places. */
const LONGEST_RUN_SECONDS = 604_800;

/** What a `cron` service is, in every environment alike: a task that the clock starts, and that ends by itself. */
export const cronSchema = z.strictObject({
  kind: z.literal("cron"),
  ...taskShape,
  /**
   * `cron(minutes hours day-of-month month day-of-week year)`, `rate(value unit)`, or `at(yyyy-mm-ddThh:mm:ss)` for
   * once. AWS starts it within that minute, as a rule once; very rarely twice.
   */
  schedule: scheduleExpression,
  /** By whose clock, summer time included; a `rate` has none. */
  timeZone,
  /**
   * How often it is tried again to start a task that ECS couldn't start: no room, too many calls. A task that ran and
   * failed isn't repeated: it is told as a failure. @default 10
   */
  retries: z.int().min(0).max(185).default(10),
  /** Until when it is tried, counted from its time; then it's told as a failure. @default 900 */
  maximumAgeSeconds: z.int().min(60).max(86_400).default(900),
  /**
   * Longest that a run may take; then it's stopped, and told as a failure. Step Functions sees to it.
   * @default - as long as it takes
   */
  timeoutSeconds: z.int().min(60).max(LONGEST_RUN_SECONDS).exactOptional(),
  /**
   * Whether a run is left out while the one before it still goes on, in which case nobody is told. A lock of
   * DynamoDB's holds it off, until `timeoutSeconds` at most.
   * @default false
   */
  alone: z.boolean().default(false),
  ...usesShape,
  ...monitorsShape,
  ...observedShape,
});

/** How big the task of a `cron` service is in one environment. */
export const cronSizeSchema = z.strictObject({
  cluster: slug,
  ...taskSizeShape,
  /** Whether the clock starts it here; one that it doesn't can still be run by hand. @default true */
  enabled: z.boolean().default(true),
});
