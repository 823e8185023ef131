import type { App } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { Reachable } from "../environments/schema/network/bastion.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { Bastion } from "../modules/aws/bastion/bastion.js";
import { End } from "../modules/aws/bastion/end.js";
import { readPlace, readReachable } from "../modules/aws/contract/environment-contract.js";
import { PlatformApp, type PlatformAppOptions } from "./app.js";
import { PlatformStack, type Target } from "./base.js";
import { wayOf } from "./permanent-bastion.js";

/** What somebody asked for who opens a bastion. */
export interface BastionRequest {
  readonly to: readonly Reachable[];
  /** Ranges from which it's reached by SSH. Empty: through Session Manager. */
  readonly from: readonly string[];
  /** When it ends, for good. */
  readonly until: Date;
  readonly why?: string;
}

export interface BastionStackProps {
  readonly organization: OrganizationConfig;
  readonly environment: EnvironmentConfig;
  readonly target: Target;
  /** @default - nothing: what closes it */
  readonly request?: BastionRequest;
}

/** How `./gantry` reads an open bastion from its state. */
export interface BastionFacts {
  readonly environment: string;
  readonly until: string;
  readonly instance: string;
  /** @default - reached through Session Manager, it has none */
  readonly address?: string;
  readonly from: readonly string[];
  readonly to: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
  readonly why?: string;
}

/** Name of the stack of an environment's bastion. */
export function bastionStack(environment: string): string {
  return `bastion-${environment}`;
}

/** Key of its state in the organization's bucket: apart from the environments', which know nothing of it. */
export function bastionKey(environment: string): string {
  return `bastions/${environment}/terraform.tfstate`;
}

/** An app with that one stack. Nobody else builds it, so no diff of an environment shows a bastion. */
export function buildBastion({ outdir, lockFile, ...props }: BastionStackProps & PlatformAppOptions): App {
  const files = { ...(outdir === undefined ? {} : { outdir }), ...(lockFile === undefined ? {} : { lockFile }) };
  const app = new PlatformApp(files);
  new BastionStack(app, bastionStack(props.environment.name), props);
  return app;
}

/** The physical part of its names; a bastion that stays is called otherwise. */
const ROLE = "bastion-on-call";

/**
 * A bastion that goes away by itself: its machine ends at its time, and from outside it is terminated then. Written
 * without a request the stack is empty, which is how it is closed: what it read of the environment may be gone by then.
 */
class BastionStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: BastionStackProps) {
    const { organization, environment, target, request } = props;
    const { name, account, region } = environment;
    super(scope, id, {
      organization,
      target,
      stateKey: bastionKey(name),
      account,
      region,
      lifecycle: "disposable",
      partOf: name,
    });
    if (request !== undefined) this.open(environment, request);
  }

  private open({ name: environment, account, region, network }: EnvironmentConfig, request: BastionRequest): void {
    const { to, from, until, why } = request;
    const way = wayOf(network, from);
    const targets = to.map((target) => readReachable(this, environment, target));
    const bastion = new Bastion(this, "bastion", {
      environment,
      role: ROLE,
      ...readPlace(this, environment, way.by === "ssh" ? "public" : "private"),
      way,
      targets,
      until,
      tags: { until: until.toISOString(), ...(why === undefined ? {} : { why }) },
    });
    const { instanceId, instanceArn } = bastion;
    new End(this, "end", { environment, account, region, role: ROLE, instanceId, instanceArn, at: until });
    const facts: BastionFacts = {
      environment,
      until: until.toISOString(),
      instance: instanceId,
      ...(way.by === "ssh" ? { address: bastion.address } : {}),
      from,
      to: Object.fromEntries(targets.map(({ name, host, port }) => [name, { host, port }])),
      ...(why === undefined ? {} : { why }),
    };
    this.output("access", facts);
  }
}
