import { type Calendar, holidaysOf, instantOf, wakesAt } from "../../core/calendar.js";
import type { Way } from "../../core/hours.js";
import {
  type Branch,
  jsonata,
  type SleepingCron,
  type SleepingDatabase,
  type SleepingInstances,
  type SleepingService,
  type State,
  type States,
  turnCron,
  turnDatabase,
  turnInstances,
  turnService,
} from "./turns.js";

/** All of an environment that can be stopped. */
export interface Sleepers {
  readonly services: readonly SleepingService[];
  readonly instances: readonly SleepingInstances[];
  readonly databases: readonly SleepingDatabase[];
  readonly crons: readonly SleepingCron[];
}

/** Longer than any database takes, its backup included, and far shorter than until the next time. */
const TIMEOUT_SECONDS = 3 * 3600;

/**
 * The way into sleep and out of it, in the language of Step Functions. Databases are woken first and put to sleep
 * last, so that no task looks for one in vain. What of it fails doesn't keep the rest: it's told at the end.
 *
 * On a holiday nothing is woken: the time of its waking, DST included, stands among the choices.
 */
export function steps(calendar: Calendar, sleepers: Sleepers): object {
  const waking = chain("wake", [
    ["databases", sleepers.databases.map((one) => turnDatabase("wake", one))],
    ["instances", sleepers.instances.map((one) => turnInstances("wake", one))],
    ["services", sleepers.services.map((one) => turnService("wake", one))],
    ["crons", sleepers.crons.map((one) => turnCron("wake", one))],
  ]);
  const resting = chain("sleep", [
    ["crons", sleepers.crons.map((one) => turnCron("sleep", one))],
    ["services", sleepers.services.map((one) => turnService("sleep", one))],
    ["instances", sleepers.instances.map((one) => turnInstances("sleep", one))],
    ["databases", sleepers.databases.map((one) => turnDatabase("sleep", one))],
  ]);
  const closed = closedAt(calendar);
  const isWaking = "$states.input.to = 'wake'";
  return {
    QueryLanguage: "JSONata",
    TimeoutSeconds: TIMEOUT_SECONDS,
    StartAt: "Begin",
    States: {
      Begin: { Type: "Pass", Assign: { failure: "" }, Next: "Which way" },
      "Which way": {
        Type: "Choice",
        Choices: [
          ...(closed.length === 0
            ? []
            : [{ Condition: jsonata(`${isWaking} and $states.input.at in ${list(closed)}`), Next: "A holiday" }]),
          { Condition: jsonata(isWaking), Next: waking.first },
        ],
        Default: resting.first,
      },
      ...(closed.length === 0 ? {} : { "A holiday": { Type: "Succeed" } }),
      ...waking.states,
      ...resting.states,
      [END]: { Type: "Choice", Choices: [{ Condition: jsonata("$failure != ''"), Next: "Failed" }], Default: "Done" },
      Failed: { Type: "Fail", Error: "NotAll", Cause: jsonata("$failure") },
      Done: { Type: "Succeed" },
    } satisfies States,
  };
}

const END = "Did all go well";

/** Instants at which holidays would have been woken, as EventBridge Scheduler writes them. */
function closedAt(calendar: Calendar): readonly string[] {
  return holidaysOf(calendar).map((date) =>
    instantOf(date, wakesAt(calendar), calendar.timeZone).toISOString().replace(".000", ""),
  );
}

const list = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(", ")}]`;

/** Each part after the one before it, whether that went well or not. */
function chain(way: Way, parts: readonly (readonly [what: string, branches: readonly Branch[]])[]) {
  const present = parts.filter(([, branches]) => branches.length > 0);
  const nameOf = (what: string) => `${way === "wake" ? "Wake" : "Rest"} ${what}`;
  const states = present.map(([what, branches], index): [string, State] => {
    const after = present[index + 1];
    const Next = after === undefined ? END : nameOf(after[0]);
    const Assign = { failure: jsonata(`$failure & '${nameOf(what)}: ' & $states.errorOutput.Error & '. '`) };
    return [
      nameOf(what),
      { Type: "Parallel", Branches: branches, Catch: [{ ErrorEquals: ["States.ALL"], Assign, Next }], Next },
    ];
  });
  return { first: states[0]?.[0] ?? END, states: Object.fromEntries(states) };
}
