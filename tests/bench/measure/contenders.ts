import { type Command, measure, type Usage } from "./command.js";

/** One way of doing what is compared. */
export interface Contender {
  /** What people would type, or how they would name it. */
  readonly name: string;
  readonly command: Command;
}

export interface Contest {
  readonly contenders: readonly Contender[];
  readonly runs: number;
  readonly signal: AbortSignal;
  /** Told what is about to run. */
  readonly progress: (line: string) => void;
}

/** A contender and what each of its runs used. */
export interface Row {
  readonly name: string;
  readonly runs: readonly Usage[];
}

/**
 * Runs the contenders in turns, so that whatever else the machine does hits all of them alike. One
 * turn more comes first and isn't counted: it fills the caches of the disk and of the loaders.
 */
export async function alternate({ contenders, runs, signal, progress }: Contest): Promise<readonly Row[]> {
  const results = new Map<string, Usage[]>(contenders.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const { name, command } of contenders) {
      progress(turn === 0 ? `warming up: ${name}` : `run ${turn} of ${runs}: ${name}`);
      const usage = await measure(command, signal);
      if (turn > 0) results.get(name)?.push(usage);
    }
  }
  return [...results].map(([name, usages]) => ({ name, runs: usages }));
}
