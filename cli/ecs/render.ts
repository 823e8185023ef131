import { ago, columns } from "../terminal/text.js";
import type { LiveService, StoppedTask } from "./live-service.js";

const EVENTS_SHOWN = 5;

/**
 * What explains a verdict, as indented lines: deployments, last events, why the last tasks stopped.
 * @param stopped the newest first
 */
export function renderService(live: LiveService, stopped: readonly StoppedTask[], now: Date): readonly string[] {
  const deployments = live.deployments.map(
    ({ status, revision, rollout, running, desired, pending, failed, began }) => [
      status,
      revision,
      rollout ?? "",
      `${running} of ${desired} running, ${pending} pending, ${failed} failed`,
      `began ${ago(began, now)}`,
    ],
  );
  const events = live.events.slice(0, EVENTS_SHOWN).map(({ at, message }) => [ago(at, now), message]);
  const tasks = stopped.map((task) => [ago(task.at, now), task.revision, reasonOf(task)]);
  return [
    ...section("deployments", deployments, "none"),
    ...section("last events", events, "none"),
    ...section("last stopped tasks", tasks, "none that ECS remembers; it forgets them after about an hour"),
  ];
}

/** `TaskFailedToStart: image not found; api: exit code 1, out of memory` */
export function reasonOf({ code, reason, containers }: StoppedTask): string {
  const cause = [code, reason].filter((part) => part !== undefined && part !== "").join(": ");
  const ends = containers.flatMap(({ name, exitCode, reason }) => {
    const facts = [exitCode === undefined ? undefined : `exit code ${exitCode}`, reason];
    const known = facts.filter((part) => part !== undefined && part !== "");
    return known.length === 0 ? [] : [`${name}: ${known.join(", ")}`];
  });
  return [cause, ...ends].filter((part) => part !== "").join("; ");
}

function section(title: string, rows: readonly (readonly string[])[], none: string): readonly string[] {
  if (rows.length === 0) return [`  ${title}: ${none}`];
  return [`  ${title}:`, ...columns(rows).map((line) => `    ${line}`)];
}
