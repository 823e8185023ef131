import { GantryError } from "../modules/core/errors.js";
import { parseArguments } from "./arguments/parse.js";
import { dispatch } from "./dispatch.js";
import { EXIT, exitCodeOf } from "./exit.js";
import { Interrupts } from "./interrupts.js";
import { Output } from "./terminal/output.js";
import { Prompt } from "./terminal/prompt.js";
import { workspaceFrom } from "./workspace.js";

/** Runs a command line to its exit code. Every error that the user can mend is said in its own words. */
async function main(line: readonly string[]): Promise<number> {
  const { GANTRY_CALLED_FROM: _, ...environment } = process.env;
  const separator = line.indexOf("--");
  const json = line.slice(0, separator === -1 ? undefined : separator).includes("--json");
  const output = new Output(process.stdout, process.stderr, environment, json);
  const interrupts = new Interrupts((text) => output.warn(text));
  try {
    const request = await dispatch(line);
    if (request.kind === "text") {
      process.stdout.write(`${request.text}\n`);
      return EXIT.done;
    }
    const input = parseArguments(request.command, request.line);
    interrupts.listen();
    const prompt = new Prompt(process.stdin, process.stderr);
    return await request.command.run(input, {
      workspace: workspaceFrom(process.env),
      environment,
      output,
      prompt,
      interrupts,
    });
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    output.error(error);
    return exitCodeOf(error);
  } finally {
    output.finish();
  }
}

// A reader such as `head` that has seen enough, or a terminal that was closed, must not end a command in the middle of
// an apply.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  });
}

// Not `await`: run.mjs makes this file a CommonJS script.
void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
