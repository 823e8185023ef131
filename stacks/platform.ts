import type { App } from "cdktf";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { Configuration } from "../environments/schema/parse.js";
import { GantryError } from "../modules/core/errors.js";
import { markTokens } from "../modules/core/forget-tokens.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import { PlatformApp, type PlatformAppOptions } from "./app.js";
import type { Target } from "./base.js";
import { Environment } from "./environment.js";
import { Ops } from "./ops.js";
import { Organization } from "./organization.js";
import { State } from "./state.js";

export type { Target } from "./base.js";
export { type MonitorFacts, monitorsOf, type QuietFacts, quietTimesOf } from "./monitor-facts.js";

/** Stacks that belong to no environment, in the order in which they are deployed. */
export const SHARED_STACKS = ["state", "organization", "ops"] as const;

/** Those of them that a configuration has: `organization` is by choice. */
export function sharedStacks({ management }: Pick<OrganizationConfig, "management">): readonly string[] {
  return SHARED_STACKS.filter((stack) => stack !== "organization" || management !== undefined);
}

export interface PlatformOptions extends PlatformAppOptions {
  readonly configuration: Configuration;
  readonly target: Target;
  /** Names of the stacks to build. @default - the shared ones and every environment of the configuration */
  readonly stacks?: readonly string[];
  /** Overrides every stack's lifecycle; for taking down what was protected. @default - as configured */
  readonly lifecycle?: Lifecycle;
  /** The time that it's written at: times at which nobody is told begin after it. @default - that of the clock */
  readonly now?: Date;
}

/** Key of a stack's state in the organization's bucket. */
export function stateKey(stack: string): string {
  const shared: readonly string[] = SHARED_STACKS;
  return shared.includes(stack) ? `${stack}/terraform.tfstate` : `environments/${stack}/terraform.tfstate`;
}

/**
 * The app with the stacks that were asked for, not yet written: `synth()` does that.
 *
 * @throws GantryError for a stack that the configuration doesn't have
 */
export function buildPlatform(options: PlatformOptions): App {
  const app = new PlatformApp(options);
  for (const build of buildersOf(options)) build(app);
  return app;
}

/**
 * Writes the stacks that were asked for, one after the other: each is forgotten once it is written, so a hundred
 * environments need little more memory than one.
 *
 * @throws GantryError for a stack that the configuration doesn't have, and with the problems of all stacks at once
 */
export function writePlatform(options: PlatformOptions): void {
  const app = new PlatformApp(options);
  const forget = markTokens();
  const problems = buildersOf(options).flatMap((build) => {
    try {
      build(app);
      app.synth();
      return [];
    } catch (error) {
      if (error instanceof GantryError) return error.problems;
      throw error;
    } finally {
      for (const { node } of app.node.children) app.node.tryRemoveChild(node.id);
      forget();
    }
  });
  if (problems.length > 0) throw new GantryError(problems);
}

/** What builds each stack that was asked for, in the order in which they build on one another. */
function buildersOf(options: PlatformOptions): readonly ((app: App) => void)[] {
  const { organization, catalogue, environments } = options.configuration;
  const known = [...sharedStacks(organization), ...environments.map(({ name }) => name)];
  const asked = options.stacks ?? known;
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new GantryError(
      unknown.map((name) => ({
        what: `there is no stack named ${name}`,
        allowed: known.join(", "),
        fix: "correct the name",
      })),
    );
  }

  const common = (stack: string, lifecycle: Lifecycle) => ({
    organization,
    target: options.target,
    stateKey: stateKey(stack),
    lifecycle: options.lifecycle ?? lifecycle,
  });
  const opsAccount = organization.accounts.ops ?? "";
  const builders = new Map<string, (app: App) => void>();
  builders.set("state", (app) => {
    new State(app, "state", { ...common("state", organization.state.lifecycle), account: opsAccount });
  });
  const { management } = organization;
  if (management !== undefined) {
    const account = organization.accounts[management.account] ?? "";
    const props = { ...common("organization", management.lifecycle), account, management };
    builders.set("organization", (app) => new Organization(app, "organization", props));
  }
  builders.set("ops", (app) => {
    new Ops(app, "ops", {
      ...common("ops", organization.ops.lifecycle),
      account: opsAccount,
      environments: environments.filter(({ ephemeral }) => !ephemeral),
      catalogue,
    });
  });
  for (const environment of environments) {
    const { name, account, lifecycle } = environment;
    const props = { ...common(name, lifecycle), environment, account, opsAccount, now: options.now ?? new Date() };
    builders.set(name, (app) => new Environment(app, name, props));
  }
  return [...builders].flatMap(([name, build]) => (asked.includes(name) ? build : []));
}
