import { z } from "zod";
import { httpsUrl, slug } from "../primitives.js";
import { agentSchema } from "./agent.js";
import { logsSchema } from "./logs.js";

/** A namespace of CloudWatch, as Datadog lists them. */
const metricNamespace = z.string().regex(/^([A-Za-z]+\/)*[A-Za-z0-9 ]+$/, {
  error: "must be a namespace of CloudWatch, for instance AWS/Lambda",
});

/** What Datadog sees of the AWS accounts. */
const integrationSchema = z.strictObject({
  /** Names of the accounts. */
  accounts: z.array(slug).min(1),
  /**
   * CloudWatch's namespaces beside those that Gantry's own resources write to. CloudWatch bills each metric that
   * Datadog asks for: about $0.01 for 1000. @default none
   */
  namespaces: z.array(metricNamespace).default([]),
  /**
   * Whether it reads namespaces that Datadog has no name for: your own, and that of EventBridge Scheduler, by which a
   * cron's missed run shows. Datadog bills each of their metrics. @default - where there are crons
   */
  customMetrics: z.boolean().exactOptional(),
  /**
   * Whether it also lists the configuration of what there is, for its resource catalogue. Its role then gets AWS's own
   * policy `SecurityAudit`. @default false
   */
  resources: z.boolean().default(false),
});

/** What is set up at Datadog for all environments together. */
export const datadogSchema = z.strictObject({
  /** The API host of the Datadog site, for instance https://api.datadoghq.eu */
  apiUrl: httpsUrl,
  /** The integration with AWS, without which no metric of AWS arrives. @default - made by somebody else */
  integration: integrationSchema.exactOptional(),
  /** Whether Datadog's catalogue has an entry for each service and store. @default false */
  catalogue: z.boolean().default(false),
  /**
   * Whether every task carries Datadog's unified service tags, as settings and labels: `env`, `service` and `version`,
   * its image's tag or digest. @default - where there's an `agent`
   */
  unifiedTags: z.boolean().exactOptional(),
  /** The agent beside tasks. @default - none: daemons alone, on instances */
  agent: agentSchema.exactOptional(),
  /** Where logs are kept, and how they are read. @default - as somebody set it up */
  logs: logsSchema.exactOptional(),
});

export type IntegrationConfig = Readonly<z.output<typeof integrationSchema>>;
