import type { Widget } from "../../../../modules/datadog/dashboards/widgets.js";

type Definition = Readonly<Record<string, unknown>>;

/** Titles of a dashboard's groups, in their order. */
export function headings({ widgets }: { readonly widgets: readonly Widget[] }): readonly string[] {
  return widgets.flatMap(({ definition }) =>
    definition["type"] === "group" && typeof definition["title"] === "string" ? [definition["title"]] : [],
  );
}

/** What stands in a group. */
export function widgetsUnder(widgets: readonly Widget[], title: string): readonly Definition[] {
  const group = widgets.find(({ definition }) => definition["title"] === title);
  const inner = (group?.definition["widgets"] ?? []) as readonly { readonly definition: Definition }[];
  return inner.map(({ definition }) => definition);
}
