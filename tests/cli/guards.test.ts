import { describe, expect, it } from "vitest";
import { agree } from "../../cli/operations/agreement.js";
import { refuseProtected } from "../../cli/operations/protection.js";
import { PLAIN } from "../../cli/terminal/style.js";
import { type PlanSummary, summarize } from "../../cli/terraform/changes.js";
import type { ChangeJson, PlanJson } from "../../cli/terraform/plan-json.js";
import { renderPlan } from "../../cli/terraform/summary.js";
import { problemsOf } from "../support/configuration.js";

type Actions = ChangeJson["actions"];

/** What an update takes the guards from, what Terraform alone guarded, what is new, and what has no guard. */
const RESOURCES: Readonly<Record<string, Actions>> = {
  "aws_db_instance.main": ["update"],
  "aws_sqs_queue.jobs": ["no-op"],
  "aws_sqs_queue.dead": ["no-op"],
  "aws_s3_bucket.new": ["create"],
  "aws_ecs_service.api": ["update"],
};

function plan(from: string, to: string, resources: Readonly<Record<string, Actions>> = RESOURCES): PlanSummary {
  const json: PlanJson = {
    output_changes: { lifecycle: { actions: from === to ? ["no-op"] : ["update"], before: from, after: to } },
    resource_changes: Object.entries(resources).map(([address, actions]) => {
      return { address, mode: "managed", type: address.split(".")[0] ?? "", change: { actions } };
    }),
  };
  return summarize("production", json, new Set(["aws_db_instance", "aws_sqs_queue", "aws_s3_bucket"]));
}

const nobody = { available: false, confirm: () => Promise.reject(new Error("asked")) };
const lowered = plan("protected", "disposable");

describe("the guards that fall", () => {
  it("are those of all that stays, also where Terraform alone kept them", () => {
    expect(lowered.unguarded).toEqual([
      {
        type: "aws_db_instance",
        addresses: ["aws_db_instance.main"],
        guards: ["deletion_protection", "skip_final_snapshot", "delete_automated_backups", "prevent_destroy"],
      },
      {
        type: "aws_sqs_queue",
        addresses: ["aws_sqs_queue.dead", "aws_sqs_queue.jobs"],
        guards: ["prevent_destroy"],
      },
    ]);
  });

  it.each([
    ["protected", "protected"],
    ["disposable", "protected"],
    ["disposable", "disposable"],
  ])("are none from %s to %s", (from, to) => {
    expect(plan(from, to).unguarded).toEqual([]);
  });

  it("are told before all other changes, by type unless everything is asked for", () => {
    const lines = renderPlan(lowered, PLAIN);
    const told = lines.indexOf("      aws_sqs_queue ×2: prevent_destroy");
    expect(lines[told - 2]).toMatch(/no longer be protected/);
    expect(told).toBeLessThan(lines.findIndex((line) => line.includes("aws_ecs_service.api")));
    expect(renderPlan(lowered, PLAIN, true)).toContain("      aws_sqs_queue.jobs: prevent_destroy");
  });
});

describe("the agreement that a stack is no longer protected", () => {
  it("is not given by --yes", async () => {
    await expect(agree(lowered, { yes: true, allowed: [] }, nobody)).rejects.toMatchObject({
      outcome: "refused",
      message: expect.stringContaining("--unprotect production") as string,
    });
    await expect(agree(lowered, { yes: true, allowed: [], unprotected: ["staging"] }, nobody)).rejects.toThrow();
  });

  it("is given by its name, on the line or typed", async () => {
    await agree(lowered, { yes: true, allowed: [], unprotected: ["production"] }, nobody);
    const asked: string[] = [];
    const confirm = async ({ expected }: { expected: string }) => void asked.push(expected);
    await agree(lowered, { yes: false, allowed: [] }, { available: true, confirm });
    expect(asked).toEqual(["production"]);
  });

  it("can't be given together with the loss of what was protected", async () => {
    const both = plan("protected", "disposable", { ...RESOURCES, "aws_s3_bucket.old": ["delete"] });
    const named = { yes: true, allowed: ["aws_s3_bucket.old"], unprotected: ["production"] };
    await expect(agree(both, named, nobody)).rejects.toMatchObject({
      outcome: "refused",
      message: expect.stringMatching(/aws_s3_bucket\.old is protected.*\n.*deploy the lifecycle alone/) as string,
    });
  });
});

describe("the refusal to destroy what is protected", () => {
  it("names the guards by type", () => {
    const addresses = ["aws_rds_cluster.b", "aws_lb.web", "aws_rds_cluster.a", "aws_vpc.main"];
    const [, ...guards] = problemsOf(() => refuseProtected("production", "protected", "protected", addresses));
    expect(guards).toEqual([
      { path: "production: aws_lb ×1", what: "is guarded by enable_deletion_protection" },
      {
        path: "production: aws_rds_cluster ×2",
        what: "is guarded by deletion_protection, skip_final_snapshot, delete_automated_backups, prevent_destroy",
      },
    ]);
  });
});
