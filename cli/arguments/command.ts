import type { Context } from "../context.js";

/** One flag of a command. `value` is given once, `list` any number of times. */
export type Flag =
  | { readonly kind: "switch"; readonly summary: string; readonly short?: string; readonly aliases?: readonly string[] }
  | {
      readonly kind: "value" | "list";
      readonly summary: string;
      /** What stands for the value in the help: `FILE`. */
      readonly placeholder: string;
      readonly short?: string;
      /** @default - anything goes */
      readonly choices?: readonly string[];
    };

export type Flags = Readonly<Record<string, Flag>>;

export type FlagValues<F extends Flags> = {
  readonly [K in keyof F]: F[K]["kind"] extends "switch"
    ? boolean
    : F[K]["kind"] extends "list"
      ? readonly string[]
      : string | undefined;
};

export interface CommandInput<F extends Flags> {
  /** What stands beside the flags: usually names of stacks. */
  readonly names: readonly string[];
  readonly flags: FlagValues<F>;
  /** Everything after `--`. */
  readonly rest: readonly string[];
}

export interface CommandDefinition<F extends Flags> {
  /** Without `./gantry`: `diff [NAME…]`. */
  readonly usage: string;
  readonly summary: string;
  /** Paragraphs under the summary. */
  readonly details?: readonly string[];
  readonly examples?: readonly string[];
  readonly flags: F;
  /** How many names it takes. */
  readonly names?: { readonly min: number; readonly max: number };
  /** Whether `-- COMMAND` may follow. @default false */
  readonly rest?: boolean;
  /** @returns the exit code: one of `EXIT`, or that of a program which the command stands for */
  run(input: CommandInput<F>, context: Context): Promise<number>;
}

/** A command whose flags have been forgotten, so that all of them fit into one table. */
export interface Command extends Omit<CommandDefinition<Flags>, "run"> {
  run(input: CommandInput<Flags>, context: Context): Promise<number>;
}

/** Declares a command; the types of its flags follow from their declarations. */
export function defineCommand<const F extends Flags>(definition: CommandDefinition<F>): Command {
  return definition;
}
