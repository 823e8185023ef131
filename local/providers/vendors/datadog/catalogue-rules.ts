import type { Problem } from "../../protocol/diagnostics.js";
import type { Rule } from "../types.js";

type Json = Readonly<Record<string, unknown>>;

const KINDS = ["service", "datastore", "queue", "api", "system", "endpoint", "frontend", "library"];
const LINKS = ["doc", "runbook", "repo", "dashboard", "other"];
const CONTACTS = ["email", "slack", "microsoft-teams"];
const SERVICE_TYPES = ["web", "db", "cache", "function", "browser", "mobile", "custom"];

/**
 * What the catalogue refuses of an entity that is written in JSON; one in YAML is judged by Datadog alone.
 * Source: Datadog, "Entity definition schema v3", its JSON schema.
 */
export const entityIsAccepted: Rule = (entity) => {
  const written = parsed(entity.text("entity"));
  if (written === undefined) return [];
  const { apiVersion, kind, metadata, spec = {} } = written;
  const problem = (message: string, allowed?: readonly string[]): Problem =>
    entity.problem("entity", message, allowed === undefined ? undefined : `Allowed: ${allowed.join(", ")}.`);
  const about = isRecord(metadata) ? metadata : {};
  return [
    ...(apiVersion === "v3" ? [] : [problem(`apiVersion ${JSON.stringify(apiVersion)} is not supported`, ["v3"])]),
    ...(KINDS.includes(String(kind)) ? [] : [problem(`invalid kind ${JSON.stringify(kind)}`, KINDS)]),
    ...(typeof about["name"] === "string" && about["name"] !== "" ? [] : [problem("metadata.name is required")]),
    ...typed(about["links"], LINKS).map((type) => problem(`invalid link type ${type}`, LINKS)),
    ...typed(about["contacts"], CONTACTS).map((type) => problem(`invalid contact type ${type}`, CONTACTS)),
    ...(kind === "service"
      ? serviceTypes(spec).map((type) => problem(`invalid spec.type ${type}`, SERVICE_TYPES))
      : []),
  ];
};

/** The types of links or contacts that there aren't. */
function typed(list: unknown, allowed: readonly string[]): readonly string[] {
  const items = Array.isArray(list) ? list.filter(isRecord) : [];
  return items.map(({ type }) => String(type)).filter((type) => !allowed.includes(type));
}

function serviceTypes(spec: unknown): readonly string[] {
  const type = isRecord(spec) ? spec["type"] : undefined;
  return typeof type !== "string" || SERVICE_TYPES.includes(type) ? [] : [type];
}

function parsed(text: string | undefined): Json | undefined {
  if (text === undefined || !text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
