import { GantryError } from "../../modules/core/errors.js";

/** A key of a vendor, and the variables in which Terraform's provider looks for it, in its order. */
export interface KeyName {
  readonly vendor: string;
  readonly variables: readonly [string, ...string[]];
}

// Sources: each provider's documentation in the registry, and its own reading of the environment.
export const DATADOG_API_KEY: KeyName = { vendor: "Datadog", variables: ["DD_API_KEY", "DATADOG_API_KEY"] };
export const DATADOG_APP_KEY: KeyName = { vendor: "Datadog", variables: ["DD_APP_KEY", "DATADOG_APP_KEY"] };
export const GITLAB_TOKEN: KeyName = { vendor: "GitLab", variables: ["GITLAB_TOKEN"] };
export const DIGITALOCEAN_TOKEN: KeyName = {
  vendor: "DigitalOcean",
  variables: ["DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"],
};

/** What an HTTP header carries. Whoever sends anything else is told so with the key in the message. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** Whether there is one in this shell, good or not. */
export function hasKey(environment: NodeJS.ProcessEnv, key: KeyName): boolean {
  return variableOf(environment, key) !== undefined;
}

/**
 * The key in this shell.
 *
 * @throws GantryError, which never holds the key, where there is none or it can't be one
 */
export function keyIn(environment: NodeJS.ProcessEnv, key: KeyName): string {
  const found = variableOf(environment, key);
  if (found === undefined) {
    const fix = `export it: ${key.vendor} asks for it`;
    throw new GantryError({ path: key.variables[0], what: "is missing from this shell", fix });
  }
  const value = environment[found] ?? "";
  if (SENDABLE.test(value)) return value;
  throw new GantryError({
    path: found,
    what: "is no key: it holds a space, a line break or another character that none has",
    fix: "export it again, without anything around it",
  });
}

function variableOf(environment: NodeJS.ProcessEnv, { variables }: KeyName): string | undefined {
  return variables.find((name) => (environment[name] ?? "") !== "");
}
