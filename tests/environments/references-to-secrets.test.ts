import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";

const API = "catalogue.services.api";
const image = `registry.gitlab.com/acme/api@sha256:${"0".repeat(64)}`;
const secretItself = (path: string) => ({
  path,
  what: "looks like a secret itself, not a reference to one",
  value: "(not shown)",
});

describe("a reference to a secret", () => {
  it.each([
    ["secretsmanager:api/payments", { from: "secretsmanager", name: "api/payments" }],
    ["secretsmanager:api/payments:key", { from: "secretsmanager", name: "api/payments", key: "key" }],
    ["ssm:/api/key", { from: "ssm", path: "/api/key" }],
    [
      { secret: "ssm:/api/key", kmsKey: "alias/payments" },
      { from: "ssm", path: "/api/key", kmsKey: "alias/payments" },
    ],
    [
      { secret: "secretsmanager:a:b", kmsKey: "arn:aws:kms:eu-west-1:111111111111:key/1-2" },
      { from: "secretsmanager", name: "a", key: "b", kmsKey: "arn:aws:kms:eu-west-1:111111111111:key/1-2" },
    ],
  ])("reads %j", (written, read) => {
    const [production] = configuration({ [`${API}.secrets`]: { KEY: written } }).environments;
    expect(production?.services["api"]?.secrets).toEqual({ KEY: read });
  });

  it.each(["payments", "alias/aws/ssm", "arn:aws:kms:eu-west-1:111111111111:alias/payments"])(
    "rejects %s as a key of the account's own",
    (kmsKey) => {
      expect(problemsAfter({ [`${API}.secrets`]: { KEY: { secret: "ssm:/api/key", kmsKey } } })).toEqual([
        {
          path: `${API}.secrets.KEY.kmsKey`,
          what: "must be a key of your own: alias/<name>, or the ARN of the key itself",
          value: kmsKey,
        },
      ]);
    },
  );

  it("rejects a secret where a reference is expected, and never shows it", () => {
    const secrets = { A: "hunter2", B: { secret: "hunter2", kmsKey: "alias/payments" } };
    const problems = problemsAfter({
      [`${API}.secrets`]: secrets,
      [`${API}.image`]: image,
      [`${API}.registry`]: { credentials: "hunter2" },
    });
    expect(problems).toMatchObject([
      secretItself(`${API}.secrets.A`),
      secretItself(`${API}.secrets.B.secret`),
      secretItself(`${API}.registry.credentials`),
      ...problems.slice(3),
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});

describe("the credentials of a registry", () => {
  it("are a whole secret of Secrets Manager, for an image of a registry that asks", () => {
    const registry = { credentials: { secret: "secretsmanager:registry", kmsKey: "alias/registry" } };
    expect(problemsAfter({ [`${API}.image`]: image, [`${API}.registry`]: registry })).toEqual([]);
  });

  it.each(["ssm:/registry", "secretsmanager:registry:password"])("reject %s", (credentials) => {
    expect(problemsAfter({ [`${API}.image`]: image, [`${API}.registry`]: { credentials } })).toEqual([
      {
        path: `${API}.registry.credentials`,
        what: "must be a whole secret of Secrets Manager, secretsmanager:<name>: AWS takes no part and no parameter",
        value: credentials,
      },
    ]);
  });

  it.each(["public.ecr.aws/acme/api", "111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/api"])(
    "are refused for %s, which takes none",
    (repository) => {
      const registry = { credentials: "secretsmanager:registry" };
      const free = `${repository}@sha256:${"0".repeat(64)}`;
      const migrate = { image: free, user: 1000, registry };
      const changes = { [`${API}.image`]: free, [`${API}.registry`]: registry, [`${API}.migrate`]: migrate };
      const what = "is for another registry: from ECR, images are pulled with the role of the ECS agent";
      expect(problemsAfter(changes)).toEqual([
        { path: `${API}.registry`, what, fix: "remove it" },
        { path: `${API}.migrate.registry`, what, fix: "remove it" },
      ]);
    },
  );
});
