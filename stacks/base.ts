import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { S3Backend, TerraformOutput, TerraformResource, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import { GantryError } from "../modules/core/errors.js";
import { guardsOf, type Lifecycle } from "../modules/core/lifecycle.js";
import { awsTags, type Tags } from "../modules/core/tags.js";
import { problemsOf } from "./checks.js";

declare module "cdktf/lib/backends/s3-backend.js" {
  interface S3BackendConfig {
    /** Native S3 locking: cdktf 0.21 passes it through but doesn't know its type. */
    readonly useLockfile?: boolean;
  }
}

/** Where a stack is deployed to: the vendors, or the embedded cloud on this machine. */
export type Target = "aws" | "local";

export interface PlatformStackProps {
  readonly organization: OrganizationConfig;
  readonly target: Target;
  /** Key of its state in the organization's bucket. */
  readonly stateKey: string;
  /** Account that its AWS resources live in. */
  readonly account: string;
  readonly region: string;
  readonly lifecycle: Lifecycle;
  /** Environment to which all of it is tagged as belonging. @default - its own name */
  readonly partOf?: string;
}

/**
 * What every stack has: its own state, the AWS provider of its account, tags, the guards that its
 * lifecycle asks for, and checks that run when it is written.
 */
export abstract class PlatformStack extends TerraformStack {
  protected readonly tags: Tags;
  private readonly props: PlatformStackProps;

  constructor(scope: Construct, id: string, props: PlatformStackProps) {
    super(scope, id);
    this.props = props;
    this.tags = { environment: props.partOf ?? id, organization: props.organization.name };

    this.keepState();
    this.awsProvider("aws", props.account, props.region);
    this.output("lifecycle", props.lifecycle);
  }

  /**
   * An AWS provider that works in another account or region beside the stack's own.
   *
   * @param alias how the resources that use it name it
   */
  protected aliasedAws(alias: string, account: string, region: string): AwsProvider {
    return this.awsProvider(`aws-${alias}`, account, region, alias);
  }

  /** Something that `./gantry` and people read from the state. Never a secret. */
  protected output(id: string, value: unknown): void {
    new TerraformOutput(this, id, { value, staticId: true });
  }

  override prepareStack(): void {
    super.prepareStack();
    for (const resource of this.node.findAll()) {
      if (resource instanceof TerraformResource) guard(resource, this.props.lifecycle);
    }
  }

  override toTerraform(): object {
    const json = super.toTerraform();
    const problems = problemsOf(this, json);
    if (problems.length > 0) throw new GantryError(problems);
    return json;
  }

  private keepState(): void {
    const { organization, stateKey, target } = this.props;
    new S3Backend(this, {
      bucket: organization.state.bucket,
      key: stateKey,
      region: organization.region,
      encrypt: true,
      useLockfile: true,
      assumeRole: { roleArn: roleArn(organization.accounts.ops, organization.deployRole) },
      ...(target === "local" ? { usePathStyle: true, ...LOCAL_CREDENTIALS } : {}),
    });
  }

  private awsProvider(id: string, account: string, region: string, alias?: string): AwsProvider {
    const { organization, target } = this.props;
    return new AwsProvider(this, id, {
      region,
      allowedAccountIds: [account],
      assumeRole: [{ roleArn: roleArn(account, organization.deployRole), sessionName: "gantry" }],
      defaultTags: [{ tags: awsTags(this.tags) }],
      ...(alias === undefined ? {} : { alias }),
      ...(target === "local" ? { s3UsePathStyle: true, ...LOCAL_CREDENTIALS } : {}),
    });
  }
}

/**
 * Written into what is meant for the embedded cloud: should it ever meet the real AWS, because the
 * endpoint in the environment was forgotten, AWS refuses these.
 */
const LOCAL_CREDENTIALS = { accessKey: "local", secretKey: "local" } as const;

function roleArn(account: string | undefined, role: string): string {
  return `arn:aws:iam::${account}:role/${role}`;
}

function guard(resource: TerraformResource, lifecycle: Lifecycle): void {
  const guards = guardsOf(resource.terraformResourceType, lifecycle, identifierOf(resource));
  for (const [path, value] of Object.entries(guards)) resource.addOverride(path, value);
}

/** The name that the configuration gives it; its id in the graph where AWS makes the name up. */
function identifierOf(resource: TerraformResource): string {
  for (const key of [
    "identifierInput",
    "clusterIdentifierInput",
    "replicationGroupIdInput",
    "nameInput",
    "bucketInput",
  ]) {
    const value = (resource as unknown as Record<string, unknown>)[key];
    if (typeof value === "string" && !Token.isUnresolved(value)) return value;
  }
  return resource.friendlyUniqueId;
}
