import type { Synthesized } from "./synth.js";

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly user?: string;
  readonly readonlyRootFilesystem?: boolean;
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly healthCheck?: object;
  readonly mountPoints?: readonly { readonly sourceVolume: string; readonly readOnly: boolean }[];
  readonly logConfiguration?: { readonly options: Readonly<Record<string, string>> };
}

/** Every container of every task definition, with the path of the definition. */
export function containersOf(stack: Synthesized): readonly { readonly path: string; readonly container: Container }[] {
  return stack
    .resources()
    .filter(({ type }) => type === "aws_ecs_task_definition")
    .flatMap(({ path, resource }) => {
      const containers = JSON.parse(String(resource["container_definitions"])) as readonly Container[];
      return containers.map((container) => ({ path, container }));
    });
}
