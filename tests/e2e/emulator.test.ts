import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloud, startCloud, stopCloud } from "../../local/cloud.js";
import { cloudEnvironment } from "../../local/environment.js";
import { inventory } from "../../local/inventory.js";
import { writeTerraformConfig } from "../../local/terraform/config.js";

/** One plain Terraform root whose modules between them use every AWS type, with a switch that changes each in place. */
const FIXTURES = fileURLToPath(new URL("../fixtures/aws", import.meta.url));

let folder: string;
let cloud: Cloud;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "gantry-emulator-")));
  cpSync(FIXTURES, root(), { recursive: true });
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

/** A module for each concern, called by the name of its folder. */
const GROUPS = readdirSync(FIXTURES, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? entry.name : [],
);

describe.sequential("the AWS emulator under the real provider", () => {
  let changes: readonly ResourceChange[] = [];

  it("carries every type from its creation", async () => {
    await terraform("init", "-input=false");
    await terraform("apply", "-auto-approve", "-input=false", PARALLELISM);
    await expectNoDrift();
  });

  it("carries it over a change in place", async () => {
    await terraform("plan", "-input=false", "-var=changed=true", "-out=changed");
    const plan = JSON.parse(await terraform("show", "-json", "changed")) as PlanJson;
    changes = plan.resource_changes.filter(({ mode }) => mode === "managed");
    await terraform("apply", "-input=false", PARALLELISM, "changed");
    await expectNoDrift("-var=changed=true");
  });

  it.each(GROUPS)("replaced nothing of %s", (group) => {
    const own = changes.filter(({ module_address }) => module_address === `module.${group.replaceAll("-", "_")}`);
    const actions = own.flatMap(({ change }) => change.actions).filter((action) => action !== "no-op");
    expect([...new Set(actions)]).toEqual(["update"]);
  });

  it("carries it to nothing", async () => {
    await terraform("destroy", "-auto-approve", "-input=false", "-var=changed=true", PARALLELISM);
    expect(JSON.parse(readFileSync(join(root(), "terraform.tfstate"), "utf8"))).toMatchObject({ resources: [] });
    expect(await inventory(cloud)).toEqual([]);
  });
});

/** Most of what is made waits for the emulator's clock, and costs nothing meanwhile. */
const PARALLELISM = "-parallelism=40";

interface PlanJson {
  readonly resource_changes: readonly ResourceChange[];
}

interface ResourceChange {
  readonly mode: "managed" | "data";
  readonly module_address?: string;
  readonly change: { readonly actions: readonly string[] };
}

const root = () => join(folder, "root");

function terraform(...args: string[]): Promise<string> {
  const binary = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";
  const options = { cwd: root(), env: environment, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((done, fail) => {
    execFile(binary, args, options, (error, stdout, stderr) => {
      if (error === null) done(stdout);
      else fail(new Error(`terraform ${args.join(" ")}\n${stdout}\n${stderr}`));
    });
  });
}

/** `-detailed-exitcode` makes a plan with changes an error, which then shows the plan. */
async function expectNoDrift(...args: string[]): Promise<void> {
  await terraform("plan", "-input=false", "-no-color", "-detailed-exitcode", ...args);
}
