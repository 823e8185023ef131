import { z } from "zod";

/** How long a task that leaves may finish what it has begun, where a service doesn't say. */
const DRAIN_SECONDS = 30;

const path = z.string().startsWith("/", { error: "must be a path beginning with /" });

/** Codes that an Application Load Balancer takes: Elastic Load Balancing API reference, `Matcher`. */
const MATCHER = /^[2-4]\d\d(-[2-4]\d\d)?(,[2-4]\d\d(-[2-4]\d\d)?)*$/;

/** Ranges: Elastic Load Balancing user guide, "Health checks for Application Load Balancer target groups". */
const targetHealthSchema = z
  .strictObject({
    path,
    /** Status codes that mean well: one, several or a range, such as `200-299`. @default "200" */
    matcher: z
      .string()
      .regex(MATCHER, { error: "must be codes from 200 to 499 such as 200, 200,204 or 200-299" })
      .default("200"),
    /** @default 15 */
    intervalSeconds: z.int().min(5).max(300).default(15),
    /** @default 5 */
    timeoutSeconds: z.int().min(2).max(120).default(5),
    /** Successes in a row after which a task gets traffic. @default 2 */
    healthyThreshold: z.int().min(2).max(10).default(2),
    /** Failures in a row after which it gets none. @default 3 */
    unhealthyThreshold: z.int().min(2).max(10).default(3),
  })
  .refine(({ intervalSeconds, timeoutSeconds }) => intervalSeconds > timeoutSeconds, {
    error: "must have an interval longer than its timeout: the next check would come before this one has failed",
  });

/** What the load balancer asks each task: a path that answers 200 when it can take traffic, or all of it. */
export const targetHealth = z.union([path.transform((path) => targetHealthSchema.parse({ path })), targetHealthSchema]);

/** How a load balancer treats the tasks behind it. */
export const targetsShape = {
  /** Seconds that a new task may take before failing health checks count. @default 60 */
  graceSeconds: z.int().min(0).max(3600).default(60),
  /** Seconds in which a task that leaves may finish its requests; WebSockets are cut after them. @default 30 */
  drainSeconds: z.int().min(0).max(3600).default(DRAIN_SECONDS),
  /** Seconds over which a new task's share of the requests grows. @default - it gets its whole share at once */
  slowStartSeconds: z.int().min(30).max(900).exactOptional(),
  /** Which task gets the next request; slow start goes with `round-robin` alone. @default "round-robin" */
  algorithm: z.enum(["round-robin", "least-outstanding-requests"]).default("round-robin"),
  /** Sends a browser to the task that it was sent to before, for so long, by a cookie. @default - any task */
  sticky: z.strictObject({ seconds: z.int().min(1).max(604_800) }).exactOptional(),
};
