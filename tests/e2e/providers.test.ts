import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StandIns, startStandIns } from "../../local/providers/stand-ins.js";

/** Hand-written HCL against the provider stand-ins alone: real Terraform, no plugin, no cloud. */
const WORLD = fileURLToPath(new URL("../fixtures/providers/world.tf", import.meta.url));

interface Run {
  /** Of a plan: 0 no change, 1 error, 2 changes. */
  readonly code: number;
  readonly output: string;
}

interface ResourceChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[] };
}

let root = "";
let standIns: StandIns;

/** A directory with a configuration, and Terraform in it. */
class Workspace {
  readonly #directory: string;

  constructor(name: string, configuration?: string) {
    this.#directory = join(root, name);
    mkdirSync(this.#directory);
    if (configuration === undefined) copyFileSync(WORLD, join(this.#directory, "main.tf"));
    else writeFileSync(join(this.#directory, "main.tf"), configuration);
  }

  terraform(...args: readonly string[]): Promise<Run> {
    const { TERRAFORM_BINARY_NAME, PATH, HOME } = process.env;
    const env = {
      PATH,
      HOME,
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: join(root, "terraform.rc"),
      TF_IN_AUTOMATION: "1",
      TF_REATTACH_PROVIDERS: JSON.stringify(standIns.reattach),
    };
    return new Promise((resolve, reject) => {
      const options = { cwd: this.#directory, env, maxBuffer: 64 * 1024 * 1024 };
      execFile(TERRAFORM_BINARY_NAME ?? "terraform", [...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, output: stdout + stderr });
        else reject(error);
      });
    });
  }

  /** The changes that a plan holds, as `address: actions`. */
  async changes(...args: readonly string[]): Promise<readonly string[]> {
    const planned = await this.terraform("plan", "-no-color", "-input=false", "-out=plan", ...args);
    expect(planned.code, planned.output).toBe(0);
    const shown = await this.terraform("show", "-json", "plan");
    const { resource_changes: changes } = JSON.parse(shown.output) as {
      readonly resource_changes: readonly ResourceChange[];
    };
    return changes
      .filter(({ change }) => change.actions.some((action) => action !== "no-op" && action !== "read"))
      .map(({ address, change }) => `${address}: ${change.actions.join(", ")}`);
  }

  /** Carries out what `changes` planned last. */
  async apply(): Promise<void> {
    const applied = await this.terraform("apply", "-no-color", "-input=false", "plan");
    expect(applied.code, applied.output).toBe(0);
  }

  async outputs(): Promise<Record<string, unknown>> {
    const shown = await this.terraform("output", "-json");
    const values = JSON.parse(shown.output) as Record<string, { readonly value: unknown }>;
    return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
  }
}

const idOf = (type: string, name: string) => {
  const found = standIns.inventory().find((item) => item.type === type && item.name === name);
  if (found === undefined) throw new Error(`No ${type} ${name} in the world.`);
  return found.id;
};

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "providers-"));
  writeFileSync(join(root, "terraform.rc"), "");
  standIns = await startStandIns({ cacheDirectory: join(root, "schemas") });
});

afterAll(async () => {
  await standIns.stop();
  rmSync(root, { recursive: true });
});

