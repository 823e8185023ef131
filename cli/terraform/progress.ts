import type { Output } from "../terminal/output.js";
import { duration } from "../terminal/text.js";
import type { Step } from "./durations.js";
import type { Message } from "./messages.js";
import { remainingSeconds, type Work } from "./remaining.js";

/** A step that ended, and how long it took. */
export interface Measured {
  readonly type: string;
  readonly step: Step;
  readonly seconds: number;
}

interface Running {
  readonly work: Work;
  readonly since: number;
}

export interface ProgressOptions {
  readonly stack: string;
  readonly work: readonly Work[];
  readonly references: ReadonlyMap<string, readonly string[]>;
  readonly parallelism: number;
  /** Milliseconds. @default - the clock */
  readonly now?: () => number;
}

const VERB: Readonly<Record<Step, readonly [doing: string, done: string]>> = {
  create: ["creating", "created"],
  update: ["changing", "changed"],
  delete: ["destroying", "destroyed"],
};

/** Follows an apply: what runs, since when, what has ended, and how long it will still take. */
export class Progress {
  readonly measured: Measured[] = [];
  private readonly running = new Map<string, Running>();
  private readonly ended = new Set<string>();
  private readonly began: number;
  private readonly now: () => number;

  constructor(private readonly options: ProgressOptions) {
    this.now = options.now ?? Date.now;
    this.began = this.now();
  }

  /** Takes in a message; returns the line to show for it, if it deserves one. A start does where nothing is redrawn. */
  receive(message: Message, live: boolean): string | undefined {
    if (!("hook" in message)) return undefined;
    const { addr, resource_type: type } = message.hook.resource;
    const step = message.hook.action;
    if (step !== "create" && step !== "update" && step !== "delete") return undefined;
    const key = `${step} ${addr}`;
    if (message.type === "apply_start") {
      const planned = this.options.work.find((piece) => piece.address === addr && piece.step === step);
      const work = planned ?? { address: addr, type, step, expectedSeconds: 0 };
      this.running.set(key, { work, since: this.now() });
      return live ? undefined : `… ${VERB[step][0]} ${addr}`;
    }
    const since = this.running.get(key)?.since ?? this.now();
    const seconds = (this.now() - since) / 1000;
    this.running.delete(key);
    if (message.type === "apply_errored") return `✗ ${addr} failed after ${duration(seconds)}`;
    if (message.type !== "apply_complete") return undefined;
    this.ended.add(key);
    this.measured.push({ type, step, seconds: Math.round(seconds * 10) / 10 });
    return `✓ ${VERB[step][1]} ${addr}${seconds < 1 ? "" : `  ${duration(seconds)}`}`;
  }

  /** One line per resource under way, longest first, and the overall state under them. */
  foot(): readonly string[] {
    const lines = [...this.running.values()]
      .sort((a, b) => a.since - b.since)
      .map(({ work, since }) => {
        const elapsed = (this.now() - since) / 1000;
        const usual = work.expectedSeconds >= 10 ? ` of about ${duration(work.expectedSeconds)}` : "";
        return `  … ${VERB[work.step][0]} ${work.address}  ${duration(elapsed)}${usual}`;
      });
    return [...lines, `  ${this.state()}`];
  }

  /** `staging: 34 of 119 done, 7 under way, 1m12s, about 4m left` */
  state(): string {
    const left = this.remaining();
    return [
      `${this.options.stack}: ${this.ended.size} of ${this.options.work.length} done`,
      `${this.running.size} under way`,
      duration((this.now() - this.began) / 1000),
      ...(left < 1 ? [] : [`about ${duration(left)} left`]),
    ].join(", ");
  }

  private remaining(): number {
    const { work, references, parallelism } = this.options;
    return remainingSeconds(
      work,
      references,
      ({ step, address }) => {
        const key = `${step} ${address}`;
        if (this.ended.has(key)) return { done: true };
        const since = this.running.get(key)?.since;
        return { done: false, elapsedSeconds: since === undefined ? 0 : (this.now() - since) / 1000 };
      },
      parallelism,
    );
  }
}

/** Shows a progress until the returned function is called: redrawn every second, or a line every half minute. */
export function showProgress(progress: Progress, output: Output, stack: string): () => void {
  const draw = () => (output.live ? output.foot(stack, progress.foot()) : output.line(`  ${progress.state()}`));
  if (output.live) draw();
  const timer = setInterval(draw, output.live ? 1000 : 30_000);
  return () => {
    clearInterval(timer);
    output.foot(stack, []);
  };
}
