import type { MonitorFacts, QuietFacts } from "../../stacks/platform.js";
import { count } from "../terminal/text.js";

/** What the command says of the monitors of one environment. */
export function monitorLines(
  environment: string,
  monitors: readonly MonitorFacts[],
  quietTimes: readonly QuietFacts[] = [],
): readonly string[] {
  return [
    `${environment}: ${count(monitors.length, "monitor")}`,
    ...quietTimes.map((time) => `  quiet   ${quiet(time)}`),
    ...monitors.flatMap((monitor) => [
      "",
      `  ${monitor.title}  (${monitor.subject}, ${monitor.name})`,
      `    asks    ${monitor.query}`,
      `    warns   ${warns(monitor)}`,
      `    alerts  ${alerts(monitor)}, priority ${monitor.priority}`,
      `    tells   ${tells(monitor)}`,
      `    why     ${why(monitor)}`,
    ]),
    "",
  ];
}

/** The same as a document. */
export function monitorDocument(
  environment: string,
  monitors: readonly MonitorFacts[],
  quietTimes: readonly QuietFacts[] = [],
): readonly string[] {
  const subjects = [...new Set(monitors.map(({ subject }) => subject))];
  return [
    `# Monitors of ${environment}`,
    "",
    `${count(monitors.length, "monitor")}, of ${count(subjects.length, "subject")}.`,
    "",
    ...(quietTimes.length === 0 ? [] : ["Quiet:", "", ...quietTimes.map((time) => `- ${quiet(time)}`), ""]),
    ...subjects.flatMap((subject) => [
      `## ${subject}`,
      "",
      "| Monitor | Warns | Alerts | Priority | Tells | Why |",
      "|---|---|---|---|---|---|",
      ...monitors.filter((monitor) => monitor.subject === subject).map(row),
      "",
      ...monitors
        .filter((monitor) => monitor.subject === subject)
        .map((monitor) => `- \`${monitor.name}\`: \`${monitor.query}\``),
      "",
    ]),
  ];
}

/** When nobody is told, and of what. */
function quiet({ subject, message }: QuietFacts): string {
  return `${subject ?? "all of it"}: ${message}`;
}

function row(monitor: MonitorFacts): string {
  const cells = [
    `\`${monitor.name}\`: ${monitor.title}`,
    warns(monitor),
    alerts(monitor),
    String(monitor.priority),
    tells(monitor),
    why(monitor),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

const warns = (monitor: MonitorFacts) => level(monitor, "warning");
const alerts = (monitor: MonitorFacts) => level(monitor, "critical");

function level({ levels, unit }: MonitorFacts, of: "warning" | "critical"): string {
  if (levels === undefined) return of === "warning" ? "never" : "while it holds";
  const { comparator, [of]: value, [`${of}Recovery` as const]: end } = levels;
  const reached = `${comparator} ${value}${unit === undefined ? "" : ` ${unit}`}`;
  return end === undefined ? reached : `${reached}, until ${end}`;
}

function tells({ tells: { warning, critical }, silence }: MonitorFacts): string {
  if (silence !== undefined) return `nobody: ${silence}`;
  if (warning.length + critical.length === 0) return "nobody: the environment is quiet";
  return `warning: ${people(warning)}; alert: ${people(critical)}`;
}

const people = (handles: readonly string[]) => (handles.length === 0 ? "nobody" : handles.join(" "));

function why({ reason, meaning }: MonitorFacts): string {
  return reason ?? meaning;
}
