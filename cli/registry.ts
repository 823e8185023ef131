import type { Command } from "./arguments/command.js";

/** A command that is loaded only when it is called: loading all of them would slow every one down. */
export interface Entry {
  readonly summary: string;
  /** What other programs call, and no list shows. @default false */
  readonly hidden?: boolean;
  load(): Promise<{ readonly default: Command }>;
}

/** Commands that share a first word. */
export interface Group {
  readonly summary: string;
  readonly commands: Readonly<Record<string, Entry>>;
}

export const REGISTRY: Readonly<Record<string, Entry | Group>> = {
  up: {
    summary: "start the embedded cloud and bring an environment up on it",
    load: () => import("./commands/up.js"),
  },
  down: {
    summary: "destroy everything on the embedded cloud, check that nothing is left, stop it",
    load: () => import("./commands/down.js"),
  },
  status: { summary: "what is deployed, where, and who works on it", load: () => import("./commands/status.js") },
  doctor: { summary: "check this machine, and say what to mend", load: () => import("./commands/doctor.js") },
  fit: { summary: "whether services fit on their instances", load: () => import("./commands/fit.js") },
  mute: { summary: "tell nobody of an environment for a while", load: () => import("./commands/mute.js") },
  unmute: { summary: "take back what was muted", load: () => import("./commands/unmute.js") },
  wake: { summary: "wake an environment outside its hours", load: () => import("./commands/wake.js") },
  sleep: { summary: "put an environment to sleep", load: () => import("./commands/sleep.js") },
  monitors: { summary: "every alert: what it asks, whom it tells, why", load: () => import("./commands/monitors.js") },
  synth: { summary: "write the Terraform configuration", load: () => import("./commands/synth.js") },
  diff: { summary: "show what a deploy would change", load: () => import("./commands/diff.js") },
  deploy: { summary: "plan, ask, apply exactly that plan", load: () => import("./commands/deploy.js") },
  destroy: { summary: "take an environment away", load: () => import("./commands/destroy.js") },
  run: { summary: "run a command once, as a service would", load: () => import("./commands/run.js") },
  bastion: {
    summary: "a way into an environment's network, for a while",
    commands: {
      open: { summary: "make one that goes away by itself", load: () => import("./commands/bastion/open.js") },
      list: { summary: "which are open, and until when", load: () => import("./commands/bastion/list.js") },
      close: { summary: "take one away, or all, or the expired", load: () => import("./commands/bastion/close.js") },
    },
  },
  migrate: { summary: "what Terraform calls", hidden: true, load: () => import("./commands/migrate.js") },
  state: {
    summary: "the bucket that holds the states",
    commands: {
      bootstrap: { summary: "make it from nothing", load: () => import("./commands/state/bootstrap.js") },
      list: { summary: "the states in it, their size, age and lock", load: () => import("./commands/state/list.js") },
      unlock: {
        summary: "take a lock away that nobody holds any more",
        load: () => import("./commands/state/unlock.js"),
      },
      destroy: {
        summary: "take the bucket away, once it holds nothing else",
        load: () => import("./commands/state/destroy.js"),
      },
    },
  },
  local: {
    summary: "the embedded cloud",
    commands: {
      start: { summary: "start it; does nothing when it runs", load: () => import("./commands/local/start.js") },
      stop: { summary: "stop it; everything on it is gone", load: () => import("./commands/local/stop.js") },
      status: { summary: "whether it runs, and where", load: () => import("./commands/local/status.js") },
      reset: { summary: "empty it", load: () => import("./commands/local/reset.js") },
      env: { summary: "print the variables that point a shell at it", load: () => import("./commands/local/env.js") },
      run: { summary: "run a command with these variables", load: () => import("./commands/local/run.js") },
      inventory: { summary: "list everything that exists on it", load: () => import("./commands/local/inventory.js") },
      logs: { summary: "show its log", load: () => import("./commands/local/logs.js") },
    },
  },
};

/** The commands and groups that people call, by name. */
export function listed<T extends Entry | Group>(
  entries: Readonly<Record<string, T>>,
): readonly (readonly [string, T])[] {
  return Object.entries(entries).filter(([, entry]) => isGroup(entry) || entry.hidden !== true);
}

export function isGroup(entry: Entry | Group): entry is Group {
  return "commands" in entry;
}
