import type { Configuration } from "../../environments/index.js";
import {
  isV6,
  type Reachable,
  reachableIn,
  sourceRange,
  wayToSessionManager,
} from "../../environments/schema/network/bastion.js";
import { notManaged, notReached, withoutV6 } from "../../environments/schema/rules/bastions.js";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import type { BastionRequest } from "../../stacks/bastion.js";
import { spanOf } from "../arguments/span.js";

type Environment = Configuration["environments"][number];

/** What the command line says, unchecked. */
export interface Asked {
  readonly for: string | undefined;
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly why: string | undefined;
}

/** Short enough that everybody closes what was forgotten within a working day. */
const LONGEST_SECONDS = 12 * 3600;

/** EventBridge Scheduler is on time to the minute. */
const SHORTEST_SECONDS = 60;

/** What a tag holds. Source: Amazon EC2 user guide, "Tag restrictions". */
const REASON = { max: 256, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u };

/**
 * Checks what was asked for against the environment.
 *
 * @throws GantryError with everything that is wrong with it
 */
export function requestOf(environment: Environment, asked: Asked, now: Date): BastionRequest {
  const seconds = secondsOf(asked.for);
  const problems = [
    ...targetProblems(environment, asked),
    ...sourceProblems(environment, asked),
    ...whyProblems(environment, asked),
  ];
  if (typeof seconds !== "number") throw new GantryError([...seconds, ...problems]);
  if (problems.length > 0) throw new GantryError(problems);
  return {
    to: asked.to.flatMap((name): readonly Reachable[] => reachableIn(environment).filter((one) => one.name === name)),
    from: asked.from,
    until: new Date(Math.ceil(now.getTime() / 1000 + seconds) * 1000),
    ...(asked.why === undefined ? {} : { why: asked.why }),
  };
}

function secondsOf(value: string | undefined): number | readonly Problem[] {
  if (value === undefined) return [{ path: "--for", what: "is missing: a bastion has an end", fix: "--for 1h" }];
  try {
    return spanOf("--for", value, { min: SHORTEST_SECONDS, max: LONGEST_SECONDS });
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return error.problems;
  }
}

function targetProblems(environment: Environment, { to }: Asked): readonly Problem[] {
  const reachable = reachableIn(environment);
  const names = reachable.map(({ name }) => name);
  if (to.length === 0) {
    const fix = names[0] === undefined ? {} : { fix: `--to ${names[0]}` };
    return [
      {
        path: "--to",
        what: "is missing: a bastion leads to what is named, and nowhere else",
        allowed: names.join(", "),
        ...fix,
      },
    ];
  }
  return [
    ...to.filter((name) => !names.includes(name)).map((name) => notReached("--to", name, reachable)),
    ...repeated("--to", to),
  ];
}

function sourceProblems({ name, network }: Environment, { from }: Asked): readonly Problem[] {
  if (from.length === 0) return wayToSessionManager(network) === undefined ? [notManaged(name, name)] : [];
  return [
    ...from.flatMap((range): readonly Problem[] => {
      const { error } = sourceRange.safeParse(range);
      if (error !== undefined)
        return error.issues.map(({ message }) => ({ path: "--from", what: message, value: range }));
      return isV6(range) && !network.ipv6 ? [withoutV6("--from", range, name)] : [];
    }),
    ...repeated("--from", from),
  ];
}

function repeated(path: string, values: readonly string[]): readonly Problem[] {
  const again = values.filter((value, index) => values.indexOf(value) !== index);
  return again.map((value) => ({ path, what: "was given twice", value }));
}

function whyProblems({ name, lifecycle }: Environment, { why }: Asked): readonly Problem[] {
  if (why === undefined) {
    return lifecycle === "protected"
      ? [
          {
            path: "--why",
            what: `is missing: ${name} is protected, and who looks later wants to know`,
            fix: '--why "…"',
          },
        ]
      : [];
  }
  if (why.length <= REASON.max && REASON.pattern.test(why)) return [];
  const allowed = `1 to ${REASON.max} letters, digits, spaces and _ . : / = + - @, because it becomes a tag`;
  return [{ path: "--why", what: "can't be kept", value: why, allowed }];
}
