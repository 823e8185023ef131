import type { FillContext, ResourceKind } from "../types.js";
import { dashboardIsAccepted } from "./dashboard-rules.js";

const DOCS = "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources";

const slug = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Compares the documents, not their spelling. */
function sameDocument(before: string, after: string): boolean {
  try {
    return canonical(JSON.parse(before)) === canonical(JSON.parse(after));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** What Datadog adds to a document and the provider takes out of it again, on both sides of a comparison. */
const ADDED: ReadonlySet<string> = new Set(["id", "author_handle", "author_name", "created_at", "modified_at", "url"]);

/** A dashboard as the provider compares it: without what Datadog adds, with what it fills in. */
function normalized(text: string): string {
  const document: unknown = JSON.parse(text);
  if (typeof document !== "object" || document === null || Array.isArray(document)) return canonical(document);
  const { notify_list: notified, ...rest } = withoutAdded(document) as Record<string, unknown>;
  return canonical({
    ...("restricted_roles" in rest ? {} : { is_read_only: false }),
    ...rest,
    ...(Array.isArray(notified) ? { notify_list: [...notified].map(String).sort((a, b) => (a < b ? -1 : 1)) } : {}),
  });
}

function withoutAdded(document: object): object {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([key]) => !ADDED.has(key))
      .map(([key, value]) => [key, key === "widgets" && Array.isArray(value) ? value.map(withoutId) : value]),
  );
}

function withoutId(widget: object): object {
  return Object.fromEntries(
    Object.entries(widget)
      .filter(([key]) => key !== "id")
      .map(([key, value]) => [key, key === "definition" && typeof value === "object" ? withoutAdded(value) : value]),
  );
}

function sameDashboard(before: string, after: string): boolean {
  try {
    return normalized(before) === normalized(after);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function canonical(document: unknown): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}

function titleOf({ resource }: FillContext): string {
  const { title } = JSON.parse(resource.text("dashboard") ?? "{}") as { readonly title?: unknown };
  return typeof title === "string" ? title : "";
}

export const dashboardJson: ResourceKind = {
  source: `${DOCS}/dashboard_json`,
  computed: { url: (context) => `/dashboard/${context.id}/${slug(titleOf(context))}` },
  equivalent: { dashboard: sameDashboard },
  id: ({ ids }) => ids.triple("datadog_dashboard"),
  rules: [
    (dashboard) => {
      const text = dashboard.text("dashboard");
      if (text === undefined || sameDocument(text, text)) return [];
      return [dashboard.problem("dashboard", `"dashboard" contains an invalid JSON`)];
    },
    dashboardIsAccepted,
  ],
};

export const dashboard: ResourceKind = {
  source: `${DOCS}/dashboard`,
  replace: ["layout_type"],
  defaults: { is_read_only: false },
  computed: {
    url: ({ id, resource }) => `/dashboard/${id}/${slug(resource.text("title") ?? "")}`,
    "widget.id": ({ ids }) => ids.number("datadog_widget", 4_000_000_000_000_000),
    "widget.group_definition.widget.id": ({ ids }) => ids.number("datadog_widget", 4_000_000_000_000_000),
  },
  id: ({ ids }) => ids.triple("datadog_dashboard"),
};

export const dashboardList: ResourceKind = {
  source: `${DOCS}/dashboard_list`,
  id: ({ ids }) => String(ids.number("datadog_dashboard_list", 500_000)),
};

export const monitorJson: ResourceKind = {
  source: `${DOCS}/monitor_json`,
  computed: { url: ({ id }) => `/monitors/${id}` },
  equivalent: { monitor: sameDocument },
  id: ({ ids }) => String(ids.number("datadog_monitor", 150_000_000)),
};
