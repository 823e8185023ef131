import type { ResourceKind } from "../types.js";
import { indexIsAccepted, orderedIndexesExist, pipelineIsAccepted } from "./log-rules.js";

const DOCS = "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources";

export const logs: Readonly<Record<string, ResourceKind>> = {
  datadog_logs_index: {
    source: `${DOCS}/logs_index`,
    replace: ["name"],
    computed: { disable_daily_limit: false, retention_days: 15 },
    id: ({ resource }) => resource.text("name") ?? "",
    rules: [indexIsAccepted],
  },
  datadog_logs_index_order: {
    source: `${DOCS}/logs_index_order`,
    computed: { name: ({ id }) => id },
    id: () => "logs-index-order",
    singleton: true,
    worldRules: [orderedIndexesExist],
  },
  datadog_logs_custom_pipeline: {
    source: `${DOCS}/logs_custom_pipeline`,
    computed: { tags: [], "processor.pipeline.tags": [] },
    id: ({ ids }) => ids.token("datadog_logs_pipeline", 22),
    rules: [pipelineIsAccepted],
  },
  datadog_logs_metric: {
    source: `${DOCS}/logs_metric`,
    replace: ["name"],
    id: ({ resource }) => resource.text("name") ?? "",
  },
  datadog_logs_archive: {
    source: `${DOCS}/logs_archive`,
    defaults: { include_tags: false },
    id: ({ ids }) => ids.token("datadog_logs_archive", 22),
  },
};
