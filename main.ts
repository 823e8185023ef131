import "./modules/core/fast-tokens.js";
import { loadConfiguration } from "./environments/index.js";
import { GantryError } from "./modules/core/errors.js";
import { writePlatform } from "./stacks/platform.js";

/** What `cdktf` runs: writes the stacks of the environments that GANTRY_ENVIRONMENTS names, or of all. */
try {
  const names = process.env["GANTRY_ENVIRONMENTS"]
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const cloud = process.env["GANTRY_CLOUD"] ?? "aws";
  if (cloud !== "aws" && cloud !== "local") {
    throw new GantryError({ path: "GANTRY_CLOUD", what: "is not a cloud", value: cloud, allowed: "aws, local" });
  }
  writePlatform({
    configuration: loadConfiguration(names),
    target: cloud,
    outdir: process.env["CDKTF_OUTDIR"] ?? "cdktf.out",
    lockFile: "locks/terraform.lock.hcl",
  });
} catch (error) {
  if (!(error instanceof GantryError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
