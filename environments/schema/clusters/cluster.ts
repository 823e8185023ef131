import { z } from "zod";

/**
 * CloudWatch Container Insights. `enhanced` bills custom metrics per task and service.
 * @default "disabled"
 */
const containerInsights = z.enum(["disabled", "enabled", "enhanced"]).default("disabled");

/**
 * ECS Exec: whoever may in IAM opens a shell in a running task. Sessions are encrypted with a key of the cluster's
 * own (about $1 a month) and written to a log group of its own. Read-only roots get three writable mounts for it.
 * @default false
 */
const exec = z.boolean().default(false);

/** Percentage on Spot, at a fraction of the price: AWS takes it back at two minutes' notice. */
const spotShare = z.int().min(0).max(100);

/** Its tasks run on Fargate: nothing to patch, nothing to fill. */
const fargateSchema = z.strictObject({
  on: z.literal("fargate"),
  /**
   * Percentage of each service's tasks on Fargate Spot. Adding or removing the setting replaces the
   * services; from 0 up, a change rolls their tasks over.
   * @default - no Spot
   */
  spotShare: spotShare.exactOptional(),
  containerInsights,
  exec,
});

/** Instances made ready before they are needed, so that scaling out takes seconds. */
const warmPoolSchema = z.strictObject({
  /** Fewest instances kept ready beside those in service. */
  minimum: z.int().min(0),
  /** What they do meanwhile: a stopped one costs its disk, a running one its whole price. @default "stopped" */
  state: z.enum(["stopped", "running"]).default("stopped"),
});

/** EC2 Auto Scaling takes no more overrides in one mixed instances policy. */
const MAXIMUM_INSTANCE_TYPES = 40;

/** The ECS-optimized AMI's own snapshot: a smaller disk can't be made from it. */
const MINIMUM_DISK_GIB = 30;

/** Its tasks run on EC2 instances of its own, of which ECS keeps as many as the tasks need. */
const ec2Schema = z.strictObject({
  on: z.literal("ec2"),
  /** Instance types of one architecture, the preferred one first; several make Spot far less likely to run dry. */
  instances: z
    .array(
      z
        .string()
        .regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, { error: "must be an EC2 instance type, for instance t3.small" }),
    )
    .min(1)
    .max(MAXIMUM_INSTANCE_TYPES, { error: "are more than one Auto Scaling group can mix" }),
  /** Fewest and most instances. */
  count: z.tuple([z.int().min(0), z.int().min(1)]),
  /** Percentage of the instances on Spot. @default 0 */
  spotShare: spotShare.default(0),
  /** @default "x86_64" */
  architecture: z.enum(["x86_64", "arm64"]).default("x86_64"),
  /** Root disk of each instance: images, container layers and scratch space. @default 30 */
  diskGiB: z
    .int()
    .min(MINIMUM_DISK_GIB, { error: "is smaller than the ECS-optimized AMI" })
    .max(16_384)
    .default(MINIMUM_DISK_GIB),
  /** @default - no instance waits ready */
  warm: warmPoolSchema.exactOptional(),
  /**
   * `awsvpc` gives each task a network interface and a security group of its own, of which an instance has few.
   * `bridge` lets tasks share their instance's: as many as memory holds, and what one of them may reach they all
   * may. A change replaces the services, which are away until their successors are healthy.
   * @default "awsvpc"
   */
  network: z.enum(["awsvpc", "bridge"]).default("awsvpc"),
  /**
   * Trunk interfaces: five to ten times as many tasks in `awsvpc` mode, on instance types that have them. The
   * account must have it on (`organization.trunking`) before the instances start.
   * @default false
   */
  trunking: z.boolean().default(false),
  containerInsights,
  exec,
});

/**
 * What its services run on. Changing `on` in a running environment replaces every service of the
 * cluster, which is away until its successor is healthy: the provider can't change it in place.
 */
export const clusterSchema = z.discriminatedUnion("on", [fargateSchema, ec2Schema]);

export type ClusterConfig = Readonly<z.infer<typeof clusterSchema>>;
export type Ec2ClusterConfig = Readonly<z.infer<typeof ec2Schema>>;
