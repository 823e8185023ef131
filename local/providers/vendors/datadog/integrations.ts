import { textOf } from "../../protocol/values.js";
import type { Creation, ResourceKind, Rule } from "../types.js";
import { namespacesAreKnown } from "./namespaces.js";

const DOCS = "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources";

const named =
  (attribute: string) =>
  ({ resource }: Creation) =>
    resource.text(attribute) ?? "";

/** Of a choice that a block holds, one is made. */
function onlyOneOf(block: string, ...choices: readonly [string, string]): Rule {
  return (holder) =>
    holder.blocks(block).flatMap((choice) => {
      const made = choices.filter((name) => choice.isSet(name));
      if (made.length < 2) return [];
      return [choice.problem(choices[1], `only one of ${choices.join(" and ")} can be set in ${block}`)];
    });
}

/** `key:value`, as tags of hosts are. */
function tagsHaveKeys(attribute: string): Rule {
  return (account) =>
    (account.texts(attribute) ?? [])
      .filter((tag) => !/^[^:\s]+:\S+$/.test(tag))
      .map((tag) => account.problem(attribute, `Invalid tag ${JSON.stringify(tag)}`, "Write it as key:value."));
}

/** Sends `{}`-shaped alerts unless told otherwise. https://docs.datadoghq.com/integrations/webhooks */
const WEBHOOK_PAYLOAD = `{
    "body": "$EVENT_MSG",
    "last_updated": "$LAST_UPDATED",
    "event_type": "$EVENT_TYPE",
    "title": "$EVENT_TITLE",
    "date": "$DATE",
    "org": {
        "id": "$ORG_ID",
        "name": "$ORG_NAME"
    },
    "id": "$ID"
}`;

export const integrations: Readonly<Record<string, ResourceKind>> = {
  datadog_integration_aws_account: {
    source: `${DOCS}/integration_aws_account`,
    sensitive: ["auth_config.aws_auth_config_keys.secret_access_key"],
    defaults: {
      "aws_regions.include_all": true,
      "logs_config.lambda_forwarder.lambdas": [],
      "logs_config.lambda_forwarder.sources": [],
      "metrics_config.automute_enabled": true,
      "metrics_config.collect_cloudwatch_alarms": false,
      "metrics_config.collect_custom_metrics": false,
      "metrics_config.enabled": true,
      "metrics_config.namespace_filters.exclude_only": ["AWS/SQS", "AWS/ElasticMapReduce", "AWS/Usage"],
      "metrics_config.tag_filters.tags": [],
      "resources_config.cloud_security_posture_management_collection": false,
      "resources_config.extended_collection": true,
      "traces_config.xray_services.include_only": [],
    },
    computed: {
      account_tags: [],
      "auth_config.aws_auth_config_role.external_id": ({ ids }) => ids.hex("datadog_external_id"),
    },
    rules: [
      (account) => {
        const id = account.text("aws_account_id");
        if (id === undefined || /^\d{12}$/.test(id)) return [];
        return [
          account.problem("aws_account_id", "Invalid AWS account id", `Twelve digits, not ${JSON.stringify(id)}.`),
        ];
      },
      onlyOneOf("auth_config", "aws_auth_config_role", "aws_auth_config_keys"),
      onlyOneOf("aws_regions", "include_all", "include_only"),
      (account) =>
        account.blocks("metrics_config").flatMap(onlyOneOf("namespace_filters", "include_only", "exclude_only")),
      tagsHaveKeys("account_tags"),
      namespacesAreKnown,
    ],
    worldRules: [
      (account, store, self) => {
        const twin = store.find(
          "datadog_integration_aws_account",
          (other) => other["aws_account_id"] === account.raw("aws_account_id") && textOf(other["id"]) !== self,
        );
        return twin === undefined
          ? []
          : [account.problem("aws_account_id", "An integration for this AWS account already exists")];
      },
    ],
  },
  datadog_integration_aws_external_id: {
    source: `${DOCS}/integration_aws_external_id`,
    id: ({ ids }) => ids.hex("datadog_external_id"),
  },
  datadog_integration_aws_event_bridge: {
    source: `${DOCS}/integration_aws_event_bridge`,
    replace: ["account_id", "create_event_bus", "event_generator_name", "region"],
    defaults: { create_event_bus: true },
    id: ({ resource, ids }) => `${resource.text("event_generator_name") ?? ""}-${ids.hex("datadog_event_bridge")}`,
  },
  datadog_integration_pagerduty_service_object: {
    source: `${DOCS}/integration_pagerduty_service_object`,
    sensitive: ["service_key"],
    replace: ["service_name"],
    unread: ["service_key"],
    id: named("service_name"),
  },
  datadog_integration_slack_channel: {
    source: `${DOCS}/integration_slack_channel`,
    replace: ["account_name"],
    id: ({ resource }) => `${resource.text("account_name") ?? ""}:${resource.text("channel_name") ?? ""}`,
  },
  datadog_webhook: {
    source: `${DOCS}/webhook`,
    computed: { encode_as: "json", payload: WEBHOOK_PAYLOAD },
    id: named("name"),
  },
  datadog_webhook_custom_variable: {
    source: `${DOCS}/webhook_custom_variable`,
    sensitive: ["value"],
    unread: ["value"],
    id: named("name"),
  },
};
