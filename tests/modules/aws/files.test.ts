import { describe, expect, it } from "vitest";
import { Files } from "../../../modules/aws/data/files.js";
import { networkRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";
import { synthStore } from "../../support/synth-store.js";
import { statementsOf } from "../../support/values.js";

const props = {
  environment: "staging",
  store: "uploads",
  backups: false,
  keyArn: "arn:key",
  zones: ["a", "b"],
  network: networkRef,
};
const stack = synthStore((scope) => new Files(scope, "store", props));
const { ref } = stack;

describe("a store of files", () => {
  it("is encrypted with the environment's key, and grows by itself", () => {
    expect(stack.one("aws_efs_file_system")).toMatchObject({
      creation_token: "staging-uploads",
      encrypted: true,
      kms_key_id: "arn:key",
      throughput_mode: "elastic",
    });
  });

  it("is reached in every zone, in the isolated tier, by whom a rule admits", () => {
    const common = { file_system_id: "${store/files.id}", security_groups: ["${store/group/group.id}"] };
    expect(["a", "b"].map((zone) => stack.at("aws_efs_mount_target", `store/target-${zone}`))).toEqual([
      { ...common, subnet_id: "isolated-a" },
      { ...common, subnet_id: "isolated-b" },
    ]);
    expect(stack.all("aws_vpc_security_group_ingress_rule")).toEqual([]);
    expect(ref.peer).toMatchObject({ label: "store uploads", port: 2049 });
  });

  it("refuses everybody who comes without TLS or past an access point, and admits nobody by itself", () => {
    const statements = statementsOf(stack.one("aws_efs_file_system_policy")["policy"]);
    expect(statements.map(({ Effect, Condition }) => [Effect, Condition])).toEqual([
      ["Deny", { Bool: { "aws:SecureTransport": "false" } }],
      ["Deny", { Null: { "elasticfilesystem:AccessPointArn": "true" } }],
    ]);
    for (const { Action } of statements) {
      expect(Action).toEqual([
        "elasticfilesystem:ClientMount",
        "elasticfilesystem:ClientRootAccess",
        "elasticfilesystem:ClientWrite",
      ]);
    }
  });

  it("is backed up where its environment is protected", () => {
    const backedUp = synth((scope) => void new Files(scope, "store", { ...props, backups: true }));
    expect(backedUp.one("aws_efs_backup_policy")["backup_policy"]).toEqual({ status: "ENABLED" });
    expect(stack.one("aws_efs_backup_policy")["backup_policy"]).toEqual({ status: "DISABLED" });
  });

  it("is known to tasks once it can be mounted, and tells them nothing else", () => {
    expect(stack.one("aws_efs_file_system_policy")["depends_on"]).toEqual(["store/target-a", "store/target-b"]);
    expect(ref).toMatchObject({ kind: "files", permissions: [], variables: {}, secrets: {}, secretPermissions: [] });
  });
});
