import { z } from "zod";
import { slug } from "../primitives.js";
import { containerShape, mountPath, userNumber } from "./container.js";
import { serviceImage } from "./image.js";
import { migrationSchema } from "./migration.js";
import { sidecarSchema } from "./sidecar.js";

/** ECS runs at most ten containers in a task, of which the service's own is one. */
const MOST_SIDECARS = 9;

/** A volume that begins empty with each task and ends with it; on Fargate it is part of its 20 GiB. */
const scratchSchema = z.strictObject({ kind: z.literal("scratch") });

/** A directory of a store of files, through an access point of the service's own. */
const filesSchema = z.strictObject({
  kind: z.literal("files"),
  /** Name of the store, which the service lists among its `stores`. */
  store: slug,
  /** Absolute path in the store; services that name the same one share it. @default the service's own, `/<service>` */
  directory: mountPath.exactOptional(),
  /** Number of the user in whose name all is read and written. @default the service's `user` */
  user: userNumber.exactOptional(),
  /** @default that user's number, or the service's `group` with its user */
  group: userNumber.exactOptional(),
});

/** A directory or a socket of the EC2 instance; for daemons, which may read what their instance does. */
const hostSchema = z.strictObject({ kind: z.literal("host"), path: mountPath });

/** What may be said of any service's task. */
export const taskShape = {
  ...containerShape,
  image: serviceImage,
  /** Processor that every image of the task is built for. @default - x86_64, that of ECS */
  architecture: z.enum(["x86_64", "arm64"]).exactOptional(),
  /** Volumes by name; a container names them among its `mounts`. @default none */
  volumes: z.record(slug, z.discriminatedUnion("kind", [scratchSchema, filesSchema, hostSchema])).default({}),
  /** Containers beside the service's own, by name. @default none */
  sidecars: z
    .record(slug, sidecarSchema)
    .refine((sidecars) => Object.keys(sidecars).length <= MOST_SIDECARS, {
      error: `has more than ${MOST_SIDECARS} containers: ECS runs at most ten in a task, the service's own included`,
    })
    .default({}),
  /** Runs once, to success, before the service moves to a new image. @default - nothing to migrate */
  migrate: migrationSchema.exactOptional(),
};
