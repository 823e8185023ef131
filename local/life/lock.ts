import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError } from "../../modules/core/errors.js";
import { isAlive } from "./processes.js";

const RENEW_MS = 2_000;
/** Long, because a holder that loads large modules renews late; only a reused process id is ever waited out. */
const ABANDONED_MS = 30_000;
const PATIENCE_MS = 15 * 60_000;

interface Sighting {
  readonly renewedAt: number;
  readonly since: number;
}

/**
 * Runs `work` while no other process (nor another call in this one) runs under the same name in `directory`.
 *
 * Each contender leaves a claim under a name of its own and then looks for others: of any two, at least the later
 * one sees the other and steps back. A claim of a dead process is deleted by whoever meets it, which is safe
 * because its name is never used again; with one shared lock file two could take over each other's.
 */
export async function withLock<T>(
  directory: string,
  name: string,
  work: () => Promise<T>,
  onWait: () => void = () => {},
): Promise<T> {
  const release = await acquire(directory, name, onWait);
  try {
    return await work();
  } finally {
    release();
  }
}

async function acquire(directory: string, name: string, onWait: () => void): Promise<() => void> {
  const sightings = new Map<string, Sighting>();
  const deadline = Date.now() + PATIENCE_MS;
  for (let attempt = 0; Date.now() < deadline; attempt++) {
    const claim = join(directory, `${name}.${randomUUID()}.lock`);
    writeFileSync(claim, String(process.pid), { flag: "wx" });
    if (!contested(directory, name, claim, sightings)) return hold(claim);
    rmSync(claim, { force: true });
    // Two that arrive together both step back once, at first for a moment; that is not worth a message.
    if (attempt === 3) onWait();
    await sleep(20 + Math.random() * (attempt < 3 ? 100 : 400));
  }
  throw new GantryError({
    what: `another command has held the lock "${name}" for ${PATIENCE_MS / 60_000} minutes`,
    value: join(directory, `${name}.*.lock`),
    fix: "end the process whose id is in that file, or delete the file if no such process is Gantry's",
  });
}

function hold(claim: string): () => void {
  const renewal = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(claim, now, now);
    } catch {
      // The whole folder was deleted; the work itself finds that out and says so better.
    }
  }, RENEW_MS);
  renewal.unref();
  return () => {
    clearInterval(renewal);
    rmSync(claim, { force: true });
  };
}

function contested(directory: string, name: string, own: string, sightings: Map<string, Sighting>): boolean {
  const others = readdirSync(directory)
    .filter((file) => file.startsWith(`${name}.`) && file.endsWith(".lock"))
    .map((file) => join(directory, file))
    .filter((file) => file !== own);
  return others.filter((file) => isHeld(file, sightings)).length > 0;
}

function isHeld(claim: string, sightings: Map<string, Sighting>): boolean {
  let owner: number;
  let renewedAt: number;
  try {
    owner = Number(readFileSync(claim, "utf8"));
    renewedAt = statSync(claim).mtimeMs;
  } catch {
    return false;
  }
  const seen = sightings.get(claim);
  // Time is counted only while this process watches: a laptop that slept must not make every claim look old.
  if (seen?.renewedAt !== renewedAt) sightings.set(claim, { renewedAt, since: Date.now() });
  const abandoned = seen?.renewedAt === renewedAt && Date.now() - seen.since > ABANDONED_MS;
  // An empty claim was created this instant and its owner is about to write its id.
  if (!abandoned && (owner === 0 || isAlive(owner))) return true;
  rmSync(claim, { force: true });
  return false;
}
