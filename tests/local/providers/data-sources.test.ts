import { describe, expect, it } from "vitest";
import { World } from "./world.js";

const permissions = (query: Record<string, unknown>) =>
  new World().data("datadog_permissions", query).found?.["permissions"];

describe("Datadog's data sources", () => {
  const MONITOR = { type: "query alert", query: "avg(last_5m):avg:system.cpu.user{*} > 90", message: "x" };

  it("find a monitor by its name and its tags", () => {
    const world = new World();
    const first = world.create("datadog_monitor", { ...MONITOR, name: "CPU", tags: ["team:a"] });
    world.create("datadog_monitor", { ...MONITOR, name: "CPU of staging", tags: ["team:b"] });
    expect(world.data("datadog_monitor", { name_filter: "CPU" }).found).toMatchObject({
      id: first["id"],
      query: MONITOR.query,
    });
    expect(world.data("datadog_monitor", { tags_filter: ["team:b"] }).found).toMatchObject({ name: "CPU of staging" });
  });

  it("reject a filter that matches no monitor, or several", () => {
    const world = new World();
    expect(world.data("datadog_monitor", { name_filter: "x" }).complaints[0]).toContain(
      "your query returned no result",
    );
    for (const name of ["CPU 1", "CPU 2"]) world.create("datadog_monitor", { ...MONITOR, name });
    expect(world.data("datadog_monitor", { name_filter: "CPU" }).complaints[0]).toContain("more than one result");
  });

  it("know the managed roles and those that were made", () => {
    const world = new World();
    const role = world.create("datadog_role", { name: "On call" });
    expect(world.data("datadog_role", { filter: "Datadog Standard Role" }).found).toMatchObject({ user_count: 1 });
    expect(world.data("datadog_role", { filter: "On call" }).found).toMatchObject({ id: role["id"] });
    expect(world.data("datadog_role", { filter: "Datadog" }).complaints[0]).toContain("more than one result");
  });

  it("give every permission a lasting id, restricted ones on request", () => {
    const usual = permissions({}) as Record<string, string>;
    expect(usual["monitors_write"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(usual["admin"]).toBeUndefined();
    expect(permissions({ include_restricted: true })).toMatchObject({ ...usual, admin: expect.any(String) });
  });
});

describe("GitLab's data sources", () => {
  it("find projects and groups by number and by path", () => {
    const world = new World();
    const group = world.create("gitlab_group", { name: "Acme", path: "acme" });
    const id = Number(group["id"]);
    const project = world.create("gitlab_project", { name: "Tools", namespace_id: id });
    expect(world.data("gitlab_group", { full_path: "acme" }).found).toMatchObject({ group_id: id, name: "Acme" });
    expect(world.data("gitlab_group", { group_id: id }).found).toMatchObject({ full_path: "acme" });
    expect(world.data("gitlab_project", { path_with_namespace: "acme/tools" }).found).toMatchObject({
      id: project["id"],
    });
    expect(world.data("gitlab_project", { id: project["id"] }).found).toMatchObject({ default_branch: "main" });
  });

  it("reject what isn't there", () => {
    expect(new World().data("gitlab_group", { full_path: "acme" }).complaints).toEqual([
      "404 {message: 404 Group Not Found}",
    ]);
  });

  it("know who Terraform is, and who else was made", () => {
    const world = new World();
    world.create("gitlab_user", { username: "ada", email: "ada@example.com", name: "Ada" });
    expect(world.data("gitlab_current_user", {}).found).toMatchObject({ username: "root" });
    expect(world.data("gitlab_user", { username: "ada" }).found).toMatchObject({ name: "Ada", state: "active" });
    expect(world.data("gitlab_user", { user_id: 1 }).found).toMatchObject({ username: "root" });
  });
});

describe("DigitalOcean's data sources", () => {
  it("show a domain with its zone file", () => {
    const world = new World();
    world.create("digitalocean_domain", { name: "example.com" });
    world.create("digitalocean_record", { domain: "example.com", type: "A", name: "www", value: "203.0.113.1" });
    expect(world.data("digitalocean_domain", { name: "example.com" }).found).toMatchObject({
      urn: "do:domain:example.com",
      zone_file: expect.stringContaining("www.example.com. 1800 IN A 203.0.113.1"),
    });
  });
});

describe("other data sources", () => {
  it("are rejected by name", () => {
    expect(new World().data("datadog_user", { filter: "x" }).complaints).toEqual([
      "The local cloud cannot answer the data source datadog_user",
    ]);
  });
});
