import { z } from "zod";
import { hasDigest, imageReference } from "../tasks/image.js";
import { secretReference } from "../tasks/secret.js";

/** Datadog's agent beside a task: takes its metrics and traces at 127.0.0.1 and sends them on. */
export const agentSchema = z.strictObject({
  /** The same everywhere, production included: named by its digest. */
  image: imageReference.refine(hasDigest, {
    error: "must be named by its digest, for instance public.ecr.aws/datadog/agent@sha256:…: production runs it too",
  }),
  /** Datadog's API key, by reference: each environment's account has it there. */
  apiKey: secretReference,
  /** Which tasks have it: every one on Fargate, or those whose service says `agent: true`. @default "asked" */
  beside: z.enum(["fargate", "asked"]).default("asked"),
  /** CPU units of the task that are its share. @default 64 */
  cpu: z.int().positive().default(64),
  /** Of the task's memory, as its limit. @default 256 */
  memoryMiB: z.int().min(128).default(256),
});

export type AgentConfig = Readonly<z.output<typeof agentSchema>>;
