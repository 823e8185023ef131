import { parseArgs } from "node:util";
import { GantryError } from "../../modules/core/errors.js";
import { PARTS, type PartName } from "./parts/index.js";

export interface Options {
  readonly parts: readonly PartName[];
  /** @default - as many as suit each part */
  readonly runs?: number;
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
  const asked = positionals.filter(isPart);
  return {
    parts: asked.length > 0 ? asked : (Object.keys(PARTS) as PartName[]),
    json: values.json,
    ...(values.runs === undefined ? {} : { runs: runsFrom(values.runs) }),
  };
}

function runsFrom(value: string): number {
  const runs = Number(value);
  if (Number.isInteger(runs) && runs >= 1 && runs <= MOST_RUNS) return runs;
  throw new GantryError({ path: "--runs", what: "is no number of runs", value, allowed: `1 to ${MOST_RUNS}` });
}

function parse(line: readonly string[]) {
  try {
    return parseArgs({
      args: [...line],
      allowPositionals: true,
      options: { runs: { type: "string" }, json: { type: "boolean", default: false } },
    });
  } catch (cause) {
    throw new GantryError({ what: (cause as Error).message, fix: USAGE }, { cause });
  }
}

function isPart(name: string): name is PartName {
  return Object.hasOwn(PARTS, name);
}
