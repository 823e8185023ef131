import { PLATFORM_ROWS } from "./platform.js";
import type { Row, Rows } from "./row.js";
import { SERVICE_ROWS } from "./services.js";
import { STORE_ROWS } from "./stores.js";

/** Every monitor that Gantry derives, by the kind of what it watches and by name: its levels, window, and why so. */
export const MONITORS = { ...SERVICE_ROWS, ...STORE_ROWS, ...PLATFORM_ROWS } as const;

/** What has monitors of its own: a kind of service or store, a cluster on EC2, the environment. */
export type MonitoredKind = keyof typeof MONITORS;

export function rowsOf(kind: MonitoredKind): Rows {
  return MONITORS[kind];
}

export function rowOf(kind: MonitoredKind, name: string): Row {
  const row = rowsOf(kind)[name];
  if (row === undefined) throw new Error(`the table of monitors has no ${name} of ${kind}`);
  return row;
}
