import { describe, expect, it } from "vitest";
import { chooseTarget } from "../../cli/target/choice.js";
import { GantryError } from "../../modules/core/errors.js";

type Facts = Partial<Parameters<typeof chooseTarget>[0]>;

function choose(facts: Facts): string {
  try {
    return chooseTarget({ flag: undefined, environment: {}, embeddedCloudRuns: false, ...facts }).target;
  } catch (error) {
    if (error instanceof GantryError) return error.outcome;
    throw error;
  }
}

describe("the choice of the target", () => {
  it("follows the flag before the variable, and the variable before all else", () => {
    expect(choose({ flag: "local", environment: { GANTRY_CLOUD: "aws" } })).toBe("local");
    expect(choose({ environment: { GANTRY_CLOUD: "local" } })).toBe("local");
    expect(choose({ environment: { GANTRY_CLOUD: "aws" }, embeddedCloudRuns: true })).toBe("aws");
  });

  it("is AWS when no embedded cloud runs", () => {
    expect(choose({})).toBe("aws");
    expect(choose({ environment: { AWS_PROFILE: "acme" } })).toBe("aws");
  });

  it("is the embedded cloud while it runs and the shell has no credentials", () => {
    expect(choose({ embeddedCloudRuns: true })).toBe("local");
    expect(choose({ embeddedCloudRuns: true, environment: { AWS_PROFILE: "" } })).toBe("local");
  });

  it.each(["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI"])(
    "is refused while the embedded cloud runs and %s is set",
    (name) => {
      expect(choose({ embeddedCloudRuns: true, environment: { [name]: "x" } })).toBe("refused");
    },
  );

  it.each([
    { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" },
    { AWS_ENDPOINT_URL_S3: "http://localhost:4566" },
    { TF_REATTACH_PROVIDERS: "{}" },
  ])("refuses AWS in a shell that is wired to the embedded cloud: %o", (environment) => {
    expect(choose({ flag: "aws", environment })).toBe("refused");
    expect(choose({ environment })).toBe("refused");
    expect(choose({ flag: "local", environment })).toBe("local");
  });

  it("lets AWS be reached through an endpoint of the user's own", () => {
    expect(choose({ flag: "aws", environment: { AWS_ENDPOINT_URL: "https://proxy.acme.dev" } })).toBe("aws");
  });

  it("rejects a variable that names no cloud", () => {
    expect(choose({ environment: { GANTRY_CLOUD: "azure" } })).toBe("failed");
  });
});
