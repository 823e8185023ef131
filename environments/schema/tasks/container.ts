import { z } from "zod";
import { reason, slug } from "../primitives.js";
import { configFile } from "./config-file.js";
import { imageReference } from "./image.js";
import { registryCredentials, secretReference } from "./secret.js";

const settingName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, {
  error: "must be upper-case letters, digits and underscores, beginning with a letter",
});

const words = z.array(z.string()).min(1);

/** Linux numbers users and groups with 32 bits, of which the last number means nobody. */
export const userNumber = z
  .int()
  .min(1, { error: "must be the number of another user than root" })
  .max(2 ** 32 - 2);

/** The limits that ECS passes on. Source: Amazon ECS API reference, `Ulimit`. */
const ULIMITS = [
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
] as const;

const ulimit = z
  .strictObject({ soft: z.int().min(0), hard: z.int().min(0) })
  .refine(({ soft, hard }) => soft <= hard, { error: "must have a soft limit that is not above the hard one" });

/** Ranges: Amazon ECS API reference, `HealthCheck`. */
const healthSchema = z.strictObject({
  /** Program and arguments; well is exit code 0. Runs without a shell: `["sh", "-c", "…"]` takes one. */
  command: words,
  /** @default 30 */
  intervalSeconds: z.int().min(5).max(300).default(30),
  /** @default 5 */
  timeoutSeconds: z.int().min(2).max(60).default(5),
  /** Failures in a row after which it counts as unhealthy. @default 3 */
  retries: z.int().min(1).max(10).default(3),
  /** Time to start, in which failures don't count. @default 0 */
  startPeriodSeconds: z.int().min(0).max(300).default(0),
});

export const mountPath = z.string().regex(/^(\/[\w.-]+)+$/, {
  error: "must be an absolute path below /, without a slash at its end",
});

const mountSchema = z.strictObject({
  /** Name of one of the service's volumes. */
  volume: slug,
  /** @default false */
  readOnly: z.boolean().default(false),
});

/** A sentence that a reviewer can agree or disagree with. */
/** What a container doesn't keep to, and why. Each reason travels with the task, as a label of its container. */
const exceptionsSchema = z.strictObject({
  /** It runs as the user whom its image names, root as a rule. @default - it runs as `user` */
  root: reason.exactOptional(),
  /** It writes all over its own file system. @default - it writes to `writable` and its mounts alone */
  writableRoot: reason.exactOptional(),
  /** Nobody asks it whether it is well. @default - `containerHealth` does, where no load balancer asks its service */
  health: reason.exactOptional(),
  /** It has all of its instance's devices and kernel, as only a daemon may. @default - it has its own */
  privileged: reason.exactOptional(),
});

/** Docker gives no container less. */
export const SMALLEST_MEMORY_MIB = 6;

/** Soft limit: what is kept free for a container, which may take more while nobody else wants it. */
export const memoryReservationMiB = z.int().min(SMALLEST_MEMORY_MIB);

/** What may be said of any container of a task, of the service's own and of a sidecar. */
export const containerShape = {
  image: imageReference,
  /** What the image's registry asks for, where it is a private one other than ECR. @default - it asks for nothing */
  registry: z.strictObject({ credentials: registryCredentials }).exactOptional(),
  /** Arguments, in the place of the image's CMD. @default - the image's */
  command: words.exactOptional(),
  /** Program, in the place of the image's ENTRYPOINT. @default - the image's */
  entryPoint: words.exactOptional(),
  /** Number of the user that it runs as, never root's. @default - needs `exceptions.root` */
  user: userNumber.exactOptional(),
  /** Number of that user's group. @default the number of `user` */
  group: userNumber.exactOptional(),
  /** Its root file system is read-only and its user not root, but for what is excepted here. @default none */
  exceptions: exceptionsSchema.default({}),
  /**
   * Path → MiB that it may fill there, in memory that counts as the container's own and is gone with it. Any user
   * may write there, nobody may run programs from there.
   * @default none
   */
  writable: z.record(mountPath, z.int().min(1)).default({}),
  /** Whether an init process passes signals on and reaps children. @default false */
  init: z.boolean().default(false),
  /** From SIGTERM to SIGKILL; Fargate waits at most 120 seconds. @default - 30, the ECS agent's */
  stopTimeoutSeconds: z.int().min(2).max(120).exactOptional(),
  /** Resource limits by name; Fargate takes `nofile` alone. @default - those of the host */
  ulimits: z.partialRecord(z.enum(ULIMITS, { error: `must be one of ${ULIMITS.join(", ")}` }), ulimit).default({}),
  /** Asked inside the container; an essential container that fails it ends its task. @default - not asked */
  containerHealth: healthSchema.exactOptional(),
  /**
   * Path → volume. A scratch volume belongs to root unless the image declares a VOLUME at this very
   * path, which then gives it its owner and mode: without it a non-root user can't write there.
   * @default none
   */
  mounts: z.record(mountPath, mountSchema).default({}),
  /**
   * Path → file of `environments/files`, the same in every environment. Its directory is mounted whole and read-only,
   * and hides what the image has there. A container that fetches them runs first.
   * @default none
   */
  files: z.record(mountPath, configFile).default({}),
  /** Other container of the task → what must have happened to it first. @default none */
  dependsOn: z.record(slug, z.enum(["START", "HEALTHY", "COMPLETE", "SUCCESS"])).default({}),
  /** Plain settings, the same everywhere. Secrets don't belong here. @default none */
  variables: z.record(settingName, z.string()).default({}),
  /** Setting → reference to the secret that it holds at run time. @default none */
  secrets: z.record(settingName, secretReference).default({}),
};
