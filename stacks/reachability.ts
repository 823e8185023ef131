import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { InterfaceEndpoint } from "../environments/schema/network/endpoints.js";
import type { ServiceConfig } from "../environments/schema/services/service.js";
import type { StoreConfig } from "../environments/schema/stores/store.js";
import type { Problem } from "../modules/core/errors.js";

/** An endpoint that something needs, or `undefined` for what no endpoint leads to; and what needs it. */
interface Need {
  readonly endpoint: InterfaceEndpoint | undefined;
  readonly by: string;
}

/** A private repository of ECR. */
const ECR = /^\d{12}\.dkr\.ecr\./;

/**
 * What an environment without NAT lacks: the endpoints of what its services call before and while they run. What a
 * program calls of its own, only its authors know.
 *
 * Source: Amazon ECS developer guide, "Amazon ECS interface VPC endpoints"; Amazon ECR user guide, likewise.
 */
export function unreachable(environment: EnvironmentConfig): readonly Problem[] {
  const { nat, endpoints } = environment.network;
  if (nat !== "none") return [];
  const path = `${environment.name}.network`;
  const needs = needsOf(environment);
  const missing = needs.filter(({ endpoint }) => endpoint !== undefined && !endpoints.includes(endpoint));
  const names = distinct(missing.map(({ endpoint }) => String(endpoint)));
  const outside = distinct(needs.filter(({ endpoint }) => endpoint === undefined).map(({ by }) => by));
  return [
    ...(names.length === 0
      ? []
      : [
          {
            path: `${path}.endpoints`,
            what: "lacks what the environment uses, and without NAT there is no other way to it",
            value: names.map((name) => `${name} (${usersOf(name, missing)})`).join("; "),
            fix: `add ${names.map((name) => `"${name}"`).join(", ")}, or set nat: "single"`,
          },
        ]),
    ...(outside.length === 0
      ? []
      : [
          {
            path: `${path}.nat`,
            what: "leaves no way to images that come from the internet",
            value: outside.join(", "),
            allowed: "images of private repositories of ECR",
            fix: 'keep copies in ECR, or set nat: "single"',
          },
        ]),
  ];
}

/** Who needs an endpoint, the first few by name. */
function usersOf(name: string, needs: readonly Need[]): string {
  const users = distinct(needs.filter(({ endpoint }) => endpoint === name).map(({ by }) => by));
  return users.length > 3 ? `${users.slice(0, 3).join(", ")} and ${users.length - 3} more` : users.join(", ");
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b, "en"));
}

function needsOf({ clusters, services, stores, migration = {} }: EnvironmentConfig): readonly Need[] {
  const ofClusters = Object.entries(clusters).flatMap(([cluster, config]) =>
    need(`cluster ${cluster}`, [
      ...(config.on === "ec2" ? AGENT : []),
      ...(config.exec ? (["ssmmessages", "kms", "logs"] as const) : []),
    ]),
  );
  const ofMigration = Object.keys(migration).flatMap((store) => need(`migration of ${store}`, REPLICATION));
  return [
    ...ofClusters,
    ...ofMigration,
    ...Object.entries(services).flatMap(([name, service]) => ofService(name, service, stores)),
  ];
}

/** From where a replication instance gets the secrets of both sides, and where it writes what happens. */
const REPLICATION = ["secretsmanager", "logs"] as const;

/** By which the agent of an instance talks to ECS. */
const AGENT = ["ecs", "ecs-agent", "ecs-telemetry"] as const;

function ofService(
  name: string,
  service: ServiceConfig,
  stores: Readonly<Record<string, StoreConfig>>,
): readonly Need[] {
  const containers = [service, ...Object.values(service.sidecars)];
  const secrets = containers.flatMap((one) => [...Object.values(one.secrets), ...credentialsOf(one)]);
  const kinds = [...service.stores, ...(service.kind === "worker" ? [service.queue] : [])].flatMap(
    (store) => stores[store]?.kind ?? [],
  );
  const by = `service ${name}`;
  return [
    ...referencesOf(service).flatMap((image) =>
      ECR.test(image) ? need(by, PULL) : [{ endpoint: undefined, by: image }],
    ),
    ...(hasOwnRepository(service) ? need(by, PULL) : []),
    ...need(by, [
      "logs",
      ...(secrets.some(({ from }) => from === "ssm") ? (["ssm"] as const) : []),
      ...(secrets.some(({ from }) => from === "secretsmanager") || kinds.some((kind) => WITH_PASSWORD.includes(kind))
        ? (["secretsmanager"] as const)
        : []),
      ...(kinds.includes("queue") ? (["sqs"] as const) : []),
    ]),
  ];
}

/** By which layers are found; they themselves come from S3. */
const PULL = ["ecr.api", "ecr.dkr"] as const;

const sourcesOf = ({ image, migrate }: ServiceConfig) => [image, ...(migrate === undefined ? [] : [migrate.image])];

/** Everything that is pulled for a service, and where from a pipeline's images will be. */
function referencesOf(service: ServiceConfig): readonly string[] {
  const containers = [service, ...Object.values(service.sidecars)];
  const hasFiles = containers.some(({ files }) => Object.keys(files).length > 0);
  return [
    ...sourcesOf(service).flatMap((one) =>
      typeof one === "string" ? [one] : [one.initial, one.repository ?? []].flat(),
    ),
    ...Object.values(service.sidecars).map(({ image }) => image),
    ...(hasFiles ? ["public.ecr.aws/aws-cli/aws-cli, which fetches files"] : []),
  ];
}

/** Whether a pipeline pushes to a repository that `ops` made. */
function hasOwnRepository(service: ServiceConfig): boolean {
  return sourcesOf(service).some((one) => typeof one !== "string" && one.repository === undefined);
}

function credentialsOf({ registry }: ServiceConfig | ServiceConfig["sidecars"][string]) {
  return registry === undefined ? [] : [registry.credentials];
}

/** Stores whose password is kept in Secrets Manager. */
const WITH_PASSWORD: readonly StoreConfig["kind"][] = [
  "postgres",
  "mysql",
  "aurora-postgres",
  "aurora-mysql",
  "warehouse",
];

function need(by: string, endpoints: readonly InterfaceEndpoint[]): readonly Need[] {
  return endpoints.map((endpoint) => ({ endpoint, by }));
}
