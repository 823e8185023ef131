import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The script of the detached process. */
export const HOST_SCRIPT = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Whether a process with this id exists, whoever owns it and whatever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether the process under this id hosts the cloud of this directory, and is not a later one that got the id. */
export function isHostProcess(pid: number, directory: string): boolean {
  const words = commandLine(pid);
  const script = words.indexOf(HOST_SCRIPT);
  return script !== -1 && words[script + 1] === directory;
}

function commandLine(pid: number): readonly string[] {
  try {
    // A process that has ended but was not yet reaped by its parent still has an id, but no command line.
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const line = execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return splitAround(line, HOST_SCRIPT);
  } catch {
    return [];
  }
}

/** `ps` joins the words with spaces, which paths may hold, too; so the script's known path divides the line. */
function splitAround(line: string, script: string): readonly string[] {
  const start = line.indexOf(` ${script} `);
  if (start === -1) return [];
  const [directory = ""] = line.slice(start + script.length + 2).split(" --port ");
  return [line.slice(0, start), script, directory];
}
