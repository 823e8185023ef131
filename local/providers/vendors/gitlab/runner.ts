import type { ResourceKind, Rule, WorldRule } from "../types.js";
import { atMostCharacters, valueOneOf } from "./checks.js";
import { refusal } from "./references.js";

const OWNER: Readonly<Record<string, string | undefined>> = {
  instance_type: undefined,
  group_type: "group_id",
  project_type: "project_id",
};

/** A runner belongs to the instance, to one group or to one project, and names just that. */
export const ownerSuitsType: Rule = (runner) => {
  const type = runner.text("runner_type");
  if (type === undefined || !(type in OWNER)) return [];
  const owner = OWNER[type];
  const problems = ["group_id", "project_id"]
    .filter((name) => name !== owner && runner.isSet(name))
    .map((name) =>
      runner.problem(name, `${name} cannot be set for a runner of type ${type}`, "Remove it, or change runner_type."),
    );
  if (owner !== undefined && runner.isUnset(owner)) {
    problems.push(runner.problem(owner, `${owner} is required when runner_type is ${type}`));
  }
  return problems;
};

/** A runner that takes neither tagged nor untagged jobs would never run. */
export const takesSomeJobs: Rule = (runner) => {
  if (runner.flag("untagged") !== false || runner.isUnknown("tag_list") || (runner.texts("tag_list") ?? []).length > 0)
    return [];
  const message = refusal("tags_list", "can not be empty when runner is not allowed to pick untagged jobs");
  return [runner.problem("tag_list", message, "Give it tags, or set untagged.")];
};

export const hasFewTags: Rule = (runner) =>
  (runner.texts("tag_list") ?? []).length > 50
    ? [
        runner.problem(
          "tag_list",
          refusal("tags_list", "Too many tags specified. Please limit the number of tags to 50"),
        ),
      ]
    : [];

/** 0 stands for no limit of its own. */
export const timeoutIsLongEnough: Rule = (runner) => {
  const timeout = runner.number("maximum_timeout");
  if (timeout === undefined || timeout === 0 || timeout >= 600) return [];
  const message = refusal("maximum_timeout", "needs to be at least 10 minutes");
  return [runner.problem("maximum_timeout", message, `${timeout} seconds are less than 600.`)];
};

export const locksProjectRunnersOnly: Rule = (runner) => {
  const type = runner.text("runner_type");
  if (runner.flag("locked") !== true || type === undefined || type === "project_type") return [];
  return [
    runner.problem("locked", "Only project runners can be locked", "A locked runner serves its own project alone."),
  ];
};

const projectExists: WorldRule = (runner, store) => {
  const id = runner.number("project_id");
  if (id === undefined || store.get("gitlab_project", String(id)) !== undefined) return [];
  return [runner.problem("project_id", "404 {message: 404 Project Not Found}", `There is no project ${id}.`)];
};

export const userRunner: ResourceKind = {
  source: "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources/user_runner",
  sensitive: ["token"],
  replace: ["runner_type", "group_id", "project_id"],
  computed: {
    access_level: "not_protected",
    description: "",
    locked: false,
    maintenance_note: "",
    maximum_timeout: 0,
    paused: false,
    tag_list: [],
    token: ({ ids, resource }) => {
      const scope =
        { instance_type: "t1", group_type: "t2", project_type: "t3" }[resource.text("runner_type") ?? ""] ?? "t1";
      return `glrt-${scope}_${ids.token("gitlab_runner_token", 20)}`;
    },
    untagged: ({ resource }) => (resource.texts("tag_list") ?? []).length === 0,
  },
  unread: ["token", "group_id", "project_id"],
  id: ({ ids }) => String(ids.number("gitlab_runner", 48_000_000)),
  rules: [
    valueOneOf("runner_type", Object.keys(OWNER)),
    valueOneOf("access_level", ["not_protected", "ref_protected"]),
    atMostCharacters("maintenance_note", 1024),
    atMostCharacters("description", 1024),
    ownerSuitsType,
    takesSomeJobs,
    hasFewTags,
    timeoutIsLongEnough,
    locksProjectRunnersOnly,
  ],
  worldRules: [projectExists],
};
