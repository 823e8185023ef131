import type { Widget } from "./widgets.js";

/** A choice at the head of a dashboard: `$name` in a search stands for `prefix:value`. */
export interface Variable {
  readonly name: string;
  readonly prefix: string;
  /** @default - whatever there is */
  readonly values?: readonly string[];
}

export interface Dashboard {
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Variable[];
  readonly widgets: readonly Widget[];
}

/**
 * A dashboard as one text of JSON, keys sorted: the same dashboard is the same text.
 *
 * Text and not the typed resource of the provider: loading its binding takes 150 MB, and its schema lags behind the
 * API's widgets.
 */
export function documentOf({ title, description, variables, widgets }: Dashboard): string {
  return sorted({
    title,
    description,
    layout_type: "ordered",
    reflow_type: "auto",
    is_read_only: false,
    notify_list: [],
    template_variables: variables.map(({ name, prefix, values = [] }) => ({
      name,
      prefix,
      available_values: [...values],
      defaults: ["*"],
    })),
    widgets,
  });
}

function sorted(document: object): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
