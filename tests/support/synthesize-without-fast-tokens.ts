import { loadConfiguration } from "../../environments/index.js";
import { buildPlatform } from "../../stacks/platform.js";

// Run as a child process, because whoever imports fast-tokens once has it for good.
const [outdir] = process.argv.slice(2);
if (outdir === undefined) throw new Error("the folder to write to is missing");
buildPlatform({ configuration: loadConfiguration(), target: "aws", outdir }).synth();
