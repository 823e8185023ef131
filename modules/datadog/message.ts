import { type Link, lineOf } from "./dashboards/links.js";

/** Whom a monitor tells: Datadog handles per level. */
export interface Audience {
  readonly warning: readonly string[];
  readonly critical: readonly string[];
}

interface MessageParts {
  readonly meaning: string;
  readonly firstSteps: readonly string[];
  readonly audience: Audience;
  /** Where to read on. @default - nowhere */
  readonly links?: readonly Link[];
  /** Where its numbers come from. @default - not said */
  readonly reason?: string;
  /** Why nobody hears of it. @default - not said */
  readonly silence?: string;
}

/**
 * The message of a monitor: what it means, what to look at, and handles inside the conditional
 * blocks of Datadog, so that a warning reaches only those whom a warning concerns. Each hears of
 * the recovery from what it was told of.
 */
export function message({ meaning, firstSteps, audience, links = [], reason, silence }: MessageParts): string {
  const steps = firstSteps.map((step, index) => `${index + 1}. ${step}`);
  return [
    meaning,
    "",
    "Look at:",
    ...steps,
    ...(links.length === 0 ? [] : ["", lineOf(links)]),
    ...(reason === undefined ? [] : ["", `Why these levels: ${reason}`]),
    ...(silence === undefined ? [] : ["", `Nobody is told: ${silence}`]),
    ...notify("warning", audience.warning),
    ...notify("alert", audience.critical),
  ].join("\n");
}

function notify(level: "warning" | "alert", handles: readonly string[]): string[] {
  if (handles.length === 0) return [];
  const people = handles.join(" ");
  return [
    "",
    `{{#is_${level}}}${people}{{/is_${level}}}`,
    `{{#is_${level}_recovery}}${people}{{/is_${level}_recovery}}`,
  ];
}
