import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMigration } from "../../../../modules/aws/ecs/service/migration.js";
import { clusterRef, networkRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { valueAt } from "../../../support/values.js";

/** What Terraform gives to a shell. */
const command = valueAt(
  synth((scope) => {
    const definition = new EcsTaskDefinition(scope, "task", { family: "api-migrate", containerDefinitions: "[]" });
    runMigration(scope, {
      environment: "staging",
      account: "222222222222",
      region: "eu-west-1",
      service: "api",
      network: networkRef,
      cluster: clusterRef,
      group: { label: "service api", securityGroupId: "sg-api" },
      migration: { definition, timeoutSeconds: 600 },
    });
  }).one("terraform_data"),
  "provisioner.0.local-exec.command",
) as string;

const COMMAND = join(import.meta.dirname, "../../../support/fake-command.sh");
let folder: string;
/** A repository whose `./gantry` says how it was called, and fails with 3. */
function repository(name: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, "cli"), { recursive: true });
  mkdirSync(join(root, "cdktf.out", "stacks", "staging"), { recursive: true });
  writeFileSync(join(root, "cli", "main.ts"), "");
  symlinkSync(COMMAND, join(root, "gantry"));
  writeFileSync(join(root, "gantry.sh"), 'echo "$0 $*"\nexit 3\n');
  return root;
}
function called(cwd: string, environment: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command], { cwd, env: { PATH, ...environment } });
  return { status, stdout: String(stdout).trim(), stderr: String(stderr) };
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "gantry call-")));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the command of a migration", () => {
  it("finds its repository from the stack's folder upwards, and passes its exit code on", () => {
    const root = repository("one");
    expect(called(join(root, "cdktf.out", "stacks", "staging"))).toMatchObject({
      status: 3,
      stdout: `${root}/gantry migrate`,
    });
  });

  it("takes the repository that GANTRY_ROOT names, wherever the stack's folder lies", () => {
    const [root, other] = [repository("two"), repository("three")];
    expect(called(other, { GANTRY_ROOT: root }).stdout).toBe(`${root}/gantry migrate`);
  });

  it("says what to do where there is none", () => {
    const { status, stderr } = called(folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error: the migration can't be run: there is no \.\/gantry in .*\n {2}fix: {5}set GANTRY_ROOT/,
    );
  });
});
