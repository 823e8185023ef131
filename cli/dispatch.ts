import { GantryError } from "../modules/core/errors.js";
import type { Command } from "./arguments/command.js";
import { commandHelp, commandTable } from "./arguments/help.js";
import { nearest } from "./arguments/suggest.js";
import { type Entry, type Group, isGroup, listed, REGISTRY } from "./registry.js";

/** What a command line asks for. */
export type Request =
  | { readonly kind: "command"; readonly command: Command; readonly line: readonly string[] }
  | { readonly kind: "text"; readonly text: string };

/**
 * Finds the command that a line names, or the help that it asks for.
 * @throws GantryError for an unknown command, with the one that was probably meant
 */
export async function dispatch(line: readonly string[]): Promise<Request> {
  const [first, ...rest] = line;
  if (first === undefined || first === "--help" || first === "-h") return { kind: "text", text: overview() };
  if (first === "help") return rest.length === 0 ? { kind: "text", text: overview() } : dispatch([...rest, "--help"]);

  const entry = find(REGISTRY, first, "");
  if (!isGroup(entry)) return load(entry, rest);
  const [second, ...others] = rest;
  if (second === undefined || second === "--help" || second === "-h")
    return { kind: "text", text: groupHelp(first, entry) };
  return load(find(entry.commands, second, `${first} `), others);
}

async function load(entry: Entry, line: readonly string[]): Promise<Request> {
  const command = (await entry.load()).default;
  const separator = line.indexOf("--");
  const own = separator === -1 ? line : line.slice(0, separator);
  if (own.includes("--help") || own.includes("-h")) return { kind: "text", text: commandHelp(command) };
  return { kind: "command", command, line };
}

function find<T extends Entry | Group>(entries: Readonly<Record<string, T>>, name: string, prefix: string): T {
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  const names = listed(entries).map(([name]) => name);
  const meant = nearest(name, names);
  throw new GantryError({
    what: "there is no such command",
    value: `${prefix}${name}`,
    allowed: names.join(", "),
    fix: meant === undefined ? "./gantry help" : `did you mean ./gantry ${prefix}${meant}?`,
  });
}

function overview(): string {
  return [
    "Usage: ./gantry COMMAND [NAME…] [FLAGS]",
    "",
    "Runs the platform's Terraform stacks, on AWS or on an embedded cloud on this machine.",
    "",
    "Commands:",
    ...commandTable(listed(REGISTRY).map(([name, { summary }]) => [name, summary])),
    "",
    "./gantry help COMMAND explains one. Start with: ./gantry doctor, ./gantry up",
    "",
    "Exit codes: 0 done or no change, 1 error, 2 changes (diff), 3 refused (guard, policy or lock).",
  ].join("\n");
}

function groupHelp(name: string, { summary, commands }: Group): string {
  return [
    `Usage: ./gantry ${name} COMMAND`,
    "",
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    "",
    "Commands:",
    ...commandTable(Object.entries(commands).map(([sub, entry]) => [`${name} ${sub}`, entry.summary])),
  ].join("\n");
}
