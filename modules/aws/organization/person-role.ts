import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface PersonRoleProps {
  /** Begins its name. */
  readonly organization: string;
  readonly role: string;
  /** Account that has it. */
  readonly account: string;
  readonly provider: TerraformProvider;
  /** Names of AWS's own policies. */
  readonly policies: readonly string[];
  readonly trust: Trust;
  readonly sessionHours: number;
  /** Account whose users may take it. */
  readonly managementAccount: string;
}

/** Who takes it: one of these. */
export interface Trust {
  /** IAM users of the management account. @default - others */
  readonly users?: readonly string[];
  /** Name of a SAML provider in the account. @default - others */
  readonly saml?: string;
  /** An OpenID Connect provider in the account. @default - others */
  readonly oidc?: { readonly provider: string; readonly audience: string; readonly subjects: readonly string[] };
}

const MANAGED = "arn:aws:iam::aws:policy/";

/** A role that people take in one account, for some hours. */
export class PersonRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: PersonRoleProps) {
    super(scope, id);
    const { organization, role: key, provider, policies, sessionHours } = props;
    const role = new IamRole(this, "role", {
      provider,
      name: name("aws_iam_role", organization, key),
      description: `People take it: ${policies.join(", ")}`,
      assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [trustOf(props)] }),
      maxSessionDuration: sessionHours * 3600,
    });
    for (const policy of policies) {
      new IamRolePolicyAttachment(this, `policy-${policy.replace("/", "-")}`, {
        provider,
        role: role.name,
        policyArn: `${MANAGED}${policy}`,
      });
    }
    this.arn = role.arn;
  }
}

/** Source: IAM user guide, "Creating a role for a third-party identity provider" and "Secure API access with MFA". */
function trustOf({ account, managementAccount, trust: { users = [], saml, oidc } }: PersonRoleProps): object {
  const federated = (provider: string) => ({ Federated: `arn:aws:iam::${account}:${provider}` });
  if (saml !== undefined) {
    return {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithSAML",
      Principal: federated(`saml-provider/${saml}`),
      Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
    };
  }
  if (oidc !== undefined) {
    const { provider, audience, subjects } = oidc;
    return {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: federated(`oidc-provider/${provider}`),
      Condition: { StringEquals: { [`${provider}:aud`]: audience }, StringLike: { [`${provider}:sub`]: subjects } },
    };
  }
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { AWS: users.map((user) => `arn:aws:iam::${managementAccount}:user/${user}`) },
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  };
}
