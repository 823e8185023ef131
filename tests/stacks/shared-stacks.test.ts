import { describe, expect, it } from "vitest";
import { configuration } from "../support/configuration.js";
import { type Synthesized, synthPlatform } from "../support/synth.js";
import { statementsOf, valueAt } from "../support/values.js";

const stacks = synthPlatform({ configuration: configuration(), target: "aws", stacks: ["state", "ops"] });
const named = (name: string): Synthesized => {
  const stack = stacks.get(name);
  if (stack === undefined) throw new Error(`${name} is built`);
  return stack;
};

describe("the state stack", () => {
  const state = named("state");
  const rules = (path: string) => state.at("aws_s3_bucket_lifecycle_configuration", path);

  it("has a bucket for the states and one for the log of who read them", () => {
    expect(state.all("aws_s3_bucket").map((bucket) => bucket["bucket"])).toEqual(["acme-state-log", "acme-state"]);
    expect(state.one("aws_s3_bucket_logging")).toMatchObject({ target_prefix: "states/" });
  });

  it("encrypts the states with a key of their own", () => {
    const encryption = state.at("aws_s3_bucket_server_side_encryption_configuration", "states/encryption");
    expect(valueAt(encryption, "rule.0.apply_server_side_encryption_by_default")).toEqual({
      sse_algorithm: "aws:kms",
      kms_master_key_id: "${key/key.arn}",
    });
    expect(state.one("aws_kms_alias")).toMatchObject({ name: "alias/gantry/state" });
  });

  it("keeps replaced states for a year, and the log as long", () => {
    expect(valueAt(rules("states/lifecycle"), "rule.0.noncurrent_version_expiration")).toEqual([
      { noncurrent_days: 365 },
    ]);
    expect(valueAt(rules("states/lifecycle"), "rule.0.expiration")).toBeUndefined();
    expect(valueAt(rules("access-log/lifecycle"), "rule.0.expiration")).toEqual([{ days: 365 }]);
  });

  it("admits the log service of S3 to the log, on behalf of its own account alone", () => {
    const statements = statementsOf(state.at("aws_s3_bucket_policy", "access-log/policy")["policy"]);
    expect(statements.filter(({ Effect }) => Effect === "Allow")).toEqual([
      {
        Sid: "AccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: ["arn:aws:s3:::acme-state-log/*"],
        Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
      },
    ]);
  });
});

describe("the ops stack", () => {
  const ops = named("ops");

  it("delegates the subdomain to all four name servers of its zone", () => {
    const records = ops.all("digitalocean_record").filter((record) => record["type"] === "NS");
    expect(records.map((record) => [record["name"], record["value"]])).toEqual(
      [0, 1, 2, 3].map((index) => ["aws", `\${element(delegated-zone.name_servers, ${index})}.`]),
    );
  });

  it("publishes the zone for the environments to read", () => {
    expect(ops.at("aws_ssm_parameter", "contract/delegated-zone-id")).toMatchObject({
      name: "/gantry/ops/delegated-zone-id",
      value: "${delegated-zone.zone_id}",
    });
  });

  it("keeps each runner's token as a secret parameter, where its machines find it", () => {
    expect(ops.at("aws_ssm_parameter", "runner-deploy-token")).toEqual({
      name: "/gantry/ops/runners/deploy/token",
      description: "Authentication token of the GitLab runner deploy",
      type: "SecureString",
      value: "${runner-deploy/registration.token}",
    });
  });

  it("gives GitLab the long-lived environments, the protected one protected", () => {
    const facts = ops.all("gitlab_project_environment").map((one) => [one["name"], one["tier"], one["external_url"]]);
    expect(facts).toEqual([
      ["production", "production", "https://production.aws.acme.test"],
      ["staging", "staging", "https://staging.aws.acme.test"],
    ]);
    for (const variable of ops.all("gitlab_project_variable")) {
      expect(variable["protected"]).toBe(String(variable["environment_scope"]).includes("production"));
    }
  });

  it("knows nothing of ephemeral environments", () => {
    const { environments, ...shared } = configuration();
    const ephemeral = environments.map((one) => ({ ...one, ephemeral: true }));
    const options = {
      configuration: { ...shared, environments: ephemeral },
      target: "aws",
      stacks: ["ops"],
    } as const;
    expect(synthPlatform(options).get("ops")?.all("gitlab_project_environment")).toEqual([]);
  });

  it("speaks to the organization's own GitLab", () => {
    expect(ops.json.provider?.["gitlab"]).toEqual([{ base_url: "https://gitlab.acme.test/api/v4/" }]);
  });
});
