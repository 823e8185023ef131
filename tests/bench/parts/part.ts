import type { Section } from "../report/section.js";

/** What every part of the benchmark is given. */
export interface Bench {
  /** The repository. */
  readonly root: string;
  /** Empty folder below the repository, ignored by git, removed at the end. */
  readonly scratch: string;
  /** Counted runs of each contender. @default - as many as suit the part */
  readonly runs?: number;
  /** Fires when the benchmark is to stop. */
  readonly signal: AbortSignal;
  /** Told what is about to run. */
  readonly progress: (line: string) => void;
}

/** Measures one thing, and leaves nothing running. */
export type Part = (bench: Bench) => Promise<readonly Section[]>;
