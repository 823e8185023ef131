import type { Vendor } from "../types.js";
import { dashboard, dashboardJson, dashboardList, monitorJson } from "./dashboards.js";
import { dataSources } from "./data-sources.js";
import { downtimeSchedule } from "./downtime.js";
import { integrations } from "./integrations.js";
import { logs } from "./logs.js";
import { monitor } from "./monitor/kind.js";
import { serviceLevelObjective, sloCorrection } from "./objectives.js";
import { organization } from "./organization.js";

export const datadog: Vendor = {
  name: "datadog",
  address: "datadog/datadog",
  protocol: 5,
  sensitiveSettings: ["api_key", "app_key", "aws_access_key_id", "aws_secret_access_key", "aws_session_token"],
  kinds: {
    datadog_monitor: monitor,
    datadog_monitor_json: monitorJson,
    datadog_downtime_schedule: downtimeSchedule,
    datadog_service_level_objective: serviceLevelObjective,
    datadog_slo_correction: sloCorrection,
    datadog_dashboard: dashboard,
    datadog_dashboard_json: dashboardJson,
    datadog_dashboard_list: dashboardList,
    ...integrations,
    ...logs,
    ...organization,
  },
  dataSources,
  notFound: (type) =>
    type.startsWith("datadog_monitor") ? "Monitor not found" : `${type.replace("datadog_", "")} not found`,
  defaultId: (type, ids) => ids.uuid(type),
};
