import { z } from "zod";
import { httpsUrl, slug } from "../primitives.js";

/** Datadog shows at most so much of a service's description. */
const LONGEST_DESCRIPTION = 300;

/** Who answers for a service, how much depends on it, and where people read on. */
const aboutSchema = z.strictObject({
  /** What it does, in a sentence. @default - not said */
  description: z.string().min(1).max(LONGEST_DESCRIPTION).exactOptional(),
  /** Handle of its team in Datadog. @default - nobody's */
  team: slug.exactOptional(),
  /** How much depends on it. @default - not said */
  tier: z.enum(["critical", "high", "medium", "low"]).exactOptional(),
  /** Where in its life it is. @default "production" */
  stage: z.enum(["experimental", "production", "deprecated"]).default("production"),
  /** Where its team is written to. @default - nowhere */
  email: z.email({ error: "must be an e-mail address" }).exactOptional(),
  /** What to do when it's unwell. @default - none */
  runbook: httpsUrl.exactOptional(),
  /** Where its code lies. @default - not said */
  repository: httpsUrl.exactOptional(),
});

export type About = Readonly<z.output<typeof aboutSchema>>;

/** How any service is seen. */
export const observedShape = {
  /** For the people around it: its dashboards, its alerts, its entry in Datadog's catalogue. @default - nothing is known of it */
  about: aboutSchema.exactOptional(),
  /** Whether Datadog's agent runs beside each of its tasks. @default - as `organization.datadog.agent` says */
  agent: z.boolean().exactOptional(),
};
