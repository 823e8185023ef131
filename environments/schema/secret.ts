import { z } from "zod";

/** Where a secret lies, in the account and region of the environment that reads it. */
export type SecretReference =
  | { readonly from: "secretsmanager"; readonly name: string; readonly key?: string }
  | { readonly from: "ssm"; readonly path: string };

/** Names as Secrets Manager and Parameter Store take them, without the colon that ends them here. */
const SECRET = /^secretsmanager:([\w/+=.@-]{1,512})(?::([\w.-]+))?$/;
const PARAMETER = /^ssm:((?:\/(?!aws\/|ssm\/)[\w.-]+)(?:\/[\w.-]+)*)$/;

/** Whether a text is a reference to a secret, and so none itself. */
export function isSecretReference(text: string): boolean {
  return SECRET.test(text) || PARAMETER.test(text);
}

/**
 * A secret by reference: `secretsmanager:<name>`, `secretsmanager:<name>:<key of its JSON>` or
 * `ssm:</path>`. The secret itself is made and changed outside of this repository.
 */
export const secretReference = z
  .string()
  .refine(isSecretReference, {
    error: "must be a reference: secretsmanager:<name>, secretsmanager:<name>:<JSON key> or ssm:</path>",
  })
  .transform(parse);

function parse(text: string): SecretReference {
  const [, path] = PARAMETER.exec(text) ?? [];
  if (path !== undefined) return { from: "ssm", path };
  const [, name = "", key] = SECRET.exec(text) ?? [];
  return { from: "secretsmanager", name, ...(key === undefined ? {} : { key }) };
}
