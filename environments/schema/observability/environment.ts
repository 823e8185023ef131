import { z } from "zod";

/** What is seen of an environment, beside its monitors; nothing of it is needed to run. */
export const observabilitySchema = z.strictObject({
  /** One dashboard of the environment, and one of each service. @default "all"; "environment" of an ephemeral one */
  dashboards: z.enum(["all", "environment", "none"]).exactOptional(),
});

export type ObservabilityConfig = Readonly<z.output<typeof observabilitySchema>>;
