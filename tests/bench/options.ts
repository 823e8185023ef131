import { parseArgs } from "node:util";
import { GantryError } from "../../modules/core/errors.js";
import { PARTS, type PartName } from "./parts/index.js";

export interface Options {
  readonly parts: readonly PartName[];
  readonly runs: number;
  readonly json: boolean;
}

const MOST_RUNS = 50;
const USAGE = `npm run bench -- [${Object.keys(PARTS).join("|")}] [--runs N] [--json]`;

/**
 * Reads the command line.
 *
 * @param line without the program; no part means all of them
 * @throws GantryError for a part, an option or a number that there isn't
 */
export function optionsFrom(line: readonly string[]): Options {
  const { positionals, values } = parse(line);
  const unknown = positionals.filter((name) => !isPart(name));
  if (unknown.length > 0) {
    throw new GantryError(
      unknown.map((name) => ({ what: `there is no part named ${name}`, allowed: Object.keys(PARTS).join(", ") })),
    );
  }
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1 || runs > MOST_RUNS) {
    throw new GantryError({
      path: "--runs",
      what: "is no number of runs",
      value: values.runs,
      allowed: `1 to ${MOST_RUNS}`,
    });
  }
  const asked = positionals.filter(isPart);
  return { parts: asked.length > 0 ? asked : (Object.keys(PARTS) as PartName[]), runs, json: values.json };
}

function parse(line: readonly string[]) {
  try {
    return parseArgs({
      args: [...line],
      allowPositionals: true,
      options: { runs: { type: "string", default: "5" }, json: { type: "boolean", default: false } },
    });
  } catch (cause) {
    throw new GantryError({ what: (cause as Error).message, fix: USAGE }, { cause });
  }
}

function isPart(name: string): name is PartName {
  return Object.hasOwn(PARTS, name);
}
