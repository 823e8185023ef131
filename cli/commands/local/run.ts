import { spawn } from "node:child_process";
import { constants } from "node:os";
import { GantryError } from "../../../modules/core/errors.js";
import { defineCommand } from "../../arguments/command.js";
import { runningCloud } from "../../target/cloud.js";
import { embeddedCloudEnvironment } from "../../target/session.js";

export default defineCommand({
  usage: "local run -- COMMAND",
  summary: "Run a command pointed at the embedded cloud. Its exit code and signals are passed through.",
  examples: ["./gantry local run -- aws s3 ls", "./gantry local run -- npx cdktf diff staging"],
  flags: {},
  rest: true,
  async run({ rest }, context) {
    const [command, ...line] = rest;
    if (command === undefined) {
      throw new GantryError({ what: "the command to run is missing", fix: "./gantry local run -- COMMAND" });
    }
    const environment = embeddedCloudEnvironment(context, await runningCloud(context));
    // In the terminal's own process group, so that Ctrl-C reaches the command by itself: here it is only let pass.
    const child = spawn(command, line, { cwd: context.workspace.calledFrom, env: environment, stdio: "inherit" });
    context.interrupts.follow(child);
    return await new Promise<number>((resolve, reject) => {
      child.once("error", (cause) => reject(notStarted(command, cause)));
      child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]));
    });
  },
});

function notStarted(command: string, cause: Error): GantryError {
  return new GantryError(
    { what: "the command could not be started", value: `${command}: ${cause.message}` },
    { cause },
  );
}
