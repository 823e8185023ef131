import { type Command, measure, type Usage } from "./command.js";

/** One way of doing what is compared. */
export interface Contender {
  /** What people would type, or how they would name it. */
  readonly name: string;
  /** @param turn counts the runs from 1; 0 warms up */
  readonly command: (turn: number) => Command;
}

export interface Contest {
  readonly contenders: readonly Contender[];
  readonly runs: number;
  /** Whether a turn that isn't counted comes first, to fill the caches of disk and loaders. @default true */
  readonly warmUp?: boolean;
  readonly signal: AbortSignal;
  /** Told what is about to run. */
  readonly progress: (line: string) => void;
}

/** A contender and what each of its runs used. */
export interface Row {
  readonly name: string;
  readonly runs: readonly Usage[];
}

/** Runs the contenders in turns, so that whatever else the machine does hits all of them alike. */
export async function alternate(contest: Contest): Promise<readonly Row[]> {
  const { contenders, runs, warmUp = true, signal, progress } = contest;
  const results = new Map<string, Usage[]>(contenders.map(({ name }) => [name, []]));
  for (let turn = warmUp ? 0 : 1; turn <= runs; turn += 1) {
    for (const { name, command } of contenders) {
      progress(turn === 0 ? `warming up: ${name}` : `run ${turn} of ${runs}: ${name}`);
      const usage = await measure(command(turn), signal);
      if (turn > 0) results.get(name)?.push(usage);
    }
  }
  return [...results].map(([name, usages]) => ({ name, runs: usages }));
}
