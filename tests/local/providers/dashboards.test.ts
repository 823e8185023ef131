import { describe, expect, it } from "vitest";
import { everyEnvironment, stackNamed } from "../../support/platform.js";
import { type Json, UNKNOWN, World } from "./world.js";

const TYPE = "datadog_dashboard_json";
const graph = { definition: { type: "timeseries", requests: [{ q: "avg:system.load.1{*}" }] } };
const written = (changes: Json = {}) => ({
  dashboard: JSON.stringify({ title: "api", layout_type: "ordered", widgets: [graph], ...changes }),
});
const problems = (changes: Json) => new World().validate(TYPE, written(changes));
const withMarker = (value: string) => ({
  widgets: [{ definition: { ...graph.definition, markers: [{ value, display_type: "error dashed" }] } }],
});
const group = (...widgets: readonly Json[]) => ({ definition: { type: "group", layout_type: "ordered", widgets } });

describe("a dashboard", () => {
  it.each<[string, Json, string]>([
    ["without a title", { title: "" }, "'title' is a required property"],
    ["with a layout that there isn't", { layout_type: "grid" }, "must be one of ['ordered', 'free'], not \"grid\""],
    ["without widgets", { widgets: null }, "'widgets' is a required property"],
    ["that notifies one in a text", { notify_list: "ann" }, "'notify_list' is not of type 'array'"],
    ["with a widget of no kind", { widgets: [{}] }, "'definition' is a required property of widgets[0]"],
    ["with a widget that there isn't", { widgets: [{ definition: { type: "graph" } }] }, 'unknown type "graph"'],
    ["with a graph of nothing", { widgets: [{ definition: { type: "timeseries" } }] }, "'requests' is a required"],
    ["with a marker that is no line", withMarker("5"), 'Invalid marker at widgets[0]: "5"'],
    ["with a group in a group", { widgets: [group(group())] }, "a group can't hold a group"],
    [
      "that looks for an undeclared variable",
      { widgets: [{ definition: { type: "note", content: "$zone" } }] },
      "$zone",
    ],
  ])("%s is refused", (_, changes, message) => {
    expect(problems(changes)).toEqual([expect.stringContaining(message)]);
  });

  it.each(["y = 5", "y > 0.5", "0 < y < 10"])("takes the marker %s", (value) => {
    expect(problems(withMarker(value))).toEqual([]);
  });

  it("isn't judged before it's known", () => {
    expect(new World().validate(TYPE, { dashboard: UNKNOWN })).toEqual([]);
  });

  it("is the same whatever Datadog adds to it, and another when a widget goes", () => {
    const world = new World();
    const state = world.create(TYPE, written());
    const added = written({
      id: "abc-def-ghi",
      author_handle: "ann@acme.test",
      url: "/dashboard/abc-def-ghi/api",
      is_read_only: false,
      widgets: [{ ...graph, id: 4711 }],
    });
    expect(world.plan(TYPE, added, state).planned).toEqual(state);
    expect(world.plan(TYPE, written({ widgets: [] }), state).planned).not.toEqual(state);
  });
});

it.each(everyEnvironment)("every dashboard of %s is one that Datadog takes", (name) => {
  const dashboards = stackNamed(name).all(TYPE);
  expect(dashboards.length).toBeGreaterThan(0);
  expect(dashboards.flatMap(({ dashboard }) => new World().validate(TYPE, { dashboard }))).toEqual([]);
});
