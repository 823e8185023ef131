import { z } from "zod";
import { slug } from "../primitives.js";

/** Of a budget; what is forecast may be far above it. */
const percents = z.array(z.int().min(1).max(1000)).refine((all) => new Set(all).size === all.length, {
  error: "names a percentage twice",
});

const monthlyUsd = z.number().min(1);

/** AWS takes ten of each. Source: AWS Budgets API reference, `Notification`. */
const MAX_ALERTS = 10;

/** What all of it may cost in a month, and who is mailed when it costs more. Budgets stop nothing, and are free. */
export const budgetsSchema = z
  .strictObject({
    /** Of all accounts together, in US dollars. */
    monthlyUsd,
    /** Of single accounts beside that, by name. @default none */
    accounts: z.record(slug, monthlyUsd).default({}),
    /** Percentages of a budget that tell when they are spent. @default 80 and 100 */
    spentPercents: percents.default([80, 100]),
    /** Percentages that tell when AWS expects them by the month's end; it needs about five weeks to. @default 100 */
    forecastPercents: percents.default([100]),
    email: z
      .array(z.email({ error: "must be an e-mail address such as platform@example.com" }))
      .min(1)
      .max(MAX_ALERTS),
    /**
     * Whether the tags that everything bears can be asked for in bills and in Cost Explorer. AWS refuses a tag that it
     * met less than a day ago: turn it on the day after the first deploy. @default false
     */
    costAllocationTags: z.boolean().default(false),
  })
  .refine(({ spentPercents, forecastPercents }) => spentPercents.length + forecastPercents.length <= MAX_ALERTS, {
    error: `tells of more than ${MAX_ALERTS} percentages, which is as many as AWS takes`,
  })
  .refine(({ spentPercents, forecastPercents }) => spentPercents.length + forecastPercents.length > 0, {
    error: "tells of nothing: name a percentage",
  });

export type BudgetsConfig = Readonly<z.output<typeof budgetsSchema>>;
