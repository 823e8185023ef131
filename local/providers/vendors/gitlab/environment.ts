import { textOf } from "../../protocol/values.js";
import type { ResourceKind, Rule, WorldRule } from "../types.js";
import { atMostCharacters, matches, notBlank, valueOneOf } from "./checks.js";
import { findProject, numbered, project, refusal } from "./references.js";

const NAME =
  "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', and spaces, but it cannot start or end with '/'";

/** The tier that GitLab reads out of a name. https://docs.gitlab.com/ci/environments/#deployment-tier-of-environments */
export function tierOf(name: string): string {
  if (/dev|review|trunk/i.test(name)) return "development";
  if (/test|tst|int|ac(ce|)pt|qa|qc|control|quality/i.test(name)) return "testing";
  if (/st(a|)g|mod(e|)l|pre|demo|non/i.test(name)) return "staging";
  return /pr(o|)d|live/i.test(name) ? "production" : "other";
}

/** https://docs.gitlab.com/ci/variables/predefined_variables: CI_ENVIRONMENT_SLUG, at most 24 characters. */
function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "");
  return plain.slice(0, 24).replace(/-+$/, "");
}

export const externalUrlIsHttp: Rule = (environment) => {
  const url = environment.text("external_url");
  if (url === undefined || url === "" || /^https?:\/\/[^\s]+$/.test(url)) return [];
  return [
    environment.problem("external_url", refusal("external_url", "is blocked: Only allowed schemes are http, https")),
  ];
};

const nameIsFree: WorldRule = (environment, store, self) => {
  const owner = findProject(store, environment.text("project") ?? "");
  const twin = store.find(
    "gitlab_project_environment",
    (other) =>
      other["name"] === environment.raw("name") &&
      findProject(store, textOf(other["project"])) === owner &&
      textOf(other["id"]) !== self,
  );
  return twin === undefined ? [] : [environment.problem("name", refusal("name", "has already been taken"))];
};

const isStopped: WorldRule = (environment) => {
  if (environment.flag("stop_before_destroy") === true || environment.text("state") === "stopped") return [];
  const message =
    "Environment must be in a stopped state before deletion. Set stop_before_destroy flag to attempt to auto stop the environment on destruction";
  return [environment.problem("stop_before_destroy", message)];
};

export const projectEnvironment: ResourceKind = {
  source: "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources/project_environment",
  replace: ["project", "name"],
  defaults: { stop_before_destroy: false },
  computed: {
    auto_stop_setting: "always",
    created_at: ({ now }) => now.toISOString(),
    description: "",
    external_url: "",
    flux_resource_path: "",
    kubernetes_namespace: "",
    slug: ({ resource }) => slugOf(resource.text("name") ?? ""),
    state: "available",
    tier: ({ resource }) => tierOf(resource.text("name") ?? ""),
    updated_at: ({ now }) => now.toISOString(),
  },
  refreshed: { attributes: ["updated_at"] },
  unread: ["stop_before_destroy"],
  parent: project,
  id: numbered("project", "gitlab_environment", 21_000_000),
  rules: [
    notBlank("name"),
    atMostCharacters("name", 255),
    matches("name", /^(?!\/)(?!.*\/$)[A-Za-z0-9_/${}. -]+$/, NAME),
    valueOneOf("tier", ["production", "staging", "testing", "development", "other"]),
    valueOneOf("auto_stop_setting", ["always", "with_action"]),
    externalUrlIsHttp,
  ],
  worldRules: [nameIsFree],
  deleteRules: [isStopped],
};
