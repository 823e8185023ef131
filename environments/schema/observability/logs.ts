import { z } from "zod";
import { slug } from "../primitives.js";

/** Days for which Datadog sells the keeping of logs. Source: Datadog, "Log indexes", retention. */
const retentionDays = z.literal([3, 7, 15, 30, 45, 60, 90, 180, 360]);

const search = z.string().min(1);

const exclusionSchema = z.strictObject({
  /** What isn't kept, as one searches for it: `status:debug`. */
  filter: search,
  /** Percentage of it that isn't kept. @default 100 */
  percent: z.number().min(1).max(100).default(100),
});

const indexSchema = z.strictObject({
  /** What goes into it, as one searches for it: `env:production`. */
  filter: search,
  retentionDays,
  /** Lines a day beyond which it takes no more: a bill that somebody has thought of. @default - no end */
  dailyLimit: z.int().min(1).exactOptional(),
  /** What isn't kept of it, by name. It's still counted, archived and followed live. @default none */
  exclude: z.record(slug, exclusionSchema).default({}),
});

const attributes = z.array(z.string().min(1)).min(1);

/** How lines that a search finds are read: first they are taken apart, then it's said what the parts are. */
const pipelineSchema = z
  .strictObject({
    filter: search,
    /** How a text is taken apart. @default - it's JSON, which Datadog takes apart itself */
    grok: z.strictObject({ source: z.string().min(1).default("message"), rules: z.string().min(1) }).exactOptional(),
    /** Attributes that hold the level. @default - Datadog's own guess */
    status: attributes.exactOptional(),
    /** Attributes that hold the time. @default - when it arrived */
    date: attributes.exactOptional(),
    /** Attributes that hold the text that people read. @default - `message` */
    message: attributes.exactOptional(),
    /** Attributes that hold the trace it belongs to. @default - Datadog's own guess */
    trace: attributes.exactOptional(),
  })
  .refine((pipeline) => Object.keys(pipeline).length > 1, {
    error: "does nothing: give it one of grok, status, date, message, trace",
  });

/** Names as Datadog takes them for an index. */
const indexName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, {
  error: "must be lower-case letters, digits and dashes",
});

export const logsSchema = z.strictObject({
  /** Indexes by name, in the order in which a line is offered to them: the first whose filter finds it keeps it. @default none */
  indexes: z.record(indexName, indexSchema).default({}),
  /** Pipelines by name. @default none */
  pipelines: z.record(slug, pipelineSchema).default({}),
});

export type LogsConfig = Readonly<z.output<typeof logsSchema>>;
