import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startCloud, stopCloud } from "../../../local/cloud.js";
import { withCloudEnvironment } from "../../../local/environment.js";
import { writeTerraformConfig } from "../../../local/terraform/config.js";
import { type Command, measure } from "../measure/command.js";
import { neutral } from "../measure/environment.js";
import type { Bench } from "./part.js";

/** A world of the benchmark's own, beside whatever the user has running. */
export interface OwnCloud {
  /** What `./gantry` keeps for this world: GANTRY_HOME. */
  readonly home: string;
  /** Points `./gantry`, `cdktf` and `terraform` at this world alike. */
  readonly environment: NodeJS.ProcessEnv;
  /** `./gantry` with these arguments, on this world. */
  readonly gantry: (...args: readonly string[]) => Command;
}

/**
 * Starts an embedded cloud in the scratch folder, deploys what environments build on, hands it to
 * `use` and stops it, whatever happens.
 */
export async function withOwnCloud<Result>(bench: Bench, use: (cloud: OwnCloud) => Promise<Result>): Promise<Result> {
  const home = join(bench.scratch, "home");
  const directory = join(home, "local");
  mkdirSync(home, { recursive: true });
  try {
    const cloud = await start(bench, home, directory);
    for (const command of [cloud.gantry("state", "bootstrap", "--yes"), cloud.gantry("deploy", "ops", "--yes")]) {
      bench.progress(`getting ready: ${command.line.join(" ")}`);
      await measure(command, bench.signal);
    }
    return await use(cloud);
  } finally {
    await stopCloud(directory);
  }
}

async function start({ root, progress }: Bench, home: string, directory: string): Promise<OwnCloud> {
  const caller = neutral(process.env);
  const { cloud } = await startCloud({ directory, environment: caller, onProgress: progress });
  const reaching = withCloudEnvironment(caller, cloud);
  const terraformConfig = writeTerraformConfig({ directory: home, environment: reaching });
  const environment = {
    ...reaching,
    GANTRY_HOME: home,
    ...(terraformConfig === undefined ? {} : { TF_CLI_CONFIG_FILE: terraformConfig }),
  };
  return {
    home,
    environment,
    gantry: (...args) => ({ line: ["./gantry", ...args, "--cloud", "local"], directory: root, environment }),
  };
}
