import { terraformFailure } from "./failure.js";
import type { OutputJson } from "./messages.js";
import { runTerraform, type Terraform } from "./run.js";

/** The outputs of a stack as it was deployed, without the secret ones. */
export type Outputs = Readonly<Record<string, unknown>>;

/** What is read of a state; its format is version 4 since Terraform 0.12. */
export interface StateContents {
  readonly lineage: string;
  readonly serial: number;
  /** Of the managed resources. */
  readonly addresses: readonly string[];
  /** Of those that Terraform began to make and never finished. */
  readonly tainted: readonly string[];
  readonly outputs: Outputs;
}

interface StateJson {
  readonly lineage: string;
  readonly serial: number;
  readonly outputs?: Readonly<Record<string, OutputJson>>;
  readonly resources?: readonly ResourceJson[];
}

interface ResourceJson {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances?: readonly { readonly status?: string; readonly index_key?: string | number }[];
}

/** Reads the text of a state. */
export function readState(text: string): StateContents {
  const { lineage, serial, outputs = {}, resources = [] } = JSON.parse(text) as StateJson;
  const instances = resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances = [] }) =>
      instances.map(({ status, index_key }) => ({ address: addressOf(type, name, index_key), status })),
    );
  return {
    lineage,
    serial,
    addresses: instances.map(({ address }) => address),
    tainted: instances.filter(({ status }) => status === "tainted").map(({ address }) => address),
    outputs: openOutputs(outputs),
  };
}

/** The values of those that hold no secret. */
export function openOutputs(outputs: Readonly<Record<string, OutputJson>>): Outputs {
  const open = Object.entries(outputs).filter(([, { sensitive }]) => sensitive !== true);
  return Object.fromEntries(open.map(([name, { value }]) => [name, value]));
}

function addressOf(type: string, name: string, index: string | number | undefined): string {
  return index === undefined ? `${type}.${name}` : `${type}.${name}[${JSON.stringify(index)}]`;
}

/** What is deployed; nothing when there is no state. */
export async function readDeployed(terraform: Terraform, stack: string): Promise<Omit<StateContents, "lineage">> {
  const text = await pullState(terraform, stack);
  return text === undefined ? { serial: 0, addresses: [], tainted: [], outputs: {} } : readState(text);
}

/** The whole state as text; undefined when there is none. It holds secrets. */
export async function pullState(terraform: Terraform, stack: string): Promise<string | undefined> {
  const { code, stdout, stderr } = await runTerraform(terraform, ["state", "pull"]);
  if (code !== 0) throw terraformFailure({ stack, step: "state pull", diagnostics: [], output: stderr });
  return stdout.trim() === "" ? undefined : stdout;
}
