import { describe, expect, it } from "vitest";
import { changedAttributes } from "../../cli/terraform/attributes.js";
import { hasChanges, losses, summarize } from "../../cli/terraform/changes.js";
import type { ChangeJson, PlanJson, ResourceChangeJson } from "../../cli/terraform/plan-json.js";

const STATEFUL = new Set(["aws_db_instance", "aws_s3_bucket"]);

function resource(
  address: string,
  change: Partial<ChangeJson>,
  more: Partial<ResourceChangeJson> = {},
): ResourceChangeJson {
  const type = address.split(".")[0] ?? "";
  return { address, type, mode: "managed", change: { actions: ["no-op"], ...change }, ...more };
}

function paths(change: Partial<ChangeJson>): readonly string[] {
  return changedAttributes({ actions: ["update"], ...change }).map(({ path }) => path);
}

function policy(action: string): string {
  return JSON.stringify({ Statement: [{ Action: action, Effect: "Allow" }] });
}

function summary(plan: PlanJson) {
  return summarize("staging", plan, STATEFUL);
}

describe("the changes of a plan", () => {
  it("come with what would be lost first, then by weight, then by address", () => {
    const { changes } = summary({
      resource_changes: [
        resource("aws_vpc.b", { actions: ["create"] }),
        resource("aws_vpc.a", { actions: ["create"] }),
        resource("aws_lb.web", { actions: ["update"] }),
        resource("aws_eip.nat", { actions: ["delete"] }),
        resource("aws_s3_bucket.new", { actions: ["create"] }),
        resource("aws_db_instance.main", { actions: ["delete", "create"] }),
        resource("aws_s3_bucket.old", { actions: ["delete"] }),
        resource("aws_sns_topic.same", {}),
      ],
    });
    expect(changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      "delete aws_s3_bucket.old",
      "replace aws_db_instance.main",
      "delete aws_eip.nat",
      "update aws_lb.web",
      "create aws_s3_bucket.new",
      "create aws_vpc.a",
      "create aws_vpc.b",
    ]);
  });

  it("are losses only where something stateful is destroyed or replaced, in either order of replacement", () => {
    const plan = summary({
      resource_changes: [
        resource("aws_db_instance.a", { actions: ["create", "delete"] }),
        resource("aws_db_instance.b", { actions: ["update"] }),
        resource("aws_db_instance.c", { actions: ["create"] }),
        resource("aws_lb.d", { actions: ["delete"] }),
      ],
    });
    expect(losses(plan).map(({ address }) => address)).toEqual(["aws_db_instance.a"]);
  });

  it("are no losses where Terraform only makes again what it never finished making", () => {
    const tainted = resource(
      "aws_db_instance.a",
      { actions: ["delete", "create"] },
      { action_reason: "replace_because_tainted" },
    );
    expect(losses(summary({ resource_changes: [tainted] }))).toEqual([]);
  });

  it("name the attributes that force a replacement, and Terraform's own reason", () => {
    const [change] = summary({
      resource_changes: [
        resource(
          "aws_db_instance.a",
          { actions: ["delete", "create"], replace_paths: [["engine_version"], ["tags", "x"], ["engine_version"]] },
          { action_reason: "replace_because_cannot_update" },
        ),
      ],
    }).changes;
    expect(change?.replacedFor).toEqual(["engine_version", "tags.x"]);
    expect(change?.reason).toBe("replace_because_cannot_update");
  });

  it("count a move, an import and a forgotten resource as changes, and a data source that is read as none", () => {
    const { changes } = summary({
      resource_changes: [
        resource("aws_vpc.new", {}, { previous_address: "aws_vpc.old" }),
        resource("aws_vpc.found", { importing: { id: "vpc-1" } }),
        resource("aws_vpc.left", { actions: ["forget"] }),
        resource("aws_ami.x", { actions: ["read"] }, { mode: "data" }),
      ],
    });
    expect(changes.map(({ action }) => action).sort()).toEqual(["forget", "import", "move"]);
  });

  it("include outputs, so that a plan of outputs alone is not empty", () => {
    const plan = summary({
      output_changes: { lifecycle: { actions: ["update"], before: "protected", after: "disposable" } },
    });
    expect(hasChanges(plan)).toBe(true);
    expect(plan.outputs).toEqual([
      { path: "lifecycle", before: "protected", after: "disposable", unknown: false, sensitive: false },
    ]);
    expect(hasChanges(summary({ output_changes: { same: { actions: ["no-op"], before: 1, after: 1 } } }))).toBe(false);
  });
});

