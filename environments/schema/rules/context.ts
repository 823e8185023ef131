import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { ParsedEnvironment } from "../environment.js";
import type { OrganizationConfig } from "../organization.js";

/** Everything that a cross-field rule may look at. Each part has passed its own schema. */
export interface Context {
  readonly organization: OrganizationConfig;
  readonly catalogue: Catalogue;
  readonly environments: readonly Candidate[];
}

/** An environment between its own schema and the rules. */
export interface Candidate {
  readonly ephemeral: boolean;
  readonly parsed: ParsedEnvironment;
  /** Names of the services that it gives a size to, a wrong one too. */
  readonly sized: readonly string[];
}

/** Looks at those parts of the configuration and returns what is wrong with them. Never throws. */
export type Rule<Parts extends keyof Context = keyof Context> = (context: Pick<Context, Parts>) => readonly Problem[];
