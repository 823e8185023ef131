import { textOf } from "../../protocol/values.js";
import type { Store } from "../../store.js";
import type { FillContext, ResourceKind, WorldRule } from "../types.js";
import type { View } from "../view.js";
import { atMostCharacters, matches, notBlank, valueOneOf } from "./checks.js";
import { findGroup, GITLAB_HOST, refusal } from "./references.js";

function joinParent(group: View, store: Store, own: string, parentAttribute: string, separator: string): string {
  const parent = group.number("parent_id");
  const above = parent === undefined ? undefined : store.get("gitlab_group", String(parent));
  return above === undefined ? own : `${textOf(above[parentAttribute])}${separator}${own}`;
}

const fullPath = ({ resource, store }: Pick<FillContext, "resource" | "store">) =>
  joinParent(resource, store, resource.text("path") ?? "", "full_path", "/");

const pathIsFree: WorldRule = (resource, store, self) => {
  const twin = findGroup(store, fullPath({ resource, store }));
  if (twin === undefined || textOf(twin["id"]) === self) return [];
  return [
    resource.problem(
      "path",
      refusal("path", "has already been taken"),
      `The group ${textOf(twin["full_path"])} exists already.`,
    ),
  ];
};

const parentExists: WorldRule = (group, store) => {
  const parent = group.number("parent_id");
  if (parent === undefined || parent === 0 || store.get("gitlab_group", String(parent)) !== undefined) return [];
  return [group.problem("parent_id", "404 {message: 404 Group Not Found}", `There is no group ${parent}.`)];
};

export const group: ResourceKind = {
  source: "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources/group",
  sensitive: ["runners_token"],
  unread: ["avatar", "permanently_remove_on_delete"],
  computed: {
    auto_devops_enabled: false,
    avatar_url: "",
    default_branch_protection: 2,
    emails_enabled: true,
    full_name: ({ resource, store }) => joinParent(resource, store, resource.text("name") ?? "", "full_name", " / "),
    full_path: fullPath,
    lfs_enabled: true,
    membership_lock: false,
    mentions_disabled: false,
    parent_id: 0,
    prevent_forking_outside_group: false,
    project_creation_level: "developer",
    request_access_enabled: true,
    require_two_factor_authentication: false,
    runners_token: ({ ids }) => `GR1348941${ids.token("gitlab_runners_token", 20)}`,
    share_with_group_lock: false,
    shared_runners_setting: "enabled",
    subgroup_creation_level: "maintainer",
    two_factor_grace_period: 48,
    visibility_level: "private",
    web_url: (context) => `https://${GITLAB_HOST}/groups/${fullPath(context)}`,
    wiki_access_level: "enabled",
  },
  refreshed: { when: ["name", "path", "parent_id"], attributes: ["full_path", "full_name", "web_url"] },
  id: ({ ids }) => String(ids.number("gitlab_group", 94_000_000)),
  importing: (reference, store) => findGroup(store, reference),
  rules: [
    notBlank("name"),
    atMostCharacters("name", 255),
    matches(
      "path",
      /^(?![-.])(?!.*\.(git|atom)$)(?!.*\.$)[A-Za-z0-9_.-]+$/,
      "can contain only letters, digits, '_', '-' and '.'. Cannot start with '-' or end in '.', '.git' or '.atom'",
    ),
    valueOneOf("visibility_level", ["private", "internal", "public"]),
    valueOneOf("project_creation_level", ["noone", "owner", "maintainer", "developer", "administrator"]),
    valueOneOf("subgroup_creation_level", ["owner", "maintainer"]),
  ],
  worldRules: [parentExists, pathIsFree],
};
