import { z } from "zod";
import { slug } from "../primitives.js";
import { databaseName } from "./database.js";
import { logRetentionDays } from "./logs.js";

/** The largest base that a region has, where it is one of {@link LARGE_REGIONS}; elsewhere half of it. */
export const LARGEST_BASE_RPU = 512;
const LARGEST_EXTENDED_BASE_RPU = 1024;

/** Regions in which a base may be larger than {@link LARGEST_BASE_RPU}. */
export const LARGE_REGIONS = ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1"] as const;

const LARGEST_MAXIMUM_RPU = 5632;

/** 4, or steps of 8, and beyond 512 steps of 32. */
const isBase = (rpu: number) =>
  rpu === 4 || (rpu >= 8 && rpu % 8 === 0 && rpu <= LARGEST_BASE_RPU) || (rpu > LARGEST_BASE_RPU && rpu % 32 === 0);

/** What a warehouse is, in every environment alike: Redshift Serverless. Always encrypted and TLS-only. */
export const warehouseSchema = z.strictObject({
  kind: z.literal("warehouse"),
  /** Name of the database that is created in it. */
  database: databaseName(64),
  /**
   * Buckets of the catalogue that COPY may read. With any, COPY goes by Redshift's own way to S3 and not through the
   * VPC, whose isolated tier has no way for it. @default none
   */
  loads: z.array(slug).default([]),
});

/**
 * How big a warehouse is in one environment. It is billed while queries run, by the second and for a minute at least:
 * about $0.36 for an RPU and hour in eu-west-1, so that 8 RPU that work for an hour a day are about $90 a month. What
 * lies in it costs about $0.024 per GB and month.
 *
 * Source of the limits: Amazon Redshift management guide, "Compute capacity for Amazon Redshift Serverless".
 */
export const warehouseSizeSchema = z.strictObject({
  /** Redshift processing units, of 16 GB of memory each, that a query begins with. Not every region has 4. */
  baseCapacityRpu: z
    .int()
    .max(LARGEST_EXTENDED_BASE_RPU)
    .refine(isBase, { error: "must be 4, a multiple of 8 up to 512, or one of 32 up to 1024" }),
  /** Up to where it grows by itself when many queries run: what an hour can cost at most. */
  maxCapacityRpu: z
    .int()
    .min(4)
    .max(LARGEST_MAXIMUM_RPU)
    .refine((rpu) => rpu === 4 || rpu % 8 === 0, { error: "must be 4, or a multiple of 8" }),
  /** What it may use in a time, and what happens then. @default - no limit but `maxCapacityRpu` */
  limit: z
    .strictObject({
      rpuHours: z.int().min(1),
      per: z.enum(["day", "week", "month"]),
      /**
       * `log` writes a line into a system table, `alert` a metric besides, `stop` refuses queries until the time is over.
       * @default "alert"
       */
      reached: z.enum(["log", "alert", "stop"]).default("alert"),
    })
    .exactOptional(),
  logRetentionDays: logRetentionDays.exactOptional(),
});
