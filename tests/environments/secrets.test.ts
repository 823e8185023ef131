import { describe, expect, it } from "vitest";
import { GantryError } from "../../modules/core/errors.js";
import { configuration, problemsAfter } from "../support/configuration.js";

// Put together here, so that no scanner takes this file for a leak.
const SECRETS: readonly (readonly [what: string, secret: string])[] = [
  ["an AWS access key", `AKIA${"Q7".repeat(8)}`],
  ["a GitLab token", `glpat-${"x".repeat(20)}`],
  ["a GitLab token", `glrt-${"x".repeat(20)}`],
  ["a DigitalOcean token", `dop_v1_${"0f".repeat(32)}`],
  ["a GitHub token", `ghp_${"a1".repeat(18)}`],
  ["a Slack token", `xoxb-${"1".repeat(12)}`],
  ["a Slack webhook", ["https://hooks.slack.com", "services", "T0000"].join("/")],
  ["a private key", ["-----BEGIN RSA", "PRIVATE", "KEY-----"].join(" ")],
  ["an API or application key", "0f".repeat(16)],
  ["an API or application key", "0f".repeat(20)],
  ["a password in a URL", ["https://ann", "hunter2@db.acme.test"].join(":")],
];

const secretAt = (path: string, what: string) => ({
  path,
  what: `looks like ${what}`,
  value: "(not shown)",
  allowed: "plain settings only: the files in environments/ are read by everybody",
  fix: "keep the secret in Secrets Manager and name it there; revoke this one if it was committed",
});

describe("secrets in the configuration", () => {
  it.each(SECRETS)("rejects %s among the settings of a service", (what, secret) => {
    const path = "catalogue.services.api.variables.SETTING";
    expect(problemsAfter({ [path]: secret })).toEqual([secretAt(path, what)]);
  });

  it.each(["DB_PASSWORD", "TOKEN", "STRIPE_API_KEY", "APPKEY", "CLIENT_SECRET", "AWS_CREDENTIALS"])(
    "rejects the setting %s, a secret by its name",
    (name) => {
      const path = `catalogue.services.api.variables.${name}`;
      expect(problemsAfter({ [path]: "hunter2" })).toEqual([secretAt(path, "a secret by its name")]);
    },
  );

  it.each(["TOKENS_PER_MINUTE", "SECRETARY", "PASSWORD_LENGTH", "KEY"])("accepts the setting %s", (name) => {
    expect(problemsAfter({ [`catalogue.services.api.variables.${name}`]: "12" })).toEqual([]);
  });

  it("finds them where the schema would accept them, and in lists", () => {
    const [what, secret] = SECRETS[1] ?? ["", ""];
    expect(problemsAfter({ "organization.alertRoutes.page.warning": [`@webhook-${secret}`] })).toEqual([
      secretAt("organization.alertRoutes.page.warning.0", what),
    ]);
  });

  it.each(SECRETS)("never shows %s, not even where it breaks the schema too", (what, secret) => {
    const changes = {
      "staging.region": secret,
      "catalogue.services.api.image": [secret],
      "staging.services.api.cluster": secret,
    };
    expect(() => configuration(changes)).toThrow(GantryError);
    try {
      configuration(changes);
    } catch (error) {
      expect((error as Error).message).not.toContain(secret);
    }
    expect(problemsAfter(changes)).toContainEqual(secretAt("staging.region", what));
    expect(problemsAfter(changes)).toContainEqual({
      path: "staging.region",
      what: "must be an AWS region, for instance eu-west-1",
      value: "(not shown)",
    });
  });
});
