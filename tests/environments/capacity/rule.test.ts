import { describe, expect, it } from "vitest";
import { problemsAfter } from "../../support/configuration.js";

// Staging runs two services of one task, 256 CPU units and 512 MiB each; a deployment adds one of either.
const PATH = "staging.clusters.app";
const problems = (cluster: object, changes: object = {}) =>
  problemsAfter({ [PATH]: { on: "ec2", instances: ["t3.micro"], count: [1, 3], ...cluster }, ...changes });

const scaling = (maximum: number) => ({
  "staging.services.api.count": { minimum: 1, maximum },
  "staging.services.api.scale": { cpuPercent: 60 },
});

describe("a cluster on EC2", () => {
  it("holds its services and a deployment on the most instances that it may have", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ instances: ["t3.small"], count: [0, 2] })).toEqual([]);
  });

  it("is refused with who finds no room, the arithmetic, and what would do", () => {
    expect(problems({ count: [1, 2] })).toEqual([
      {
        path: PATH,
        what: "has no room for all that is placed on it: 1 task more of each of api, web while it is deployed: needs 512 MiB of memory, the nearest instance has 403 free, 109 are missing; needs a network interface, the nearest instance has none free",
        value:
          "2 × t3.micro offer 915 MiB and 2048 CPU units each; 2 tasks reserve 1024 of 1830 MiB, 512 of 4096 CPU units, 2 of 2 task interfaces",
        allowed: "all that runs, and beside it one deployment, migration or run at a time",
        fix: 'write count: [1, 3], or write instances: ["t3.small"]',
      },
    ]);
  });

  it("may share its instances' interfaces, where these are all that is short", () => {
    const tiny = { "staging.services.api.memoryMiB": 200, "staging.services.web.memoryMiB": 200 };
    expect(problems({ count: [2, 2] }, tiny)).toMatchObject([
      { fix: 'write network: "bridge", or write count: [2, 3], or write instances: ["t3.small"]' },
    ]);
    expect(problems({ count: [2, 2], network: "bridge" }, tiny)).toEqual([]);
  });

  it("may use trunk interfaces, on types that have them", () => {
    const many = { "staging.services.api.count": 5 };
    const trunks = { "organization.trunking": [{ account: "staging", region: "eu-west-1" }] };
    const large = { instances: ["m7i.large"], count: [2, 2] };
    expect(problems(large, many)).toMatchObject([{ fix: expect.stringMatching(/^write trunking: true, or /) }]);
    expect(problems({ ...large, trunking: true }, { ...many, ...trunks })).toEqual([]);
  });

  it("may deploy more slowly, where only a deployment is too much", () => {
    const single = { "staging.services.api.count": 4, "staging.services.web.count": 0 };
    const changes = { ...single, "staging.services.api.memoryMiB": 256 };
    const cluster = { count: [2, 2], network: "bridge" };
    expect(problems(cluster, changes)).toMatchObject([
      { fix: expect.stringMatching(/^write deployment.maximumPercent in catalogue.services: api 150, or /) },
    ]);
    expect(problems(cluster, { ...changes, "catalogue.services.api.deployment": { maximumPercent: 150 } })).toEqual([]);
  });

  it("holds the most tasks to which a service may scale", () => {
    const cluster = { instances: ["t3.small"], count: [2, 3] };
    expect(problems(cluster, scaling(2))).toEqual([]);
    expect(problems(cluster, scaling(20))).toMatchObject([{ path: PATH, what: expect.stringContaining("no room") }]);
  });

  it("is refused where a task is larger than any instance of its families", () => {
    expect(problems({ instances: ["t3.2xlarge"] }, { "staging.services.api.memoryMiB": 65536 })).toMatchObject([
      { path: PATH, fix: "make the services smaller, or give one a cluster of its own" },
    ]);
  });

  it("is refused where it may take a type of unknown capacity", () => {
    expect(problems({ instances: ["m7i.large", "m5zn.large"] })).toEqual([
      {
        path: `${PATH}.instances.1`,
        what: "is of unknown capacity: nobody can tell whether the services fit on it",
        value: "m5zn.large",
        allowed: "the types of environments/capacity/instance-types.ts",
        fix: "take one of these, or add it there with its source",
      },
    ]);
  });

  it("is told once what is wrong with its types and its count", () => {
    expect(problems({ instances: ["mac2.metal"] })).toHaveLength(1);
    expect(problems({ count: [2, 1] })).toHaveLength(1);
  });

  it("has room where it has no services", () => {
    expect(problemsAfter({ "staging.clusters.spare": { on: "ec2", instances: ["t3.nano"], count: [0, 1] } })).toEqual(
      [],
    );
  });
});
