import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import type { Construct } from "constructs";
import { GantryError } from "../../../core/errors.js";
import { name } from "../../../core/names.js";
import type { ClusterRef, StoreRef } from "../../../core/refs.js";
import { launchTypeOf, networkModeOf } from "../cluster/capacity.js";
import { type ContainerProps, type ContainerSettings, container } from "./container.js";
import { openToExec } from "./exec.js";
import { type ImageSource, imageReference } from "./image.js";
import { type MigrationSettings, type MigrationTask, migrationTask } from "./migration.js";
import { TaskRoles } from "./task-roles.js";
import { type SecretReference, TaskSecrets } from "./task-secrets.js";

/** A container beside the service's own. */
export interface SidecarProps extends ContainerSettings {
  readonly image: string;
  /** Whether the task ends when it does. */
  readonly essential: boolean;
  /** CPU units of the task that are its share. */
  readonly cpu: number;
  /** Hard limit, beyond which it is killed. */
  readonly memoryMiB: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretReference>>;
}

/** What may be said of any service's task. */
export interface TaskSettings extends ContainerSettings {
  /** Setting → where the secret lies. @default none beside those of the stores */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /** Processor that the images are built for. @default - that of ECS, x86_64 */
  readonly architecture?: "x86_64" | "arm64";
  /** Volumes by name; `scratch` begins empty and ends with its task. @default none */
  readonly volumes?: Readonly<Record<string, { readonly kind: "scratch" }>>;
  /** Containers beside the service's own, by name. @default none */
  readonly sidecars?: Readonly<Record<string, SidecarProps>>;
  /** What runs once, to success, before the service moves to a new image. @default - nothing */
  readonly migrate?: MigrationSettings | undefined;
}

export interface TaskDefinitionProps extends TaskSettings {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly image: ImageSource;
  /** Port on which others reach it. @default - none */
  readonly port?: number;
  readonly variables: Readonly<Record<string, string>>;
  /** CPU units of the whole task. */
  readonly cpu: number;
  /** Memory of the whole task. */
  readonly memoryMiB: number;
  /** Where it runs, which decides how its tasks are connected. */
  readonly cluster: ClusterRef;
  readonly stores: readonly StoreRef[];
  readonly logRetentionDays: number;
}

/** What a service's tasks are made from, and what runs before them. */
export interface ServiceTask {
  readonly definition: EcsTaskDefinition;
  /** @default - the service migrates nothing */
  readonly migration?: MigrationTask;
}

/**
 * A service's task definition with all that belongs to it: its two roles, its log group, one definition
 * for each container, the service's own first, and the task definition of its migration.
 *
 * They stand right under `scope`, the service, and not under a construct of their own: their
 * addresses follow from where they stand, and moving a log group destroys it.
 *
 * @throws GantryError when a container gets one setting twice
 */
export function taskDefinition(scope: Construct, asked: TaskDefinitionProps): ServiceTask {
  const props = asked.cluster.exec === undefined ? asked : openToExec(asked.service, asked);
  const { environment, region, account, service, stores, architecture, migrate, volumes = {} } = props;
  const references = [props.secrets ?? {}, ...Object.values(props.sidecars ?? {}).map(({ secrets }) => secrets)];
  const secrets = new TaskSecrets(scope, "secrets", { region, account, references });
  const roles = new TaskRoles(scope, "roles", {
    environment,
    service,
    task: [...stores.flatMap((store) => store.permissions), ...(props.cluster.exec ?? [])],
    agent: [...stores.flatMap((store) => store.secretPermissions), ...secrets.permissions],
  });
  const logs = new CloudwatchLogGroup(scope, "logs", {
    name: name("aws_cloudwatch_log_group", "/gantry", environment, service),
    retentionInDays: props.logRetentionDays,
  });
  const image = imageReference(scope, "image", props);
  const containers = [own({ ...props, image }, secrets, logs.name), ...sidecars(props, secrets, logs.name)].map(
    container,
  );
  // Not created before the old one is destroyed: Terraform would then replace all that it refers
  // to in that order, the database too, whose name can't be taken twice. Tasks outlive their revision.
  const definition = new EcsTaskDefinition(scope, "task", {
    family: name("aws_ecs_task_definition", environment, service),
    requiresCompatibilities: [launchTypeOf(props.cluster)],
    networkMode: networkModeOf(props.cluster),
    cpu: String(props.cpu),
    memory: String(props.memoryMiB),
    taskRoleArn: roles.taskRoleArn,
    executionRoleArn: roles.executionRoleArn,
    containerDefinitions: JSON.stringify(containers),
    ...(architecture === undefined
      ? {}
      : { runtimePlatform: { cpuArchitecture: architecture.toUpperCase(), operatingSystemFamily: "LINUX" } }),
    ...(Object.keys(volumes).length === 0 ? {} : { volume: sorted(volumes).map(([name]) => ({ name })) }),
  });
  if (migrate === undefined) return { definition };
  const settings = settingsOf(props, secrets);
  const migration = migrationTask(scope, { ...props, ...settings, migrate, logGroup: logs.name, like: definition });
  return { definition, migration };
}

/** The service's own container: what the task has and its sidecars don't take is its share. */
function own(
  props: TaskDefinitionProps & { readonly image: string },
  secrets: TaskSecrets,
  logGroup: string,
): ContainerProps {
  const { service, region, cpu, memoryMiB: _, ...settings } = props;
  const beside = Object.values(props.sidecars ?? {});
  return {
    ...settings,
    name: service,
    region,
    logGroup,
    dynamicPort: networkModeOf(props.cluster) === "bridge",
    // Without a number its share beside sidecars with one would be the smallest that Linux knows.
    ...(beside.length === 0 ? {} : { cpu: beside.reduce((rest, sidecar) => rest - sidecar.cpu, cpu) }),
    ...settingsOf(props, secrets),
  };
}

/** What the service is told by its environment, the catalogue and its stores. */
function settingsOf({ environment, service, variables, stores, ...props }: TaskDefinitionProps, secrets: TaskSecrets) {
  return {
    variables: merged(service, [{ ENVIRONMENT: environment }, variables, ...stores.map((store) => store.variables)]),
    secrets: merged(service, [secrets.resolve(props.secrets ?? {}), ...stores.map((store) => store.secrets)]),
  };
}

/** All of them together; of two values for one setting neither may silently win. */
function merged(service: string, parts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const settings = parts.flatMap((part) => Object.entries(part));
  const names = settings.map(([setting]) => setting);
  const twice = names.filter((setting, index) => names.indexOf(setting) !== index);
  if (twice.length > 0) {
    throw new GantryError({
      path: `service ${service}`,
      what: "gets the same setting from two sides: itself, its stores or Gantry's ENVIRONMENT",
      value: twice.join(", "),
      fix: "rename it in environments/catalogue.ts",
    });
  }
  return Object.fromEntries(settings);
}

function sidecars(props: TaskDefinitionProps, secrets: TaskSecrets, logGroup: string): readonly ContainerProps[] {
  return sorted(props.sidecars ?? {}).map(([name, sidecar]) => ({
    ...sidecar,
    name,
    region: props.region,
    logGroup,
    variables: { ENVIRONMENT: props.environment, ...sidecar.variables },
    secrets: secrets.resolve(sidecar.secrets),
  }));
}

function sorted<Value>(record: Readonly<Record<string, Value>>): readonly [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
