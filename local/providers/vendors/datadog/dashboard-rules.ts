import type { Problem } from "../../protocol/diagnostics.js";
import type { Rule } from "../types.js";
import type { View } from "../view.js";

type Json = Readonly<Record<string, unknown>>;

/** The widgets of the API. Source: Datadog API reference, v1, `WidgetDefinition`. */
const WIDGETS: ReadonlySet<unknown> = new Set(
  [
    "alert_graph alert_value change check_status distribution event_stream event_timeline free_text funnel",
    "geomap group heatmap hostmap iframe image list_stream log_stream manage_status note powerpack query_table",
    "query_value run_workflow scatterplot servicemap slo slo_list split_group sunburst timeseries toplist",
    "topology_map trace_service treemap",
  ].flatMap((line) => line.split(" ")),
);

/** `y = 5`, `y > 5`, `0 < y < 5`. Source: Datadog, "Timeseries widget", markers. */
const MARKER = /^(?:y (?:=|[<>]=?) -?[\d.]+|-?[\d.]+ < y < -?[\d.]+)$/;

/** What the API answers with 400; the document itself is JSON. */
export const dashboardIsAccepted: Rule = (dashboard) => {
  const document = parsed(dashboard);
  if (document === undefined) return [];
  const refuse = (message: string, hint?: string) => dashboard.problem("dashboard", message, hint);
  return [
    ...head(document, refuse),
    ...widgetsIn(document).flatMap((widget, index) => ofWidget(widget, `widgets[${index}]`, refuse)),
    ...unknownVariables(document, refuse),
  ];
};

type Refuse = (message: string, hint?: string) => Problem;

function head(document: Json, refuse: Refuse): Problem[] {
  const { title, layout_type: layout, widgets, notify_list: notified = [] } = document;
  return [
    ...(typeof title === "string" && title !== "" ? [] : [refuse("'title' is a required property")]),
    ...(layout === "ordered" || layout === "free"
      ? []
      : [refuse(`'layout_type' must be one of ['ordered', 'free'], not ${JSON.stringify(layout)}`)]),
    ...(Array.isArray(widgets) ? [] : [refuse("'widgets' is a required property")]),
    ...(Array.isArray(notified) ? [] : [refuse("'notify_list' is not of type 'array'")]),
  ];
}

function ofWidget(widget: Json, path: string, refuse: Refuse): Problem[] {
  const definition = widget["definition"];
  if (!isRecord(definition)) return [refuse(`'definition' is a required property of ${path}`)];
  const { type, markers = [], requests } = definition;
  if (!WIDGETS.has(type)) return [refuse(`Invalid widget definition at ${path}: unknown type ${JSON.stringify(type)}`)];
  const values = Array.isArray(markers) ? markers.map((marker: Json) => String(marker["value"])) : [];
  return [
    ...(type === "timeseries" && (!Array.isArray(requests) || requests.length === 0)
      ? [refuse(`Invalid widget definition at ${path}: 'requests' is a required property`)]
      : []),
    ...values
      .filter((value) => !MARKER.test(value))
      .map((value) => refuse(`Invalid marker at ${path}: ${JSON.stringify(value)}`, "Write it as `y = 5`.")),
    ...(type === "group" ? insideGroup(definition, path, refuse) : []),
  ];
}

/** A group holds widgets, and no group. */
function insideGroup(definition: Json, path: string, refuse: Refuse): Problem[] {
  return widgetsIn(definition).flatMap((widget, index) => {
    const inner = `${path}.widgets[${index}]`;
    const { definition: within } = widget;
    return isRecord(within) && within["type"] === "group"
      ? [refuse(`Invalid widget definition at ${inner}: a group can't hold a group`)]
      : ofWidget(widget, inner, refuse);
  });
}

/** Datadog takes a variable that nobody declared for text, and finds nothing. */
function unknownVariables(document: Json, refuse: Refuse): Problem[] {
  const declared = Array.isArray(document["template_variables"]) ? document["template_variables"] : [];
  const names = declared.map((variable: Json) => String(variable["name"]));
  const used = [...JSON.stringify(document["widgets"] ?? []).matchAll(/(?<![\w\\$])\$([a-z_]\w*)/gi)].map(
    ([, name]) => name,
  );
  return [...new Set(used)]
    .filter((name) => name !== undefined && !names.includes(name.replace(/\.value$/, "")))
    .map((name) => refuse(`Template variable $${name} is not defined`, `Declared: ${names.join(", ") || "none"}.`));
}

function parsed(dashboard: View): Json | undefined {
  try {
    const document: unknown = JSON.parse(dashboard.text("dashboard") ?? "");
    return isRecord(document) ? document : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function widgetsIn(holder: Json): readonly Json[] {
  const { widgets } = holder;
  return Array.isArray(widgets) ? widgets.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
