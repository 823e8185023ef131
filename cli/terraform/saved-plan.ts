import { GantryError } from "../../modules/core/errors.js";
import type { Target } from "../../stacks/platform.js";
import type { Plan } from "./plan.js";
import { readPlan } from "./plan.js";
import type { PlanJson } from "./plan-json.js";
import type { Terraform } from "./run.js";

/** What a plan was made for. */
export interface PlanOrigin {
  readonly stack: string | undefined;
  readonly target: Target;
}

/**
 * Reads a plan that `diff --out` kept. A plan carries its backend with it and would change the stack that it was made
 * for whatever the command line says, so the two must agree.
 * @throws GantryError (refused) for a plan of another stack, or for the other cloud
 */
export async function readSavedPlan(
  terraform: Terraform,
  wanted: { readonly stack: string; readonly target: Target; readonly file: string },
): Promise<Plan> {
  const plan = await readPlan(terraform, wanted.stack, wanted.file);
  const { stack, target } = originOf(plan.json);
  if (stack !== wanted.stack || target !== wanted.target) {
    throw new GantryError(
      {
        path: "--plan",
        what: "is a plan for something else; nothing was changed",
        value: `made for ${stack ?? "an unknown stack"} on ${target}, given for ${wanted.stack} on ${wanted.target}`,
        fix: `./gantry diff ${wanted.stack} --cloud ${wanted.target} --out FILE`,
      },
      { outcome: "refused" },
    );
  }
  return { ...plan, warnings: [] };
}

/** Every stack tags what it makes with its name, and what is meant for the embedded cloud holds dummy credentials. */
export function originOf({ configuration }: PlanJson): PlanOrigin {
  const provider = configuration?.provider_config?.["aws"]?.expressions;
  const stack = at(provider, "default_tags", "0", "tags", "constant_value", "environment");
  const key = at(provider, "access_key", "constant_value");
  return { stack: typeof stack === "string" ? stack : undefined, target: key === "local" ? "local" : "aws" };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}
