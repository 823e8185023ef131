import { z } from "zod";
import { slug } from "../primitives.js";
import { cronExpression } from "./cron.js";
import { timeZone } from "./schedule.js";

/** ECS runs no more tasks in one service. */
const MOST_TASKS = 5000;

const tasks = z.int().min(0).max(MOST_TASKS);

const percent = z.int().min(1).max(100);

/** Number of tasks kept running, or the fewest and most between which the service scales by itself. */
export const countSchema = z.union([
  tasks,
  z.strictObject({
    /** 0 only where a schedule, or a worker's queue, brings the service back. */
    minimum: tasks,
    maximum: tasks.min(1),
  }),
]);

const scheduledRangeSchema = z.strictObject({
  /** When it begins to hold; it holds until the next one. */
  at: cronExpression,
  /** By whose clock, summer time included. */
  timeZone,
  minimum: tasks,
  maximum: tasks,
});

/** By what a service with a range scales. Of several wishes the highest count wins. */
export const scaleSchema = z.strictObject({
  /** Average CPU of its tasks, in percent of what they reserve. @default - not scaled by it */
  cpuPercent: percent.exactOptional(),
  /** Average memory of its tasks, in percent of what they reserve. @default - not scaled by it */
  memoryPercent: percent.exactOptional(),
  /** Requests that each task takes in a minute. @default - not scaled by it */
  requestsPerTask: z.int().min(1).exactOptional(),
  /** Narrower ranges by the clock, each inside `count` and named for what it is, such as `morning`. @default none */
  schedule: z.record(slug, scheduledRangeSchema).default({}),
});

export type Scale = z.infer<typeof scaleSchema>;
