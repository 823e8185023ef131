/** What the lanes read of the JSON that `./gantry` prints. */

export interface Change {
  readonly address: string;
  readonly action: string;
}

export interface DiffReport {
  readonly stacks: readonly { readonly stack: string; readonly changes: readonly Change[] }[];
}

interface StatusReport {
  readonly stacks: readonly {
    readonly services: readonly { readonly name: string; readonly verdict: { readonly health: string } }[];
  }[];
}

/** How each service is that `./gantry status NAME --json` tells of. */
export function healthIn(stdout: string): Readonly<Record<string, string>> {
  const { stacks } = JSON.parse(stdout) as StatusReport;
  return Object.fromEntries(
    stacks.flatMap(({ services }) => services.map(({ name, verdict }) => [name, verdict.health])),
  );
}
