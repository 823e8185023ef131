import { textOf } from "../../protocol/values.js";
import { lengthBetween, oneOf } from "../checks.js";
import type { ResourceKind, Rule, WorldRule } from "../types.js";

const DOCS = "https://registry.terraform.io/providers/digitalocean/digitalocean/2.71.0/docs/resources";
const URN = /^do:[a-z_]+:.+$/;

/** Of a resource: `do:domain:example.com`, `do:droplet:4126873`. */
export const resourcesAreUrns: Rule = (project) =>
  (project.texts("resources") ?? [])
    .filter((urn) => !URN.test(urn))
    .map((urn) =>
      project.problem(
        "resources",
        `400 invalid urn ${JSON.stringify(urn)}`,
        "Use the resource's `urn`, such as do:domain:example.com.",
      ),
    );

/** Moving a domain into a project takes a domain. Other kinds of resources are not looked for. */
const domainsExist: WorldRule = (project, store) =>
  (project.texts("resources") ?? [])
    .filter(
      (urn) =>
        urn.startsWith("do:domain:") && store.get("digitalocean_domain", urn.slice("do:domain:".length)) === undefined,
    )
    .map((urn) =>
      project.problem("resources", "404 The resource you were accessing could not be found.", `There is no ${urn}.`),
    );

const nameIsFree: WorldRule = (project, store, self) => {
  const twin = store.find(
    "digitalocean_project",
    (other) => other["name"] === project.raw("name") && textOf(other["id"]) !== self,
  );
  return twin === undefined
    ? []
    : [
        project.problem(
          "name",
          "409 (conflict) name must be unique",
          `A project ${textOf(twin["name"])} exists already.`,
        ),
      ];
};

export const project: ResourceKind = {
  source: `${DOCS}/project`,
  defaults: { description: "", purpose: "Web Application", is_default: false },
  computed: {
    created_at: ({ now }) => `${now.toISOString().slice(0, 19)}Z`,
    updated_at: ({ now }) => `${now.toISOString().slice(0, 19)}Z`,
    owner_id: 258992,
    owner_uuid: ({ ids }) => ids.uuid("digitalocean_owner"),
    resources: [],
  },
  refreshed: { attributes: ["updated_at"] },
  equivalent: { environment: (before, after) => before.toLowerCase() === after.toLowerCase() },
  rules: [
    lengthBetween("name", 1, 175),
    lengthBetween("description", 0, 255),
    lengthBetween("purpose", 0, 255),
    oneOf("environment", ["development", "staging", "production"], { ignoreCase: true }),
    resourcesAreUrns,
  ],
  worldRules: [nameIsFree, domainsExist],
};

export const projectResources: ResourceKind = {
  source: `${DOCS}/project_resources`,
  replace: ["project"],
  parent: {
    type: "digitalocean_project",
    attribute: "project",
    missing: () => "404 The resource you were accessing could not be found.",
  },
  id: ({ resource }) => resource.text("project") ?? "",
  rules: [resourcesAreUrns],
};
