import type { Changes } from "./configuration.js";
import { pinned } from "./images.js";

/** Datadog set up in every way: its view of AWS, its catalogue, its logs, its agent, and staging's own lines and hosts. */
export const seen: Changes = {
  "organization.datadog.integration": { accounts: ["ops", "staging"], namespaces: ["AWS/Lambda"] },
  "organization.datadog.catalogue": true,
  "organization.datadog.agent": { image: pinned("agent"), apiKey: "ssm:/datadog/api-key" },
  "catalogue.services.web.agent": true,
  "organization.datadog.logs": {
    indexes: { errors: { filter: "status:error", retentionDays: 30 } },
    pipelines: { nginx: { filter: "source:nginx", status: ["level"] } },
  },
  "staging.observability": {
    logs: { apiKey: "secretsmanager:datadog/firehose" },
    synthetics: { locations: ["aws:eu-west-1"] },
  },
};
