import { textOf } from "../../protocol/values.js";
import type { FillContext, ResourceKind, WorldRule } from "../types.js";
import { valueOneOf } from "./checks.js";
import { findProject, joined, project, refusal } from "./references.js";

const DOCS = "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources";
const LEVELS = ["no one", "developer", "maintainer", "admin"];

/** How GitLab's pages call an access level. */
const describe = ({ element }: FillContext) =>
  ({ developer: "Developers + Maintainers", maintainer: "Maintainers", admin: "Administrators", "no one": "No one" })[
    element.text("access_level") ?? ""
  ] ?? "";

const described = (block: string): NonNullable<ResourceKind["computed"]> => ({
  [`${block}.access_level_description`]: describe,
});

const identified = (block: string): NonNullable<ResourceKind["computed"]> => ({
  ...described(block),
  [`${block}.id`]: ({ ids }) => ids.number("gitlab_access_level", 900_000),
  [`${block}.group_inheritance_type`]: 0,
});

const environmentExists: WorldRule = (protection, store) => {
  const owner = findProject(store, protection.text("project") ?? "");
  const found = store.find(
    "gitlab_project_environment",
    (other) =>
      other["name"] === protection.raw("environment") && findProject(store, textOf(other["project"])) === owner,
  );
  if (found !== undefined) return [];
  return [
    protection.problem(
      "environment",
      "404 {message: 404 Environment Not Found}",
      `The project has no environment ${textOf(protection.raw("environment"))}.`,
    ),
  ];
};

export const branchProtection: ResourceKind = {
  source: `${DOCS}/branch_protection`,
  replace: ["project", "branch"],
  computed: {
    allow_force_push: false,
    branch_protection_id: ({ ids }) => ids.number("gitlab_branch_protection", 80_000_000),
    code_owner_approval_required: false,
    merge_access_level: "maintainer",
    push_access_level: "maintainer",
    unprotect_access_level: "maintainer",
    ...described("allowed_to_merge"),
    ...described("allowed_to_push"),
    ...described("allowed_to_unprotect"),
  },
  parent: project,
  id: joined("project", "branch"),
  rules: [
    valueOneOf("merge_access_level", LEVELS),
    valueOneOf("push_access_level", LEVELS),
    valueOneOf("unprotect_access_level", LEVELS.slice(1)),
  ],
  worldRules: [
    (protection, store, self) => {
      const id = `${protection.text("project") ?? ""}:${protection.text("branch") ?? ""}`;
      if (store.get("gitlab_branch_protection", id) === undefined || id === self) return [];
      return [protection.problem("branch", refusal("name", "has already been taken"))];
    },
  ],
};

export const protectedEnvironment: ResourceKind = {
  source: `${DOCS}/project_protected_environment`,
  replace: ["project", "environment"],
  computed: {
    approval_rules: [],
    ...identified("deploy_access_levels"),
    ...identified("deploy_access_levels_attribute"),
    ...identified("approval_rules"),
  },
  parent: project,
  id: joined("project", "environment"),
  worldRules: [environmentExists],
};
