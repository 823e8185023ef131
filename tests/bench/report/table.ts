import type { Row } from "../measure/contenders.js";
import { spread } from "../measure/statistics.js";
import type { Section } from "./section.js";

const NAME = 48;
const PROMISE = 66;

/** Sections as text of at most 100 columns: medians, in brackets the least and the most. */
export function table(sections: readonly Section[]): string {
  return sections
    .map((section) => [...head(section), ...section.rows.map(line), ...goals(section)].join("\n"))
    .join("\n\n");
}

function head({ title, rows }: Section): readonly string[] {
  const runs = rows[0]?.runs.length ?? 0;
  const what = `${title} (${runs} ${runs === 1 ? "run" : "runs"} each)`;
  return [what, "-".repeat(what.length), columns("", "wall s", "", "CPU s", "MiB")];
}

function line({ name, runs }: Row): string {
  const wall = spread(runs.map(({ wallSeconds }) => wallSeconds));
  const cpu = spread(runs.map(({ cpuSeconds }) => cpuSeconds));
  const peak = spread(runs.map(({ peakMiB }) => peakMiB));
  return columns(
    name,
    seconds(wall.median),
    `(${seconds(wall.min)} – ${seconds(wall.max)})`,
    // Programs other than Node keep their use to themselves.
    peak.max === 0 ? "–" : seconds(cpu.median),
    peak.max === 0 ? "–" : peak.median.toFixed(0),
  );
}

function columns(name: string, wall: string, range: string, cpu: string, peak: string): string {
  return `${name.padEnd(NAME)}${wall.padStart(8)} ${range.padEnd(19)}${cpu.padStart(8)}${peak.padStart(8)}`.trimEnd();
}

function goals({ goals }: Section): readonly string[] {
  const lines = goals.map(
    ({ promise, measured, met }) => `${met ? "met   " : "MISSED"}  ${promise.padEnd(PROMISE)} ${measured}`,
  );
  return lines.length === 0 ? [] : ["", ...lines];
}

function seconds(value: number): string {
  return value < 100 ? value.toFixed(2) : value.toFixed(0);
}
