import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { runMigration } from "../../../cli/ecs/one-off/migration.js";
import { Interrupts } from "../../../cli/interrupts.js";
import { Output } from "../../../cli/terminal/output.js";
import { GantryError } from "../../../modules/core/errors.js";
import type { MigrationOrder } from "../../../modules/core/migration-order.js";
import { FakeApi, stopped, TASK } from "./fake-api.js";

const ORDER: MigrationOrder = {
  environment: "staging",
  service: "api",
  account: "222222222222",
  region: "eu-west-1",
  cluster: "staging-app",
  taskDefinition: "arn:aws:ecs:eu-west-1:222222222222:task-definition/staging-api-migrate:4",
  capacity: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
  network: { subnets: ["subnet-a"], securityGroups: ["sg-api"] },
  timeoutSeconds: 900,
};
// The first container of the fake's definition decides where none is named.
const exited = (exitCode: number, lines: readonly string[] = []) =>
  stopped({ containers: [{ name: "proxy", exitCode }] }, lines);

async function migrated(api: FakeApi): Promise<{ readonly said: string; readonly problem?: string }> {
  let said = "";
  const sink = new Writable({
    write: (chunk, _, done) => {
      said += String(chunk);
      done();
    },
  });
  const context = { output: new Output(sink, sink, {}, false), interrupts: new Interrupts(() => {}) };
  try {
    await runMigration(context, api, ORDER, { pause: async () => {} });
    return { said };
  } catch (error) {
    if (!(error instanceof GantryError)) throw error;
    return { said, problem: error.message };
  }
}

describe("a migration that Terraform hands over", () => {
  it("says at each line whose it is, so that several at once can be told apart", async () => {
    const { said, problem } = await migrated(new FakeApi([exited(0, ["0042 … ok"])]));
    expect(problem).toBeUndefined();
    const lines = said.trimEnd().split("\n");
    expect(lines.every((line) => /^migration of api(:| \|) /.test(line))).toBe(true);
    expect(lines).toContain(`migration of api: started task ${TASK}`);
    expect(lines.at(-1)).toMatch(/^migration of api: succeeded in \d+ s$/);
  });

  it("fails with its environment, its service and what that means", async () => {
    const { problem } = await migrated(new FakeApi([exited(1)]));
    expect(problem).toMatch(/^staging: migration of api failed with exit code 1 after \d+ s; api was not touched\n/);
    expect(problem).toContain("./gantry deploy staging");
  });

  it("is not started beside one that was left behind", async () => {
    const api = new FakeApi([], [], [TASK]);
    const { problem } = await migrated(api);
    expect(problem).toContain("runs already, and was not started a second time");
    expect(problem).toContain(`aws ecs stop-task --cluster staging-app --task ${TASK}`);
    expect(api.requests).toEqual([]);
  });
});
