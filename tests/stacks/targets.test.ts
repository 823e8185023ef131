import { describe, expect, it } from "vitest";
import { configuration, problemsOf } from "../support/configuration.js";
import { platform } from "../support/platform.js";
import { synthPlatform } from "../support/synth.js";

type Difference = readonly [path: string, aws: unknown, local: unknown];

/** Every leaf in which two values differ. */
function differences(aws: unknown, local: unknown, path = ""): readonly Difference[] {
  if (!isTree(aws) || !isTree(local)) return Object.is(aws, local) ? [] : [[path, aws, local]];
  return [...new Set([...Object.keys(aws), ...Object.keys(local)])].flatMap((key) =>
    differences(aws[key], local[key], path === "" ? key : `${path}.${key}`),
  );
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object";
}

describe("the embedded cloud and AWS", () => {
  it.each([...platform("aws").keys()])("get the same %s but for path style and dummy credentials", (name) => {
    const [aws, local] = [platform("aws").get(name)?.json, platform("local").get(name)?.json];
    const providers = (aws?.provider?.["aws"] ?? []).flatMap((_, index) => [
      [`provider.aws.${index}.access_key`, undefined, "local"],
      [`provider.aws.${index}.s3_use_path_style`, undefined, true],
      [`provider.aws.${index}.secret_key`, undefined, "local"],
    ]);
    expect(providers).not.toEqual([]);
    expect([...differences(aws, local)].sort(([a], [b]) => (a < b ? -1 : 1))).toEqual([
      ...providers,
      ["terraform.backend.s3.access_key", undefined, "local"],
      ["terraform.backend.s3.secret_key", undefined, "local"],
      ["terraform.backend.s3.use_path_style", undefined, true],
    ]);
  });

  it("have the same stacks", () => {
    expect([...platform("local").keys()]).toEqual([...platform("aws").keys()]);
  });
});

describe("an environment without a domain", () => {
  const bare = { configuration: configuration({ "staging.domain": undefined }), stacks: ["staging"] };

  it("is rejected for AWS, where it would serve plain HTTP to the world", () => {
    expect(problemsOf(() => synthPlatform({ ...bare, target: "aws" }))).toEqual([
      {
        path: "staging.domain",
        what: "is missing: without one the load balancer would serve plain HTTP to the world",
        allowed: "a name under aws.acme.test",
        fix: "take staging.aws.acme.test",
      },
    ]);
  });

  it("serves plain HTTP on the embedded cloud, and needs nothing of another account", () => {
    const staging = synthPlatform({ ...bare, target: "local" }).get("staging");
    expect(staging?.all("aws_lb_listener").map((listener) => listener["port"])).toEqual([80]);
    expect(staging?.json.provider?.["aws"]).toHaveLength(1);
    expect(staging?.json).not.toHaveProperty("data");
  });
});
