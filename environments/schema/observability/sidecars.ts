import { siteOf } from "../../../modules/core/monitoring/site.js";
import type { Catalogue } from "../catalogue.js";
import type { ClusterConfig } from "../clusters/cluster.js";
import type { ParsedEnvironment } from "../environment.js";
import type { OrganizationConfig } from "../organization.js";
import { clustersOf, type Observed, type ServiceShape, type ServiceSize } from "../services/service.js";
import type { SidecarShape } from "../tasks/sidecar.js";
import type { AgentConfig } from "./agent.js";

/** Name of the agent's container in every task. */
export const AGENT_CONTAINER = "datadog-agent";

type Place = Pick<ParsedEnvironment, "clusters" | "services" | "observability">;

/**
 * Whether the tasks of a service have an agent of their own. In bridge mode they have none: their containers don't
 * share an address, and the instance's daemon does it.
 */
export function hasAgent(
  { kind, agent }: ServiceShape,
  size: ServiceSize,
  config: AgentConfig | undefined,
  { clusters, observability }: Place,
): boolean {
  const cluster = clusters[clustersOf(size)[0] ?? ""];
  if (config === undefined || cluster === undefined || kind === "daemon") return false;
  if (isShared(cluster) || observability?.agents === false) return false;
  return agent ?? (config.beside === "fargate" && cluster.on === "fargate");
}

/** Whether its tasks are connected through their instance. */
function isShared(cluster: ClusterConfig): boolean {
  return cluster.on === "ec2" && cluster.network === "bridge";
}

/** What an environment adds to a service so that it's seen: an agent, and where it is. */
export function observedIn(
  shape: ServiceShape,
  size: ServiceSize,
  place: Place,
  { datadog }: OrganizationConfig,
  catalogue: Catalogue,
): Observed & Partial<Pick<ServiceShape, "sidecars">> {
  const { agent, unifiedTags = agent !== undefined } = datadog;
  if (agent !== undefined && hasAgent(shape, size, agent, place)) {
    const onFargate = place.clusters[clustersOf(size)[0] ?? ""]?.on === "fargate";
    const variables = { DD_SITE: siteOf(datadog.apiUrl), ...(onFargate ? { ECS_FARGATE: "true" } : {}) };
    const sidecars = { ...shape.sidecars, [AGENT_CONTAINER]: agentSidecar(agent, variables) };
    return { sidecars, telemetry: { agentHost: BESIDE } };
  }
  if (!unifiedTags) return {};
  return { telemetry: offersAgent(size, place, catalogue) ? { agentHost: INSTANCE } : {} };
}

/** Containers of a task share its address. */
const BESIDE = "127.0.0.1";

/** Docker's own address on its bridge: the instance, as every container in bridge mode sees it. */
const INSTANCE = "172.17.0.1";

/** Where Datadog's libraries send to. Source: Datadog, "Datadog Agent", ports. */
const AGENT_PORTS: readonly string[] = ["8125/udp", "8126/tcp"];

/** Whether a daemon on its instances listens where Datadog's libraries send to. */
function offersAgent(size: ServiceSize, { clusters, services }: Place, catalogue: Catalogue): boolean {
  const [name = ""] = clustersOf(size);
  const cluster = clusters[name];
  if (cluster === undefined || !isShared(cluster)) return false;
  return Object.entries(catalogue.services).some(([daemon, shape]) => {
    const placed = services[daemon];
    if (shape.kind !== "daemon" || placed === undefined || !clustersOf(placed).includes(name)) return false;
    return Object.values(shape.ports).some(({ port, protocol }) => AGENT_PORTS.includes(`${port}/${protocol}`));
  });
}

/** The agent's container, as the catalogue would write it. Its service outlives it. */
export function agentSidecar(
  { image, apiKey, cpu, memoryMiB }: AgentConfig,
  variables: Readonly<Record<string, string>>,
): SidecarShape {
  return {
    image,
    exceptions: {
      root: "the agent's image drops its rights itself, process by process",
      writableRoot: "its start scripts write its configuration into /etc/datadog-agent",
    },
    writable: {},
    init: false,
    ulimits: {},
    mounts: {},
    files: {},
    dependsOn: {},
    variables: { DD_APM_ENABLED: "true", DD_APM_NON_LOCAL_TRAFFIC: "false", ...variables },
    secrets: { DD_API_KEY: apiKey },
    containerHealth: {
      command: ["agent", "health"],
      intervalSeconds: 30,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 60,
    },
    essential: false,
    cpu,
    memoryMiB,
  };
}
