import { TerraformStack } from "cdktf";
import type { Configuration } from "../../environments/schema/parse.js";
import { type BastionRequest, buildBastion } from "../../stacks/bastion.js";
import type { Changes } from "./configuration.js";
import { Synthesized } from "./synth.js";

/** A bastion that stays, reached by SSH. */
export const standingBastion: Changes = {
  "staging.bastion": { to: ["main"], from: ["203.0.113.0/24", "198.51.100.7/32"] },
};

/** The stack of a bastion of staging; without a request, as it's closed. */
export function bastionOf({ organization, environments }: Configuration, request?: BastionRequest): Synthesized {
  const environment = environments.find(({ name }) => name === "staging");
  if (environment === undefined) throw new Error("the tests' configuration has staging");
  const common = { organization, environment, target: "aws" } as const;
  const app = buildBastion(request === undefined ? common : { ...common, request });
  const stack = app.node.children.find((node) => TerraformStack.isStack(node));
  if (!(stack instanceof TerraformStack)) throw new Error("the app has one stack");
  stack.prepareStack();
  stack.runAllValidations();
  return new Synthesized(stack.toTerraform());
}
