import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

/**
 * What one stack offers to others, as SSM parameters under `/gantry/<stack>/`. Each entry is a
 * promise: it may be added to, and is renamed or dropped only after its readers.
 *
 * Values never travel as implicit cross-stack tokens: those break partial deploys and lose
 * sensitivity.
 */
export interface Contracts {
  readonly ops: {
    /** Route53 zone of the delegated domain, in the ops account. */
    readonly "delegated-zone-id": string;
    /** Where the pipeline of an image pushes it to: a repository of the ops account, by the image's name. */
    readonly [repository: `repositories/${string}`]: string;
  };
}

/** Publishes the contract of a stack. Standard parameters are free of charge. */
export class Publish<Stack extends keyof Contracts> extends Construct {
  constructor(scope: Construct, id: string, stack: Stack, values: Contracts[Stack]) {
    super(scope, id);
    for (const [key, value] of Object.entries(values)) {
      new SsmParameter(this, key, { name: parameter(stack, key), type: "String", value });
    }
  }
}

/**
 * Reads one value of another stack's contract. Terraform fails with the parameter's name when that
 * stack has not been deployed yet.
 *
 * @param provider of the account and region that the other stack lives in
 */
export function read<Stack extends keyof Contracts>(
  scope: Construct,
  stack: Stack,
  key: keyof Contracts[Stack] & string,
  provider: TerraformProvider,
): string {
  return new DataAwsSsmParameter(scope, `${stack}-${key}`, { name: parameter(stack, key), provider }).value;
}

function parameter(stack: string, key: string): string {
  return name("aws_ssm_parameter", "/gantry", stack, key);
}
