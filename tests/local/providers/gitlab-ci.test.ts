import { describe, expect, it } from "vitest";
import { textOf } from "../../../local/providers/protocol/values.js";
import { isCron } from "../../../local/providers/vendors/gitlab/schedule.js";
import { type Json, UNKNOWN, World } from "./world.js";

function platform() {
  const world = new World();
  const project = world.create("gitlab_project", { name: "Platform Tools", namespace_id: 4711 });
  return { world, project: textOf(project["id"]) };
}

const complaint = (type: string, config: Json) => new World().validate(type, config);

const variable = (changes: Json): Json => ({ project: "1", key: "TOKEN", value: "0123456789", ...changes });

const masked = (value: unknown, changes: Json = {}) =>
  complaint("gitlab_project_variable", variable({ value, masked: true, ...changes }));

describe("a variable", () => {
  it("can be masked when it is one line of eight characters of the alphabet", () => {
    expect(["abcdefgh", "aB3+/=@:.~_-", "x".repeat(500)].map((value) => masked(value))).toEqual([[], [], []]);
  });

  it.each(["short", "two\nlines-long", "with space", "with$dollar", "ümlaut-long"])("rejects %j as masked", (value) => {
    expect(masked(value)).toEqual(["value: 400 {message: {value: [is invalid]}}"]);
  });

  it("may hold any sign when it is raw, but no white space", () => {
    expect(masked("with$dollar!", { raw: true })).toEqual([]);
    expect(masked("with space", { raw: true })).toHaveLength(1);
  });

  it("waits for an unknown value", () => {
    expect(masked(UNKNOWN)).toEqual([]);
  });

  it.each<[string, Json, string]>([
    [
      "a key with a hyphen",
      { key: "MY-KEY" },
      "key: 400 {message: {key: [can contain only letters, digits and '_'.]}}",
    ],
    ["a key of more than 255 characters", { key: "K".repeat(256) }, "key: 400 {message: {key: [is too long"],
    ["an unknown type", { variable_type: "secret" }, "variable_type: Attribute variable_type value must be one of"],
    [
      "a scope with a comma",
      { environment_scope: "a,b" },
      "environment_scope: 400 {message: {environment_scope: [can contain only",
    ],
    ["hidden without masked", { hidden: true, masked: false }, "masked: 400 {message: {masked: [must be true"],
  ])("is rejected with %s", (_case, changes, message) => {
    const found = complaint("gitlab_project_variable", variable(changes));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it("is identified by project, key and scope, whichever way the project is named", () => {
    const { world, project } = platform();
    const state = world.create("gitlab_project_variable", { project, key: "A", value: "1" });
    expect(state["id"]).toBe(`${project}:A:*`);
    world.create("gitlab_project_variable", { project, key: "A", value: "1", environment_scope: "staging" });
    const twin = world.apply("gitlab_project_variable", { project: "4711/platform-tools", key: "A", value: "2" });
    expect(twin.complaints).toEqual(["key: 400 {message: {key: [(A) has already been taken]}}"]);
  });

  it("is refused without its project", () => {
    expect(new World().apply("gitlab_project_variable", variable({})).complaints).toEqual([
      "project: 404 {message: 404 Project Not Found}",
    ]);
  });
});

const runnerProblems = (changes: Json) =>
  complaint("gitlab_user_runner", { runner_type: "project_type", project_id: 1, ...changes });

describe("a runner", () => {
  it.each<[string, Json, string]>([
    [
      "no project for a project runner",
      { project_id: null },
      "project_id: project_id is required when runner_type is project_type",
    ],
    [
      "a group for a project runner",
      { group_id: 2 },
      "group_id: group_id cannot be set for a runner of type project_type",
    ],
    ["an unknown type", { runner_type: "shared" }, "runner_type: Attribute runner_type value must be one of"],
    [
      "an unknown access level",
      { access_level: "protected" },
      "access_level: Attribute access_level value must be one of",
    ],
    ["neither tags nor untagged jobs", { untagged: false }, "tag_list: 400 {message: {tags_list: [can not be empty"],
    [
      "more than 50 tags",
      { tag_list: Array.from({ length: 51 }, (_, index) => `t${index}`) },
      "tag_list: 400 {message: {tags_list: [Too many",
    ],
    [
      "less than ten minutes",
      { maximum_timeout: 599 },
      "maximum_timeout: 400 {message: {maximum_timeout: [needs to be at least 10 minutes]}}",
    ],
    ["a note of more than 1024 characters", { maintenance_note: "n".repeat(1025) }, "maintenance_note: 400"],
  ])("is rejected with %s", (_case, changes, message) => {
    const found = runnerProblems(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it("rejects a lock on anything but a project runner", () => {
    expect(complaint("gitlab_user_runner", { runner_type: "group_type", group_id: 1, locked: true })).toEqual([
      "locked: Only project runners can be locked",
    ]);
  });

  it("has a token of GitLab's form, which a refresh keeps and an import lacks", () => {
    const { world, project } = platform();
    const state = world.create("gitlab_user_runner", {
      runner_type: "project_type",
      project_id: Number(project),
      tag_list: ["a"],
    });
    expect(state["token"]).toMatch(/^glrt-t3_\w{20}$/);
    expect(state["untagged"]).toBe(false);
    expect(world.refresh("gitlab_user_runner", state)).toEqual(state);
    expect(world.import("gitlab_user_runner", textOf(state["id"])).state).toMatchObject({
      token: null,
      project_id: null,
    });
  });
});

const schedule = (changes: Json): Json => ({
  project: "1",
  description: "Nightly",
  ref: "refs/heads/main",
  cron: "0 4 * * *",
  ...changes,
});

describe("a pipeline schedule", () => {
  it.each<[string, Json, string]>([
    [
      "a short reference",
      { ref: "main" },
      "ref: The branch/tag name to be triggered must be the full branch reference",
    ],
    ["a cron of six fields", { cron: "0 0 4 * * *" }, "cron: 400 {message: {cron: [ is invalid syntax]}}"],
    [
      "an unknown time zone",
      { cron_timezone: "Dublin" },
      "cron_timezone: 400 {message: {cron_timezone: [ is invalid syntax]}}",
    ],
    ["an empty description", { description: "" }, "description: 400 {message: {description: [can't be blank]}}"],
  ])("is rejected with %s", (_case, changes, message) => {
    const found = complaint("gitlab_pipeline_schedule", schedule(changes));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it("reads cron as GitLab does", () => {
    expect(["*/15 8-18 1,15 jan-jun MON-fri", "0 0 29 2 7"].every(isCron)).toBe(true);
    expect(
      ["60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "5-1 * * * *", "* * * *", "@daily"].some(isCron),
    ).toBe(false);
  });

  it("is identified by its project and its number", () => {
    const { world, project } = platform();
    const state = world.create("gitlab_pipeline_schedule", schedule({ project }));
    expect(state["id"]).toBe(`${project}:${textOf(state["pipeline_schedule_id"])}`);
  });
});
