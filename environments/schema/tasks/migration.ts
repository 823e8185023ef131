import { z } from "zod";
import { containerShape } from "./container.js";
import { serviceImage } from "./image.js";

const { registry, command, entryPoint, user, group, exceptions, writable, init } = containerShape;

/** A quarter of an hour: longer than most, and short enough to hear of one that hangs. */
const TIMEOUT_SECONDS = 900;
const LONGEST_SECONDS = 6 * 3600;

/**
 * What runs once, as a task of its own, before a service moves to a new image: with the service's stores, variables,
 * secrets and permissions. It runs whenever anything about it changes, so what it has done already it must pass over.
 * While it runs the old version serves: what it changes must suit both.
 */
export const migrationSchema = z
  .strictObject({
    image: serviceImage,
    registry,
    command,
    entryPoint,
    user,
    group,
    exceptions,
    writable,
    init,
    /** CPU units of its task. @default as many as a task of the service has */
    cpu: z.int().positive().exactOptional(),
    /** Memory of its task; on Fargate a pair with `cpu` that AWS sells. @default as much as a task of the service has */
    memoryMiB: z.int().positive().exactOptional(),
    /** After so long it is stopped, and has failed. @default 900 */
    timeoutSeconds: z.int().min(30).max(LONGEST_SECONDS).default(TIMEOUT_SECONDS),
  })
  .refine(({ group, user }) => group === undefined || user !== undefined, {
    path: ["group"],
    error: "has no effect without a user: set `user` as well",
  });

export type MigrationShape = z.infer<typeof migrationSchema>;
