import { callJson } from "./json-client.js";
import type { Cloud } from "./life/record.js";
import type { Fault } from "./providers/stand-ins.js";

export type { Fault } from "./providers/stand-ins.js";

/** The attributes of a resource of Datadog, GitLab or DigitalOcean as they are there now; null when it is gone. */
export async function read(cloud: Cloud, type: string, id: string): Promise<Record<string, unknown> | null> {
  const query = new URLSearchParams({ type, id });
  return (await callJson(`${cloud.controlEndpoint}/resource?${query.toString()}`)) as Record<string, unknown> | null;
}

/** Adds a resource that Terraform did not make, as a person would in the vendor's pages. @returns its id */
export async function create(cloud: Cloud, type: string, values: Readonly<Record<string, unknown>>): Promise<string> {
  return ((await post(cloud, "create", { type, values })) as { id: string }).id;
}

/** Changes attributes of a resource behind Terraform's back; throws GantryError when it or an attribute isn't there. */
export async function mutate(
  cloud: Cloud,
  type: string,
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  await post(cloud, "mutate", { type, id, changes });
}

/** Deletes a resource behind Terraform's back; throws GantryError when it isn't there. */
export async function remove(cloud: Cloud, type: string, id: string): Promise<void> {
  await post(cloud, "remove", { type, id });
}

/** Arms a fault. */
export async function fail(cloud: Cloud, fault: Fault): Promise<void> {
  await post(cloud, "fail", fault);
}

function post(cloud: Cloud, operation: string, body: unknown): Promise<unknown> {
  return callJson(`${cloud.controlEndpoint}/${operation}`, { method: "POST", body, world: cloud.world });
}
