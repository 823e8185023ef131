import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A running embedded cloud: where it listens, and which world it is. The content of `<directory>/cloud.json`. */
export interface Cloud {
  /** Random. A restart or a reset is another world, so whatever was planned for the former one is void. */
  readonly world: string;
  /** The detached process that hosts everything. */
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** `http://127.0.0.1:<port>` of the AWS emulator: the value for AWS_ENDPOINT_URL. */
  readonly awsEndpoint: string;
  /** `http://127.0.0.1:<port>` of the JSON API over the provider stand-ins; see `control.ts`. */
  readonly controlEndpoint: string;
  /** The value for TF_REATTACH_PROVIDERS, as an object. */
  readonly reattach: Readonly<Record<string, unknown>>;
}

/** What is on disk: the cloud and, once it has ended by itself, why. An orderly stop leaves no record. */
export interface CloudRecord extends Cloud {
  readonly ended?: string;
}

/** Reads the record; undefined when there is none or when it is not one of ours (then it proves nothing). */
export function readRecord(directory: string): CloudRecord | undefined {
  let text: string;
  try {
    text = readFileSync(recordFile(directory), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the record in one step: a reader sees the former one or the new one, never a half. */
export function writeRecord(directory: string, record: CloudRecord): void {
  const draft = `${recordFile(directory)}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(draft, recordFile(directory));
}

export function removeRecord(directory: string): void {
  rmSync(recordFile(directory), { force: true });
}

function recordFile(directory: string): string {
  return join(directory, "cloud.json");
}

function isRecord(value: unknown): value is CloudRecord {
  if (typeof value !== "object" || value === null) return false;
  const record = value as Record<string, unknown>;
  const texts = [record.world, record.startedAt, record.awsEndpoint, record.controlEndpoint];
  return (
    texts.every((text) => typeof text === "string") &&
    Number.isSafeInteger(record.pid) &&
    typeof record.reattach === "object" &&
    record.reattach !== null
  );
}
