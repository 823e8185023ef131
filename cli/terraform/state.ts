import { terraformFailure } from "./failure.js";
import { runTerraform, type Terraform } from "./run.js";

/** An output of a stack as it was deployed. */
export interface DeployedOutput {
  readonly value: unknown;
  readonly sensitive: boolean;
}

/** The outputs in the state; none when nothing is deployed. */
export async function readOutputs(
  terraform: Terraform,
  stack: string,
): Promise<Readonly<Record<string, DeployedOutput>>> {
  const { code, stdout, stderr } = await runTerraform(terraform, ["output", "-json", "-no-color"]);
  if (code !== 0) throw terraformFailure({ stack, step: "output", diagnostics: [], output: stderr });
  return JSON.parse(stdout) as Record<string, DeployedOutput>;
}

/** The addresses of what Terraform began to make and never finished. */
export async function listTainted(terraform: Terraform, stack: string): Promise<readonly string[]> {
  const state = JSON.parse((await pullState(terraform, stack)) ?? "{}") as {
    readonly resources?: readonly StateResource[];
  };
  return (state.resources ?? []).flatMap(({ type, name, instances }) =>
    instances.filter(({ status }) => status === "tainted").map(({ index_key }) => addressOf(type, name, index_key)),
  );
}

interface StateResource {
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly status?: string; readonly index_key?: string | number }[];
}

function addressOf(type: string, name: string, index: string | number | undefined): string {
  return index === undefined ? `${type}.${name}` : `${type}.${name}[${JSON.stringify(index)}]`;
}

/** The addresses of the managed resources in the state; none when nothing is deployed. */
export async function listResources(terraform: Terraform, stack: string): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runTerraform(terraform, ["state", "list"]);
  if (code !== 0 && /No state file was found/.test(stderr)) return [];
  if (code !== 0) throw terraformFailure({ stack, step: "state list", diagnostics: [], output: stderr });
  return stdout.split("\n").filter((address) => address !== "" && !/(^|\.)data\./.test(address));
}

/** The whole state as text; undefined when there is none. It holds secrets. */
export async function pullState(terraform: Terraform, stack: string): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTerraform(terraform, ["state", "pull"]);
  if (code !== 0) throw terraformFailure({ stack, step: "state pull", diagnostics: [], output: stderr });
  return stdout.trim() === "" ? undefined : stdout;
}
