/** What is known of everything that Gantry makes. Rendered once per provider, never per resource. */
export interface Tags {
  /** Name of the stack: an environment, or `ops`, or `state`. */
  readonly environment: string;
  readonly organization: string;
}

const MANAGED_BY = "gantry";

/** AWS: a map, given to the provider as `default_tags`. */
export function awsTags({ environment, organization }: Tags): Record<string, string> {
  return { environment, organization, "managed-by": MANAGED_BY };
}

/** Datadog: `key:value`; `env` is the first of its unified service tags. */
export function datadogTags({ environment, organization }: Tags): string[] {
  return [`env:${environment}`, `organization:${organization}`, `managed-by:${MANAGED_BY}`];
}
