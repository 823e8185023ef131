import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { hostname, userInfo } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout, expectCode } from "./support/checkout.js";

/**
 * Two people, one state; and deploys that end before their time. On the `state` stack: a change of
 * how long access logs are kept makes the AWS provider wait for about a minute.
 */
let clone: Checkout;
let days = 365;
/** As Terraform writes down who holds a lock. */
const HOLDER = `${userInfo().username}@${hostname()}`;
const LOCAL = ["--cloud", "local", "--yes"];

beforeAll(async () => {
  clone = new Checkout("locks");
  expectCode(await clone.gantry(["local", "start"]), 0);
  expectCode(await clone.gantry(["state", "bootstrap", ...LOCAL]), 0);
});
afterAll(() => clone.dispose());

describe.sequential("the lock of a state", () => {
  it("lets exactly one of two simultaneous deploys win, and tells the other who holds it", async () => {
    keepLogsADayLess();
    const [one, other] = await Promise.all([deploy(), deploy()]);
    expect(new Set([one.code, other.code]), one.stderr + other.stderr).toEqual(new Set([0, 3]));
    const { stderr } = one.code === 3 ? one : other;
    expect(stderr).toContain(HOLDER);
    expect(stderr).toContain("./gantry state unlock state");
  });

  it("is released by a deploy that is interrupted with Ctrl-C", async () => {
    const interrupted = await startDeploying();
    interrupted.kill("SIGINT");
    expect((await once(interrupted, "close"))[0]).not.toBe(0);
    expect(expectCode(await unlock("--yes"), 0).stdout).toMatch(/no lock|not locked/i);
    expectCode(await deploy(), 0);
  });

  it("stays behind a deploy that is killed, names its holder, and goes when it's unlocked", async () => {
    const killed = await startDeploying();
    const closed = once(killed, "close");
    for (const pid of familyOf(killed.pid ?? -1)) process.kill(pid, "SIGKILL");
    await closed;

    const refused = expectCode(await deploy(), 3).stderr;
    expect(refused).toContain(HOLDER);
    expect(refused).toContain("./gantry state unlock state");
    expect(expectCode(await unlock(), 3).stderr).toContain("--yes");
    const { stdout } = expectCode(await unlock("--yes"), 0);
    expect(stdout).toContain(HOLDER);
    expect(stdout).toMatch(/apply.* ago/);

    expectCode(await deploy(), 0);
    expectCode(await clone.gantry(["diff", "state", "--cloud", "local"]), 0);
  });
});

const deploy = () => clone.gantry(["deploy", "state", ...LOCAL]);
const unlock = (...flags: string[]) => clone.gantry(["state", "unlock", "state", "--cloud", "local", ...flags]);

function keepLogsADayLess(): void {
  clone.edit("stacks/state.ts", `ACCESS_LOG_DAYS = ${days};`, `ACCESS_LOG_DAYS = ${days - 1};`);
  days -= 1;
}

/** Starts a deploy and returns while Terraform is at work. */
async function startDeploying() {
  keepLogsADayLess();
  const child = clone.start("./gantry", ["deploy", "state", ...LOCAL]);
  let seen = "";
  const note = (chunk: Buffer) => {
    seen += chunk.toString();
  };
  child.stdout?.on("data", note);
  child.stderr?.on("data", note);
  const deadline = Date.now() + 120_000;
  while (!seen.includes("changing aws_s3_bucket_lifecycle_configuration")) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`nothing was applied:\n${seen}`);
    await sleep(50);
  }
  return child;
}

/** A process and all that it started, the youngest first. */
function familyOf(pid: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = rows.filter(([, parent]) => parent === pid).map(([child = -1]) => child);
  return [...children.flatMap(familyOf), pid];
}
