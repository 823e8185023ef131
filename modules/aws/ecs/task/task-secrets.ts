import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret/index.js";
import { Construct } from "constructs";
import { pathInId } from "../../../core/ids.js";
import type { Permission } from "../../../core/refs/permission.js";
import { namedKeyArn } from "../../security/named-key.js";

interface Encrypted {
  /** Key of the account's own, by `alias/<name>` or ARN. @default - AWS's own, or one that its secret's policy opens */
  readonly kmsKey?: string;
}

/** Where a secret lies: in the account and region of the task that reads it. */
export type SecretReference =
  | ({ readonly from: "secretsmanager"; readonly name: string; readonly key?: string } & Encrypted)
  | ({ readonly from: "ssm"; readonly path: string } & Encrypted);

export type References = Readonly<Record<string, SecretReference>>;

export interface TaskSecretsProps {
  readonly region: string;
  readonly account: string;
  /** Setting → secret, of each container; and the credentials of its registry. */
  readonly references: readonly References[];
}

/**
 * The secrets that a task names: how the ECS agent finds each, and exactly the permissions that it
 * needs for them. No value passes through Terraform.
 *
 * A secret of Secrets Manager is looked up, because its ARN ends in characters that AWS chose; so
 * one that doesn't exist fails the plan, not the task's start. A parameter isn't: its data source
 * would write the value into the state. What names no key is decrypted with the account's default ones
 * (`aws/secretsmanager`, `aws/ssm`), for which nobody needs a permission.
 */
export class TaskSecrets extends Construct {
  /** What the ECS agent must be permitted, and nothing else. */
  readonly permissions: readonly Permission[];
  /** Name or path → ARN. */
  private readonly arns: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, { region, account, references }: TaskSecretsProps) {
    super(scope, id);
    const named = references.flatMap((one) => Object.values(one));
    const secrets = distinct(named.map((one) => (one.from === "secretsmanager" ? one.name : undefined)));
    const parameters = distinct(named.map((one) => (one.from === "ssm" ? one.path : undefined)));
    const keys = distinct(named.map(({ kmsKey }) => kmsKey));

    const secretArns = secrets.map((name) => [name, this.secretArn(name)] as const);
    const parameterArns = parameters.map(
      (path) => [path, `arn:aws:ssm:${region}:${account}:parameter${path}`] as const,
    );
    this.arns = new Map([...secretArns, ...parameterArns]);
    this.permissions = [
      ...permission("secretsmanager:GetSecretValue", secretArns),
      ...permission("ssm:GetParameters", parameterArns),
      ...permission(
        "kms:Decrypt",
        keys.map((key) => [key, namedKeyArn(this, key)] as const),
      ),
    ];
  }

  /** What each setting's `valueFrom` says. */
  resolve(references: References): Record<string, string> {
    return Object.fromEntries(
      Object.entries(references).map(([setting, reference]) => [setting, this.valueFrom(reference)]),
    );
  }

  /** How ECS finds one secret: its ARN, and the part of it that is asked for. */
  valueFrom(reference: SecretReference): string {
    const name = reference.from === "ssm" ? reference.path : reference.name;
    const arn = this.arns.get(name);
    if (arn === undefined) throw new Error(`the task's secrets were made without ${name}`);
    const key = reference.from === "ssm" ? undefined : reference.key;
    // The empty fields are the version's stage and id: the current one.
    return key === undefined ? arn : `${arn}:${key}::`;
  }

  private secretArn(name: string): string {
    return new DataAwsSecretsmanagerSecret(this, pathInId(name), { name }).arn;
  }
}

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function permission(action: string, arns: readonly (readonly [string, string])[]): readonly Permission[] {
  return arns.length === 0 ? [] : [{ actions: [action], resources: arns.map(([, arn]) => arn) }];
}
