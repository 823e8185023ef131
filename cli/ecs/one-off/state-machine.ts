/** What a step of a state machine asks ECS for, as Step Functions writes it. */
interface RunTask {
  readonly Cluster: string;
  readonly TaskDefinition: string;
  readonly NetworkConfiguration?: {
    readonly AwsvpcConfiguration: { readonly Subnets: readonly string[]; readonly SecurityGroups: readonly string[] };
  };
  readonly CapacityProviderStrategy?: readonly {
    readonly CapacityProvider: string;
    readonly Weight: number;
    readonly Base: number;
  }[];
}

interface Definition {
  readonly States: Readonly<Record<string, { readonly Resource?: string; readonly Arguments?: RunTask }>>;
}

const RUN_TASK = "arn:aws:states:::ecs:runTask.sync";

/** The task that a state machine starts and waits for, as a schedule would write it; undefined when it starts none. */
export function taskStartedBy(definition: string) {
  const { States } = JSON.parse(definition) as Definition;
  const run = Object.values(States).find(({ Resource }) => Resource === RUN_TASK)?.Arguments;
  if (run === undefined) return undefined;
  const network = run.NetworkConfiguration?.AwsvpcConfiguration;
  return {
    cluster: run.Cluster,
    parameters: {
      task_definition_arn: run.TaskDefinition,
      ...(network === undefined
        ? {}
        : { network_configuration: [{ subnets: network.Subnets, security_groups: network.SecurityGroups }] }),
      ...(run.CapacityProviderStrategy === undefined
        ? {}
        : {
            capacity_provider_strategy: run.CapacityProviderStrategy.map(({ CapacityProvider, Weight, Base }) => ({
              capacity_provider: CapacityProvider,
              weight: Weight,
              base: Base,
            })),
          }),
    },
  };
}
