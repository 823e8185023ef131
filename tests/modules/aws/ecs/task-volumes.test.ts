import { describe, expect, it } from "vitest";
import { TaskVolumes, type TaskVolumesProps } from "../../../../modules/aws/ecs/task/task-volumes.js";
import { policyDocument } from "../../../../modules/aws/security/policy.js";
import type { Permission } from "../../../../modules/core/refs/permission.js";
import { bucketRef, filesRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf } from "../../../support/values.js";

function made(more: Partial<TaskVolumesProps>) {
  let volumes: TaskVolumes | undefined;
  const stack = synth((scope) => {
    volumes = new TaskVolumes(scope, "volumes", {
      service: "api",
      user: 1000,
      volumes: {},
      written: new Set<string>(),
      stores: [filesRef, bucketRef],
      ...more,
    });
  });
  if (volumes === undefined) throw new Error("the volumes are made");
  return { stack, blocks: volumes.blocks, permissions: volumes.permissions };
}

const uploads = { kind: "files", store: "uploads" } as const;
const owned = (uid: number, gid: number, path: string) => ({
  file_system_id: "fs-1",
  posix_user: { uid, gid },
  root_directory: { path, creation_info: { owner_uid: uid, owner_gid: gid, permissions: "0750" } },
  tags: { service: "api" },
});

/** The access point of a volume of which that is said, in a task of which more is said. */
const point = (volume: object, more: Partial<TaskVolumesProps> = {}) =>
  made({ volumes: { uploads: { ...uploads, ...volume } }, ...more }).stack.one("aws_efs_access_point");

const statement = (permissions: readonly Permission[]) => statementsOf(policyDocument(permissions));

describe("the volumes of a task", () => {
  it("are empty at first, or of the instance, and sorted by name", () => {
    const volumes = { tmp: { kind: "scratch" }, docker: { kind: "host", path: "/var/run/docker.sock" } } as const;
    expect(made({ volumes }).blocks).toEqual([{ name: "docker", hostPath: "/var/run/docker.sock" }, { name: "tmp" }]);
    expect(made({ volumes }).permissions).toEqual([]);
  });

  it("of a store are reached over TLS, with IAM, through an access point", () => {
    const { blocks } = made({ volumes: { uploads } });
    expect(blocks).toMatchObject([
      {
        name: "uploads",
        efsVolumeConfiguration: {
          fileSystemId: "fs-1",
          transitEncryption: "ENABLED",
          authorizationConfig: { iam: "ENABLED" },
        },
      },
    ]);
  });

  it("of a store are the service's own directory, as the service's user, unless they say otherwise", () => {
    expect(point({})).toEqual(owned(1000, 1000, "/api"));
    expect(point({}, { group: 2000 })).toEqual(owned(1000, 2000, "/api"));
    expect(point({ directory: "/shared", user: 7 }, { group: 2000 })).toEqual(owned(7, 7, "/shared"));
    expect(point({ user: 7, group: 8 })).toEqual(owned(7, 8, "/api"));
  });

  it("of a store are written by whom a container mounts them to write, through that access point alone", () => {
    const read = made({ volumes: { uploads } });
    expect(read.stack.readable(statement(read.permissions))).toMatchObject([
      { Action: ["elasticfilesystem:ClientMount"], Resource: ["arn:uploads"] },
    ]);
    const written = made({ volumes: { uploads }, written: new Set(["uploads"]) });
    expect(statement(written.permissions)).toMatchObject([
      {
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: ["arn:uploads"],
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": expect.any(String) as string } },
      },
    ]);
  });
});
