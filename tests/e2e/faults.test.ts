import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout, expectCode, type Run } from "./support/checkout.js";

/** What goes wrong on other people's machines: each gives one clear message and the right exit code. */
let clone: Checkout;
let folder: string;

beforeAll(() => {
  clone = new Checkout("faults");
  folder = mkdtempSync(join(tmpdir(), "gantry-faults-"));
});
afterAll(async () => {
  await clone.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** For people: each problem begins with `error:`, and there is no stack trace. */
function expectProblems(run: Run, code: number, count: number, ...parts: (string | RegExp)[]): void {
  expectCode(run, code);
  expect(run.stderr.match(/^error: /gm), run.stderr).toHaveLength(count);
  expect(run.stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  for (const part of parts) expect(run.stderr).toMatch(part);
}

const expectOneMessage = (run: Run, code: number, ...parts: (string | RegExp)[]) =>
  expectProblems(run, code, 1, ...parts);

/** A PATH with what a shell script needs and nothing else. */
function bareBones(): string {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  symlinkSync(process.execPath, join(bin, "node"));
  const path = (process.env["PATH"] ?? "").split(delimiter);
  for (const tool of ["sh", "dirname", "readlink", "env", "cat", "ls", "sed", "uname", "id"]) {
    for (const place of path) {
      try {
        symlinkSync(join(place, tool), join(bin, tool));
        break;
      } catch {}
    }
  }
  return bin;
}

describe.sequential("a clear message and the right exit code for", () => {
  it("a name that doesn't exist", async () => {
    const run = await clone.gantry(["diff", "nonsense", "--cloud", "aws"]);
    expectOneMessage(run, 1, "nonsense", /production, staging, review-<slug>/);
  });

  it("a configuration with five mistakes, all of them at once", async () => {
    const broken = new Checkout("broken");
    broken.edit("environments/staging.ts", 'cidr: "10.20.0.0/16"', 'cidr: "10.10.0.0/16"');
    broken.edit("environments/production.ts", "cpu: 1024, memoryMiB: 2048", "cpu: 1024, memoryMiB: 1000");
    broken.edit("environments/staging.ts", 'cluster: "app"', 'cluster: "apps"');
    broken.edit("environments/production.ts", "production.${delegatedDomain}", "production.acme.com");
    broken.edit(
      "environments/catalogue.ts",
      'health: "/"',
      'variables: { API_TOKEN: "glpat-abcdefghijklmnop1234" }, health: "/"',
    );
    const run = await broken.gantry(["diff", "staging", "--cloud", "aws"]);
    await broken.dispose();
    expectProblems(
      run,
      1,
      5,
      "production.services.api.memoryMiB does not go with 1024 CPU units",
      "staging.network.cidr overlaps production's 10.10.0.0/16",
      "staging.services.api.cluster names no known cluster",
      "production.domain is not under the delegated domain",
      "catalogue.services.api.variables.API_TOKEN looks like a GitLab token",
    );
    expect(run.stderr).not.toContain("glpat-");
  });

  it("a missing Terraform", async () => {
    const run = await clone.gantry(["diff", "staging", "--cloud", "aws"], { env: { PATH: bareBones() } });
    expectOneMessage(run, 1, /terraform/i, "TERRAFORM_BINARY_NAME");
  });

  it("a missing Python", async () => {
    rmSync(join(clone.path, ".gantry", "venv"));
    const run = await clone.gantry(["local", "start"], { env: { PATH: join(folder, "bin") } });
    expectOneMessage(run, 1, /python/i, "3.11");
  });

  it("a busy port", async () => {
    const other = new Checkout("port");
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
    const port = String((server.address() as AddressInfo).port);
    const run = await other.gantry(["local", "start"], { env: { GANTRY_LOCAL_PORT: port } });
    server.close();
    await other.dispose();
    expectOneMessage(run, 1, port, "GANTRY_LOCAL_PORT");
  });

  it("an embedded cloud that doesn't run", async () => {
    expectOneMessage(await clone.gantry(["diff", "staging", "--cloud", "local"]), 1, "./gantry local start");
    expectOneMessage(await clone.gantry(["local", "env"]), 1, "./gantry local start");
  });

  it("a plugin folder that can't be read", async () => {
    const unreadable = join(folder, "mirror");
    mkdirSync(unreadable);
    chmodSync(unreadable, 0o000);
    const missing = join(folder, "missing");
    // Nothing keeps the superuser out of a folder; a folder that isn't there is as unreadable.
    const mirror = process.getuid?.() === 0 ? missing : unreadable;
    const other = new Checkout("mirror");
    expectCode(await other.gantry(["local", "start"]), 0);
    const run = await other.gantry(["diff", "state", "--cloud", "local"], { env: { TF_PLUGIN_MIRROR: mirror } });
    await other.dispose();
    expectOneMessage(run, 1, mirror, "TF_PLUGIN_MIRROR");
  });

  it("a deploy without a terminal to ask on", async () => {
    const other = new Checkout("terminal");
    expectCode(await other.gantry(["local", "start"]), 0);
    const run = await other.gantry(["state", "bootstrap", "--cloud", "local"]);
    await other.dispose();
    expectOneMessage(run, 3, "--yes");
  });

  it("a file that was edited into nonsense", async () => {
    const broken = new Checkout("syntax");
    writeFileSync(join(broken.path, "environments", "staging.ts"), "export const staging = {");
    const run = await broken.gantry(["diff", "staging", "--cloud", "aws"]);
    await broken.dispose();
    expectOneMessage(run, 1, "staging.ts");
  });
});
