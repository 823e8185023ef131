import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import type { Construct } from "constructs";
import { name } from "../../../core/names.js";
import { type ContainerSettings, container } from "./container.js";
import { type ImageSource, imageReference } from "./image.js";
import type { SecretReference } from "./task-secrets.js";

/** What may be said of a service's migration. */
export interface MigrationSettings
  extends Pick<ContainerSettings, "command" | "entryPoint" | "user" | "group" | "exceptions" | "writable" | "init"> {
  readonly image: ImageSource;
  /** What the image's registry asks for. @default - nothing, or what ECR asks for */
  readonly registry?: { readonly credentials: SecretReference };
  /** CPU units of its task. @default - as many as a task of the service */
  readonly cpu?: number;
  /** Memory of its task. @default - as much as a task of the service */
  readonly memoryMiB?: number;
  /** After so long it is stopped, and has failed. */
  readonly timeoutSeconds: number;
}

/** What a migration has in common with its service. */
export interface MigrationTaskProps {
  readonly environment: string;
  readonly service: string;
  readonly region: string;
  readonly migrate: MigrationSettings;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** ARN of the secret that its image's registry asks for. @default - it asks for none */
  readonly registryCredentials?: string;
  readonly logGroup: string;
  /** Network, roles, processor: as the service's own. */
  readonly like: EcsTaskDefinition;
}

/** What runs once before a service moves to a new image. */
export interface MigrationTask {
  readonly definition: EcsTaskDefinition;
  readonly timeoutSeconds: number;
}

/** The container's name, and the beginning of its log stream's. */
const CONTAINER = "migrate";

/**
 * A task definition of the migration's own, right under `scope`, the service: its image, with all that the
 * service reaches its stores by.
 */
export function migrationTask(scope: Construct, props: MigrationTaskProps): MigrationTask {
  const { environment, service, migrate, like, cpu, memoryMiB, ...told } = props;
  const { timeoutSeconds, registry: _, cpu: ownCpu = cpu, memoryMiB: ownMemory = memoryMiB, ...settings } = migrate;
  const image = imageReference(scope, "migrate-image", { environment, service, image: migrate.image });
  const definition = new EcsTaskDefinition(scope, "migration-task", {
    family: name("aws_ecs_task_definition", environment, service, "migrate"),
    requiresCompatibilities: like.requiresCompatibilitiesInput ?? [],
    networkMode: like.networkModeInput ?? "awsvpc",
    cpu: String(ownCpu),
    memory: String(ownMemory),
    taskRoleArn: like.taskRoleArnInput ?? "",
    executionRoleArn: like.executionRoleArnInput ?? "",
    containerDefinitions: JSON.stringify([container({ ...told, ...settings, name: CONTAINER, image })]),
    ...(like.runtimePlatformInput === undefined ? {} : { runtimePlatform: like.runtimePlatformInput }),
  });
  return { definition, timeoutSeconds };
}
