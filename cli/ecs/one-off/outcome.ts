import type { Problem } from "../../../modules/core/errors.js";
import { stopText } from "./explain.js";
import type { Ended } from "./one-off.js";

/** How a task ended, as the rest of a sentence: `failed with exit code 1`. */
export function endText({ exitCode, stoppedFor, seconds }: Ended): string {
  if (stoppedFor === "timeout") return `was stopped: it took longer than ${seconds} s`;
  if (stoppedFor === "interruption") return `was interrupted, and its task stopped after ${seconds} s`;
  if (exitCode === undefined) return "failed: it never ran, or nobody knows how it ended";
  return exitCode === 0 ? `succeeded in ${seconds} s` : `failed with exit code ${exitCode} after ${seconds} s`;
}

/** Whether it did what it was started for. */
export function succeeded({ exitCode, stoppedFor }: Ended): boolean {
  return exitCode === 0 && stoppedFor === undefined;
}

/**
 * What is wrong with a task that did not succeed: why it stopped, the end of its log, where to read on.
 * @param consequence what that means, as the rest of a sentence
 */
export function failure(path: string, ended: Ended, consequence: string, again: string): Problem {
  const { task, reason, tail, streams } = ended;
  const hint = stopText([reason, ...tail].join("\n"));
  return {
    path,
    what: [
      `${endText(ended)}; ${consequence}`,
      `  task:    ${task}`,
      ...(reason === "" ? [] : [`  stopped: ${reason}`]),
      ...(tail.length === 0
        ? ["  its log is empty"]
        : ["  the end of its log:", ...tail.map((line) => `    | ${line}`)]),
      ...streams.slice(0, 1).map(({ group, stream }) => `  the whole log: ${group}, stream ${stream}`),
    ].join("\n"),
    fix: [...(hint === undefined ? [] : [hint]), again].join("; "),
  };
}
