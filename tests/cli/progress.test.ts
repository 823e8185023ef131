import { describe, expect, it } from "vitest";
import type { Change } from "../../cli/terraform/changes.js";
import { expected, learn } from "../../cli/terraform/durations.js";
import { type Message, parseMessage } from "../../cli/terraform/messages.js";
import { Progress } from "../../cli/terraform/progress.js";
import { referencesOf, remainingSeconds, type Work, workOf } from "../../cli/terraform/remaining.js";

const change = (address: string, action: Change["action"]): Change => ({
  address,
  type: address.split(".")[0] ?? "",
  action,
  stateful: false,
  attributes: [],
  replacedFor: [],
});

const hook = (type: string, addr: string, action = "create"): Message =>
  parseMessage(JSON.stringify({ type, hook: { resource: { addr, resource_type: addr.split(".")[0] }, action } }));

const untouched = () => ({ done: false, elapsedSeconds: 0 }) as const;

function start() {
  let milliseconds = 0;
  const work = workOf([change("aws_lb.a", "create"), change("aws_vpc.b", "replace")], { "aws_lb.create": 60 });
  const progress = new Progress({
    stack: "staging",
    work,
    references: new Map(),
    parallelism: 10,
    now: () => milliseconds,
  });
  return { progress, wait: (seconds: number) => (milliseconds += seconds * 1000) };
}

describe("the time that an apply still takes", () => {
  const plan = {
    configuration: {
      root_module: {
        resources: [
          { address: "aws_vpc.a" },
          {
            address: "data.aws_ami.x",
            expressions: { filter: [{ values: { references: ["aws_vpc.a.id", "aws_vpc.a"] } }] },
          },
          { address: "aws_lb.b", expressions: { subnets: { references: ["data.aws_ami.x.id", "data.aws_ami.x"] } } },
          { address: "aws_db_instance.c", depends_on: ["aws_vpc.a"] },
        ],
      },
    },
  };
  const durations = { "aws_vpc.create": 10, "aws_lb.create": 60, "aws_db_instance.create": 80 };
  const work = workOf(
    ["aws_vpc.a", "aws_lb.b", "aws_db_instance.c"].map((address) => change(address, "create")),
    durations,
  );

  it("is that of the longest chain, also through what doesn't change", () => {
    expect(remainingSeconds(work, referencesOf(plan), untouched, 10)).toBe(90);
    const lb = (piece: Work) => (piece.type === "aws_db_instance" ? ({ done: true } as const) : untouched());
    expect(remainingSeconds(work, referencesOf(plan), lb, 10)).toBe(70);
  });

  it("is that of all work when there are too few hands for it", () => {
    expect(remainingSeconds(work, referencesOf(plan), untouched, 1)).toBe(150);
  });

  it("runs the chain backwards for what is destroyed", () => {
    const gone = workOf([change("aws_vpc.a", "delete"), change("aws_db_instance.c", "delete")], {
      "aws_vpc.delete": 5,
      "aws_db_instance.delete": 60,
    });
    expect(remainingSeconds(gone, referencesOf(plan), untouched, 10)).toBe(65);
  });

  it("shrinks as work goes on, and never reaches nothing while something is late", () => {
    expect(remainingSeconds(work, new Map(), () => ({ done: false, elapsedSeconds: 30 }), 10)).toBe(50);
    expect(remainingSeconds(work, new Map(), () => ({ done: false, elapsedSeconds: 200 }), 10)).toBe(20);
  });

  it("counts a replacement as two steps, and an instance like its resource", () => {
    expect(workOf([change("aws_lb.b", "replace"), change("aws_lb.c", "move")], {}).map(({ step }) => step)).toEqual([
      "delete",
      "create",
    ]);
    const indexed = workOf([change('aws_lb.b["x.y"]', "create"), change("aws_vpc.a", "create")], durations);
    expect(remainingSeconds(indexed, referencesOf(plan), untouched, 10)).toBe(70);
  });
});

describe("durations", () => {
  it("move towards what is measured, and begin with it", () => {
    const first = learn({}, [{ type: "aws_lb", step: "create", seconds: 60 }]);
    expect(expected(first, "aws_lb", "create")).toBe(60);
    const second = learn(first, [{ type: "aws_lb", step: "create", seconds: 110 }]);
    expect(expected(second, "aws_lb", "create")).toBe(80);
  });
});

describe("progress", () => {
  it("tells what is done, what is under way, since when, and how long it will take", () => {
    const { progress, wait } = start();
    progress.receive(hook("apply_start", "aws_lb.a"), true);
    wait(15);
    expect(progress.foot()).toEqual([
      "  … creating aws_lb.a  15s of about 1m00s",
      "  staging: 0 of 3 done, 1 under way, 15s, about 45s left",
    ]);
    wait(50);
    expect(progress.receive(hook("apply_complete", "aws_lb.a"), true)).toBe("✓ created aws_lb.a  1m05s");
    expect(progress.measured).toEqual([{ type: "aws_lb", step: "create", seconds: 65 }]);
    expect(progress.state()).toMatch(/^staging: 1 of 3 done, 0 under way, 1m05s/);
  });

  it("counts both halves of a replacement", () => {
    const { progress } = start();
    for (const action of ["delete", "create"]) {
      progress.receive(hook("apply_start", "aws_vpc.b", action), true);
      progress.receive(hook("apply_complete", "aws_vpc.b", action), true);
    }
    expect(progress.state()).toContain("2 of 3 done");
  });

  it("says what begins only where nothing is redrawn", () => {
    const { progress } = start();
    expect(progress.receive(hook("apply_start", "aws_lb.a"), true)).toBeUndefined();
    expect(progress.receive(hook("apply_start", "aws_vpc.b", "delete"), false)).toBe("… destroying aws_vpc.b");
  });

  it("learns nothing from a failure", () => {
    const { progress, wait } = start();
    progress.receive(hook("apply_start", "aws_lb.a"), true);
    wait(3);
    expect(progress.receive(hook("apply_errored", "aws_lb.a"), true)).toBe("✗ aws_lb.a failed after 3s");
    expect(progress.measured).toEqual([]);
  });

  it.each(["", "not json", "{", "[]", '{"type":"version"}', '{"type":"diagnostic"}'])(
    "is not disturbed by a stray line: %s",
    (line) => {
      expect(parseMessage(line)).toEqual({ type: "other" });
    },
  );
});
