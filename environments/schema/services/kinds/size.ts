import { z } from "zod";
import { portNumber, slug } from "../../primitives.js";
import { memoryReservationMiB } from "../../tasks/container.js";
import { placementSchema } from "../placement.js";
import { countSchema, scaleSchema } from "../scaling.js";

/** How big one task of a service is. */
export const taskSizeShape = {
  /** CPU units of the task; 1024 are one vCPU. */
  cpu: z.int().positive(),
  /** Memory of the task in MiB; on Fargate the pair with `cpu` must be one that AWS sells. */
  memoryMiB: z.int().positive(),
  /** What of it is kept free for the service's own container, beside its sidecars. @default - not said */
  memoryReservationMiB: memoryReservationMiB.exactOptional(),
  /**
   * What it opens in networks elsewhere, by the name of the peering or the VPN: `{ old: [3306] }` are the hosts of all
   * of its ranges, on that TCP port. @default - none, on ports other than 443
   */
  reaches: z.record(slug, z.array(portNumber).min(1)).exactOptional(),
};

/** How big a service is whose tasks ECS keeps running. */
export const standingSizeShape = {
  cluster: slug,
  ...taskSizeShape,
  count: countSchema,
  /** Where on the instances of its cluster its tasks go. @default - spread over the zones, then packed by memory */
  placement: placementSchema.exactOptional(),
  /** By what it scales; goes with a `count` that is a range. @default - the count stays as written */
  scale: scaleSchema.exactOptional(),
};
