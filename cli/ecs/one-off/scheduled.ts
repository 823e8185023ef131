import { revisionOf } from "../live-service.js";
import type { ServiceTask } from "./service-task.js";
import { taskStartedBy } from "./state-machine.js";

/** A task that the clock starts, as a state has it. */
export interface ScheduledTask {
  /** Name of its schedule. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly task: ServiceTask;
  /** When, by whose clock, and whether at all. */
  readonly schedule: { readonly expression: string; readonly timeZone: string; readonly enabled: boolean };
}

/** Attributes of a schedule, or of the state machine that it starts. */
interface Attributes {
  readonly name?: string;
  readonly arn?: string;
  readonly definition?: string;
  readonly schedule_expression?: string;
  readonly schedule_expression_timezone?: string;
  readonly state?: string;
  readonly target?: readonly {
    readonly arn?: string;
    readonly ecs_parameters?: readonly {
      readonly task_definition_arn?: string;
      readonly network_configuration?: readonly {
        readonly subnets?: readonly string[];
        readonly security_groups?: readonly string[];
      }[];
      readonly capacity_provider_strategy?: readonly {
        readonly capacity_provider: string;
        readonly weight?: number;
        readonly base?: number;
      }[];
    }[];
  }[];
}

interface StateJson {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly instances?: readonly { readonly attributes?: Attributes }[];
  }[];
}

/**
 * The tasks in the text of a state that EventBridge Scheduler starts, itself or through a state machine, each as it
 * would be started then.
 */
export function scheduledIn(state: string): readonly ScheduledTask[] {
  const { resources = [] } = JSON.parse(state) as StateJson;
  const attributesOf = (wanted: string) =>
    resources
      .filter(({ mode, type }) => mode === "managed" && type === wanted)
      .flatMap(({ instances = [] }) => instances.flatMap(({ attributes }) => attributes ?? []));
  const machines = attributesOf("aws_sfn_state_machine");
  return attributesOf("aws_scheduler_schedule").flatMap((attributes): readonly ScheduledTask[] => {
    const { arn = "", ecs_parameters: [direct] = [] } = attributes.target?.[0] ?? {};
    const machine = machines.find((one) => one.arn === arn);
    const supervised = machine?.definition === undefined ? undefined : taskStartedBy(machine.definition);
    const { cluster, parameters } = supervised ?? { cluster: arn, parameters: direct };
    const taskDefinition = parameters?.task_definition_arn ?? "";
    const [, region, account] = /^arn:[^:]*:ecs:([^:]*):([^:]*):/.exec(taskDefinition) ?? [];
    if (attributes.name === undefined || region === undefined || account === undefined) return [];
    const { subnets = [], security_groups: securityGroups = [] } = parameters?.network_configuration?.[0] ?? {};
    const capacity = parameters?.capacity_provider_strategy?.map(
      ({ capacity_provider: capacityProvider, weight = 0, base = 0 }) => ({ capacityProvider, weight, base }),
    );
    const task = {
      cluster,
      taskDefinition,
      revision: revisionOf(taskDefinition),
      ...(subnets.length === 0 ? {} : { network: { subnets, securityGroups } }),
      ...(capacity === undefined ? {} : { capacity }),
    };
    const schedule = {
      expression: attributes.schedule_expression ?? "",
      timeZone: attributes.schedule_expression_timezone ?? "UTC",
      enabled: attributes.state !== "DISABLED",
    };
    return [{ name: attributes.name, account, region, task, schedule }];
  });
}
