import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloud, startCloud, stopCloud } from "../../local/cloud.js";
import { cloudEnvironment } from "../../local/environment.js";
import { inventory } from "../../local/inventory.js";
import { writeTerraformConfig } from "../../local/terraform/config.js";

/** Plain Terraform roots that between them use every AWS type, each with a switch that changes it in place. */
const FIXTURES = fileURLToPath(new URL("../fixtures/aws", import.meta.url));

let folder: string;
let cloud: Cloud;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "gantry-emulator-")));
  cloud = (await startCloud({ directory: join(folder, "cloud") })).cloud;
  const config = writeTerraformConfig({ directory: folder, environment: process.env });
  environment = {
    ...process.env,
    ...cloudEnvironment(cloud),
    TF_IN_AUTOMATION: "1",
    ...(config === undefined ? {} : { TF_CLI_CONFIG_FILE: config }),
  };
});
afterAll(async () => {
  await stopCloud(join(folder, "cloud"));
  rmSync(folder, { recursive: true, force: true });
});

describe.concurrent("the AWS emulator under the real provider", () => {
  it.each(readdirSync(FIXTURES))("carries %s from creation over a change in place to nothing", async (group) => {
    const terraform = inCopyOf(group);
    await terraform("init", "-input=false");
    await terraform("apply", "-auto-approve", "-input=false");
    await expectNoDrift(terraform);

    await terraform("plan", "-input=false", "-var=changed=true", "-out=changed");
    const plan = JSON.parse(await terraform("show", "-json", "changed")) as PlanJson;
    const actions = new Set(plan.resource_changes.flatMap(({ change }) => change.actions));
    expect([...actions].filter((action) => action !== "no-op" && action !== "read")).toEqual(["update"]);
    await terraform("apply", "-input=false", "changed");
    await expectNoDrift(terraform, "-var=changed=true");

    await terraform("destroy", "-auto-approve", "-input=false", "-var=changed=true");
    expect(await terraform("state", "list")).toBe("");
  });
});

it("holds nothing after all of them are destroyed", async () => {
  expect(await inventory(cloud)).toEqual([]);
});

interface PlanJson {
  readonly resource_changes: readonly { readonly change: { readonly actions: readonly string[] } }[];
}

type Terraform = (...args: string[]) => Promise<string>;

function inCopyOf(group: string): Terraform {
  const cwd = join(folder, group);
  cpSync(join(FIXTURES, group), cwd, { recursive: true });
  const binary = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";
  return (...args) =>
    new Promise((done, fail) => {
      execFile(binary, args, { cwd, env: environment, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        if (error === null) done(stdout);
        else fail(new Error(`${group}: terraform ${args.join(" ")}\n${stdout}\n${stderr}`));
      });
    });
}

/** `-detailed-exitcode` makes a plan with changes an error, which then shows the plan. */
async function expectNoDrift(terraform: Terraform, ...args: string[]): Promise<void> {
  await terraform("plan", "-input=false", "-no-color", "-detailed-exitcode", ...args);
}
