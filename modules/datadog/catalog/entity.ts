import type { Link } from "../dashboards/links.js";

/** A service or a store as Datadog's catalogue knows it: one for the organization, whatever environments run it. */
export interface Entity {
  readonly kind: "service" | "datastore" | "queue";
  readonly name: string;
  /** What it is here: `web`, `postgres`. */
  readonly type: string;
  readonly description?: string;
  /** Handle of its team in Datadog. @default - nobody's */
  readonly team?: string;
  readonly email?: string;
  readonly tier?: string;
  readonly stage: string;
  readonly links: readonly (Link & { readonly type: "dashboard" | "repo" | "runbook" | "other" })[];
  /** Other entities that it needs: `datastore:main`. */
  readonly dependsOn: readonly string[];
  readonly tags: readonly string[];
}

/** The kinds of service that Datadog knows a type for. Source: Datadog, "Entity definition schema v3", `spec.type`. */
const ANSWERS_REQUESTS: ReadonlySet<string> = new Set(["web", "internal"]);

/**
 * The definition in the schema v3 of Datadog's catalogue, as JSON, which is YAML too. Keys in one order, and nothing
 * that is empty: Datadog gives back what it was sent.
 */
export function definitionOf(entity: Entity): string {
  const { kind, name, type, description, team, email, tier, stage, links, dependsOn, tags } = entity;
  return JSON.stringify({
    apiVersion: "v3",
    kind,
    metadata: {
      name,
      ...(description === undefined ? {} : { description }),
      ...(team === undefined ? {} : { owner: team }),
      ...(email === undefined ? {} : { contacts: [{ name: "Team", type: "email", contact: email }] }),
      ...(links.length === 0 ? {} : { links }),
      tags: [...tags, `gantry-kind:${type}`],
    },
    spec: {
      lifecycle: stage,
      ...(tier === undefined ? {} : { tier }),
      type: kind === "service" ? (ANSWERS_REQUESTS.has(type) ? "web" : "custom") : type,
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
    },
  });
}
