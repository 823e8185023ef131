import { describe, expect, it } from "vitest";
import { textOf } from "../../../local/providers/protocol/values.js";
import { tierOf } from "../../../local/providers/vendors/gitlab/environment.js";
import { type Json, World } from "./world.js";

function platform() {
  const world = new World();
  const project = world.create("gitlab_project", { name: "Platform Tools", namespace_id: 4711 });
  return { world, project: textOf(project["id"]) };
}

const complaint = (type: string, config: Json) => new World().validate(type, config);

describe("a project", () => {
  it.each<[string, Json, string]>([
    ["a name that begins with a hyphen", { name: "-tools" }, "name: 400 {message: {name: [can contain only letters"],
    ["a path that ends in .git", { path: "tools.git" }, "path: 400 {message: {path: [can contain only letters"],
    ["a path with a space", { path: "my tools" }, "path: 400"],
    [
      "an unknown visibility",
      { visibility_level: "secret" },
      "visibility_level: Attribute visibility_level value must be one of",
    ],
    [
      "an unknown access level",
      { wiki_access_level: "public" },
      "wiki_access_level: Attribute wiki_access_level value",
    ],
    [
      "a job timeout under ten minutes",
      { build_timeout: 60 },
      "build_timeout: expected build_timeout to be at least (600), got 60",
    ],
  ])("is rejected with %s", (_case, changes, message) => {
    const found = complaint("gitlab_project", { name: "tools", ...changes });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it("gets a path from its name, and its addresses from the path", () => {
    const { world, project } = platform();
    expect(world.store.get("gitlab_project", project)).toMatchObject({
      path: "platform-tools",
      path_with_namespace: "4711/platform-tools",
      ssh_url_to_repo: "git@gitlab.com:4711/platform-tools.git",
      default_branch: "main",
    });
  });

  it("moves its addresses when it is renamed, and keeps the rest", () => {
    const { world, project } = platform();
    const prior = world.store.get("gitlab_project", project) ?? null;
    const { state } = world.apply("gitlab_project", { name: "Tools", path: "tools", namespace_id: 4711 }, prior);
    expect(state).toMatchObject({
      id: project,
      web_url: "https://gitlab.com/4711/tools",
      runners_token: prior?.["runners_token"],
    });
  });

  it("refuses a second project of the same path", () => {
    const { world } = platform();
    const again = world.apply("gitlab_project", { name: "x", path: "Platform-Tools", namespace_id: 4711 });
    expect(again.complaints[0]).toContain("path: 400 {message: {name: [has already been taken]");
  });

  it("takes all that belongs to it along when it is deleted", () => {
    const { world, project } = platform();
    world.create("gitlab_project_variable", { project: "4711/platform-tools", key: "A", value: "1" });
    world.create("gitlab_project_environment", { project, name: "staging" });
    expect(world.destroy("gitlab_project", world.store.get("gitlab_project", project) ?? {})).toEqual([]);
    expect(world.store.entries()).toEqual([]);
  });
});

describe("an environment", () => {
  it.each<[string, Json, string]>([
    ["a slash at its end", { name: "review/" }, "name: 400 {message: {name: [can contain only letters, digits, '-'"],
    ["an unknown tier", { tier: "prod" }, "tier: Attribute tier value must be one of"],
    [
      "an address that is not http",
      { external_url: "ftp://example.com" },
      "external_url: 400 {message: {external_url: [is blocked",
    ],
  ])("is rejected with %s", (_case, changes, message) => {
    expect(complaint("gitlab_project_environment", { project: "1", name: "staging", ...changes })[0]).toContain(
      message,
    );
  });

  it("is deleted only when it is stopped, or may be", () => {
    const { world, project } = platform();
    const state = world.create("gitlab_project_environment", { project, name: "review/a" });
    expect(world.destroy("gitlab_project_environment", state)[0]).toContain(
      "must be in a stopped state before deletion",
    );
    expect(world.destroy("gitlab_project_environment", { ...state, stop_before_destroy: true })).toEqual([]);
  });

  it("refuses a second one of the same name", () => {
    const { world, project } = platform();
    world.create("gitlab_project_environment", { project, name: "staging" });
    const twin = world.apply("gitlab_project_environment", { project, name: "staging" });
    expect(twin.complaints).toEqual(["name: 400 {message: {name: [has already been taken]}}"]);
  });

  it("gets its tier from its name", () => {
    expect(["production", "review/a", "staging", "uat", "qa-1"].map(tierOf)).toEqual([
      "production",
      "development",
      "staging",
      "other",
      "testing",
    ]);
  });
});

describe("tokens and protections", () => {
  it("come up for a project with secrets of GitLab's forms", () => {
    const { world, project } = platform();
    const access = world.create("gitlab_project_access_token", { project, name: "ci", scopes: ["api"] });
    const deploy = world.create("gitlab_project_deploy_token", { project, name: "pull", scopes: ["read_registry"] });
    expect(access["token"]).toMatch(/^glpat-\w{20}$/);
    expect(deploy).toMatchObject({
      token: expect.stringMatching(/^gldt-/),
      username: expect.stringMatching(/^gitlab\+deploy-token-\d+$/),
    });
  });

  it("rejects an unknown scope of a deploy token, and an owner too many", () => {
    expect(complaint("gitlab_deploy_token", { name: "x", scopes: ["api"], project: "1", group: "2" })).toEqual([
      'scopes: Invalid scope "api"',
      "project: Exactly one of project and group must be set",
    ]);
  });

  it("protects an environment that exists, and no other", () => {
    const { world, project } = platform();
    const config = {
      project,
      environment: "production",
      deploy_access_levels_attribute: [{ access_level: "maintainer" }],
    };
    expect(world.apply("gitlab_project_protected_environment", config).complaints[0]).toContain(
      "404 Environment Not Found",
    );
    world.create("gitlab_project_environment", { project, name: "production" });
    const state = world.create("gitlab_project_protected_environment", config);
    expect(state["deploy_access_levels_attribute"]).toEqual([
      expect.objectContaining({ access_level: "maintainer", access_level_description: "Maintainers" }),
    ]);
    expect(world.plan("gitlab_project_protected_environment", config, state).planned).toEqual(state);
  });
});
