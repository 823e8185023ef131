import { createHash } from "node:crypto";
import { toJson } from "../../protocol/codec.js";
import { isList, textOf } from "../../protocol/values.js";
import type { DataSource } from "../types.js";

/** Roles that every Datadog organization has. https://docs.datadoghq.com/account_management/rbac/permissions */
const MANAGED_ROLES = ["Datadog Admin Role", "Datadog Standard Role", "Datadog Read Only Role"];

/** Of the same page, those that a role for monitors, dashboards, logs and integrations is made of. */
const PERMISSIONS = [
  "admin",
  "standard",
  "api_keys_read",
  "api_keys_write",
  "apm_read",
  "audit_logs_read",
  "aws_configurations_manage",
  "billing_read",
  "create_webhooks",
  "dashboards_public_share",
  "dashboards_read",
  "dashboards_write",
  "events_read",
  "incident_read",
  "incident_write",
  "integrations_manage",
  "integrations_read",
  "logs_generate_metrics",
  "logs_modify_indexes",
  "logs_read_archives",
  "logs_read_data",
  "logs_read_index_data",
  "logs_write_archives",
  "logs_write_exclusion_filters",
  "logs_write_pipelines",
  "logs_write_processors",
  "manage_integrations",
  "metrics_metadata_write",
  "metrics_read",
  "monitor_config_policy_write",
  "monitors_downtime",
  "monitors_read",
  "monitors_write",
  "org_app_keys_read",
  "org_app_keys_write",
  "org_management",
  "security_monitoring_rules_read",
  "security_monitoring_signals_read",
  "slos_corrections",
  "slos_read",
  "slos_write",
  "synthetics_read",
  "synthetics_write",
  "teams_manage",
  "teams_read",
  "timeseries_query",
  "usage_read",
  "user_access_invite",
  "user_access_manage",
  "user_access_read",
  "user_app_keys",
];

/** Granted to everybody, so neither granted nor revoked by a role. */
const RESTRICTED = ["admin", "standard", "user_access_read"];

const permissions: DataSource = (query) => {
  const shown =
    query.flag("include_restricted") === true ? PERMISSIONS : PERMISSIONS.filter((name) => !RESTRICTED.includes(name));
  return {
    id: "datadog-permissions",
    permissions: Object.fromEntries(shown.map((name) => [name, fixedUuid(`permission ${name}`)])),
  };
};

/** As the real one: the filter matches a part of the name, and must leave exactly one. */
const role: DataSource = (query, store) => {
  const filter = query.text("filter") ?? "";
  const all = [
    ...MANAGED_ROLES.map((name) => ({ id: fixedUuid(`role ${name}`), name, user_count: 1 })),
    ...store
      .all("datadog_role")
      .map((values) => toJson(values) as { readonly id: string; readonly name: string; readonly user_count: number }),
  ];
  const found = all.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
  const exact = found.find(({ name }) => name === filter);
  const only = exact ?? (found.length === 1 ? found[0] : undefined);
  if (only !== undefined) return { id: only.id, name: only.name, user_count: only.user_count };
  const names = (found.length === 0 ? all : found).map(({ name }) => name).join(", ");
  const message =
    found.length === 0 ? "Couldn't find any role matching the filter" : "Your query returned more than one result";
  throw query.refusal("filter", message, `${found.length === 0 ? "There are" : "It matches"}: ${names}.`);
};

const monitor: DataSource = (query, store) => {
  const name = query.text("name_filter");
  const tags = [...(query.texts("tags_filter") ?? []), ...(query.texts("monitor_tags_filter") ?? [])];
  const found = store.all("datadog_monitor").filter((candidate) => {
    const own = isList(candidate["tags"]) ? candidate["tags"] : [];
    return (name === undefined || textOf(candidate["name"]).includes(name)) && tags.every((tag) => own.includes(tag));
  });
  const only = found.find((candidate) => candidate["name"] === name) ?? (found.length === 1 ? found[0] : undefined);
  if (only !== undefined) return toJson(only) as Readonly<Record<string, unknown>>;
  const message =
    found.length === 0
      ? "your query returned no result, please try a less specific search criteria"
      : "your query returned more than one result, please try a more specific search criteria";
  throw query.refusal(
    "name_filter",
    message,
    `Monitors: ${
      store
        .all("datadog_monitor")
        .map((each) => textOf(each["name"]))
        .join(", ") || "none"
    }.`,
  );
};

/** The same in every world, since it stands for what Datadog itself brings. */
function fixedUuid(of: string): string {
  const hex = createHash("sha256").update(of).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11ee-a${hex.slice(13, 16)}-${hex.slice(20, 32)}`;
}

export const dataSources: Readonly<Record<string, DataSource>> = {
  datadog_monitor: monitor,
  datadog_permissions: permissions,
  datadog_role: role,
};
