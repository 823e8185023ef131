import { callJson, NoAnswer } from "../json-client.js";
import type { Cloud } from "./record.js";

/** A busy machine may take a while to answer; a dead one refuses at once. */
const PATIENCE_MS = 5_000;

/**
 * What the processes themselves say about a recorded cloud:
 * `gone` – nobody is there, or somebody else under the same port;
 * `silent` – the host or its emulator is there and doesn't answer.
 */
export type Finding = "alive" | "gone" | { readonly silent: "host" | "emulator" };

/** Asks both halves whether they are the recorded world. */
export async function probe(cloud: Cloud): Promise<Finding> {
  try {
    const health = (await callJson(`${cloud.controlEndpoint}/health`, { timeoutMs: PATIENCE_MS })) as Health;
    if (health.world !== cloud.world) return "gone";
    return (await isEmulator(cloud, health.emulatorWorld)) ? "alive" : { silent: "emulator" };
  } catch (error) {
    // A refusal in words is another server that took over the port.
    return error instanceof NoAnswer && error.timedOut ? { silent: "host" } : "gone";
  }
}

interface Health {
  readonly world?: string;
  readonly emulatorWorld?: string;
}

async function isEmulator(cloud: Cloud, world: string | undefined): Promise<boolean> {
  try {
    const health = (await callJson(`${cloud.awsEndpoint}/gantry/health`, { timeoutMs: PATIENCE_MS })) as Health;
    return health.world === world;
  } catch {
    return false;
  }
}