describe("the life of a world across three vendors", () => {
  let world: Workspace;

  beforeAll(async () => {
    world = new Workspace("world");
    const initialized = await world.terraform("init", "-no-color", "-input=false");
    expect(initialized.code, initialized.output).toBe(0);
  });

  it("comes up", async () => {
    expect(await world.changes()).toHaveLength(12);
    await world.apply();
    expect(standIns.inventory()).toHaveLength(12);
    expect(await world.outputs()).toEqual({
      facts: {
        monitor: expect.stringMatching(/^\d+$/),
        project: "4711/platform-tools",
        web: "https://gitlab.com/4711/platform-tools",
        fqdn: "www.example.com",
        role: "Datadog Admin Role",
      },
      token: expect.stringMatching(/^glrt-/),
    });
  });

  it("plans nothing more", async () => {
    expect((await world.terraform("plan", "-no-color", "-detailed-exitcode")).code).toBe(0);
  });

  it("changes in place", async () => {
    const change = ["-var=record_name=app", "-var=critical=0.2"];
    const before = idOf("digitalocean_record", "www");
    expect(await world.changes(...change)).toEqual([
      "datadog_monitor.errors: update",
      "digitalocean_record.www: update",
    ]);
    await world.apply();
    expect(standIns.read("digitalocean_record", before)).toMatchObject({ fqdn: "app.example.com" });
    expect(await world.changes(...change)).toEqual([]);
    expect(await world.changes()).toHaveLength(2);
    await world.apply();
  });

  it("replaces what cannot change", async () => {
    expect(await world.changes("-var=record_type=AAAA", "-var=record_value=2001:db8::1")).toEqual([
      "digitalocean_record.www: delete, create",
    ]);
    const before = idOf("digitalocean_record", "www");
    await world.apply();
    expect(standIns.read("digitalocean_record", before)).toBeUndefined();
    await world.changes();
    await world.apply();
  });

  it("shows what was changed behind Terraform's back, and puts it right", async () => {
    const monitor = idOf("datadog_monitor", "Errors");
    standIns.mutate("datadog_monitor", monitor, { message: "Nothing to see" });
    const drifted = await world.terraform("plan", "-no-color", "-refresh-only");
    expect(drifted.output).toContain("Nothing to see");
    expect(await world.changes()).toEqual(["datadog_monitor.errors: update"]);
    await world.apply();
    expect(standIns.read("datadog_monitor", monitor)).toMatchObject({ message: "Too many errors @slack-alerts" });
  });

  it("makes again what was removed behind Terraform's back", async () => {
    standIns.remove("gitlab_project_variable", idOf("gitlab_project_variable", "REGION"));
    expect(await world.changes()).toEqual(["gitlab_project_variable.region: create"]);
    await world.apply();
  });

  it("rejects what the vendors would, at plan time and all at once", async () => {
    const refused = await world.terraform(
      "plan",
      "-no-color",
      "-var=critical=0.04",
      "-var=record_value=not-an-address",
    );
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("Warning threshold (0.05) must be less than the alert threshold (0.04)");
    expect(refused.output).toContain("alert and alert recovery criteria are such that");
    expect(refused.output).toContain("IP address did not match IPv4 format");
  });

  it("shows a vendor's failure, and recovers from it", async () => {
    standIns.fail({ type: "gitlab_project", operation: "read", message: "502 Bad Gateway", times: 1 });
    expect((await world.terraform("plan", "-no-color")).output).toContain("502 Bad Gateway");
    expect(await world.changes()).toEqual([]);
  });

  it("goes", async () => {
    const destroyed = await world.terraform("destroy", "-auto-approve", "-no-color");
    expect(destroyed.code, destroyed.output).toBe(0);
    expect(standIns.inventory()).toEqual([]);
  });
});

describe("what people made by hand", () => {
  it("is imported by the ids that the vendors document, without a change", async () => {
    const group = standIns.create("gitlab_group", { name: "Acme", path: "acme" });
    const project = standIns.create("gitlab_project", { name: "Tools", namespace_id: Number(group), path: "tools" });
    standIns.create("gitlab_project_variable", { project, key: "REGION", value: "eu-west-1" });
    standIns.create("digitalocean_domain", { name: "example.org" });
    const record = standIns.create("digitalocean_record", {
      domain: "example.org",
      type: "A",
      name: "@",
      value: "203.0.113.9",
    });
    const imported = new Workspace(
      "import",
      `
      terraform {
        required_providers {
          gitlab       = { source = "gitlabhq/gitlab" }
          digitalocean = { source = "digitalocean/digitalocean" }
        }
      }
      data "gitlab_group" "acme" {
        full_path = "acme"
      }
      import {
        to = gitlab_project.tools
        id = "acme/tools"
      }
      import {
        to = gitlab_project_variable.region
        id = "${project}:REGION:*"
      }
      import {
        to = digitalocean_record.root
        id = "example.org,${record}"
      }
      resource "gitlab_project" "tools" {
        name         = "Tools"
        namespace_id = data.gitlab_group.acme.group_id
      }
      resource "gitlab_project_variable" "region" {
        project = gitlab_project.tools.id
        key     = "REGION"
        value   = "eu-west-1"
      }
      resource "digitalocean_record" "root" {
        domain = "example.org"
        type   = "A"
        name   = "@"
        value  = "203.0.113.9"
      }
      `,
    );
    expect((await imported.terraform("init", "-no-color")).code).toBe(0);
    const applied = await imported.terraform("apply", "-auto-approve", "-no-color");
    expect(applied.output).toContain("3 imported, 0 added, 0 changed, 0 destroyed");
    expect(await imported.changes()).toEqual([]);
    standIns.reset();
  });
});

describe("several Terraform processes", () => {
  it("work side by side in one world", async () => {
    const names = ["one", "two", "three"];
    const workspaces = names.map(
      (name) =>
        new Workspace(
          `side-${name}`,
          `
          terraform {
            required_providers {
              datadog = { source = "DataDog/datadog" }
            }
          }
          resource "datadog_team" "teams" {
            count       = 20
            name        = "${name} \${count.index}"
            handle      = "${name}-\${count.index}"
            description = ""
          }
          `,
        ),
    );
    const runs = await Promise.all(
      workspaces.map(async (workspace) => {
        await workspace.terraform("init", "-no-color");
        return workspace.terraform("apply", "-auto-approve", "-no-color");
      }),
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(new Set(standIns.inventory().map(({ id }) => id)).size).toBe(60);
    expect(await Promise.all(workspaces.map((workspace) => workspace.changes()))).toEqual([[], [], []]);
    standIns.reset();
  });
});
