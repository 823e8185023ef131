import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import type { Configuration } from "../environments/schema/parse.js";
import { GantryError } from "../modules/core/errors.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import type { Target } from "./base.js";
import { Environment } from "./environment.js";
import { Ops } from "./ops.js";
import { State } from "./state.js";

export type { Target } from "./base.js";
export { type MonitorFacts, monitorsOf } from "./monitor-facts.js";

/** Stacks that belong to no environment, in the order in which they are deployed. */
export const SHARED_STACKS = ["state", "ops"] as const;

export interface PlatformOptions {
  readonly configuration: Configuration;
  readonly target: Target;
  /** Names of the stacks to build. @default - the shared ones and every environment of the configuration */
  readonly stacks?: readonly string[];
  /** @default "cdktf.out" */
  readonly outdir?: string;
  /** Overrides every stack's lifecycle; for taking down what was protected. @default - as configured */
  readonly lifecycle?: Lifecycle;
  /** Lock file of the provider versions, copied beside each stack. @default - none */
  readonly lockFile?: string;
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
  const { organization, catalogue, environments } = options.configuration;
  const known = [...SHARED_STACKS, ...environments.map(({ name }) => name)];
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

  const app = new Platform(options);
  const common = (stack: string, lifecycle: Lifecycle) => ({
    organization,
    target: options.target,
    stateKey: stateKey(stack),
    lifecycle: options.lifecycle ?? lifecycle,
  });
  const opsAccount = organization.accounts.ops ?? "";
  if (asked.includes("state")) {
    new State(app, "state", { ...common("state", organization.state.lifecycle), account: opsAccount });
  }
  if (asked.includes("ops")) {
    new Ops(app, "ops", {
      ...common("ops", organization.ops.lifecycle),
      account: opsAccount,
      environments: environments.filter(({ ephemeral }) => !ephemeral),
      catalogue,
    });
  }
  for (const environment of environments.filter(({ name }) => asked.includes(name))) {
    const { name, account, lifecycle } = environment;
    new Environment(app, name, { ...common(name, lifecycle), environment, account, opsAccount });
  }
  return app;
}

/** An app that puts the lock file of the providers beside every stack that it writes. */
class Platform extends App {
  private readonly lockFile: string | undefined;

  constructor({ outdir, lockFile }: PlatformOptions) {
    // cdktf makes the folder itself, but none above it.
    if (outdir !== undefined) mkdirSync(outdir, { recursive: true });
    super(outdir === undefined ? {} : { outdir });
    this.lockFile = lockFile;
  }

  override synth(): void {
    super.synth();
    if (this.lockFile === undefined || !existsSync(this.lockFile)) return;
    for (const stack of this.node.findAll()) {
      if (!TerraformStack.isStack(stack)) continue;
      const beside = join(this.outdir, "stacks", stack.node.id, ".terraform.lock.hcl");
      if (!existsSync(beside)) copyFileSync(this.lockFile, beside);
    }
  }
}
