import { z } from "zod";

export const clusterSchema = z.strictObject({
  /** Where its tasks run. */
  on: z.literal("fargate"),
  /**
   * CloudWatch Container Insights. `enhanced` bills custom metrics per task and service.
   * @default "disabled"
   */
  containerInsights: z.enum(["disabled", "enabled", "enhanced"]).default("disabled"),
});

export type ClusterConfig = Readonly<z.infer<typeof clusterSchema>>;
