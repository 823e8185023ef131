import type { Problem } from "../../../modules/core/errors.js";
import { isSecretReference } from "../tasks/secret.js";

/** Shapes of credentials, by their issuers' documented prefixes, and settings whose very name says so. */
const LOOKS_SECRET: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["an AWS access key", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a GitLab token", /\bgl(pat|rt|dt|ptt|soat|cbt|ft|oas)-[\w-]{10,}/],
  ["a DigitalOcean token", /\bdo[oprt]_v1_[0-9a-f]{16,}/],
  ["a GitHub token", /\bgh[pousr]_[A-Za-z0-9]{20,}/],
  ["a Slack token", /\bxox[abprs]-[\w-]{10,}/],
  ["a Slack webhook", /hooks\.slack\.com\/services\/\w+/],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an API or application key", /^([0-9a-f]{32}|[0-9a-f]{40})$/],
  ["a password in a URL", /:\/\/[^/\s:@]+:[^/\s:@]+@/],
];
const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|APP_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/;

/**
 * Finds strings that look like secrets anywhere in the configuration. It looks at what was written,
 * before any schema, and never repeats a value.
 */
export function secretsIn(value: unknown, path: string): Problem[] {
  if (typeof value === "string") {
    const found = LOOKS_SECRET.find(([, pattern]) => pattern.test(value));
    const what = found?.[0] ?? (isSecretReference(value) ? undefined : secretByPlace(path));
    return what === undefined ? [] : [problem(path, what)];
  }
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => secretsIn(inner, `${path}.${key}`));
}

/** Where a reference to a secret is expected, as it's written short or with its key. */
const REFERENCE_PLACE = /\.(secrets\.[^.]+|registry\.credentials)(\.secret)?$/;

/** A text that refers to no secret is one where its name says so, or where references are expected. */
function secretByPlace(path: string): string | undefined {
  if (SECRET_NAME.test(path.split(".").at(-1) ?? "")) return "a secret by its name";
  return REFERENCE_PLACE.test(path) ? "a secret itself, not a reference to one" : undefined;
}

/**
 * Takes the values out of problems that were found where a secret stands, or around it: what breaks
 * a schema is shown, unless it's a secret as well.
 */
export function withoutSecrets(problems: readonly Problem[], secrets: readonly Problem[]): readonly Problem[] {
  const paths = secrets.flatMap(({ path }) => (path === undefined ? [] : [path]));
  return problems.map((problem) => {
    const around = paths.some((path) => `${path}.`.startsWith(`${problem.path}.`));
    return around && problem.value !== undefined ? { ...problem, value: NOT_SHOWN } : problem;
  });
}

const NOT_SHOWN = "(not shown)";

function problem(path: string, what: string): Problem {
  return {
    path,
    what: `looks like ${what}`,
    value: NOT_SHOWN,
    allowed: "plain settings only: the files in environments/ are read by everybody",
    fix: "keep the secret in Secrets Manager and name it there; revoke this one if it was committed",
  };
}
