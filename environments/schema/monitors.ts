import { z } from "zod";
import { LONGEST_TEXT, ownMonitor, text } from "./monitors-own.js";
import { slug } from "./primitives.js";
import { objectiveChange } from "./slo.js";

/** What a service or store wants otherwise of a monitor that it has by its kind: docs/monitors.md lists them. */
const changeSchema = z.strictObject({
  /** From when on it warns. @default - as the table says */
  warning: z.number().exactOptional(),
  /** From when on it alerts. @default - as the table says */
  critical: z.number().exactOptional(),
  /** Where a warning ends. @default - in the same relation to `warning` as in the table */
  warningRecovery: z.number().exactOptional(),
  /** Where an alert ends. @default - in the same relation to `critical` as in the table */
  criticalRecovery: z.number().exactOptional(),
  /** Why nobody is to hear of it; it's still shown. @default - people hear of it */
  silence: text(LONGEST_TEXT).exactOptional(),
});

/** What may be said of the monitors of a service or store. */
export const monitorsShape = {
  /** By the name of the monitor: `cpu: { critical: 98 }`, `latency: { silence: "why" }`. @default none */
  monitors: z.record(slug, changeSchema).default({}),
  /** Monitors beside those that it has by its kind, by name. @default none */
  ownMonitors: z.record(slug, ownMonitor).default({}),
  /**
   * What is promised of a service by its kind, otherwise: `availability: { target: 99.5 }`, `latency: { without: "why" }`.
   * @default - as the table says
   */
  objectives: z.record(slug, objectiveChange).default({}),
};

export type MonitorSettings = {
  readonly [Name in keyof typeof monitorsShape]: z.output<(typeof monitorsShape)[Name]>;
};
