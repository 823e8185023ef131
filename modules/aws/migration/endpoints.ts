import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias/index.js";
import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret/index.js";
import { DmsCertificate } from "@cdktf/provider-aws/lib/dms-certificate/index.js";
import { DmsEndpoint, type DmsEndpointConfig } from "@cdktf/provider-aws/lib/dms-endpoint/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { Permission, StoreRef } from "../../core/refs.js";
import { policyDocument, trustService } from "../security/policy.js";

/** A secret of Secrets Manager with user, password, host and port of one side. */
export interface SideSecret {
  readonly name: string;
  /** Key of the account's own that it's encrypted with, by ARN or alias. @default - AWS's own */
  readonly kmsKey?: string;
}

/** How a connection is encrypted: not at all, without a look at the certificate, or by one of these authorities. */
export type Tls = "none" | "required" | { readonly ca: string };

export type OldDatabase = { readonly secret: SideSecret; readonly tls: Tls } & (
  | { readonly engine: "mysql" | "mariadb" }
  | { readonly engine: "postgres"; readonly database: string }
);

export interface EndpointsProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly store: string;
  readonly kind: StoreRef["kind"];
  /** Name of the database in the store. */
  readonly database: string;
  readonly keyArn: string;
  readonly from: OldDatabase;
  readonly to: { readonly secret: SideSecret; readonly ca?: string };
}

/** How DMS calls the engine of a store. */
const TARGET_ENGINES: Partial<Record<StoreRef["kind"], string>> = {
  mysql: "mysql",
  "aurora-mysql": "aurora",
  postgres: "postgres",
  "aurora-postgres": "aurora-postgresql",
};

/**
 * The two sides of a replication: where each is and who reads or writes it stands in its secret, which DMS reads by
 * itself when it connects. No user and no password passes through Terraform.
 */
export class Endpoints extends Construct {
  readonly sourceArn: string;
  readonly targetArn: string;
  private readonly props: EndpointsProps;
  private readonly roleArn: string;
  private readonly permissions: IamRolePolicy;
  private readonly secrets: Readonly<Record<"source" | "target", string>>;

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    this.props = props;
    const { from, to, kind, database } = props;
    this.secrets = { source: this.secretArn("source", from.secret), target: this.secretArn("target", to.secret) };
    const role = this.role();
    this.roleArn = role.arn;
    this.permissions = new IamRolePolicy(this, "permissions", {
      role: role.name,
      policy: policyDocument(this.needs()),
    });

    const engine = TARGET_ENGINES[kind];
    if (engine === undefined) throw new Error(`the configuration let a store through that DMS can't fill: ${kind}`);
    const isPostgres = from.engine === "postgres";
    this.sourceArn = this.endpoint("source", from.engine, from.tls, isPostgres ? { databaseName: from.database } : {});
    const ofTarget = isPostgres ? { databaseName: database, postgresSettings: REPLICA } : UNCHECKED;
    this.targetArn = this.endpoint("target", engine, to.ca === undefined ? "required" : { ca: to.ca }, ofTarget);
  }

  private endpoint(side: "source" | "target", engineName: string, tls: Tls, more: Partial<DmsEndpointConfig>): string {
    const { environment, store, keyArn } = this.props;
    return new DmsEndpoint(this, side, {
      endpointId: name("aws_dms_endpoint", environment, store, side),
      endpointType: side,
      engineName,
      kmsKeyArn: keyArn,
      secretsManagerArn: this.secrets[side],
      secretsManagerAccessRoleArn: this.roleArn,
      ...this.encryption(side, tls),
      ...more,
      // DMS tries the role when it makes the endpoint.
      dependsOn: [this.permissions],
    }).endpointArn;
  }

  private encryption(side: string, tls: Tls): Pick<DmsEndpointConfig, "sslMode" | "certificateArn"> {
    if (tls === "none") return { sslMode: "none" };
    if (tls === "required") return { sslMode: "require" };
    const { environment, store } = this.props;
    const { certificateArn } = new DmsCertificate(this, `${side}-ca`, {
      certificateId: name("aws_dms_certificate", environment, store, side),
      certificatePem: tls.ca,
    });
    return { sslMode: "verify-ca", certificateArn };
  }

  private role(): IamRole {
    const { environment, account, region, store } = this.props;
    return new IamRole(this, "role", {
      name: name("aws_iam_role", environment, store, "replication"),
      description: `Reads the secrets of both sides of the replication of ${store}`,
      assumeRolePolicy: trustService(`dms.${region}.amazonaws.com`, {
        StringEquals: { "aws:SourceAccount": account },
      }),
    });
  }

  private needs(): readonly Permission[] {
    const { from, to } = this.props;
    const keys = [...new Set([from.secret.kmsKey, to.secret.kmsKey].filter((key) => key !== undefined))];
    return [
      {
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resources: [...new Set(Object.values(this.secrets))],
      },
      ...(keys.length === 0 ? [] : [{ actions: ["kms:Decrypt"], resources: keys.map((key) => this.keyArn(key)) }]),
    ];
  }

  /** IAM takes no alias for a key. */
  private keyArn(key: string): string {
    return key.startsWith("arn:")
      ? key
      : new DataAwsKmsAlias(this, key.replaceAll("/", ":"), { name: key }).targetKeyArn;
  }

  /** By lookup, since an ARN ends in characters that AWS chose: a secret that isn't there fails the plan. */
  private secretArn(side: string, secret: SideSecret): string {
    return new DataAwsSecretsmanagerSecret(this, `${side}-secret`, { name: secret.name }).arn;
  }
}

/** Rows arrive table by table, so what they refer to comes later; DMS's sessions look away from that alone. */
const UNCHECKED: Partial<DmsEndpointConfig> = { extraConnectionAttributes: "initstmt=SET FOREIGN_KEY_CHECKS=0" };
const REPLICA = { afterConnectScript: "SET session_replication_role='replica'" };
