import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXIT, worst } from "../../cli/exit.js";
import { deployedLifecycle, refuseProtected } from "../../cli/operations/protection.js";
import { placeOfState } from "../../cli/state/place.js";
import { pruneStacks } from "../../cli/synthesis/prune.js";
import { orderStacks, sharedStacks } from "../../cli/synthesis/stacks.js";
import { enterWorld } from "../../cli/target/world.js";
import { readState } from "../../cli/terraform/state.js";
import { workspaceFrom } from "../../cli/workspace.js";

const contents = (lineage: string, serial: number) => ({
  lineage,
  serial,
  addresses: ["a.a"],
  tainted: [],
  outputs: {},
});

describe("the place of the bucket's own state", () => {
  it("is where there is one", () => {
    expect(placeOfState(undefined, undefined)).toBe("nowhere");
    expect(placeOfState(contents("a", 1), undefined)).toBe("local");
    expect(placeOfState(undefined, contents("a", 1))).toBe("bucket");
  });

  it("is where the newer one is, after a run that was killed between the two", () => {
    expect(placeOfState(contents("a", 5), contents("a", 5))).toBe("bucket");
    expect(placeOfState(contents("a", 4), contents("a", 5))).toBe("bucket");
    expect(placeOfState(contents("a", 6), contents("a", 5))).toBe("local");
  });

  it("is not guessed between two different states", () => {
    expect(() => placeOfState(contents("a", 1), contents("b", 1))).toThrow(/holds another one/);
  });
});

describe("a state", () => {
  it("knows what it manages, what was not finished, and no secret output", () => {
    const text = JSON.stringify({
      lineage: "a",
      serial: 7,
      outputs: { url: { value: "https://x" }, token: { value: "hidden", sensitive: true } },
      resources: [
        { mode: "managed", type: "aws_subnet", name: "public", instances: [{ index_key: "a" }, { index_key: 1 }] },
        { mode: "managed", type: "aws_vpc", name: "main", instances: [{ status: "tainted" }] },
        { mode: "data", type: "aws_region", name: "here", instances: [{}] },
        { mode: "managed", type: "aws_lb", name: "gone", instances: [] },
      ],
    });
    expect(readState(text)).toEqual({
      lineage: "a",
      serial: 7,
      addresses: ['aws_subnet.public["a"]', "aws_subnet.public[1]", "aws_vpc.main"],
      tainted: ["aws_vpc.main"],
      outputs: { url: "https://x" },
    });
  });
});

describe("a protected stack", () => {
  it.each([
    ["protected", "protected"],
    ["protected", "disposable"],
    ["disposable", "protected"],
    ["protected", undefined],
  ])("is not destroyed when configured %s and deployed %s", (configured, deployed) => {
    expect(() => refuseProtected("production", configured, deployed, [])).toThrow(
      /is protected; nothing was changed[\s\S]*\.\/gantry deploy production[\s\S]*--confirm production/,
    );
  });

  it("is free once it was deployed as disposable, or was never deployed to its end", () => {
    refuseProtected("staging", "disposable", "disposable", ["aws_sqs_queue.a"]);
    refuseProtected("staging", "disposable", deployedLifecycle({}), ["aws_sqs_queue.a"]);
  });
});

describe("the order of stacks", () => {
  it("is the state's own, what is shared, the environments, each once", () => {
    expect(orderStacks(["staging", "ops", "review-42", "state", "ops"])).toEqual([
      "state",
      "ops",
      "staging",
      "review-42",
    ]);
    expect(orderStacks([]).slice(0, sharedStacks().length)).toEqual(sharedStacks());
  });

  it("rejects every unknown name at once, with the one that was meant", () => {
    expect(() => orderStacks(["stagign", "nonsense"])).toThrow(/stagign[\s\S]*did you mean staging\?[\s\S]*nonsense/);
  });
});

describe("the exit code of several stacks", () => {
  it("is the worst of them", () => {
    expect(worst([])).toBe(0);
    expect(worst([EXIT.done, EXIT.changes])).toBe(2);
    expect(worst([EXIT.changes, EXIT.refused])).toBe(3);
    expect(worst([EXIT.refused, EXIT.failed, EXIT.changes])).toBe(1);
  });
});

describe("the command's folders", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "gantry-home-"));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const workspace = () => workspaceFrom({ GANTRY_HOME: home, GANTRY_CALLED_FROM: tmpdir() });
  const make = (...path: string[]) => {
    mkdirSync(join(home, ...path), { recursive: true });
    writeFileSync(join(home, ...path, "file"), "");
  };

  it("forget what belonged to another world, and nothing within the same world", () => {
    enterWorld(workspace(), "one");
    make("cdktf.out", "stacks", "ops", ".terraform");
    make("state", "one");
    expect(enterWorld(workspace(), "one")).toBe(false);
    expect(existsSync(join(home, "state", "one"))).toBe(true);
    expect(enterWorld(workspace(), "two")).toBe(true);
    expect(existsSync(join(home, "state", "one"))).toBe(false);
    expect(existsSync(join(home, "cdktf.out", "stacks", "ops", ".terraform"))).toBe(false);
    expect(existsSync(join(home, "cdktf.out", "stacks", "ops"))).toBe(true);
  });

  it("lose stale stacks in a full synth, but none that Terraform works in", () => {
    make("cdktf.out", "stacks", "gone");
    make("cdktf.out", "stacks", "review-1", ".terraform");
    make("cdktf.out", "stacks", "ops");
    expect(pruneStacks(workspace(), ["ops"])).toEqual(["gone"]);
    expect(existsSync(join(home, "cdktf.out", "stacks", "gone"))).toBe(false);
  });
});
