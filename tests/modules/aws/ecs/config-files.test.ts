import { describe, expect, it } from "vitest";
import { taskDefinition } from "../../../../modules/aws/ecs/task/task-definition.js";
import type { TaskDefinitionProps } from "../../../../modules/aws/ecs/task/task-settings.js";
import { containersOf } from "../../../support/containers.js";
import { bucketRef, clusterRef, databaseRef } from "../../../support/refs.js";
import { synth } from "../../../support/synth.js";
import { statementsOf, valueAt } from "../../../support/values.js";

const proxy = {
  image: "public.ecr.aws/acme/proxy:2.0.0",
  user: 101,
  essential: true,
  cpu: 64,
  memoryMiB: 128,
  variables: {},
  secrets: {},
};
const props: TaskDefinitionProps = {
  environment: "staging",
  account: "222222222222",
  region: "eu-west-1",
  service: "api",
  image: "public.ecr.aws/acme/api:1.2.3",
  user: 1000,
  variables: {},
  cpu: 512,
  memoryMiB: 1024,
  cluster: clusterRef,
  stores: [databaseRef, bucketRef],
  logRetentionDays: 14,
  configuration: { name: "acme-staging-files", arn: "arn:files", keyArn: "arn:key" },
  files: {
    "/etc/api/config.yaml": { content: "level: ${LOG_LEVEL}\nratio: %{x}\n" },
    "/etc/api/more.yaml": { content: "more\n" },
    "/config/rules.json": { content: "{}" },
  },
  sidecars: { proxy: { ...proxy, files: { "/etc/proxy/proxy.conf": { content: "listen 8081;\n" } } } },
};

const stack = synth((scope) => void taskDefinition(scope, props));
const containers = containersOf(stack).map(({ container }) => container);
const named = (name: string) => containers.find((one) => one.name === name) as unknown as Record<string, unknown>;
const object = (path: string) => stack.at("aws_s3_object", `files/${path}`);

describe("the configuration files of a task", () => {
  it("are encrypted objects, each under its service, its container and its path, to the letter", () => {
    expect(stack.pathsOf("aws_s3_object")).toEqual([
      "files/api:config:rules.json",
      "files/api:etc:api:config.yaml",
      "files/api:etc:api:more.yaml",
      "files/proxy:etc:proxy:proxy.conf",
    ]);
    expect(object("api:etc:api:config.yaml")).toMatchObject({
      bucket: "acme-staging-files",
      key: "api/api/etc/api/config.yaml",
      content: "level: $${LOG_LEVEL}\nratio: %%{x}\n",
      server_side_encryption: "aws:kms",
      kms_key_id: "arn:key",
    });
  });

  it("are mounted read-only, each directory whole, and only in the container that they are for", () => {
    expect(named("api")["mountPoints"]).toEqual([
      { sourceVolume: "files_api_0", containerPath: "/config", readOnly: true },
      { sourceVolume: "files_api_1", containerPath: "/etc/api", readOnly: true },
    ]);
    expect(named("proxy")["mountPoints"]).toEqual([
      { sourceVolume: "files_proxy_0", containerPath: "/etc/proxy", readOnly: true },
    ]);
  });

  it("are fetched before their containers start, which fail when they can't be", () => {
    for (const name of ["api", "proxy"]) {
      expect(named(name)["dependsOn"]).toEqual([{ containerName: "fetch_files", condition: "SUCCESS" }]);
    }
    expect(named("fetch_files")).toMatchObject({
      essential: false,
      entryPoint: ["sh", "-ec"],
      readonlyRootFilesystem: true,
      portMappings: [],
      secrets: [],
      environment: [{ name: "ENVIRONMENT", value: "staging" }],
    });
  });

  it("are fetched by version, so that new content is a new revision and an old revision finds its own", () => {
    const [script = ""] = named("fetch_files")["command"] as readonly string[];
    expect(script.split("\n")).toHaveLength(4);
    expect(script.split("\n")[1]).toBe(
      "aws s3api get-object --region eu-west-1 --bucket acme-staging-files --key ${files/api:etc:api:config.yaml.key} " +
        "--version-id ${files/api:etc:api:config.yaml.version_id} /files_api_1/config.yaml > /dev/null",
    );
  });

  it("are all that the task may read there, with the key for that bucket", () => {
    const statements = statementsOf(stack.at("aws_iam_role_policy", "roles/task-permissions")["policy"]);
    expect(statements.slice(-2)).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:GetObjectVersion"],
        Resource: stack.pathsOf("aws_s3_object").map((path) => `\${${path}.arn}`),
      },
      {
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: ["arn:key"],
        Condition: { StringEquals: { "kms:EncryptionContext:aws:s3:arn": "arn:files" } },
      },
    ]);
  });

  it("cost a service nothing that has none", () => {
    const none = synth((scope) => void taskDefinition(scope, { ...props, files: {}, sidecars: {} }));
    expect(containersOf(none).map(({ container }) => container.name)).toEqual(["api"]);
    expect(none.all("aws_s3_object")).toEqual([]);
    expect(valueAt(none.one("aws_ecs_task_definition"), "volume")).toBeUndefined();
  });
});
