import { z } from "zod";

/** Limits: Amazon ECS API reference, `CreateService`, placementConstraints and placementStrategy. */
const MOST_CONSTRAINTS = 10;
const MOST_STRATEGIES = 5;

/** Where on a cluster's instances a service's tasks go. Fargate has none to choose from. */
export const placementSchema = z.strictObject({
  /** Whether no instance takes a second task of the service: a deployment then needs instances for the new ones. @default false */
  distinctInstance: z.boolean().default(false),
  /**
   * Expressions of the cluster query language that its instances meet, for instance
   * `attribute:ecs.instance-type =~ m7i.*`. Whether tasks fit is computed as if every instance met them.
   * @default none
   */
  memberOf: z
    .array(z.string().min(1))
    .max(MOST_CONSTRAINTS - 1)
    .default([]),
  /** What ECS prefers, in this order. @default over the zones, then packed by memory */
  strategy: z
    .array(
      z.string().regex(/^(random|binpack:(cpu|memory)|spread:(instanceId|attribute:[\w.-]+))$/, {
        error: "must be random, binpack:memory, binpack:cpu, spread:instanceId, or spread: and an attribute",
      }),
    )
    .min(1)
    .max(MOST_STRATEGIES)
    .default(["spread:attribute:ecs.availability-zone", "binpack:memory"]),
});

export type Placement = z.infer<typeof placementSchema>;
