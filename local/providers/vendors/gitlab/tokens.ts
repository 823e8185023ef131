import type { ResourceKind, Rule } from "../types.js";
import { notBlank, valueOneOf } from "./checks.js";
import { group, lastPart, numbered, project } from "./references.js";

const DOCS = "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources";

const DEPLOY_SCOPES = [
  "read_repository",
  "read_registry",
  "write_registry",
  "read_virtual_registry",
  "write_virtual_registry",
  "read_package_registry",
  "write_package_registry",
];

const LEVELS = ["no one", "minimal", "guest", "planner", "reporter", "developer", "maintainer", "owner"];

const scopesAreKnown: Rule = (token) =>
  (token.texts("scopes") ?? [])
    .filter((scope) => !DEPLOY_SCOPES.includes(scope))
    .map((scope) =>
      token.problem("scopes", `Invalid scope ${JSON.stringify(scope)}`, `Allowed: ${DEPLOY_SCOPES.join(", ")}.`),
    );

const hasOneOwner: Rule = (token) =>
  token.isSet("project") === token.isSet("group")
    ? [token.problem("project", "Exactly one of project and group must be set")]
    : [];

/** Deploy tokens cannot be changed, only replaced. */
const DEPLOY = {
  sensitive: ["token"],
  unread: ["token"],
  rules: [notBlank("name"), scopesAreKnown],
} as const satisfies Partial<ResourceKind>;

const deploySecret: NonNullable<ResourceKind["computed"]> = {
  token: ({ ids }) => `gldt-${ids.token("gitlab_deploy_token_secret", 20)}`,
  username: ({ id }) => `gitlab+deploy-token-${lastPart(id)}`,
};

function deployTokenOf(parent: typeof project): ResourceKind {
  return {
    ...DEPLOY,
    source: `${DOCS}/${parent.attribute}_deploy_token`,
    replace: [parent.attribute, "name", "scopes", "username", "expires_at"],
    computed: { ...deploySecret, expired: false, revoked: false, validate_past_expiration_date: true },
    parent,
    id: numbered(parent.attribute, "gitlab_deploy_token", 7_000_000),
  };
}

function accessTokenOf(parent: typeof project): ResourceKind {
  return {
    source: `${DOCS}/${parent.attribute}_access_token`,
    sensitive: ["token"],
    unread: ["token"],
    replace: [parent.attribute, "name", "scopes", "access_level"],
    computed: {
      access_level: "maintainer",
      active: true,
      created_at: ({ now }) => now.toISOString(),
      description: "",
      expires_at: ({ now }) => new Date(now.getTime() + 365 * 86_400_000).toISOString().slice(0, 10),
      revoked: false,
      token: ({ ids }) => `glpat-${ids.token("gitlab_access_token_secret", 20)}`,
      user_id: ({ ids }) => ids.number("gitlab_user", 26_000_000),
      validate_past_expiration_date: true,
    },
    parent,
    id: numbered(parent.attribute, "gitlab_access_token", 15_000_000),
    rules: [notBlank("name"), valueOneOf("access_level", LEVELS)],
  };
}

export const tokens: Readonly<Record<string, ResourceKind>> = {
  gitlab_deploy_token: {
    ...DEPLOY,
    source: `${DOCS}/deploy_token`,
    replace: ["project", "group", "name", "scopes", "username", "expires_at"],
    computed: { ...deploySecret, deploy_token_id: ({ id }) => Number(lastPart(id)) },
    rules: [...DEPLOY.rules, hasOneOwner],
    id: ({ resource, ids }) => {
      const owner =
        resource.text("project") === undefined
          ? `group:${resource.text("group") ?? ""}`
          : `project:${resource.text("project") ?? ""}`;
      return `${owner}:${ids.number("gitlab_deploy_token", 7_000_000)}`;
    },
  },
  gitlab_project_deploy_token: deployTokenOf(project),
  gitlab_group_deploy_token: deployTokenOf(group),
  gitlab_project_access_token: accessTokenOf(project),
  gitlab_group_access_token: accessTokenOf(group),
};
