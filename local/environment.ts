import { devNull } from "node:os";
import type { Cloud } from "./life/record.js";

/** Passes for a key wherever a provider insists on one; longer than the shortest key that any of them takes. */
const DUMMY_KEY = "gantry-local-0000000000000000000000000000";

/**
 * What must not reach Terraform from the user's shell while it works on the embedded cloud: each of these would
 * win over, or get in the way of, what `cloudEnvironment` sets, and so could lead to a real account.
 */
export const UNSET_FOR_LOCAL: readonly string[] = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_SECURITY_TOKEN",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_USE_FIPS_ENDPOINT",
  "AWS_USE_DUALSTACK_ENDPOINT",
  "AWS_DYNAMODB_ENDPOINT",
  "AWS_IAM_ENDPOINT",
  "AWS_S3_ENDPOINT",
  "AWS_SSO_ENDPOINT",
  "AWS_STS_ENDPOINT",
  "DATADOG_API_KEY",
  "DATADOG_APP_KEY",
  "DATADOG_HOST",
  "DD_HOST",
  "GITLAB_BASE_URL",
  "DIGITALOCEAN_ACCESS_TOKEN",
  "DIGITALOCEAN_API_URL",
  "SPACES_ENDPOINT_URL",
];

/** Endpoints of single services are an open list; each wins over AWS_ENDPOINT_URL. */
const SERVICE_ENDPOINT = /^(AWS_ENDPOINT_URL_|TF_AWS_)/;

/**
 * The variables that point Terraform, its providers and the AWS command line at the embedded cloud.
 * Also unset `UNSET_FOR_LOCAL`, or take `withCloudEnvironment`, which does both.
 */
export function cloudEnvironment(cloud: Cloud): Record<string, string> {
  return {
    GANTRY_CLOUD: "local",
    AWS_ENDPOINT_URL: cloud.awsEndpoint,
    AWS_ACCESS_KEY_ID: "gantry-local",
    AWS_SECRET_ACCESS_KEY: DUMMY_KEY,
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
    AWS_EC2_METADATA_DISABLED: "true",
    // A default profile may hold an endpoint, a role or a sign-in of its own.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_PAGER: "",
    DD_API_KEY: DUMMY_KEY,
    DD_APP_KEY: DUMMY_KEY,
    GITLAB_TOKEN: DUMMY_KEY,
    DIGITALOCEAN_TOKEN: DUMMY_KEY,
    SPACES_ACCESS_KEY_ID: DUMMY_KEY,
    SPACES_SECRET_ACCESS_KEY: DUMMY_KEY,
    TF_REATTACH_PROVIDERS: JSON.stringify(cloud.reattach),
    CHECKPOINT_DISABLE: "1",
  };
}

/** The names in `environment` that must be unset for the embedded cloud. */
export function unsetFor(environment: NodeJS.ProcessEnv): readonly string[] {
  const names = Object.keys(environment).filter((name) => environment[name] !== undefined);
  return names.filter((name) => UNSET_FOR_LOCAL.includes(name) || SERVICE_ENDPOINT.test(name));
}

/** `environment` without what must not leak in, and with what points at the embedded cloud. */
export function withCloudEnvironment(environment: NodeJS.ProcessEnv, cloud: Cloud): NodeJS.ProcessEnv {
  return { ...withoutForeign(environment), ...cloudEnvironment(cloud) };
}

/** `environment` without anything that could point at a real account. */
export function withoutForeign(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const unset = new Set(unsetFor(environment));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !unset.has(name)));
}
