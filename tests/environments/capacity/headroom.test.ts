import { describe, expect, it } from "vitest";
import { headroomOf } from "../../../environments/capacity/headroom.js";
import { headroomRows } from "../../../environments/capacity/text.js";
import { cluster, service } from "./loads.js";

// Three tasks of 256 MiB a t3.micro. At maximum percent 150 two tasks deploy with three, four with six.
const load = cluster([service("api", { count: 2, maximumCount: 6, maximumPercent: 150 })], { pool: { count: [2, 4] } });

describe("the headroom of a service", () => {
  it("is the factor of its present tasks that fits and can still be deployed", () => {
    expect(headroomOf(load)).toEqual([
      {
        service: "api",
        tasks: 2,
        scalesTo: 6,
        // Four and their two more are six, five and their two more are seven of six.
        minimum: { instances: 2, tasks: 4, factor: 2 },
        // Eight and their four more are twelve.
        maximum: { instances: 4, tasks: 8, factor: 4 },
        stages: {
          deploy: { factor: 1.5, tasks: 3, covered: true, instances: 2 },
          implement: { factor: 3, tasks: 6, covered: true, instances: 3 },
          // Forty and twenty more are sixty.
          design: { factor: 20, tasks: 40, covered: true, instances: 20 },
        },
      },
    ]);
  });

  it("ends at the instances, not at what the service would like", () => {
    const [api] = headroomOf({ ...load, pool: { ...load.pool, count: [1, 2] } });
    expect(api?.minimum).toEqual({ instances: 1, tasks: 2, factor: 1 });
    expect(api?.stages.deploy).toEqual({ factor: 1.5, tasks: 3, covered: false, instances: 2 });
    expect(api?.stages.implement).toEqual({ factor: 3, tasks: 6, covered: false, instances: 3 });
  });

  it("is nothing where the present size doesn't fit, on any number of instances", () => {
    const [api] = headroomOf(cluster([service("api", { memoryMiB: 2048 })]));
    expect(api?.maximum).toEqual({ instances: 2, tasks: 0, factor: 0 });
    expect(api?.stages.design).toEqual({ factor: 20, tasks: 20, covered: false });
  });

  it("isn't told of a service without tasks: nothing has a factor of none", () => {
    expect(headroomOf(cluster([service("api", { count: 0 })]))).toEqual([]);
  });

  it("is a table for people", () => {
    expect(headroomRows(headroomOf(load))).toEqual([
      ["service", "tasks", "on 2 instances", "on 4 instances", "1.5× deploy", "3× implement", "20× design"],
      ["api", "2", "4 = 2×", "8 = 4×", "yes, on 2", "yes, on 3", "yes, on 20"],
    ]);
    expect(headroomRows([])).toEqual([]);
  });
});
