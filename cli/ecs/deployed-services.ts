import { revisionOf } from "./live-service.js";

/** A service of a stack as its state has it: where to ask for it, and what it should run. */
export interface DeployedService {
  /** In Terraform's graph, for instance `aws_ecs_service.service-api_service_454F4786`. */
  readonly address: string;
  readonly name: string;
  /** Name or ARN. */
  readonly cluster: string;
  readonly account: string;
  readonly region: string;
  /** Family of its task definitions. */
  readonly family: string;
  /** Family and number that Terraform wants it to run. @default - another pipeline decides that */
  readonly wanted?: string;
  /** Alarms judge its deployments, for a while after Terraform has found it steady. @default - ECS alone does */
  readonly watched?: true;
}

type Arguments = Readonly<Record<string, unknown>>;

/** What is read of a synthesized stack. */
export interface SynthesizedStack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
}

interface StateJson {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances?: readonly { readonly index_key?: string | number; readonly attributes?: Arguments }[];
  }[];
}

const SERVICE = "aws_ecs_service";
const TASK_DEFINITION = "aws_ecs_task_definition";

/** Whether a synthesized stack holds ECS services at all. */
export function hasServices({ resource = {} }: SynthesizedStack): boolean {
  return Object.keys(resource[SERVICE] ?? {}).length > 0;
}

/**
 * The ECS services in the text of a state.
 *
 * After a rollback the provider writes the old revision back into the service's state. What was asked for stands in
 * the state of the task definition that the configuration refers to.
 * @param synthesized the stack as it was written. @default - wanted is what the state says
 */
export function servicesIn(state: string, synthesized: SynthesizedStack = {}): readonly DeployedService[] {
  const { resources = [] } = JSON.parse(state) as StateJson;
  const instances = resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances = [] }) =>
      instances.map(({ index_key, attributes = {} }) => ({
        type,
        address: `${type}.${name}${index_key === undefined ? "" : `[${JSON.stringify(index_key)}]`}`,
        attributes,
      })),
    );
  const definitions = new Map(
    instances
      .filter(({ type }) => type === TASK_DEFINITION)
      .map(({ address, attributes }) => [address, text(attributes["arn"])]),
  );
  return instances
    .filter(({ type }) => type === SERVICE)
    .flatMap(({ address, attributes }): readonly DeployedService[] => {
      const [, region, account] = /^arn:[^:]*:ecs:([^:]*):([^:]*):/.exec(text(attributes["id"])) ?? [];
      // A service whose creation failed before ECS knew of it has no ARN.
      if (region === undefined || account === undefined) return [];
      const inState = revisionOf(text(attributes["task_definition"]));
      const written = synthesized.resource?.[SERVICE]?.[address.slice(SERVICE.length + 1)];
      const wanted = isForeign(written) ? undefined : revisionOf(referred(written, definitions) ?? inState);
      return [
        {
          address,
          name: text(attributes["name"]),
          cluster: text(attributes["cluster"]),
          account,
          region,
          family: inState.slice(0, inState.lastIndexOf(":")),
          ...(wanted === undefined ? {} : { wanted }),
          ...(isWatched(written) ? { watched: true } : {}),
        },
      ];
    });
}

/** Whether Terraform leaves the choice of the revision to somebody else. */
function isForeign(written: Arguments | undefined): boolean {
  const { ignore_changes: ignored } = (written?.["lifecycle"] ?? {}) as { readonly ignore_changes?: unknown };
  return ignored === "all" || (Array.isArray(ignored) && ignored.includes("task_definition"));
}

/** Whether deployment alarms are switched on. */
function isWatched(written: Arguments | undefined): boolean {
  const { enable } = (written?.["alarms"] ?? {}) as { readonly enable?: unknown };
  return enable === true;
}

/** The ARN of the task definition that a service's configuration refers to. */
function referred(written: Arguments | undefined, definitions: ReadonlyMap<string, string>): string | undefined {
  const reference = /^\$\{(aws_ecs_task_definition\.[\w-]+)\.arn\}$/.exec(text(written?.["task_definition"]))?.[1];
  return reference === undefined ? undefined : definitions.get(reference);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
