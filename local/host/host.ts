import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { GantryError } from "../../modules/core/errors.js";
import { withoutForeign } from "../environment.js";
import { type Cloud, readRecord, removeRecord, writeRecord } from "../life/record.js";
import { SCHEMA_CACHE_DIRECTORY } from "../paths.js";
import { type StandIns, startStandIns } from "../providers/stand-ins.js";
import { ensureVenv } from "../python/venv.js";
import { type ControlServer, startControlServer } from "./control-server.js";
import { type Emulator, startEmulator } from "./emulator.js";
import { assertPortFree } from "./ports.js";

const RECORD_CHECK_MS = 2_000;
const STOP_MS = 8_000;

export interface HostOptions {
  readonly directory: string;
  /** Pins the AWS endpoint. @default - a free port */
  readonly port?: number;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress: (line: string) => void;
  /** Gives up a start that nobody waits for any more. */
  readonly signal: AbortSignal;
}

/**
 * Both halves of the embedded cloud and their one life. The AWS emulator holds the Terraform states of what the
 * stand-ins hold, so neither makes sense without the other: when one ends, everything ends, and the next start is
 * a fresh, empty world.
 */
export class Host {
  /** Resolves when everything has ended: with the reason, or undefined after an orderly stop. */
  readonly ended: Promise<string | undefined>;
  private resolveEnded: (reason: string | undefined) => void = () => {};
  private current: Cloud;
  private emulatorWorld: string;
  private ending = false;
  private watch: NodeJS.Timeout | undefined;
  private control: ControlServer | undefined;

  private constructor(
    private readonly directory: string,
    private readonly standIns: StandIns,
    private readonly emulator: Emulator,
    emulatorWorld: string,
  ) {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
    this.emulatorWorld = emulatorWorld;
    this.current = {
      world: randomUUID(),
      pid: process.pid,
      startedAt: new Date().toISOString(),
      awsEndpoint: emulator.endpoint,
      controlEndpoint: "",
      reattach: standIns.reattach,
    };
  }

  /** Starts a world; it is on record, and can be found by other processes, when this resolves. */
  static async start(options: HostOptions): Promise<Host> {
    const { directory, port, environment, onProgress, signal } = options;
    if (port !== undefined) await assertPortFree(port);
    const [standIns, emulator] = await bothOrNeither(
      startStandIns({ cacheDirectory: SCHEMA_CACHE_DIRECTORY }),
      (async () => {
        const python = await ensureVenv({ environment, onProgress, signal });
        onProgress("starting the AWS emulator and the provider stand-ins");
        const pinned = port === undefined ? {} : { port };
        return startEmulator({ python, environment: withoutForeign(environment), signal, ...pinned });
      })(),
    );
    const host = new Host(directory, standIns, emulator, await emulator.world());
    await host.serve();
    return host;
  }

  get cloud(): Cloud {
    return this.current;
  }

  /** Ends both halves. Without a reason the record goes, too; with one it stays to tell the next command. */
  async end(reason?: string): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    clearInterval(this.watch);
    if (readRecord(this.directory)?.world === this.current.world) {
      if (reason === undefined) removeRecord(this.directory);
      else writeRecord(this.directory, { ...this.current, ended: reason });
    }
    const halves = Promise.allSettled([this.control?.stop(), this.standIns.stop(), this.emulator.stop()]);
    await Promise.race([halves, sleep(STOP_MS)]);
    this.resolveEnded(reason);
  }

  private async serve(): Promise<void> {
    this.control = await startControlServer({
      standIns: this.standIns,
      world: () => this.current.world,
      health: () => this.health(),
      reset: () => this.reset(),
      // Answered first, ended afterwards: the caller must hear that it was understood.
      stop: () => void setImmediate(() => void this.end()),
    });
    this.current = { ...this.current, controlEndpoint: this.control.endpoint };
    writeRecord(this.directory, this.current);
    void this.emulator.ended.then((reason) => this.end(reason));
    this.watch = setInterval(() => this.checkRecord(), RECORD_CHECK_MS);
  }

  private health(): Record<string, unknown> {
    const { world } = this.current;
    return { world, pid: process.pid, emulatorPid: this.emulator.pid, emulatorWorld: this.emulatorWorld };
  }

  private async reset(): Promise<Cloud> {
    await this.emulator.reset();
    this.standIns.reset();
    this.emulatorWorld = await this.emulator.world();
    this.current = { ...this.current, world: randomUUID() };
    writeRecord(this.directory, this.current);
    return this.current;
  }

  /** A cloud that can't be found any more, since its folder was deleted, must not run for ever. */
  private checkRecord(): void {
    if (readRecord(this.directory)?.world !== this.current.world) void this.end();
  }
}

/** Waits for both, so that a failure of one leaves nothing half started, and reports all that is wrong at once. */
async function bothOrNeither(first: Promise<StandIns>, second: Promise<Emulator>): Promise<[StandIns, Emulator]> {
  const [standIns, emulator] = await Promise.allSettled([first, second]);
  if (standIns.status === "fulfilled" && emulator.status === "fulfilled") return [standIns.value, emulator.value];
  if (standIns.status === "fulfilled") await standIns.value.stop();
  if (emulator.status === "fulfilled") await emulator.value.stop();
  const failures = [standIns, emulator].flatMap((half) => (half.status === "rejected" ? [half.reason] : []));
  const problems = failures.flatMap((failure) => (failure instanceof GantryError ? failure.problems : []));
  throw problems.length === failures.length ? new GantryError(problems) : failures[0];
}
