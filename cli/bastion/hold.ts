import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "../context.js";
import { duration } from "../terminal/text.js";

/** A laptop that slept must not sleep on: the clock is looked at this often. */
const LOOK_MS = 1000;

/** Waits until a time has come or the user has had enough, and shows how long it still is. */
export async function holdUntil(
  { output, interrupts }: Pick<Context, "output" | "interrupts">,
  until: Date,
): Promise<"expired" | "ended"> {
  const enough = new AbortController();
  const release = interrupts.wait(() => enough.abort());
  try {
    for (;;) {
      const left = until.getTime() - Date.now();
      if (left <= 0) return "expired";
      output.foot("bastion", [`  open for ${duration(left / 1000)} more (Ctrl-C closes it)`]);
      await sleep(Math.min(left, LOOK_MS), undefined, { signal: enough.signal });
    }
  } catch (error) {
    if (!enough.signal.aborted) throw error;
    return "ended";
  } finally {
    release();
    output.foot("bastion", []);
  }
}
