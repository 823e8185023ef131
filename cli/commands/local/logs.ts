import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { logFile } from "../../../local/cloud.js";
import { GantryError } from "../../../modules/core/errors.js";
import { defineCommand } from "../../arguments/command.js";
import { wholeNumber } from "../../arguments/common.js";
import { EXIT } from "../../exit.js";

const LINES = 100;

export default defineCommand({
  usage: "local logs",
  summary: "Show the end of the embedded cloud's log.",
  flags: {
    follow: { kind: "switch", short: "f", summary: "go on showing what comes, until Ctrl-C" },
    lines: { kind: "value", placeholder: "N", summary: `how many lines (${LINES} without it)` },
  },
  async run({ flags }, { output, workspace, interrupts }) {
    const file = logFile(workspace.cloud);
    if (!existsSync(file)) {
      throw new GantryError({
        what: "there is no log yet: the embedded cloud has never run here",
        fix: "./gantry local start",
      });
    }
    const lines = wholeNumber("--lines", flags.lines, 1) ?? LINES;
    if (!flags.follow) {
      output.line(readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n"));
      return EXIT.done;
    }
    const child = spawn("tail", ["-n", String(lines), "-F", file], { stdio: ["ignore", "inherit", "inherit"] });
    interrupts.follow(child);
    return new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", () => resolve(EXIT.done));
    });
  },
});
