import { z } from "zod";

interface Encrypted {
  /** Key of the account's own that it is encrypted with, by alias or ARN. */
  readonly kmsKey?: string;
}

/** A secret of Secrets Manager, or one value of its JSON. */
export interface SecretsManagerReference extends Encrypted {
  readonly from: "secretsmanager";
  readonly name: string;
  readonly key?: string;
}

interface ParameterReference extends Encrypted {
  readonly from: "ssm";
  readonly path: string;
}

/** Where a secret lies, in the account and region of the environment that reads it. */
export type SecretReference = SecretsManagerReference | ParameterReference;

/** Names as Secrets Manager and Parameter Store take them, without the colon that ends them here. */
const SECRET = /^secretsmanager:([\w/+=.@-]{1,512})(?::([\w.-]+))?$/;
const PARAMETER = /^ssm:((?:\/(?!aws\/|ssm\/)[\w.-]+)(?:\/[\w.-]+)*)$/;

/** Whether a text is a reference to a secret, and so none itself. */
export function isSecretReference(text: string): boolean {
  return SECRET.test(text) || PARAMETER.test(text);
}

const reference = z.string().refine(isSecretReference, {
  error: "must be a reference: secretsmanager:<name>, secretsmanager:<name>:<JSON key> or ssm:</path>",
});

/**
 * What a secret is encrypted with, where that isn't the account's default. An alias is looked up in each
 * environment's own account; an ARN is the same key for all of them.
 */
const kmsKey = z.string().regex(/^(alias\/(?!aws\/)[\w/-]+|arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+)$/, {
  error: "must be a key of your own: alias/<name>, or the ARN of the key itself",
});

const encryptedReference = z.strictObject({ secret: reference, kmsKey });

/**
 * A secret by reference: `secretsmanager:<name>`, `secretsmanager:<name>:<key of its JSON>` or `ssm:</path>`, and
 * `{ secret: <one of these>, kmsKey: "alias/<name>" }` where it is encrypted with a key of your own. The secret
 * itself is made and changed outside of this repository.
 */
export const secretReference = z
  .union([reference, encryptedReference])
  .transform((written) =>
    typeof written === "string" ? parse(written) : { ...parse(written.secret), kmsKey: written.kmsKey },
  );

/** A secret that AWS itself opens for one of its services, which takes no part of it and no parameter. */
export const wholeSecret = secretReference.transform((parsed, context): SecretsManagerReference => {
  if (parsed.from === "secretsmanager" && parsed.key === undefined) return parsed;
  context.addIssue(
    "must be a whole secret of Secrets Manager, secretsmanager:<name>: AWS takes no part and no parameter",
  );
  return z.NEVER;
});

/** The user and password of a registry, as the JSON `{"username": …, "password": …}` in Secrets Manager. */
export const registryCredentials = wholeSecret;

function parse(text: string): SecretReference {
  const [, path] = PARAMETER.exec(text) ?? [];
  if (path !== undefined) return { from: "ssm", path };
  const [, name = "", key] = SECRET.exec(text) ?? [];
  return { from: "secretsmanager", name, ...(key === undefined ? {} : { key }) };
}
