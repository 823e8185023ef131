import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { architectureOf, familiesOf } from "../../environments/schema/clusters/instance-families.js";
import { configuration, problemsAfter } from "../support/configuration.js";

/** A cluster without services: what fits on one is another rule's. */
const PATH = "staging.clusters.spare";
const cluster = { on: "ec2", instances: ["t3.small", "t3a.small"], count: [1, 4] };

/** What is wrong with the EC2 cluster of staging, or of a protected environment, after the changes. */
const problems = (changes: object, path = PATH) => problemsAfter({ [path]: { ...cluster, ...changes } });
const accepts = (count: readonly number[]) => problems({ count }).length === 0;
const range = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }));

describe("a cluster on EC2", () => {
  it("is completed with what is safe and cheap", () => {
    const { environments } = configuration({ [PATH]: cluster });
    expect(environments.find(({ name }) => name === "staging")?.clusters["spare"]).toEqual({
      ...cluster,
      spotShare: 0,
      architecture: "x86_64",
      diskGiB: 30,
      network: "awsvpc",
      trunking: false,
      containerInsights: "disabled",
      exec: false,
    });
  });

  it("takes no sizes of Fargate for its services", () => {
    expect(problemsAfter({ "staging.clusters.app": cluster, "staging.services.api.cpu": 300 })).toEqual([]);
  });

  it.each([
    [{ spotShare: 101 }, { path: `${PATH}.spotShare`, what: "is too big", value: 101, allowed: "at most 100" }],
    [
      { diskGiB: 20 },
      { path: `${PATH}.diskGiB`, what: "is smaller than the ECS-optimized AMI", value: 20, allowed: "at least 30" },
    ],
    [{ instances: [] }, { path: `${PATH}.instances`, what: "is too small", value: [], allowed: "at least 1 entry" }],
    [
      { instances: ["small"] },
      { path: `${PATH}.instances.0`, what: "must be an EC2 instance type, for instance t3.small", value: "small" },
    ],
    [
      { keyName: "ops" },
      { path: `${PATH}.keyName`, what: "is not a setting", fix: "remove it, or correct its spelling" },
    ],
    [
      { warm: { minimum: 1, state: "hibernated" }, instances: ["t3.small"] },
      {
        path: `${PATH}.warm.state`,
        what: "is not one of its values",
        value: "hibernated",
        allowed: "stopped, running",
      },
    ],
  ])("rejects %j", (changes, problem) => {
    expect(problems(changes)).toEqual([problem]);
  });

  it("mixes at most 40 types, as many as one Auto Scaling group takes", () => {
    const sizes = ["micro", "small", "medium", "large", "xlarge", "2xlarge"];
    const types = familiesOf("x86_64").flatMap((family) => sizes.map((size) => `${family}.${size}`));
    expect(problems({ instances: types.slice(0, 40) })).toEqual([]);
    expect(problems({ instances: types.slice(0, 41) })).toMatchObject([
      {
        path: `${PATH}.instances`,
        what: "are more than one Auto Scaling group can mix",
        allowed: "at most 40 entries",
      },
    ]);
  });
});

describe("the count of instances", () => {
  it("is refused upside down", () => {
    expect(problems({ count: [4, 2] })).toEqual([
      {
        path: `${PATH}.count`,
        what: "has more instances as its minimum than as its maximum",
        value: [4, 2],
        fix: "write [2, 4]",
      },
    ]);
  });

  it("is at least two where the environment is protected", () => {
    expect(problems({ count: [1, 1] }, "production.clusters.spare")).toEqual([
      {
        path: "production.clusters.spare.count.0",
        what: "is too few for a protected environment: the loss of one instance would stop everything on it",
        value: 1,
        allowed: "at least 2",
        fix: "write [2, 2]",
      },
    ]);
  });

  it("is accepted exactly in order, and its remedy is accepted too", () => {
    fc.assert(
      fc.property(range, ([minimum, maximum]) => {
        const ordered = minimum <= maximum;
        return accepts([minimum, maximum]) === ordered && (ordered || accepts([maximum, minimum]));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the instance types of a cluster", () => {
  const families = `types of ${familiesOf("x86_64").join(", ")}`;

  it("are of its architecture", () => {
    expect(problems({ instances: ["t3.small", "t4g.small"] })).toEqual([
      {
        path: `${PATH}.instances.1`,
        what: "is arm64, and the cluster x86_64",
        value: "t4g.small",
        allowed: families,
        fix: 'take a type of one of these families, or set architecture: "arm64" and list only such types',
      },
    ]);
    expect(
      problemsAfter({
        [PATH]: { ...cluster, instances: ["t4g.small", "m7g.medium"], architecture: "arm64" },
        "catalogue.services.api.architecture": "arm64",
        "catalogue.services.web.architecture": "arm64",
      }),
    ).toEqual([]);
  });

  it("are of families that are known to run ECS", () => {
    expect(problems({ instances: ["mac2.metal"] })).toEqual([
      {
        path: `${PATH}.instances.0`,
        what: "is of no family that is known to run ECS",
        value: "mac2.metal",
        allowed: families,
        fix: "correct the type, or add its family to environments/schema/clusters/instance-families.ts",
      },
    ]);
  });

  it("are listed once", () => {
    expect(problems({ instances: ["t3.small", "t3.small"] })).toEqual([
      { path: `${PATH}.instances.1`, what: "is listed twice", value: "t3.small", fix: "remove it here" },
    ]);
  });

  it.each([
    ["t4g.nano", "arm64"],
    ["c7g.large", "arm64"],
    ["m7i-flex.large", "x86_64"],
    ["t3.micro", "x86_64"],
    ["p5.48xlarge", undefined],
  ])("tell by their family that %s is %s", (type, architecture) => {
    expect(architectureOf(type)).toBe(architecture);
  });
});

describe("a warm pool", () => {
  const warm = { minimum: 1 };

  it("holds one type, On-Demand, stopped unless it is said otherwise", () => {
    const { environments } = configuration({ [PATH]: { ...cluster, instances: ["t3.small"], warm } });
    expect(environments.find(({ name }) => name === "staging")?.clusters["spare"]).toMatchObject({
      warm: { minimum: 1, state: "stopped" },
    });
  });

  it.each([{ instances: ["t3.small"], spotShare: 50 }, { instances: ["t3.small", "t3a.small"] }])(
    "is refused beside %j",
    (changes) => {
      expect(problems({ ...changes, warm })).toEqual([
        {
          path: `${PATH}.warm`,
          what: "keeps instances ready for a cluster that mixes types or uses Spot, which EC2 Auto Scaling does not do",
          value: undefined,
          allowed: "one instance type, spotShare 0",
          fix: "list one type without Spot, or remove warm",
        },
      ]);
    },
  );
});

describe("a cluster on Fargate", () => {
  it("may have a share of Spot, of at most everything", () => {
    expect(problemsAfter({ [PATH]: { on: "fargate", spotShare: 100 } })).toEqual([]);
    expect(problemsAfter({ [PATH]: { on: "fargate", spotShare: 101 } })).toHaveLength(1);
  });

  it("has no instances", () => {
    expect(problemsAfter({ [PATH]: { on: "fargate", instances: ["t3.small"] } })).toMatchObject([
      { path: `${PATH}.instances`, what: "is not a setting" },
    ]);
  });
});
