import { z } from "zod";
import { siteSchema } from "../edge/site.js";
import { monitorsShape } from "../monitors.js";

/** Storage classes that objects may move to, from the dearest to the cheapest, as S3 calls them. */
export const STORAGE_CLASSES = [
  "STANDARD_IA",
  "INTELLIGENT_TIERING",
  "ONEZONE_IA",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
] as const;

const transition = z.strictObject({
  /** Age of an object, in days, at which it moves. */
  afterDays: z.int().min(1),
  to: z.enum(STORAGE_CLASSES),
});

const cors = z.strictObject({
  /** Where pages come from that may call it, such as `https://app.example.com`. */
  origins: z
    .array(
      z.string().regex(/^https?:\/\/[^\s/]+$/, { error: "must be an origin such as https://app.example.com, no path" }),
    )
    .min(1),
  methods: z.array(z.enum(["GET", "HEAD", "PUT", "POST", "DELETE"])).min(1),
  /** Headers that they may send. @default none beside the harmless ones */
  headers: z.array(z.string().min(1)).default([]),
  /** Headers of answers that they may read, such as `ETag`. @default none beside the harmless ones */
  exposes: z.array(z.string().min(1)).default([]),
  /** For how long a browser may remember this. @default 3000 */
  maximumAgeSeconds: z.int().min(0).max(86_400).default(3000),
});

/** What a bucket is, in every environment alike. Always versioned, encrypted and TLS-only. */
export const bucketSchema = z.strictObject({
  kind: z.literal("bucket"),
  /** Days for which a replaced or deleted object can be brought back. @default 30 */
  noncurrentDays: z.int().min(1).default(30),
  /** Where objects move to as they grow old. @default - nowhere */
  transitions: z.array(transition).min(1).exactOptional(),
  /** Age, in days, at which an object is deleted. @default - never */
  expireDays: z.int().min(1).exactOptional(),
  /** Pages of other origins that may call it from a browser. @default none */
  cors: z.array(cors).min(1).exactOptional(),
  /** Makes pages of what it holds, under a name of their own. @default - nobody but services reads it */
  site: siteSchema.exactOptional(),
  ...monitorsShape,
});

/** A bucket has no size; the empty entry says that the environment has it. */
export const bucketSizeSchema = z.strictObject({
  /**
   * For so many days nobody can delete or change a version of an object. `governance` yields to who has the permission
   * `s3:BypassGovernanceRetention`; `compliance` to nobody, the account's owner included. Goes with a protected
   * environment. @default - versions can be deleted
   */
  lock: z
    .strictObject({ mode: z.enum(["governance", "compliance"]), days: z.int().min(1).max(36_500) })
    .exactOptional(),
  /** Of a site: from where clients are answered; `europe-america` is the cheapest. @default "europe-america" */
  reach: z.enum(["europe-america", "world"]).exactOptional(),
});
