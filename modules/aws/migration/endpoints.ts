import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret/index.js";
import { DmsCertificate } from "@cdktf/provider-aws/lib/dms-certificate/index.js";
import { DmsEndpoint, type DmsEndpointConfig } from "@cdktf/provider-aws/lib/dms-endpoint/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { Permission } from "../../core/refs/permission.js";
import type { StoreRef } from "../../core/refs/stores.js";
import { namedKeyArn } from "../security/named-key.js";
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
const ENGINES: Partial<Record<StoreRef["kind"], string>> = {
  mysql: "mysql",
  "aurora-mysql": "aurora",
  postgres: "postgres",
  "aurora-postgres": "aurora-postgresql",
};

/** One of the two databases, as any endpoint that leads to it names it. */
type Side = Pick<DmsEndpointConfig, "engineName" | "secretsManagerArn" | "sslMode" | "certificateArn" | "databaseName">;

/** What is read from, and what is written to. */
export interface Direction {
  readonly sourceEndpointArn: string;
  readonly targetEndpointArn: string;
}

/**
 * The two sides of a replication: where each is and who reads or writes it stands in its secret, which DMS reads by
 * itself when it connects. No user and no password passes through Terraform.
 */
export class Endpoints extends Construct {
  private readonly props: EndpointsProps;
  private readonly role: IamRole;
  private readonly permissions: IamRolePolicy;
  private readonly sides: Readonly<Record<"old" | "new", Side>>;

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    this.props = props;
    const { environment, account, region, store, kind, database, from, to } = props;
    const engine = ENGINES[kind];
    if (engine === undefined) throw new Error(`the configuration let a store through that DMS can't fill: ${kind}`);
    const isPostgres = from.engine === "postgres";
    this.sides = {
      old: this.side("source", from.engine, from.secret, from.tls, isPostgres ? from.database : undefined),
      new: this.side(
        "target",
        engine,
        to.secret,
        to.ca === undefined ? "required" : { ca: to.ca },
        isPostgres ? database : undefined,
      ),
    };
    this.role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, store, "replication"),
      description: `Reads the secrets of both sides of the replication of ${store}`,
      assumeRolePolicy: trustService(`dms.${region}.amazonaws.com`, { StringEquals: { "aws:SourceAccount": account } }),
    });
    const policy = policyDocument(this.needs());
    this.permissions = new IamRolePolicy(this, "permissions", { role: this.role.name, policy });
  }

  /** From the old database into the store. */
  into(): Direction {
    return {
      sourceEndpointArn: this.endpoint("source", "source", "old"),
      targetEndpointArn: this.endpoint("target", "target", "new"),
    };
  }

  /** From the store to the old database. */
  back(): Direction {
    return {
      sourceEndpointArn: this.endpoint("back-source", "source", "new"),
      targetEndpointArn: this.endpoint("back-target", "target", "old"),
    };
  }

  private endpoint(id: string, endpointType: "source" | "target", side: "old" | "new"): string {
    const { environment, store, keyArn, from } = this.props;
    const written = from.engine === "postgres" ? { postgresSettings: REPLICA } : UNCHECKED;
    return new DmsEndpoint(this, id, {
      endpointId: name("aws_dms_endpoint", environment, store, id),
      endpointType,
      kmsKeyArn: keyArn,
      secretsManagerAccessRoleArn: this.role.arn,
      ...this.sides[side],
      ...(endpointType === "target" ? written : {}),
      // DMS tries the role when it makes the endpoint.
      dependsOn: [this.permissions],
    }).endpointArn;
  }

  private side(id: string, engineName: string, secret: SideSecret, tls: Tls, databaseName?: string): Side {
    return {
      engineName,
      // By lookup, since an ARN ends in characters that AWS chose: a secret that isn't there fails the plan.
      secretsManagerArn: new DataAwsSecretsmanagerSecret(this, `${id}-secret`, { name: secret.name }).arn,
      ...this.encryption(id, tls),
      ...(databaseName === undefined ? {} : { databaseName }),
    };
  }

  private encryption(id: string, tls: Tls): Pick<Side, "sslMode" | "certificateArn"> {
    if (tls === "none") return { sslMode: "none" };
    if (tls === "required") return { sslMode: "require" };
    const { environment, store } = this.props;
    const { certificateArn } = new DmsCertificate(this, `${id}-ca`, {
      certificateId: name("aws_dms_certificate", environment, store, id),
      certificatePem: tls.ca,
    });
    return { sslMode: "verify-ca", certificateArn };
  }

  private needs(): readonly Permission[] {
    const { from, to } = this.props;
    const keys = [...new Set([from.secret.kmsKey, to.secret.kmsKey].filter((key) => key !== undefined))];
    return [
      {
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resources: [this.sides.old, this.sides.new].flatMap(({ secretsManagerArn }) => secretsManagerArn ?? []),
      },
      ...(keys.length === 0
        ? []
        : [{ actions: ["kms:Decrypt"], resources: keys.map((key) => namedKeyArn(this, key)) }]),
    ];
  }
}

/** Rows arrive table by table, so what they refer to comes later; DMS's sessions look away from that alone. */
const UNCHECKED: Partial<DmsEndpointConfig> = { extraConnectionAttributes: "initstmt=SET FOREIGN_KEY_CHECKS=0" };
const REPLICA = { afterConnectScript: "SET session_replication_role='replica'" };
