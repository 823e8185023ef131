import { z } from "zod";
import { hostName } from "../primitives.js";

const label = z
  .string()
  .regex(/^(@|\*|[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)$/, { error: "must be a DNS label, * or @" });

/** A minute: a cut-over is soon through, and a resolver of the VPC answers nearly all of it from its memory. */
const TTL_SECONDS = 60;

/**
 * From the shortest that resolvers keep to, up to a day. Longer, and nobody can be sure where a name leads.
 */
const ttlSeconds = z.int().min(5).max(86_400).default(TTL_SECONDS);

const record = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("A"),
    values: z.array(z.ipv4({ error: "must be an IPv4 address" })).min(1),
    /** @default 60 */
    ttlSeconds,
  }),
  z.strictObject({
    type: z.literal("CNAME"),
    values: z.array(hostName).length(1, { error: "must be one name" }),
    /** @default 60 */
    ttlSeconds,
  }),
]);

/** Records of a zone, by their label; `@` is the zone itself. About $0.50 a month. */
export const privateZoneSchema = z
  .record(label, record)
  .refine((records) => records["@"]?.type !== "CNAME", { error: "has a CNAME at its apex, which DNS forbids" });

export type PrivateZoneConfig = Readonly<z.infer<typeof privateZoneSchema>>;
