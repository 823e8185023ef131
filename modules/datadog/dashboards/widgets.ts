/**
 * The few widgets that dashboards are made of, in the JSON of Datadog's API, written as the API gives it back: what
 * it would fill in is said, what it would drop is left out. So a plan stays empty.
 */

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

export interface Widget {
  readonly definition: Readonly<Record<string, Json>>;
}

/** A line across a graph. */
export interface Level {
  readonly value: number;
  readonly severity: "warning" | "critical";
}

export interface Graph {
  readonly title: string;
  /** Label → what is drawn, in Datadog's query language, without window or comparator. */
  readonly lines: Readonly<Record<string, string>>;
  /** @default "line" */
  readonly display?: "line" | "bars";
  /** From when on it's bad. @default none */
  readonly levels?: readonly Level[];
  /** What the numbers are of, for instance `%`. @default - not said */
  readonly unit?: string;
  /** Search for the events that are drawn over it. @default - none */
  readonly events?: string;
}

/** Text in Markdown. */
export function note(content: string): Widget {
  return {
    definition: {
      type: "note",
      content,
      background_color: "white",
      font_size: "14",
      has_padding: true,
      show_tick: false,
      text_align: "left",
      tick_edge: "left",
      tick_pos: "50%",
      vertical_align: "top",
    },
  };
}

/** Values over time, with the levels of their alerts and what was deployed meanwhile. */
export function graph({ title, lines, display = "line", levels = [], unit, events }: Graph): Widget {
  return {
    definition: {
      type: "timeseries",
      title,
      show_legend: true,
      legend_columns: ["avg", "max", "value"],
      legend_layout: "auto",
      requests: Object.entries(lines).map(([alias, query]) => ({
        q: query,
        display_type: display,
        metadata: [{ alias_name: alias, expression: query }],
        style: { line_type: "solid", line_width: "normal", palette: "dog_classic" },
      })),
      markers: levels.map(({ value, severity }) => ({
        display_type: `${severity === "critical" ? "error" : "warning"} dashed`,
        label: severity,
        value: `y = ${value}`,
      })),
      ...(unit === undefined ? {} : { yaxis: { include_zero: true, label: unit } }),
      ...(events === undefined ? {} : { events: [{ q: events, tags_execution: "and" }] }),
    },
  };
}

/** The monitors that a search finds, the worst first. */
export function monitors(title: string, query: string): Widget {
  return {
    definition: {
      type: "manage_status",
      title,
      color_preference: "text",
      display_format: "countsAndList",
      hide_zero_counts: true,
      query,
      show_last_triggered: true,
      show_priority: true,
      sort: "status,asc",
      summary_type: "monitors",
    },
  };
}

const MOST_OBJECTIVES = 50;

/** The objectives that a search finds, and what is left of their budgets. */
export function objectives(title: string, query: string): Widget {
  return {
    definition: {
      type: "slo_list",
      title,
      requests: [{ query: { limit: MOST_OBJECTIVES, query_string: query }, request_type: "slo_list" }],
    },
  };
}

/** The newest lines that a search finds. */
export function logs(title: string, query: string): Widget {
  return {
    definition: {
      type: "log_stream",
      title,
      columns: ["host", "service", "version"],
      indexes: [],
      message_display: "inline",
      query,
      show_date_column: true,
      show_message_column: true,
      sort: { column: "time", order: "desc" },
    },
  };
}

/** Widgets under a heading, in the order in which they are given. */
export function group(title: string, widgets: readonly Widget[]): Widget {
  return {
    definition: {
      type: "group",
      title,
      layout_type: "ordered",
      show_title: true,
      widgets: widgets.map(({ definition }) => ({ definition })),
    },
  };
}
