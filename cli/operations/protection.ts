import type { Configuration } from "../../environments/index.js";
import { GantryError } from "../../modules/core/errors.js";
import { StateBucket } from "../state/bucket.js";
import { listStates } from "../state/states.js";
import { isBastion, isShared } from "../synthesis/stacks.js";
import type { Session } from "../target/session.js";
import { guardsOn } from "../terraform/guards.js";
import type { Outputs } from "../terraform/state.js";

/** The lifecycle that a stack is configured with. */
export function configuredLifecycle({ organization, environments }: Configuration, stack: string): string {
  if (stack === "state") return organization.state.lifecycle;
  if (stack === "ops") return organization.ops.lifecycle;
  if (stack === "organization" && organization.management !== undefined) return organization.management.lifecycle;
  const environment = environments.find(({ name }) => name === stack);
  if (environment === undefined) throw new GantryError({ path: stack, what: "is not in the configuration" });
  return environment.lifecycle;
}

/** The lifecycle that a stack was deployed with; undefined when a first deploy never got to its end. */
export function deployedLifecycle(outputs: Outputs): string | undefined {
  const value = outputs["lifecycle"];
  return typeof value === "string" ? value : undefined;
}

/**
 * Refuses to destroy what is protected, in the configuration or as it was deployed: turning it disposable and
 * deploying that is the first of two acts, naming it is the second.
 * @param addresses what the stack holds
 * @throws GantryError (refused) that names the guards
 */
export function refuseProtected(
  stack: string,
  configured: string,
  deployed: string | undefined,
  addresses: readonly string[],
): void {
  if (configured !== "protected" && deployed !== "protected") return;
  const where = isShared(stack) ? "environments/organization.ts" : `environments/${stack}.ts`;
  const edit = configured === "protected" ? `set lifecycle: "disposable" in ${where}, then ` : "";
  const refusal = {
    path: stack,
    what: "is protected; nothing was changed",
    value: `configured ${configured}, deployed ${deployed ?? "never completely"}`,
    allowed: 'a destroy only of what was deployed with lifecycle "disposable"',
    fix: `1. ${edit}./gantry deploy ${stack} --unprotect ${stack}   2. ./gantry destroy ${stack} --confirm ${stack}`,
  };
  const guarded = guardsOn(addresses).map(({ type, addresses: of, guards }) => ({
    path: `${stack}: ${type} ×${of.length}`,
    what: `is guarded by ${guards.join(", ")}`,
  }));
  throw new GantryError([refusal, ...guarded], { outcome: "refused" });
}

/**
 * Refuses to take a shared stack away while environments build on what it publishes.
 * @throws GantryError (refused)
 */
export async function refuseWhileUsed(session: Session, { organization }: Configuration, stack: string): Promise<void> {
  if (!isShared(stack)) return;
  const bucket = new StateBucket(organization, session);
  try {
    const states = await listStates(bucket);
    const users = states.filter(
      ({ stack, contents }) => !isShared(stack) && !isBastion(stack) && contents.addresses.length > 0,
    );
    if (users.length === 0) return;
    const names = users.map((state) => state.stack).join(" ");
    throw new GantryError(
      {
        path: stack,
        what: "is what these environments build on; nothing was changed",
        value: names,
        fix: `./gantry destroy ${names}`,
      },
      { outcome: "refused" },
    );
  } finally {
    bucket.close();
  }
}
