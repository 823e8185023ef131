import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider/index.js";
import { SoftwareCatalog } from "@cdktf/provider-datadog/lib/software-catalog/index.js";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { Catalogue } from "../environments/schema/catalogue.js";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { IntegrationConfig } from "../environments/schema/observability/datadog.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { ServiceShape } from "../environments/schema/services/service.js";
import type { StoreShape } from "../environments/schema/stores/store.js";
import { DATADOG_ROLE, DatadogRole } from "../modules/aws/observability/datadog-role.js";
import { definitionOf, type Entity } from "../modules/datadog/catalog/entity.js";
import { appUrl } from "../modules/datadog/dashboards/links.js";
import { AwsAccount } from "../modules/datadog/integration/aws-account.js";
import { LogSettings, type PipelineSettings } from "../modules/datadog/logs/log-settings.js";

export interface ObservabilityProps {
  readonly organization: OrganizationConfig;
  readonly catalogue: Catalogue;
  /** The long-lived ones. */
  readonly environments: readonly EnvironmentConfig[];
  /** A provider of another account than the stack's own; none for its own. */
  readonly providerOf: (account: string) => TerraformProvider | undefined;
}

/** What is set up at Datadog once for all environments, as far as the organization asks for it. */
export function buildObservability(scope: Construct, props: ObservabilityProps): void {
  const { apiUrl, integration, catalogue, logs } = props.organization.datadog;
  const forwarded = props.environments.some(({ observability }) => observability?.logs !== undefined);
  if (integration === undefined && !catalogue && logs === undefined && !forwarded) return;
  new DatadogProvider(scope, "datadog", { apiUrl });
  if (integration !== undefined) integrate(scope, integration, props);
  if (catalogue) describe(scope, props);
  const { indexes = {}, pipelines = {} } = logs ?? {};
  const known = forwarded ? { ...pipelines, [FORWARDED]: OF_LOG_GROUP } : pipelines;
  new LogSettings(scope, "datadog-logs", { indexes, pipelines: known });
}

/** The pipeline of the lines that Firehose brings: whose they are stands in the name of their log group alone. */
const FORWARDED = "gantry-log-groups";
const OF_LOG_GROUP: PipelineSettings = {
  filter: "@aws.awslogs.logGroup:\\/gantry\\/*",
  grok: {
    source: "aws.awslogs.logGroup",
    rules: 'group /gantry/%{regex("[^/]+"):environment}/%{regex("[^/]+"):service}.*',
  },
  service: ["service"],
};

/** Where AWS counts what has no region: CloudFront and its firewalls, what an account costs. */
const GLOBAL = ["us-east-1"] as const;

/** Each account, and in it the role that Datadog takes: the one is told of the other by its name. */
function integrate(scope: Construct, integration: IntegrationConfig, props: ObservabilityProps): void {
  const { organization, environments, providerOf } = props;
  const regions = [...new Set([...GLOBAL, organization.region, ...environments.map(({ region }) => region)])].sort();
  const { namespaces, resources } = integration;
  const customMetrics = integration.customMetrics ?? hasCrons(props.catalogue);
  for (const name of integration.accounts) {
    const account = organization.accounts[name] ?? "";
    const { externalId } = new AwsAccount(scope, `datadog-account-${name}`, {
      account,
      name,
      organization: organization.name,
      regions,
      namespaces,
      customMetrics,
      resources,
      roleName: DATADOG_ROLE,
    });
    const provider = providerOf(name);
    new DatadogRole(scope, `datadog-role-${name}`, {
      externalId,
      resources,
      ...(provider === undefined ? {} : { provider }),
    });
  }
}

/** Their missed runs show in metrics that Datadog counts as custom. */
function hasCrons({ services }: Catalogue): boolean {
  return Object.values(services).some(({ kind }) => kind === "cron");
}

function describe(scope: Construct, { organization, catalogue }: ObservabilityProps): void {
  const { services, stores } = catalogue;
  const tags = [`organization:${organization.name}`, "managed-by:gantry"];
  const app = appUrl(organization.datadog.apiUrl);
  for (const [name, shape] of Object.entries(services)) {
    make(scope, `catalogue-service-${name}`, serviceEntity(name, shape, { tags, app, stores }));
  }
  for (const [name, { kind }] of Object.entries(stores)) {
    const entity = { kind: kindOf(kind), name, type: kind, stage: "production", links: [], dependsOn: [], tags };
    make(scope, `catalogue-store-${name}`, entity);
  }
}

function make(scope: Construct, id: string, entity: Entity): void {
  new SoftwareCatalog(scope, id, { entity: definitionOf(entity) });
}

interface Around {
  readonly tags: readonly string[];
  /** Where people open Datadog. */
  readonly app: string;
  readonly stores: Catalogue["stores"];
}

function serviceEntity(name: string, shape: ServiceShape, { tags, app, stores }: Around): Entity {
  const { about } = shape;
  const used = [...shape.stores, ...(shape.kind === "worker" ? [shape.queue] : [])];
  return {
    kind: "service",
    name,
    type: shape.kind,
    stage: about?.stage ?? "production",
    ...(about?.description === undefined ? {} : { description: about.description }),
    ...(about?.team === undefined ? {} : { team: about.team }),
    ...(about?.email === undefined ? {} : { email: about.email }),
    ...(about?.tier === undefined ? {} : { tier: about.tier }),
    links: [
      // By their titles: each environment has one of its own, and another stack makes it.
      { name: "Dashboards", type: "dashboard", url: `${app}/dashboard/lists?q=${encodeURIComponent(`] ${name}`)}` },
      ...(about?.runbook === undefined ? [] : [{ name: "Runbook", type: "runbook" as const, url: about.runbook }]),
      ...(about?.repository === undefined ? [] : [{ name: "Code", type: "repo" as const, url: about.repository }]),
    ],
    dependsOn: [
      ...[...new Set(used)].flatMap((store) => {
        const kind = stores[store]?.kind;
        return kind === undefined ? [] : [`${kindOf(kind)}:${store}`];
      }),
      ...shape.calls.map((callee) => `service:${callee}`),
    ],
    tags,
  };
}

function kindOf(kind: StoreShape["kind"]): "datastore" | "queue" {
  return kind === "queue" ? "queue" : "datastore";
}
