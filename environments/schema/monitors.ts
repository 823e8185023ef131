import { z } from "zod";
import { slug } from "./primitives.js";

/** Who is told is the environment's to say: a handle in a text would tell somebody everywhere. */
const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^@]*$/, { error: "mentions somebody (@): whom monitors tell is said by the environment's `alerts`" });

const LONGEST_TEXT = 500;
const LONGEST_TITLE = 80;

/** What a service or store wants otherwise of a monitor that it has by its kind: docs/guides/alerts.md lists them. */
const changeSchema = z.strictObject({
  /** From when on it warns. @default - as the table says */
  warning: z.number().exactOptional(),
  /** From when on it alerts. @default - as the table says */
  critical: z.number().exactOptional(),
  /** Where a warning ends. @default - in the same relation to `warning` as in the table */
  warningRecovery: z.number().exactOptional(),
  /** Where an alert ends. @default - in the same relation to `critical` as in the table */
  criticalRecovery: z.number().exactOptional(),
  /** Why nobody is to hear of it; it's still shown. @default - people hear of it */
  silence: text(LONGEST_TEXT).exactOptional(),
});

/** Windows that Datadog evaluates. */
const windows = z.enum(["5m", "10m", "15m", "30m", "1h", "2h", "4h", "1d"]);
const aggregation = z.enum(["avg", "max", "min", "sum"]);

/** How far from its level a recovery is where nobody says: a tenth. */
const RECOVERY_DISTANCE = 0.1;

/** A monitor over a metric of the service's own, in the same form as those that it has by its kind. */
const ownSchema = z
  .strictObject({
    /** As the service sends it, for instance `acme.orders.open`; looked for with the tags of the service alone. */
    metric: z
      .string()
      .max(200)
      .regex(/^[a-zA-Z][\w.]*$/, { error: "must be the name of a metric such as acme.orders.open, without tags" }),
    /** Tags that narrow it further. @default none */
    filter: z.record(z.string().regex(/^[a-z][\w./-]*$/), z.string().regex(/^[\w./*-]+$/)).default({}),
    /** How tasks are made one. @default "avg" */
    over: aggregation.default("avg"),
    /** How the values of the window are made one. @default "avg" */
    aggregate: aggregation.default("avg"),
    window: windows,
    /** Goes on after the service's name: "has orders that nobody picked up". */
    title: text(LONGEST_TITLE),
    /** What it means when it alerts. */
    meaning: text(LONGEST_TEXT),
    /** What to look at first. */
    firstSteps: z.array(text(LONGEST_TEXT)).min(1),
    /** Whether more is worse, or less. @default ">" */
    comparator: z.enum([">", "<"]).default(">"),
    warning: z.number(),
    critical: z.number(),
    /** @default - a tenth from `warning` */
    warningRecovery: z.number().exactOptional(),
    /** @default - a tenth from `critical` */
    criticalRecovery: z.number().exactOptional(),
    /** 1 wakes people, 5 waits for a quiet day. @default 3 */
    priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).default(3),
  })
  .transform((own) => {
    const better = own.comparator === ">" ? 1 - RECOVERY_DISTANCE : 1 + RECOVERY_DISTANCE;
    return {
      ...own,
      warningRecovery: own.warningRecovery ?? Number((own.warning * better).toPrecision(6)),
      criticalRecovery: own.criticalRecovery ?? Number((own.critical * better).toPrecision(6)),
    };
  });

/** What may be said of the monitors of a service or store. */
export const monitorsShape = {
  /** By the name of the monitor: `cpu: { critical: 98 }`, `latency: { silence: "why" }`. @default none */
  monitors: z.record(slug, changeSchema).default({}),
  /** Monitors beside those that it has by its kind, by name. @default none */
  ownMonitors: z.record(slug, ownSchema).default({}),
};

export type MonitorSettings = {
  readonly [Name in keyof typeof monitorsShape]: z.output<(typeof monitorsShape)[Name]>;
};
