import type { ChildProcess } from "node:child_process";
import { GantryError, type Problem } from "../modules/core/errors.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const STOPPED: Problem = {
  what: "interrupted: Terraform ended in good order, its state is written and no lock is left",
  fix: "run the same command again: it continues where this one stopped",
};

const FORCED: Problem = {
  what: "interrupted by force: the last changes may be missing from the state, and a lock may be left",
  fix: "./gantry state list shows locks; run the same command again to see what is different",
};

/**
 * Ctrl-C, once for the whole command. The first signal asks every running Terraform to stop, which lets it finish
 * what is under way, write its state and release its lock; the second makes it give up at once.
 */
export class Interrupts {
  private readonly children = new Set<ChildProcess>();
  private readonly followed = new Set<ChildProcess>();
  private readonly stops = new Set<() => void>();
  private readonly waits = new Set<() => void>();
  private signals = 0;

  constructor(private readonly say: (text: string) => void) {}

  /** Whether the user asked to stop. */
  get requested(): boolean {
    return this.signals > 0;
  }

  /** Starts to listen. The handlers never keep the process alive. */
  listen(): void {
    for (const signal of SIGNALS) process.on(signal, () => this.receive(signal));
  }

  /** Watches over a child until it ends. */
  guard(child: ChildProcess): void {
    this.children.add(child);
    child.once("close", () => this.children.delete(child));
  }

  /** Lets a child of the user's own take the signals as it likes, and outlives it. */
  follow(child: ChildProcess): void {
    this.followed.add(child);
    child.once("close", () => this.followed.delete(child));
  }

  /**
   * Lets work that goes on elsewhere be stopped there: the first signal calls `stop`, and the command ends when the
   * work does; the second one ends the command at once.
   * @returns what takes this back
   */
  intercept(stop: () => void): () => void {
    this.stops.add(stop);
    return () => this.stops.delete(stop);
  }

  /**
   * Lets a mere wait be ended: a signal calls `end` and stops nothing else, so that the command goes on to its own end.
   * @returns what takes this back
   */
  wait(end: () => void): () => void {
    this.waits.add(end);
    return () => this.waits.delete(end);
  }

  /** @throws GantryError when the user asked to stop: nothing new may begin. */
  check(): void {
    if (this.signals === 0) return;
    throw new GantryError(this.signals === 1 ? STOPPED : FORCED);
  }

  private receive(signal: NodeJS.Signals): void {
    if (this.followed.size > 0) {
      // Ctrl-C came from the terminal, which has told the child as well.
      if (signal !== "SIGINT") for (const child of this.followed) child.kill(signal);
      return;
    }
    if (this.waits.size > 0) {
      for (const end of this.waits) end();
      this.waits.clear();
      return;
    }
    this.signals += 1;
    if (this.stops.size > 0 && this.signals === 1) {
      for (const stop of this.stops) stop();
      return;
    }
    if (this.children.size === 0) process.exit(1);
    if (this.signals === 1) this.say("stopping: Terraform finishes what is under way (Ctrl-C again forces it)");
    // Terraform gives up at once on its second SIGINT; only a third time is it killed.
    for (const child of this.children) child.kill(this.signals > 2 ? "SIGKILL" : "SIGINT");
  }
}
