import type { ObjectValue } from "../../protocol/values.js";
import type { Store } from "../../store.js";
import type { Creation, Parent } from "../types.js";

/** Where links of the local world point. */
export const GITLAB_HOST = "gitlab.com";

/** Projects and groups are named by their number or by their full path, everywhere. */
export function findProject(store: Store, reference: string): ObjectValue | undefined {
  return (
    store.get("gitlab_project", reference) ??
    store.find("gitlab_project", (project) => same(project["path_with_namespace"], reference))
  );
}

export function findGroup(store: Store, reference: string): ObjectValue | undefined {
  return (
    store.get("gitlab_group", reference) ?? store.find("gitlab_group", (group) => same(group["full_path"], reference))
  );
}

/** Paths are unique whatever their case. */
function same(path: unknown, reference: string): boolean {
  return typeof path === "string" && path.toLowerCase() === reference.toLowerCase();
}

export const project: Parent = {
  type: "gitlab_project",
  attribute: "project",
  find: findProject,
  missing: () => "404 {message: 404 Project Not Found}",
};

export const group: Parent = {
  type: "gitlab_group",
  attribute: "group",
  find: findGroup,
  missing: () => "404 {message: 404 Group Not Found}",
};

/** Ids made of their parts: `project:key:scope`. */
export function joined(...attributes: readonly string[]) {
  return ({ resource }: Creation): string =>
    attributes.map((name) => resource.text(name) ?? String(resource.number(name) ?? "")).join(":");
}

/** Ids that end in a number of the type's own: `project:17`. */
export function numbered(parent: string, counter: string, from = 1) {
  return ({ resource, ids }: Creation): string => `${resource.text(parent) ?? ""}:${ids.number(counter, from)}`;
}

/** The last part of an id such as `project:17`. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf(":") + 1);
}

/** How the API's client prints a refusal. */
export function refusal(attribute: string, message: string): string {
  return `400 {message: {${attribute}: [${message}]}}`;
}

/** The letters of a name that a path may hold: `My Project` → `my-project`. */
export function slug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
}
