import type { Calendar } from "../../modules/core/calendar.js";
import { GantryError } from "../../modules/core/errors.js";
import { OFFICE_HOURS } from "../../modules/core/hours.js";
import { name } from "../../modules/core/names.js";
import { isShared, orderStacks } from "../synthesis/stacks.js";

/** The state machine that wakes an environment and puts it to sleep. */
export interface Machine {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
}

interface StateJson {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly instances?: readonly { readonly attributes?: { readonly name?: string; readonly arn?: string } }[];
  }[];
}

/** @throws GantryError when no environment has this name, before any cloud is asked */
export function checkSleeper(environment: string): void {
  orderStacks([environment]);
  if (!isShared(environment)) return;
  throw new GantryError(
    { path: environment, what: "is what the environments share: it never sleeps", fix: "name an environment" },
    { outcome: "refused" },
  );
}

/**
 * The machine in the text of an environment's state.
 *
 * @param hours those of the configuration
 * @throws GantryError (refused) where it was deployed without hours
 */
export function machineIn(state: string, environment: string, hours: Calendar | undefined): Machine {
  const { resources = [] } = JSON.parse(state) as StateJson;
  const wanted = name("aws_sfn_state_machine", environment, OFFICE_HOURS);
  const arn = resources
    .filter(({ mode, type }) => mode === "managed" && type === "aws_sfn_state_machine")
    .flatMap(({ instances = [] }) => instances)
    .find(({ attributes }) => attributes?.name === wanted)?.attributes?.arn;
  const [, region, account] = /^arn:[^:]*:states:([^:]*):([^:]*):/.exec(arn ?? "") ?? [];
  if (arn !== undefined && region !== undefined && account !== undefined) return { arn, region, account };
  const configured = hours !== undefined;
  throw new GantryError(
    {
      path: environment,
      what: configured ? "was deployed before it had office hours" : "has no office hours: it never sleeps",
      fix: configured ? `./gantry deploy ${environment}` : "give it some: docs/guides/office-hours.md",
    },
    { outcome: "refused" },
  );
}
