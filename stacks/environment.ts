import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { read } from "../modules/aws/contract/contract.js";
import { PublishEnvironment } from "../modules/aws/contract/environment-contract.js";
import { Certificate } from "../modules/aws/edge/certificate.js";
import { DelegatedZone } from "../modules/aws/edge/delegated-zone.js";
import type { PublicName } from "../modules/aws/edge/public-load-balancer.js";
import { EncryptionKey } from "../modules/aws/security/encryption-key.js";
import { GantryError, type Problem } from "../modules/core/errors.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import type { ServiceRef } from "../modules/core/refs/services.js";
import { PlatformStack, type Target } from "./base.js";
import { reachableOf } from "./bastion-targets.js";
import { sitesOf } from "./cloudfront.js";
import { buildClusters } from "./clusters.js";
import { buildConfigurationBucket } from "./configuration-files.js";
import { buildDashboards } from "./dashboards.js";
import { buildEdge } from "./edge.js";
import { buildEntrances } from "./entrances.js";
import { buildEnvironmentObservability } from "./environment-observability.js";
import { buildHours } from "./hours.js";
import { buildMigration } from "./migration.js";
import { buildMonitors } from "./monitors.js";
import { buildNetwork } from "./network.js";
import { buildPermanentBastion } from "./permanent-bastion.js";
import { unreachable } from "./reachability.js";
import { buildSafety } from "./safety.js";
import { buildServices } from "./services.js";
import { buildStores } from "./stores.js";

export interface EnvironmentProps {
  readonly organization: OrganizationConfig;
  readonly environment: EnvironmentConfig;
  readonly target: Target;
  readonly stateKey: string;
  readonly account: string;
  readonly lifecycle: Lifecycle;
  /** Account in which `ops` published what the environments share. */
  readonly opsAccount: string;
  /** When it's written. */
  readonly now: Date;
}

/** Everything of one environment. */
export class Environment extends PlatformStack {
  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(scope, id, { ...props, region: props.environment.region });
    const { environment, organization, lifecycle } = props;
    const { name } = environment;
    if (props.target !== "local") refuse(unreachable(environment));

    const key = new EncryptionKey(this, "key", { alias: ["gantry", name], description: `Data of ${name}` });
    const providerOf = (...end: [alias: string, account: string, region: string]) => this.aliasedAws(...end);
    const network = buildNetwork(this, { ...props, providerOf });
    const publicName = this.publicName(props);
    const named = publicName === undefined ? {} : { publicName };
    const edge = buildEdge(this, { ...props, network, providerOf, ...named });
    const shared = { environment, organization, lifecycle, network, keyArn: key.arn };
    const stores = buildStores(this, { ...shared, ...edge });
    buildSafety(this, { ...shared, stores });
    buildMigration(this, { ...shared, stores });
    const entrances = buildEntrances(this, shared);
    const reachable = reachableOf(stores, entrances);
    new PublishEnvironment(this, "contract", name, { network, reachable });
    const bastion = buildPermanentBastion(this, { environment, network, reachable });
    const reached = { ...shared, stores, entrances, loadBalancer: edge.ref };
    const clusters = buildClusters(this, { ...reached, tags: this.tags });
    const configuration = buildConfigurationBucket(this, shared);
    const services = buildServices(this, {
      ...reached,
      clusters,
      ...(configuration === undefined ? {} : { configuration }),
    });
    const dashboards = buildDashboards(this, { ...shared, tags: this.tags, services, stores, clusters });
    buildMonitors(this, {
      ...shared,
      tags: this.tags,
      services,
      stores,
      clusters,
      dashboards,
      loadBalancers: [reached.loadBalancer, entrances.balancer].flatMap((balancer) => balancer?.name ?? []),
    });
    buildHours(this, { environment, tags: this.tags, services, stores, clusters, now: props.now });
    buildEnvironmentObservability(this, { ...shared, tags: this.tags, services });

    this.output("summary", {
      url: edge.ref.url,
      services: Object.fromEntries(services.map((service) => [service.name, placeOf(service)])),
      stores: Object.fromEntries(stores.map((store) => [store.name, store.physicalName])),
      ...sitesOf(environment),
      ...(bastion === undefined ? {} : { bastion }),
    });
  }

  /** A zone, a certificate and a name; only the embedded cloud may do without. */
  private publicName({ environment, organization, target, opsAccount }: EnvironmentProps): PublicName | undefined {
    const { name, domain } = environment;
    if (domain === undefined) {
      if (target === "local") return undefined;
      throw new GantryError({
        path: `${name}.domain`,
        what: "is missing: without one the load balancer would serve plain HTTP to the world",
        allowed: `a name under ${organization.domains.delegated}`,
        fix: `take ${name}.${organization.domains.delegated}`,
      });
    }
    const ops = this.aliasedAws("ops", opsAccount, organization.region);
    const zone = new DelegatedZone(this, "zone", {
      domain,
      parentZoneId: read(this, "ops", "delegated-zone-id", ops),
      parentProvider: ops,
    });
    const certificate = new Certificate(this, "certificate", { domain, zoneId: zone.zoneId });
    return { domain, zoneId: zone.zoneId, certificateArn: certificate.arn, proof: certificate.proof };
  }
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new GantryError(problems);
}

/** Where one finds what a service does, in the summary of a deploy. */
function placeOf(service: ServiceRef): string {
  switch (service.kind) {
    case "web":
    case "internal":
      return service.url;
    case "daemon":
      return service.runs.map(({ clusterName }) => clusterName).join(", ");
    case "worker":
      return `queue ${service.queueName}`;
    case "cron":
      return service.enabled ? `${service.schedule}, ${service.timeZone}` : "runs by hand alone";
  }
}
