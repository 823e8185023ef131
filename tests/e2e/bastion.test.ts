import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InventoryItem, inventory } from "../../local/inventory.js";
import { Checkout, expectCode } from "./support/checkout.js";
import { ACCOUNTS } from "./support/left.js";
import { startWithStateBucket } from "./support/state-bucket.js";

/** One environment with a cache, and a bastion that stays; without NAT, Session Manager is reached over endpoints. */
let clone: Checkout;

beforeAll(() => {
  clone = new Checkout("bastion", { verifies: "once" });
  clone.edit("environments/catalogue.ts", "import { web }", "import { redis, web }");
  clone.edit("environments/catalogue.ts", "stores: {}", 'stores: { cache: redis({ version: "7.1" }) }');
  for (const file of ["staging", "production", "ephemeral"]) {
    const size = 'stores: { cache: { size: "cache.t4g.micro", standby: false, backupDays: 0 } }';
    clone.edit(`environments/${file}.ts`, "stores: {}", size);
  }
  const staying = 'bastion: { to: ["cache"], from: ["198.51.100.7/32"] }';
  const network = 'network: { zones: ["a", "b"], nat: "none", endpoints: ["ssm", "ssmmessages"] }';
  clone.edit("environments/ephemeral.ts", 'network: { zones: ["a", "b"], nat: "none" }', `${network}, ${staying}`);
});
afterAll(() => clone.dispose());

const open = (...more: readonly string[]) => ["bastion", "open", "bare-1", "--to", "cache", ...more];

/** What exists of a bastion on the fly. */
async function parts(): Promise<readonly InventoryItem[]> {
  const all = await inventory(await clone.cloud());
  return all.filter(({ name }) => name.includes("bastion-on-call"));
}

interface Listed {
  readonly bastions: readonly { readonly environment: string; readonly expired: boolean; readonly to: object }[];
}

async function listed(): Promise<Listed["bastions"]> {
  const { stdout } = expectCode(await clone.gantry(["bastion", "list", "--json"]), 0);
  return (JSON.parse(stdout) as Listed).bastions;
}

describe.sequential("a bastion on the fly", () => {
  it("has nothing to lead to before its environment is there", async () => {
    await startWithStateBucket(clone);
    expectCode(await clone.gantry(open("--for", "1h")), 3);
    expectCode(await clone.gantry(["deploy", "bare-1", "--yes"]), 0);
  });

  it("is made beside the environment, of whose diff it is no part", async () => {
    const from = ["--from", "203.0.113.0/24", "--why", "index of orders"];
    const { stdout } = expectCode(await clone.gantry(open("--for", "1h", ...from, "--detach", "--json")), 0);
    expect(JSON.parse(stdout)).toMatchObject({
      environment: "bare-1",
      instance: expect.stringMatching(/^i-/),
      address: expect.stringMatching(/^\d+(\.\d+){3}$/),
      to: { cache: { host: expect.any(String), port: 6379 } },
      why: "index of orders",
    });
    expectCode(await clone.gantry(["diff", "bare-1"]), 0);
  });

  it("is shown, and makes no room for a second one", async () => {
    expect(await listed()).toMatchObject([{ environment: "bare-1", expired: false }]);
    expect((await clone.gantry(["status", "bare-1"])).stdout).toMatch(/bastion of bare-1: open until .*; to cache/);
    expectCode(await clone.gantry(open("--for", "1h")), 3);
  });

  it("is closed, and leaves nothing", async () => {
    expect(await parts()).not.toEqual([]);
    expectCode(await clone.gantry(["bastion", "close", "bare-1"]), 0);
    expect(await parts()).toEqual([]);
    expect(await listed()).toEqual([]);
  });

  it("is held open by its command, and closed by Ctrl-C", async () => {
    const child = clone.start("./gantry", open("--for", "1h"));
    const ended = new Promise<number | null>((done) => child.once("close", done));
    let said = "";
    for await (const chunk of child.stdout ?? []) {
      const open = said.includes("start-session");
      said += String(chunk);
      if (!open && said.includes("start-session")) setTimeout(() => child.kill("SIGINT"), 2000);
    }
    expect(said).toMatch(/bastion-bare-1: destroyed/);
    expect(await ended).toBe(0);
    expect(await parts()).toEqual([]);
  });

  it("ends at its time whatever becomes of the command; what is left is swept", async () => {
    const opened = expectCode(await clone.gantry(open("--for", "2m", "--detach", "--json")), 0);
    const { until } = JSON.parse(opened.stdout) as { readonly until: string };
    await sleep(Math.max(0, Date.parse(until) - Date.now()));
    expect(await listed()).toMatchObject([{ environment: "bare-1", expired: true }]);
    const { stdout } = expectCode(await clone.gantry(["bastion", "close", "--expired"]), 0);
    // The machine itself had gone before.
    expect(stdout).not.toMatch(/destroy.*aws_instance/);
    expect(await parts()).toEqual([]);
  });

  it("goes with its environment", async () => {
    expectCode(await clone.gantry(open("--for", "1h", "--detach")), 0);
    expectCode(await clone.gantry(["destroy", "bare-1", "--confirm", "bare-1"]), 0);
    const items = await inventory(await clone.cloud());
    expect(items.filter(({ account }) => account !== ACCOUNTS.ops)).toEqual([]);
  });
});
