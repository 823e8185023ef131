import { textOf } from "../../protocol/values.js";
import type { Store } from "../../store.js";
import { atLeast, between } from "../checks.js";
import type { FillContext, ResourceKind, Rule, WorldRule } from "../types.js";
import type { View } from "../view.js";
import { atMostCharacters, matches, notBlank, valueOneOf } from "./checks.js";
import { findProject, GITLAB_HOST, slug } from "./references.js";

/** The user whose token the provider has. Projects without a namespace are theirs. */
export const CURRENT_USER = { id: 1, username: "root", name: "Administrator", namespaceId: 1 };

const ACCESS = ["disabled", "private", "enabled"];

const FEATURES = [
  "analytics",
  "builds",
  "container_registry",
  "environments",
  "feature_flags",
  "forking",
  "infrastructure",
  "issues",
  "merge_requests",
  "model_experiments",
  "model_registry",
  "monitor",
  "releases",
  "repository",
  "requirements",
  "security_and_compliance",
  "snippets",
  "wiki",
];

const accessLevels: readonly Rule[] = [
  ...FEATURES.map((feature) => valueOneOf(`${feature}_access_level`, ACCESS)),
  valueOneOf("pages_access_level", [...ACCESS, "public"]),
];

const pathOf = (project: View) => project.text("path") ?? slug(project.text("name") ?? "");

/** A group that was not made here has no path that is known; its number stands for it. */
function fullPath(project: View, store: Store): string {
  const namespace = project.number("namespace_id");
  const group = namespace === undefined ? undefined : store.get("gitlab_group", String(namespace));
  const parent = group === undefined ? (namespace ?? CURRENT_USER.username) : textOf(group["full_path"]);
  return `${parent}/${pathOf(project)}`;
}

const link = (prefix: string, suffix: string) => (context: FillContext) =>
  `${prefix}${fullPath(context.resource, context.store)}${suffix}`;

const namespaceHasRoom: WorldRule = (project, store, self) => {
  const path = fullPath(project, store).toLowerCase();
  const twin = store.find(
    "gitlab_project",
    (other) => textOf(other["path_with_namespace"]).toLowerCase() === path && textOf(other["id"]) !== self,
  );
  if (twin === undefined) return [];
  const message =
    "400 {message: {name: [has already been taken], path: [has already been taken], project_namespace.name: [has already been taken]}}";
  return [project.problem("path", message, `The project ${path} exists already.`)];
};

/** Defaults of a new project on GitLab.com. https://docs.gitlab.com/api/projects */
const SETTINGS = {
  allow_merge_on_skipped_pipeline: false,
  auto_cancel_pending_pipelines: "enabled",
  auto_devops_deploy_strategy: "continuous",
  auto_devops_enabled: false,
  autoclose_referenced_issues: true,
  build_git_strategy: "fetch",
  build_timeout: 3600,
  ci_default_git_depth: 20,
  ci_forward_deployment_enabled: true,
  ci_separated_caches: true,
  container_registry_enabled: true,
  default_branch: "main",
  emails_enabled: true,
  empty_repo: ({ resource }: FillContext) => resource.flag("initialize_with_readme") !== true,
  group_runners_enabled: true,
  issues_enabled: true,
  keep_latest_artifact: true,
  lfs_enabled: true,
  merge_method: "merge",
  merge_pipelines_enabled: false,
  merge_requests_enabled: true,
  merge_trains_enabled: false,
  only_allow_merge_if_all_discussions_are_resolved: false,
  only_allow_merge_if_pipeline_succeeds: false,
  packages_enabled: true,
  pages_access_level: "private",
  pipelines_enabled: true,
  printing_merge_request_link_enabled: true,
  public_builds: true,
  public_jobs: true,
  remove_source_branch_after_merge: true,
  repository_storage: "default",
  request_access_enabled: true,
  resource_group_default_process_mode: "unordered",
  shared_runners_enabled: true,
  snippets_enabled: true,
  squash_option: "default_off",
  tags: [],
  topics: [],
  visibility_level: "private",
  wiki_enabled: true,
  ...Object.fromEntries(FEATURES.map((feature) => [`${feature}_access_level`, "enabled"])),
};

export const project: ResourceKind = {
  source: "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources/project",
  sensitive: ["import_url_password", "runners_token"],
  replace: ["template_name", "template_project_id"],
  unread: [
    "avatar",
    "archive_on_destroy",
    "initialize_with_readme",
    "import_url_password",
    "import_url_username",
    "permanently_delete_on_destroy",
    "skip_wait_for_default_branch_protection",
  ],
  defaults: { path: (resource) => (resource.text("name") === undefined ? undefined : pathOf(resource)) },
  computed: {
    ...SETTINGS,
    namespace_id: CURRENT_USER.namespaceId,
    path_with_namespace: link("", ""),
    web_url: link(`https://${GITLAB_HOST}/`, ""),
    http_url_to_repo: link(`https://${GITLAB_HOST}/`, ".git"),
    ssh_url_to_repo: link(`git@${GITLAB_HOST}:`, ".git"),
    avatar_url: "",
    runners_token: ({ ids }) => `GR1348941${ids.token("gitlab_runners_token", 20)}`,
  },
  refreshed: {
    when: ["name", "path", "namespace_id"],
    attributes: ["path_with_namespace", "web_url", "http_url_to_repo", "ssh_url_to_repo"],
  },
  id: ({ ids }) => String(ids.number("gitlab_project", 61_000_000)),
  importing: (reference, store) => findProject(store, reference),
  rules: [
    notBlank("name"),
    atMostCharacters("name", 255),
    matches(
      "name",
      /^[\p{L}\p{N}\p{Extended_Pictographic}_][\p{L}\p{N}\p{Pd}\p{Extended_Pictographic}_. +-]*$/u,
      "can contain only letters, digits, emoji, '_', '.', '+', dashes, or spaces. It must start with a letter, digit, emoji, or '_'.",
    ),
    matches(
      "path",
      /^(?!-)(?!.*\.(git|atom)$)[A-Za-z0-9_.-]+$/,
      "can contain only letters, digits, '_', '-' and '.'. Cannot start with '-', end in '.git' or end in '.atom'",
    ),
    valueOneOf("visibility_level", ["private", "internal", "public"]),
    valueOneOf("merge_method", ["merge", "rebase_merge", "ff"]),
    valueOneOf("squash_option", ["never", "always", "default_on", "default_off"]),
    valueOneOf("build_git_strategy", ["clone", "fetch"]),
    valueOneOf("auto_cancel_pending_pipelines", ["enabled", "disabled"]),
    between("ci_default_git_depth", 0, 1000),
    atLeast("build_timeout", 600),
    atMostCharacters("description", 2000),
    ...accessLevels,
  ],
  worldRules: [namespaceHasRoom],
};
