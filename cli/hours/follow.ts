import { setTimeout as sleep } from "node:timers/promises";
import { duration } from "../terminal/text.js";
import type { HoursApi } from "./api.js";
import { type Progress, progressOf, type Step } from "./history.js";

const POLL_MS = 3_000;

/** Step Functions tells of a new execution a little after it has accepted it, and can't be asked for a moment. */
const SILENT_POLLS = 15;

export interface FollowOptions {
  /** Aborted when the user has had enough. */
  readonly enough: AbortSignal;
  readonly onLine: (line: string) => void;
  /** Told what goes on now; nothing at the end. */
  readonly onFoot: (lines: readonly string[]) => void;
  /** @default - the clock */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** What is known of an execution when it's no longer looked at. */
export interface Followed {
  readonly progress: Progress;
  /** Whether the user left before its end. */
  readonly left: boolean;
}

/**
 * Follows an execution to its end, or until the user has had enough: it goes on then.
 *
 * @throws GantryError when Step Functions can't be asked for three quarters of a minute
 */
export async function follow(api: HoursApi, execution: string, options: FollowOptions): Promise<Followed> {
  const { enough, onLine, onFoot, pause = waker(enough) } = options;
  const said = new Set<string>();
  const say = (line: string) => {
    if (!said.has(line)) onLine(line);
    said.add(line);
  };
  let progress: Progress = { steps: [], failures: [] };
  try {
    for (let silent = 0; ; ) {
      try {
        progress = progressOf(await api.history(execution));
        silent = 0;
      } catch (error) {
        // A network that is away for a moment must not cost the end.
        silent += 1;
        if (silent > SILENT_POLLS) throw error;
      }
      for (const line of linesOf(progress)) say(line);
      if (progress.end !== undefined) return { progress, left: false };
      if (enough.aborted) return { progress, left: true };
      onFoot(progress.steps.filter(({ outcome }) => outcome === "running").map(({ name }) => `  ${name} …`));
      await pause(POLL_MS);
    }
  } finally {
    onFoot([]);
  }
}

/** All that there is to say so far; each line stays as it is once it's there. */
export function linesOf({ steps }: Progress): readonly string[] {
  return steps.flatMap((step) => [step.name, ...step.states.map((state) => `  ${state}`), ...endText(step)]);
}

/** `Wake databases: done in 9m12s` */
function endText({ name, began, ended, outcome }: Step): readonly string[] {
  if (ended === undefined) return [];
  const time = duration((ended.getTime() - began.getTime()) / 1000);
  return [`${name}: ${outcome === "failed" ? "not all of it, after" : "done in"} ${time}`];
}

/** Sleeps until the user has had enough at most. */
function waker(enough: AbortSignal): (milliseconds: number) => Promise<unknown> {
  return (milliseconds) => sleep(milliseconds, undefined, { signal: enough }).catch(() => {});
}
