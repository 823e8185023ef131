import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout, expectCode } from "./support/checkout.js";

/** Two people, one state; and deploys that end before their time. On the `ops` stack, which is quick. */
let clone: Checkout;
const LOCAL = ["--cloud", "local"];
const ZONE = "aws_route53_zone.delegated-zone";

beforeAll(async () => {
  clone = new Checkout("locks");
  clone.edit("environments/organization.ts", 'ops: { lifecycle: "protected" }', 'ops: { lifecycle: "disposable" }');
  expectCode(await clone.gantry(["local", "start"]), 0);
  expectCode(await clone.gantry(["state", "bootstrap", "--yes", ...LOCAL]), 0);
});
afterAll(() => clone.dispose());

describe.sequential("the lock of a state", () => {
  it("lets exactly one of two simultaneous deploys win, and tells the other who holds it", async () => {
    const deploy = () => clone.gantry(["deploy", "ops", "--yes", ...LOCAL]);
    const [one, other] = await Promise.all([deploy(), deploy()]);
    expect([one.code, other.code].sort(), one.stderr + other.stderr).toEqual([0, 3]);
    const { stderr } = one.code === 3 ? one : other;
    expect(stderr).toMatch(/lock/i);
    expect(stderr).toContain("./gantry state unlock ops");
  });

  it("is released by a deploy that is interrupted with Ctrl-C", async () => {
    const deploy = await startReplacing("aws", "one");
    deploy.kill("SIGINT");
    expect((await once(deploy, "close"))[0]).not.toBe(0);
    expect(expectCode(await unlock(), 0).stdout).toMatch(/no lock|not locked/i);
    expectCode(await clone.gantry(["deploy", "ops", "--yes", ...LOCAL, "--allow-replace", ZONE]), 0);
  });

  it("stays behind a deploy that is killed, names its holder, and goes when it's unlocked", async () => {
    const deploy = await startReplacing("one", "two");
    for (const pid of [...childrenOf(deploy.pid ?? -1), deploy.pid ?? -1]) process.kill(pid, "SIGKILL");
    await once(deploy, "close");

    const refused = expectCode(await clone.gantry(["deploy", "ops", "--yes", ...LOCAL]), 3);
    expect(refused.stderr).toContain("./gantry state unlock ops");
    const unanswered = expectCode(await clone.gantry(["state", "unlock", "ops", ...LOCAL]), 3);
    expect(unanswered.stdout + unanswered.stderr).toContain("--yes");
    expect(expectCode(await unlock(), 0).stdout).toMatch(/OperationTypeApply|apply/i);

    expectCode(await clone.gantry(["deploy", "ops", "--yes", ...LOCAL, "--allow-replace", ZONE]), 0);
    expectCode(await clone.gantry(["diff", "ops", ...LOCAL]), 0);
  });
});

const unlock = () => clone.gantry(["state", "unlock", "ops", "--yes", ...LOCAL]);

/** Starts a deploy that replaces the zone, half a minute of waiting, and returns while it's under way. */
async function startReplacing(from: string, to: string) {
  clone.edit(
    "environments/organization.ts",
    `delegatedDomain = "${from}.acme.dev"`,
    `delegatedDomain = "${to}.acme.dev"`,
  );
  const deploy = clone.start("./gantry", ["deploy", "ops", "--yes", ...LOCAL, "--allow-replace", ZONE]);
  let seen = "";
  const note = (chunk: Buffer) => {
    seen += chunk.toString();
  };
  deploy.stdout?.on("data", note);
  deploy.stderr?.on("data", note);
  const deadline = Date.now() + 120_000;
  while (!/destroying|creating|replacing|modifying/i.test(seen)) {
    if (Date.now() > deadline || deploy.exitCode !== null) throw new Error(`nothing was applied:\n${seen}`);
    await sleep(50);
  }
  return deploy;
}

function childrenOf(pid: number): number[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = rows.filter(([, parent]) => parent === pid).map(([child = -1]) => child);
  return [...children.flatMap(childrenOf), ...children];
}
