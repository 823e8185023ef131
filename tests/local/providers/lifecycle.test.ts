import { describe, expect, it } from "vitest";
import { isUnknown, textOf } from "../../../local/providers/protocol/values.js";
import { datadog } from "../../../local/providers/vendors/datadog/index.js";
import { type Json, UNKNOWN, World } from "./world.js";

describe("a plan", () => {
  it("leaves what is computed unknown until it is created", () => {
    const { planned } = new World().plan("datadog_team", { name: "A", handle: "a", description: "" });
    expect(Object.keys(planned).filter((name) => isUnknown(planned[name]))).toEqual([
      "id",
      "link_count",
      "summary",
      "user_count",
    ]);
  });

  it("passes unknown settings on", () => {
    const { planned } = new World().plan("datadog_team", { name: UNKNOWN, handle: "a", description: "" });
    expect(isUnknown(planned["name"])).toBe(true);
  });

  it("keeps what was computed when something else changes", () => {
    const world = new World();
    const config = { name: "web", target: "https://example.com" };
    const prior = world.create("digitalocean_uptime_check", config);
    const { planned } = world.plan("digitalocean_uptime_check", { ...config, target: "https://example.org" }, prior);
    expect(planned).toEqual({ ...prior, target: "https://example.org" });
  });

  it("keeps an optional and computed setting that is no longer configured", () => {
    const world = new World();
    const config: Json = { domain: "example.com", type: "A", name: "www", value: "203.0.113.1" };
    world.create("digitalocean_domain", { name: "example.com" });
    const prior = world.create("digitalocean_record", { ...config, ttl: 60 });
    expect(world.plan("digitalocean_record", config, prior).planned).toEqual(prior);
  });

  it("sets a default again when the setting is no longer configured", () => {
    const world = new World();
    const config: Json = { name: "web", target: "https://example.com" };
    const prior = world.create("digitalocean_uptime_check", { ...config, enabled: false });
    expect(world.plan("digitalocean_uptime_check", config, prior).planned).toMatchObject({ enabled: true });
  });

  it("names the attributes that need a replacement", () => {
    const world = new World();
    const prior = world.create("digitalocean_domain", { name: "example.com" });
    expect(world.plan("digitalocean_domain", { name: "example.org" }, prior).replace).toEqual(["name"]);
  });

  it("shows that an update will touch the time of the last one", () => {
    const world = new World();
    const prior = world.create("digitalocean_project", { name: "A" });
    const { planned } = world.plan("digitalocean_project", { name: "B" }, prior);
    expect(isUnknown(planned["updated_at"])).toBe(true);
    expect(planned["created_at"]).toBe(prior["created_at"]);
  });
});

describe("what happens behind Terraform's back", () => {
  it("shows at the next refresh", () => {
    const world = new World();
    const state = world.create("datadog_team", { name: "A", handle: "a", description: "" });
    world.store.put("datadog_team", textOf(state["id"]), { ...state, name: "B" });
    expect(world.refresh("datadog_team", state)).toMatchObject({ name: "B" });
    world.store.delete("datadog_team", textOf(state["id"]));
    expect(world.refresh("datadog_team", state)).toBeNull();
  });

  it("refuses an update of what is gone, and lets it be deleted", () => {
    const world = new World();
    const state = world.create("datadog_team", { name: "A", handle: "a", description: "" });
    world.store.delete("datadog_team", textOf(state["id"]));
    expect(world.apply("datadog_team", { name: "B", handle: "a", description: "" }, state).complaints).toEqual([
      "team not found",
    ]);
    expect(world.destroy("datadog_team", state)).toEqual([]);
  });
});

describe("faults", () => {
  it("fail as often as they were asked for, and leave the state as it was", () => {
    const world = new World();
    const config = { name: "A", handle: "a", description: "" };
    world.store.fail({ type: "datadog_team", operation: "create", message: "500 Internal Server Error", times: 2 });
    expect(world.apply("datadog_team", config)).toEqual({ state: null, complaints: ["500 Internal Server Error"] });
    expect(world.apply("datadog_team", config).complaints).toHaveLength(1);
    const state = world.create("datadog_team", config);
    world.store.fail({ type: "datadog_team", operation: "update", message: "429 Too Many Requests", times: 1 });
    expect(world.apply("datadog_team", { ...config, name: "B" }, state)).toEqual({
      state,
      complaints: ["429 Too Many Requests"],
    });
    world.store.fail({ type: "datadog_team", operation: "delete", message: "403 Forbidden", times: 1 });
    expect(world.destroy("datadog_team", state)).toEqual(["403 Forbidden"]);
  });
});

describe("bad input", () => {
  it("is answered with a diagnostic for a type that doesn't exist", () => {
    const provider = new World().provider("datadog_x");
    expect(provider.validateResource({ type_name: "datadog_x", config: null }).diagnostics).toMatchObject([
      { summary: "The provider has no resource datadog_x" },
    ]);
    expect(provider.readDataSource({ type_name: "datadog_x", config: null }).diagnostics).toHaveLength(1);
  });

  it("is answered with a diagnostic for bytes that are no state", () => {
    const provider = new World().provider("datadog_team");
    const garbage = { msgpack: new Uint8Array([0xc1]) };
    const answer = provider.read({ type_name: "datadog_team", current_state: garbage, private: new Uint8Array() });
    expect(answer.diagnostics).toMatchObject([{ severity: "ERROR", summary: "The provider's stand-in failed" }]);
    const raw = { json: Buffer.from("{") };
    expect(provider.upgradeState({ type_name: "datadog_team", raw_state: raw }).diagnostics).toHaveLength(1);
  });

  it("is answered with the vendor's words for an import of what isn't there", () => {
    expect(new World().import("gitlab_project", "no/such")).toEqual({
      state: null,
      complaints: ["404 {message: 404 Not Found}"],
    });
  });
});

describe("sensitive attributes", () => {
  it("are marked in the schema, at the top and inside blocks", () => {
    const message = JSON.stringify(new World().provider("datadog_team").getSchema());
    const marked = message.match(/"name":"(\w+)"[^{}]*"sensitive":true/g) ?? [];
    expect(marked.length).toBeGreaterThan(15);
    expect(datadog.kinds["datadog_api_key"]?.sensitive).toEqual(["key"]);
  });
});
