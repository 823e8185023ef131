import type { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { DigitaloceanProvider } from "@cdktf/provider-digitalocean/lib/provider/index.js";
import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider/index.js";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { Catalogue } from "../environments/schema/catalogue.js";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { Publish } from "../modules/aws/contract/contract.js";
import { Trunking } from "../modules/aws/ecs/account/trunking.js";
import { ReplicationRoles } from "../modules/aws/migration/account-roles.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import { name } from "../modules/core/names.js";
import { RootDomain } from "../modules/digitalocean/domain.js";
import { type DeployableEnvironment, PlatformProject } from "../modules/gitlab/platform-project.js";
import { Runner } from "../modules/gitlab/runner.js";
import { PlatformStack, type Target } from "./base.js";
import { buildObservability } from "./observability.js";
import { buildRepositories } from "./registries.js";
import { buildSecurity } from "./security.js";

export interface OpsProps {
  readonly organization: OrganizationConfig;
  readonly target: Target;
  readonly stateKey: string;
  readonly account: string;
  readonly lifecycle: Lifecycle;
  /** The long-lived environments, which GitLab deploys to. */
  readonly environments: readonly EnvironmentConfig[];
  /** What every environment runs. */
  readonly catalogue: Catalogue;
}

/** Every delegation set of Route53 has four name servers. */
const NAME_SERVERS = 4;

/** What the environments share: the domain and its delegation, the GitLab project and its runners, the images. */
export class Ops extends PlatformStack {
  constructor(scope: Construct, id: string, props: OpsProps) {
    super(scope, id, { ...props, region: props.organization.region });
    const { organization, environments } = props;

    const zone = this.delegatedZone(organization);
    const repositories = buildRepositories(this, props);
    new Publish(this, "contract", "ops", { "delegated-zone-id": zone.zoneId, ...repositories });
    this.rootDomain(organization, zone);
    const project = this.project(organization, environments);
    this.runners(organization, project);
    this.trunking(organization);
    buildSecurity(this, organization, (...end) => this.aliasedAws(...end));
    buildObservability(this, { ...props, providerOf: (account) => this.providerOf(organization, account) });
    this.replicationRoles(organization);
    this.output("summary", { domain: organization.domains.root, project: organization.gitlab.project });
  }

  private delegatedZone({ domains }: OrganizationConfig): Route53Zone {
    return new Route53Zone(this, "delegated-zone", {
      name: domains.delegated,
      comment: "Managed by Gantry: environments live under it",
    });
  }

  private rootDomain({ domains }: OrganizationConfig, zone: Route53Zone): void {
    new DigitaloceanProvider(this, "digitalocean", {});
    new RootDomain(this, "root-domain", {
      domain: domains.root,
      records: domains.records,
      delegation: {
        label: domains.delegated.slice(0, -domains.root.length - 1),
        nameServers: Array.from({ length: NAME_SERVERS }, (_, index) => Fn.element(zone.nameServers, index) as string),
        ttlSeconds: domains.delegationTtlSeconds,
      },
    });
  }

  /** Of another account than the stack's own. */
  private providerOf({ accounts, region }: OrganizationConfig, account: string): AwsProvider | undefined {
    return account === "ops" ? undefined : this.aliasedAws(`datadog-${account}`, accounts[account] ?? "", region);
  }

  /** Each in the account that it is for: no environment could own what holds for all that share its account. */
  private trunking({ accounts, trunking }: OrganizationConfig): void {
    for (const { account, region } of trunking) {
      const provider = this.aliasedAws(`trunking-${account}-${region}`, accounts[account] ?? "", region);
      new Trunking(this, `trunking-${account}-${region}`, { provider });
    }
  }

  /** Likewise. */
  private replicationRoles({ accounts, migrations, region }: OrganizationConfig): void {
    for (const account of migrations) {
      const id = accounts[account] ?? "";
      const provider = this.aliasedAws(`migrations-${account}`, id, region);
      new ReplicationRoles(this, `migrations-${account}`, { account: id, provider });
    }
  }

  private project({ gitlab }: OrganizationConfig, environments: readonly EnvironmentConfig[]): PlatformProject {
    new GitlabProvider(this, "gitlab", { baseUrl: `${gitlab.baseUrl}/api/v4/` });
    return new PlatformProject(this, "project", {
      groupId: gitlab.groupId,
      project: gitlab.project,
      visibility: gitlab.visibility,
      environments: environments.map(deployable),
    });
  }

  /** The machines of a runner read its token from Parameter Store when they start. */
  private runners({ gitlab }: OrganizationConfig, { projectId }: PlatformProject): void {
    for (const [key, { tags, ...settings }] of Object.entries(gitlab.runners)) {
      const runner = new Runner(this, `runner-${key}`, { projectId, tags, ...settings });
      new SsmParameter(this, `runner-${key}-token`, {
        name: name("aws_ssm_parameter", "/gantry", "ops", "runners", key, "token"),
        description: `Authentication token of the GitLab runner ${key}`,
        type: "SecureString",
        value: runner.token,
      });
    }
  }
}

function deployable({ name, account, region, lifecycle, domain }: EnvironmentConfig): DeployableEnvironment {
  return {
    name,
    protected: lifecycle === "protected",
    ...(domain === undefined ? {} : { url: `https://${domain}` }),
    variables: { AWS_ACCOUNT_ID: account, AWS_REGION: region },
  };
}
