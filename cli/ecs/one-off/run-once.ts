import type { Context } from "../../context.js";
import type { TaskApi } from "./api.js";
import { follow } from "./follow.js";
import type { Ended, OneOff } from "./one-off.js";
import { start } from "./start.js";

export interface RunOnceOptions {
  /** Stands before everything that is said. */
  readonly label: string;
  /** @default - it may take as long as it takes */
  readonly timeoutSeconds?: number;
  /** Tells when nobody waits for it any more, besides Ctrl-C. @default - never */
  readonly abandoned?: AbortSignal;
  /** @default - the clock */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Starts a task, shows how it goes and what it writes, and tells how it ended. An interruption stops it. */
export async function runOnce(
  { output, interrupts }: Pick<Context, "output" | "interrupts">,
  api: TaskApi,
  oneOff: OneOff,
  { label, timeoutSeconds, abandoned, pause }: RunOnceOptions,
): Promise<Ended> {
  const interruption = new AbortController();
  const release = interrupts.intercept(() => interruption.abort());
  const stop = () => interruption.abort();
  abandoned?.addEventListener("abort", stop, { once: true });
  const say = (text: string) => output.line(output.style.faint(`${label}: ${text}`));
  try {
    const started = await start(api, oneOff, pause);
    say(`started task ${started.task}`);
    return await follow(api, started, {
      cluster: oneOff.cluster,
      interrupted: interruption.signal,
      onStatus: say,
      onLine: (line) => output.line(`${label} | ${line}`),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      ...(pause === undefined ? {} : { pause }),
    });
  } finally {
    abandoned?.removeEventListener("abort", stop);
    release();
  }
}
