import { columns, wrap } from "../terminal/text.js";
import type { Command, Flag, Flags } from "./command.js";

/** The help of one command. */
export function commandHelp(command: Command): string {
  const sections = [`Usage: ./gantry ${command.usage}`, "", ...wrap(command.summary)];
  for (const paragraph of command.details ?? []) sections.push("", ...wrap(paragraph));
  if (Object.keys(command.flags).length > 0) sections.push("", "Flags:", ...flagLines(command.flags));
  if (command.examples !== undefined) sections.push("", "Examples:", ...command.examples.map((line) => `  ${line}`));
  return sections.join("\n");
}

/** A table of commands with what each is for, under a heading. */
export function commandTable(commands: readonly (readonly [string, string])[]): readonly string[] {
  return columns(commands.map(([name, summary]) => [name, summary])).map((line) => `  ${line}`);
}

function flagLines(flags: Flags): readonly string[] {
  return columns(Object.entries(flags).map(([name, flag]) => [spelling(name, flag), meaning(flag)])).map(
    (line) => `  ${line}`,
  );
}

function spelling(name: string, flag: Flag): string {
  const short = flag.short === undefined ? "" : `-${flag.short}, `;
  if (flag.kind === "switch")
    return [`${short}--${name}`, ...(flag.aliases ?? []).map((alias) => `--${alias}`)].join(", ");
  return `${short}--${name} ${flag.choices?.join("|") ?? flag.placeholder}`;
}

function meaning(flag: Flag): string {
  return flag.kind === "list" ? `${flag.summary} (repeatable)` : flag.summary;
}
