import { callJson } from "./json-client.js";
import type { Cloud } from "./life/record.js";

/** One thing that exists in the embedded cloud. */
export interface InventoryItem {
  readonly provider: "aws" | "datadog" | "gitlab" | "digitalocean";
  /** Terraform's name of the type: `aws_vpc`. */
  readonly type: string;
  readonly id: string;
  readonly name: string;
  /** AWS only. */
  readonly account?: string;
  /** AWS only. */
  readonly region?: string;
}

/**
 * Everything that exists now at all four providers, AWS first, without what a fresh account has by itself.
 * Throws GantryError when the cloud has ended.
 */
export async function inventory(cloud: Cloud): Promise<readonly InventoryItem[]> {
  const [aws, others] = await Promise.all([
    callJson(`${cloud.awsEndpoint}/gantry/inventory`) as Promise<readonly Omit<InventoryItem, "provider">[]>,
    callJson(`${cloud.controlEndpoint}/inventory`) as Promise<readonly InventoryItem[]>,
  ]);
  return [...aws.map((item) => ({ provider: "aws" as const, ...item })), ...others];
}
