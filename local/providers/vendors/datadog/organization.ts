import type { ResourceKind } from "../types.js";
import { entityIsAccepted } from "./catalogue-rules.js";
import { syntheticsRules } from "./synthetics-rules.js";

const DOCS = "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources";

/** People, keys and the catalogue. */
export const organization: Readonly<Record<string, ResourceKind>> = {
  datadog_api_key: {
    source: `${DOCS}/api_key`,
    sensitive: ["key"],
    computed: { key: ({ ids }) => ids.hex("datadog_api_key"), remote_config_read_enabled: true },
  },
  datadog_team: {
    source: `${DOCS}/team`,
    computed: { link_count: 0, summary: "", user_count: 0 },
  },
  datadog_role: {
    source: `${DOCS}/role`,
    computed: { user_count: 0, "permission.name": "" },
    unread: ["validate", "default_permissions_opt_out"],
  },
  datadog_monitor_notification_rule: { source: `${DOCS}/monitor_notification_rule` },
  datadog_software_catalog: {
    source: `${DOCS}/software_catalog`,
    id: ({ resource }) => entityReference(resource.text("entity") ?? ""),
    rules: [entityIsAccepted],
  },
  datadog_service_definition_yaml: {
    source: `${DOCS}/service_definition_yaml`,
    id: ({ resource }) => definedService(resource.text("service_definition") ?? ""),
    rules: [
      (definition) => {
        const text = definition.text("service_definition");
        if (text === undefined || definedService(text) !== "") return [];
        return [
          definition.problem("service_definition", "dd-service is missing", "Name the service: `dd-service: api`."),
        ];
      },
    ],
  },
  datadog_metric_metadata: {
    source: `${DOCS}/metric_metadata`,
    id: ({ resource }) => resource.text("metric") ?? "",
    singleton: true,
  },
  datadog_synthetics_test: {
    source: `${DOCS}/synthetics_test`,
    sensitive: [
      "api_step.request_basicauth.access_key",
      "api_step.request_basicauth.client_secret",
      "api_step.request_basicauth.password",
      "api_step.request_basicauth.secret_key",
      "api_step.request_client_certificate.cert.content",
      "api_step.request_client_certificate.key.content",
      "options_list.rum_settings.client_token_id",
      "request_basicauth.access_key",
      "request_basicauth.client_secret",
      "request_basicauth.password",
      "request_basicauth.secret_key",
      "request_client_certificate.cert.content",
      "request_client_certificate.key.content",
    ],
    computed: {
      monitor_id: ({ ids }) => ids.number("datadog_monitor", 150_000_000),
      "api_step.id": ({ ids }) => ids.triple("datadog_synthetics_step"),
      "browser_step.public_id": ({ ids }) => ids.triple("datadog_synthetics_step"),
    },
    id: ({ ids }) => ids.triple("datadog_synthetics_test"),
    rules: syntheticsRules,
  },
};

/** The service that a definition in YAML or JSON is of; empty when it says none. */
function definedService(definition: string): string {
  return /^[\s{]*["']?dd-service["']?\s*:\s*["']?([^"'\s]+)/m.exec(definition)?.[1] ?? "";
}

/** `kind:namespace/name` of a catalogue entity written in YAML or JSON. */
function entityReference(entity: string): string {
  const field = (name: string) => new RegExp(`["']?\\b${name}["']?\\s*:\\s*["']?([\\w.-]+)`).exec(entity)?.[1];
  return `${field("kind") ?? "service"}:${field("namespace") ?? "default"}/${field("name") ?? ""}`;
}
