import { parseArgs } from "node:util";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import type { Command, CommandInput, Flag, Flags } from "./command.js";
import { nearest } from "./suggest.js";

/**
 * Reads a command line against a command's declaration.
 * @throws GantryError with every mistake at once: unknown flags, missing values, values outside the choices,
 * too many or too few names.
 */
export function parseArguments(command: Command, line: readonly string[]): CommandInput<Flags> {
  const separator = line.indexOf("--");
  const own = separator === -1 ? line : line.slice(0, separator);
  const rest = separator === -1 ? [] : line.slice(separator + 1);
  const problems: Problem[] = [];
  const names: string[] = [];
  const given = new Map<string, string[]>();

  for (const token of tokenize(command.flags, own)) {
    if (token.kind === "positional") names.push(token.value);
    if (token.kind !== "option") continue;
    const name = canonical(command.flags, token.name);
    const flag = command.flags[name];
    const problem = flag === undefined ? unknownFlag(command, token.rawName) : checkValue(token, flag);
    if (problem !== undefined) problems.push(problem);
    given.set(name, [...(given.get(name) ?? []), token.value ?? ""]);
  }

  for (const [name, values] of given) {
    if (command.flags[name]?.kind === "value" && values.length > 1) {
      problems.push({ path: `--${name}`, what: "was given more than once", value: values.join(", ") });
    }
  }
  problems.push(...checkNames(command, names), ...checkRest(command, rest));
  if (problems.length > 0) throw new GantryError(problems);
  return { names, flags: collect(command.flags, given), rest };
}

function tokenize(flags: Flags, line: readonly string[]) {
  const options: Record<string, { type: "boolean" | "string"; short?: string; multiple: true }> = {};
  for (const [name, flag] of Object.entries(flags)) {
    const type = flag.kind === "switch" ? "boolean" : "string";
    options[name] = { type, multiple: true, ...(flag.short === undefined ? {} : { short: flag.short }) };
    for (const alias of flag.kind === "switch" ? (flag.aliases ?? []) : []) options[alias] = { type, multiple: true };
  }
  return parseArgs({ args: [...line], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function canonical(flags: Flags, name: string): string {
  const owner = Object.entries(flags).find(([, flag]) => flag.kind === "switch" && flag.aliases?.includes(name));
  return owner?.[0] ?? name;
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkValue({ rawName, value, inlineValue }: OptionToken, flag: Flag): Problem | undefined {
  if (flag.kind === "switch") {
    return inlineValue === true
      ? { path: rawName, what: "takes no value", ...(value === undefined ? {} : { value }) }
      : undefined;
  }
  if (value === undefined || value === "" || (inlineValue !== true && value.startsWith("-"))) {
    return { path: rawName, what: "needs a value", fix: `${rawName} ${flag.choices?.[0] ?? flag.placeholder}` };
  }
  if (flag.choices !== undefined && !flag.choices.includes(value)) {
    return { path: rawName, what: "has an unknown value", value, allowed: flag.choices.join(", ") };
  }
  return undefined;
}

function unknownFlag(command: Command, rawName: string): Problem {
  const flags = Object.keys(command.flags).map((name) => `--${name}`);
  const meant = nearest(rawName, flags);
  return {
    path: rawName,
    what: "is not a flag of this command",
    ...(flags.length === 0 ? {} : { allowed: flags.join(", ") }),
    fix: meant === undefined ? `./gantry help ${command.usage.split(" [")[0]}` : `did you mean ${meant}?`,
  };
}

function checkNames(command: Command, names: readonly string[]): readonly Problem[] {
  const { min, max } = command.names ?? { min: 0, max: 0 };
  const usage = `./gantry ${command.usage}`;
  if (names.length < min) return [{ what: "a name is missing", fix: usage }];
  if (names.length <= max) return [];
  return [{ what: "too many arguments", value: names.slice(max).join(" "), fix: usage }];
}

function checkRest(command: Command, rest: readonly string[]): readonly Problem[] {
  if (command.rest === true || rest.length === 0) return [];
  return [{ what: "nothing may follow `--` here", value: rest.join(" "), fix: `./gantry ${command.usage}` }];
}

function collect(flags: Flags, given: ReadonlyMap<string, readonly string[]>): CommandInput<Flags>["flags"] {
  const values: Record<string, boolean | string | undefined | readonly string[]> = {};
  for (const [name, flag] of Object.entries(flags)) {
    const found = given.get(name) ?? [];
    values[name] = flag.kind === "switch" ? found.length > 0 : flag.kind === "list" ? found : found[0];
  }
  return values as CommandInput<Flags>["flags"];
}