describe("drift", () => {
  const edited = {
    actions: ["update"],
    before: { message: "ours", etag: "1" },
    after: { message: "theirs", etag: "2" },
  } as const;

  it("is a value that the plan sets again", () => {
    const { drift } = summary({
      resource_drift: [resource("datadog_monitor.api", edited)],
      resource_changes: [
        resource("datadog_monitor.api", {
          actions: ["update"],
          before: { message: "theirs", etag: "2" },
          after: { message: "ours", etag: "2" },
        }),
      ],
    });
    expect(drift).toEqual([
      {
        address: "datadog_monitor.api",
        kind: "changed",
        attributes: [{ path: "message", before: "ours", after: "theirs", unknown: false, sensitive: false }],
      },
    ]);
  });

  it("is a thing that is gone and is made again", () => {
    const { drift } = summary({
      resource_drift: [resource("aws_vpc.a", { actions: ["delete"], before: {} })],
      resource_changes: [resource("aws_vpc.a", { actions: ["create"] })],
    });
    expect(drift).toEqual([{ address: "aws_vpc.a", kind: "gone", attributes: [] }]);
  });

  it("is not what a provider reports anew and the plan leaves alone", () => {
    const unrelated = {
      actions: ["update"],
      before: { force_destroy: false },
      after: { force_destroy: true },
    } as const;
    expect(
      summary({
        resource_drift: [resource("aws_security_group.a", edited), resource("aws_s3_bucket.b", edited)],
        resource_changes: [resource("aws_security_group.a", {}), resource("aws_s3_bucket.b", unrelated)],
      }).drift,
    ).toEqual([]);
  });
});

describe("the values that a change alters", () => {
  it("are compared within documents that are written as text", () => {
    expect(
      changedAttributes({
        actions: ["update"],
        before: { policy: policy("s3:Get*") },
        after: { policy: policy("s3:*") },
      }),
    ).toEqual([
      { path: "policy.Statement.0.Action", before: "s3:Get*", after: "s3:*", unknown: false, sensitive: false },
    ]);
  });

  it("don't include null that becomes empty", () => {
    expect(paths({ before: { tags: null, list: [] }, after: { tags: {}, list: null } })).toEqual([]);
  });

  it("include what is known only after the apply", () => {
    expect(
      changedAttributes({ actions: ["update"], before: { arn: "a" }, after: {}, after_unknown: { arn: true } }),
    ).toEqual([{ path: "arn", before: "a", unknown: true, sensitive: false }]);
  });

  it("never show a secret, neither the old nor the new one", () => {
    const change = changedAttributes({
      actions: ["update"],
      before: { password: "old", nested: { token: "old" } },
      after: { password: "new", nested: { token: "new" } },
      before_sensitive: { password: true },
      after_sensitive: { nested: { token: true } },
    });
    expect(JSON.stringify(change)).not.toMatch(/old|new/);
    expect(change.map(({ path, sensitive }) => [path, sensitive])).toEqual([
      ["password", true],
      ["nested.token", true],
    ]);
  });

  it("include a block that appears and one that goes", () => {
    expect(paths({ before: { logging: [] }, after: { logging: [{ bucket: "log" }] } })).toEqual(["logging.0.bucket"]);
    expect(paths({ before: { logging: [{ bucket: "log" }] }, after: { logging: [] } })).toEqual(["logging.0.bucket"]);
  });
});
