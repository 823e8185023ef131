import { z } from "zod";
import { slug } from "./primitives.js";

export const LONGEST_TEXT = 500;
const LONGEST_TITLE = 80;

/** Who is told is the environment's to say: a handle in a text would tell somebody everywhere. */
export const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^@]*$/, { error: "mentions somebody (@): whom monitors tell is said by the environment's `alerts`" });

/** Windows that Datadog evaluates. */
const windows = z.enum(["5m", "10m", "15m", "30m", "1h", "2h", "4h", "1d"]);
const aggregation = z.enum(["avg", "max", "min", "sum"]);

/** How far from its level a recovery is where nobody says: a tenth. */
const RECOVERY_DISTANCE = 0.1;

/** What every monitor of one's own says. */
const common = {
  /** Goes on after the service's name: "has orders that nobody picked up". */
  title: text(LONGEST_TITLE),
  /** What it means when it alerts. */
  meaning: text(LONGEST_TEXT),
  /** What to look at first. */
  firstSteps: z.array(text(LONGEST_TEXT)).min(1),
  /** 1 wakes people, 5 waits for a quiet day. @default 3 */
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).default(3),
};

/** A metric of the service's own. */
const ofMetric = {
  /** As the service sends it, for instance `acme.orders.open`; looked for with the tags of the service alone. */
  metric: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z][\w.]*$/, { error: "must be the name of a metric such as acme.orders.open, without tags" }),
  /** Tags that narrow it further. @default none */
  filter: z.record(z.string().regex(/^[a-z][\w./-]*$/), z.string().regex(/^[\w./*-]+$/)).default({}),
  /** How tasks are made one. @default "avg" */
  over: aggregation.default("avg"),
};

const levels = {
  /** Whether more is worse, or less. @default ">" */
  comparator: z.enum([">", "<"]).default(">"),
  warning: z.number(),
  critical: z.number(),
};

/** A level of a metric, in the same form as those that a service has by its kind. */
const metric = z
  .strictObject({
    kind: z.literal("metric").optional(),
    ...common,
    ...ofMetric,
    ...levels,
    /** How the values of the window are made one. @default "avg" */
    aggregate: aggregation.default("avg"),
    window: windows,
    /** @default - a tenth from `warning` */
    warningRecovery: z.number().exactOptional(),
    /** @default - a tenth from `critical` */
    criticalRecovery: z.number().exactOptional(),
  })
  .transform((own) => {
    const better = own.comparator === ">" ? 1 - RECOVERY_DISTANCE : 1 + RECOVERY_DISTANCE;
    return {
      ...own,
      kind: "metric" as const,
      warningRecovery: own.warningRecovery ?? Number((own.warning * better).toPrecision(6)),
      criticalRecovery: own.criticalRecovery ?? Number((own.critical * better).toPrecision(6)),
    };
  });

/** As one types it in Datadog. Its service and environment are added, and brackets around it. */
const search = z
  .string()
  .min(1)
  .max(LONGEST_TEXT)
  .refine((query) => isClosed(query), { error: "has a quote or a bracket that isn't closed" })
  .refine((query) => !/(^|[\s(-])(env|service):/.test(query), {
    error: "names env or service: these are added, so that it looks at this service of this environment alone",
  });

function isClosed(query: string): boolean {
  let open = 0;
  for (const character of query.replace(/"(?:[^"\\]|\\.)*"/g, "")) {
    if (character === '"') return false;
    if (character === "(") open += 1;
    if (character === ")") open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

const searched = {
  ...common,
  search,
  ...levels,
  window: windows,
  /** Of a number in them, such as `@duration` in nanoseconds. @default - they are counted */
  measure: z
    .strictObject({
      of: z.string().regex(/^@[\w.-]+$/, { error: "must be an attribute such as @duration" }),
      as: z.enum(["avg", "max", "min", "sum", "cardinality", "pc75", "pc90", "pc95", "pc99"]),
    })
    .exactOptional(),
};

/** Lines of its log. They have no recovery: an alert ends once fewer are found. */
const logs = z.strictObject({ kind: z.literal("logs"), ...searched });

/** Requests in which it was traced, likewise. */
const traces = z.strictObject({ kind: z.literal("traces"), ...searched });

/** A metric that isn't as it was at such times before. Datadog needs some weeks of it. */
const anomaly = z.strictObject({
  kind: z.literal("anomaly"),
  ...common,
  ...ofMetric,
  /** Which side is unusual. @default "both" */
  direction: z.enum(["above", "below", "both"]).default("both"),
  /** How many deviations from what was expected are none yet. @default 3 */
  deviations: z.number().min(1).max(10).default(3),
  /** What repeats. @default "daily" */
  seasonality: z.enum(["hourly", "daily", "weekly"]).default("daily"),
  /** Time whose points are judged. */
  window: z.enum(["15m", "30m", "1h", "2h", "4h", "1d"]),
  /** Share of these points. @default 0.5 */
  warning: z.number().min(0.01).max(1).default(0.5),
  /** @default 1 */
  critical: z.number().min(0.01).max(1).default(1),
});

/** Others of its monitors, derived or its own, that hold together. It has one level: an alert. */
const composite = z.strictObject({
  kind: z.literal("composite"),
  ...common,
  /** Their names, joined by `&&`, `||`, `!` and brackets: `errors && !traffic`. */
  when: z
    .string()
    .max(LONGEST_TEXT)
    .refine(isFormula, { error: "must join names of monitors by &&, || and !, for instance errors && latency" }),
});

/** Replaces what stands for a value until one is left, or nothing more can be replaced. */
function isFormula(formula: string): boolean {
  let rest = formula.replaceAll(/[a-z][a-z0-9-]*/g, "x").replaceAll(/\s+/g, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replaceAll(/!x|\(x\)|x&&x|x\|\|x/g, "x");
  }
  return rest === "x";
}

/** How fast the budget of one of its objectives burns, beside the rates that are watched by themselves. */
const burn = z.strictObject({
  kind: z.literal("burn"),
  ...common,
  objective: slug,
  /** The window that makes it matter. */
  long: z.enum(["1h", "2h", "3h", "6h", "12h", "24h", "48h"]),
  /** The window that makes it end soon: a twelfth of the long one. */
  short: z.enum(["5m", "10m", "15m", "30m", "60m", "120m", "240m"]),
  /** Multiples of the rate at which the budget lasts exactly as long as it must. */
  warning: z.number().positive(),
  critical: z.number().positive(),
});

/** A monitor beside those that a service or store has by its kind; without a `kind` it's of a metric. */
export const ownMonitor = z.discriminatedUnion("kind", [metric, logs, traces, anomaly, composite, burn]);

/** As Datadog can search for it: AWS takes more. */
export const budgetName = z.string().regex(/^[a-z][a-z0-9._-]{0,99}$/, {
  error: "must be the name of a budget in lower-case letters, digits, dots, dashes and underscores",
});
