import { describe, expect, it, onTestFinished } from "vitest";
import { create, fail, mutate, read, remove } from "../../local/control.js";
import { startControlServer } from "../../local/host/control-server.js";
import { callJson } from "../../local/json-client.js";
import type { Cloud } from "../../local/life/record.js";
import type { StandIns } from "../../local/providers/stand-ins.js";
import { GantryError } from "../../modules/core/errors.js";

/** Stand-ins that hold one monitor and note what is asked of them. */
async function world() {
  const calls: unknown[] = [];
  const standIns: StandIns = {
    reattach: {},
    inventory: () => [{ provider: "datadog", type: "datadog_monitor", id: "1", name: "cpu" }],
    read: (_type, id) => (id === "1" ? { name: "cpu" } : undefined),
    create: (type, values) => {
      calls.push(["create", type, values]);
      return "2";
    },
    mutate: (type, id, changes) => {
      if (id !== "1") throw new GantryError({ path: `${type} ${id}`, what: "does not exist" });
      calls.push(["mutate", type, id, changes]);
    },
    remove: (type, id) => calls.push(["remove", type, id]),
    fail: (fault) => calls.push(["fail", fault]),
    reset: () => {},
    stop: async () => {},
  };
  const server = await startControlServer({
    standIns,
    world: () => "now",
    health: () => ({ world: "now" }),
    reset: () => Promise.reject(new Error("not in this test")),
    stop: () => {},
  });
  onTestFinished(() => server.stop());
  const cloud: Cloud = {
    world: "now",
    pid: process.pid,
    startedAt: "2026-01-01T00:00:00.000Z",
    awsEndpoint: server.endpoint,
    controlEndpoint: server.endpoint,
    reattach: {},
  };
  return { calls, cloud };
}

describe("the control API", () => {
  it("reads, changes, removes and breaks resources of the stand-ins", async () => {
    const { calls, cloud } = await world();
    expect(await read(cloud, "datadog_monitor", "1")).toEqual({ name: "cpu" });
    expect(await read(cloud, "datadog_monitor", "2")).toBeNull();
    const fault = { type: "datadog_monitor", operation: "create", message: "429", times: 2 } as const;
    expect(await create(cloud, "datadog_monitor", { name: "disk" })).toBe("2");
    await mutate(cloud, "datadog_monitor", "1", { name: "memory" });
    await remove(cloud, "datadog_monitor", "1");
    await fail(cloud, fault);
    expect(calls).toEqual([
      ["create", "datadog_monitor", { name: "disk" }],
      ["mutate", "datadog_monitor", "1", { name: "memory" }],
      ["remove", "datadog_monitor", "1"],
      ["fail", fault],
    ]);
  });

  it("passes on the words of what it refuses", async () => {
    const { cloud } = await world();
    await expect(mutate(cloud, "datadog_monitor", "2", {})).rejects.toThrow("datadog_monitor 2 does not exist");
  });

  it("rejects a change meant for another world, or from a page that knows none", async () => {
    const { calls, cloud } = await world();
    await expect(remove({ ...cloud, world: "former" }, "datadog_monitor", "1")).rejects.toThrow(/another world/);
    const url = `${cloud.controlEndpoint}/remove`;
    await expect(callJson(url, { method: "POST", body: {} })).rejects.toThrow(/another world/);
    expect(calls).toEqual([]);
  });

  it("rejects what it does not know", async () => {
    const { cloud } = await world();
    await expect(callJson(`${cloud.controlEndpoint}/nonsense`)).rejects.toThrow("there is no GET /nonsense");
  });
});
