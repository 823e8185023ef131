import { z } from "zod";
import { containerShape, memoryReservationMiB, SMALLEST_MEMORY_MIB } from "./container.js";

/** A container beside the service's own, as big in every environment: it has a limit, so that it can't take all. */
export const sidecarSchema = z
  .strictObject({
    ...containerShape,
    /** Whether the task ends when it does; false for what prepares something and exits. @default true */
    essential: z.boolean().default(true),
    /** CPU units of the task that are its share while others want them too. */
    cpu: z.int().positive(),
    /** Hard limit, beyond which it is killed. */
    memoryMiB: z.int().min(SMALLEST_MEMORY_MIB),
    /** What is kept free for it, where that is less than its limit. @default `memoryMiB` */
    memoryReservationMiB: memoryReservationMiB.exactOptional(),
  })
  .refine(({ memoryMiB, memoryReservationMiB = 0 }) => memoryReservationMiB < memoryMiB, {
    path: ["memoryReservationMiB"],
    error: "must be less than memoryMiB: it is what is kept free below the limit",
  })
  .refine(({ memoryMiB, writable }) => Object.values(writable).reduce((sum, size) => sum + size, 0) < memoryMiB, {
    path: ["writable"],
    error: "must be less than memoryMiB in all: beyond it the container is killed",
  });

export type SidecarShape = z.infer<typeof sidecarSchema>;
