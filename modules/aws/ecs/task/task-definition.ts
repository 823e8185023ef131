import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";
import { launchTypeOf, networkModeOf } from "../cluster/capacity.js";
import { ConfigFiles, type Files } from "./config-files.js";
import { container } from "./container.js";
import { openToExec } from "./exec.js";
import { type ImageSource, imageReference } from "./image.js";
import { pullPermissions } from "./image-pulls.js";
import { type MigrationSettings, type MigrationTask, migrationTask } from "./migration.js";
import { registryOf, settingsOf, taskContainers } from "./task-containers.js";
import { TaskRoles } from "./task-roles.js";
import { type References, TaskSecrets } from "./task-secrets.js";
import type { SidecarProps, TaskDefinitionProps } from "./task-settings.js";
import { TaskVolumes } from "./task-volumes.js";
import { versionOf } from "./unified-tags.js";

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
  const { environment, region, account, service, stores, architecture, migrate } = props;
  const resolved = new TaskSecrets(scope, "secrets", { region, account, references: referencesOf(props) });
  const configFiles = new ConfigFiles(scope, "files", {
    service,
    region,
    ...(props.configuration === undefined ? {} : { bucket: props.configuration }),
    containers: filesOf(props),
  });
  const volumes = new TaskVolumes(scope, "volumes", {
    ...props,
    volumes: { ...props.volumes, ...configFiles.volumes },
    written: writtenIn(props),
  });
  const logs = new CloudwatchLogGroup(scope, "logs", {
    name: name("aws_cloudwatch_log_group", "/gantry", environment, service),
    retentionInDays: props.logRetentionDays,
  });
  const roles = new TaskRoles(scope, "roles", {
    environment,
    service,
    task: [
      ...stores.flatMap((store) => store.permissions),
      ...(props.cluster.exec ?? []),
      ...volumes.permissions,
      ...configFiles.permissions,
    ],
    agent: [
      ...stores.flatMap((store) => store.secretPermissions),
      ...resolved.permissions,
      ...pullPermissions(imagesOf(props)),
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logs.arn}:*`] },
    ],
  });
  const image = imageReference(scope, "image", props);
  const version = props.telemetry === undefined ? "" : versionOf(scope, image);
  const containers = taskContainers({ ...props, image, version, resolved, configFiles, logGroup: logs.name });
  // Not created before the old one is destroyed: Terraform would then replace all that it refers
  // to in that order, the database too, whose name can't be taken twice. Tasks outlive their revision.
  const definition = new EcsTaskDefinition(scope, "task", {
    family: name("aws_ecs_task_definition", environment, service),
    requiresCompatibilities: [launchTypeOf(props.cluster)],
    networkMode: props.networkMode ?? networkModeOf(props.cluster),
    cpu: String(props.cpu),
    memory: String(props.memoryMiB),
    taskRoleArn: roles.taskRoleArn,
    executionRoleArn: roles.executionRoleArn,
    containerDefinitions: JSON.stringify(containers.map(container)),
    ...(architecture === undefined
      ? {}
      : { runtimePlatform: { cpuArchitecture: architecture.toUpperCase(), operatingSystemFamily: "LINUX" } }),
    ...(volumes.blocks.length === 0 ? {} : { volume: [...volumes.blocks] }),
  });
  if (migrate === undefined) return { definition };
  return { definition, migration: migrationOf(scope, { ...props, migrate }, resolved, logs.name, definition) };
}

/** What the migration has in common with its service, and no more of what the service is told. */
function migrationOf(
  scope: Construct,
  props: TaskDefinitionProps & { readonly migrate: MigrationSettings },
  resolved: TaskSecrets,
  logGroup: string,
  like: EcsTaskDefinition,
): MigrationTask {
  const { environment, service, region, cpu, memoryMiB, migrate } = props;
  return migrationTask(scope, {
    environment,
    service,
    region,
    cpu,
    memoryMiB,
    migrate,
    ...settingsOf(props, resolved),
    ...registryOf(migrate, resolved),
    logGroup,
    like,
  });
}

/** The service's own container and its sidecars, by name. */
function containersOf(props: TaskDefinitionProps): Readonly<Record<string, TaskDefinitionProps | SidecarProps>> {
  return { [props.service]: props, ...props.sidecars };
}

/** The secrets that each container names, and those of their registries. */
function referencesOf(props: TaskDefinitionProps): readonly References[] {
  const migration = props.migrate?.registry === undefined ? [] : [{ registry: props.migrate.registry.credentials }];
  const containers = Object.values(containersOf(props)).flatMap(({ secrets = {}, registry }) =>
    registry === undefined ? [secrets] : [secrets, { registry: registry.credentials }],
  );
  return [...containers, ...migration];
}

function filesOf(props: TaskDefinitionProps): Readonly<Record<string, Files>> {
  return Object.fromEntries(Object.entries(containersOf(props)).map(([name, { files = {} }]) => [name, files]));
}

function imagesOf(props: TaskDefinitionProps): readonly ImageSource[] {
  const migration = props.migrate === undefined ? [] : [props.migrate.image];
  return [...Object.values(containersOf(props)).map(({ image }) => image), ...migration];
}

/** The volumes that a container may write to. */
function writtenIn(props: TaskDefinitionProps): ReadonlySet<string> {
  const mounts = Object.values(containersOf(props)).flatMap(({ mounts = {} }) => Object.values(mounts));
  return new Set(mounts.flatMap(({ volume, readOnly }) => (readOnly ? [] : [volume])));
}
