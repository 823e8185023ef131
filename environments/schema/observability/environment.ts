import { z } from "zod";
import { slug } from "../primitives.js";
import { wholeSecret } from "../tasks/secret.js";

/** Lines of services on their way to Datadog, beside CloudWatch, where they all are. */
const forwardingSchema = z.strictObject({
  /**
   * Datadog's API key, as the JSON `{"api_key": …}` in Secrets Manager, where Firehose itself reads it:
   * `secretsmanager:<name>`.
   */
  apiKey: wholeSecret,
  /** The services whose lines are sent. @default - all */
  services: z.array(slug).min(1).exactOptional(),
});

/** How often Datadog asks. Source: Datadog API reference, synthetics, `tick_every` of API tests. */
const everySeconds = z.literal([30, 60, 300, 900, 1800, 3600, 21_600, 43_200, 86_400]);

const syntheticsSchema = z.strictObject({
  /** From where Datadog asks: `aws:eu-west-1`, `gcp:europe-west3`, a private location `pl:…`. */
  locations: z
    .array(
      z
        .string()
        .regex(/^(aws|azure|gcp|pl):[\w:-]+$/, { error: "must be a location of Datadog such as aws:eu-west-1" }),
    )
    .min(1),
  /** Datadog bills each time: about $5 for 10,000. @default 300 */
  everySeconds: everySeconds.default(300),
  /** What is asked for of each host. @default "/" */
  path: z.string().startsWith("/").default("/"),
  /** What it must answer. @default 200 */
  status: z.int().min(100).max(599).default(200),
  /** Within what. @default 5000 */
  withinMilliseconds: z.int().min(100).max(60_000).default(5000),
});

/** What is seen of an environment, beside its monitors; nothing of it is needed to run. */
export const observabilitySchema = z.strictObject({
  /** One dashboard of the environment, and one of each service. @default "all"; "environment" of an ephemeral one */
  dashboards: z.enum(["all", "environment", "none"]).exactOptional(),
  /** Whether its tasks may have Datadog's agent beside them, as services and the organization ask for. @default true */
  agents: z.boolean().exactOptional(),
  /** Whether Datadog has the lines of its services, too. @default - CloudWatch alone has them */
  logs: forwardingSchema.exactOptional(),
  /** Whether Datadog asks its public hosts from outside. @default - nobody asks */
  synthetics: syntheticsSchema.exactOptional(),
});

export type ObservabilityConfig = Readonly<z.output<typeof observabilitySchema>>;
