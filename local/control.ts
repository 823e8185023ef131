import { callJson } from "./json-client.js";
import type { Cloud } from "./record.js";

/** Lets the next operations on a type of a stand-in fail as the vendor would. */
export interface Fault {
  /** `datadog_monitor` */
  readonly type: string;
  readonly operation: "create" | "read" | "update" | "delete";
  /** What the vendor says. */
  readonly message: string;
  /** How many operations fail before the type works again. */
  readonly times: number;
}

/** The attributes of a resource of Datadog, GitLab or DigitalOcean as they are there now; null when it is gone. */
export async function read(cloud: Cloud, type: string, id: string): Promise<Record<string, unknown> | null> {
  const query = new URLSearchParams({ type, id });
  return (await callJson(`${cloud.controlEndpoint}/resource?${query}`)) as Record<string, unknown> | null;
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

async function post(cloud: Cloud, operation: string, body: unknown): Promise<void> {
  await callJson(`${cloud.controlEndpoint}/${operation}`, { method: "POST", body, world: cloud.world });
}
