import { isTimeZone } from "../checks.js";
import type { ResourceKind, Rule } from "../types.js";
import { atMostCharacters, notBlank, valueOneOf } from "./checks.js";
import { CURRENT_USER } from "./project.js";
import { joined, lastPart, numbered, project, refusal } from "./references.js";

const DOCS = "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources";

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { least: 0, most: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

/** Five fields of lists, ranges and steps. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, index) => field.split(",").every((part) => isPart(part, FIELDS[index])))
  );
}

function isPart(part: string, field: Field | undefined): boolean {
  const match = /^(\*|[a-z0-9]+(?:-[a-z0-9]+)?)(?:\/([1-9]\d*))?$/i.exec(part);
  if (match?.[1] === undefined || field === undefined) return false;
  if (match[1] === "*") return true;
  const numbers = match[1].split("-").map((item) => {
    const name = field.names?.indexOf(item.toLowerCase()) ?? -1;
    return name >= 0 ? name + field.least : Number(item);
  });
  return (
    numbers.every((number) => number >= field.least && number <= field.most) &&
    (numbers[0] ?? 0) <= (numbers.at(-1) ?? 0)
  );
}

export const cronIsValid: Rule = (schedule) => {
  const cron = schedule.text("cron");
  if (cron === undefined || isCron(cron)) return [];
  return [
    schedule.problem(
      "cron",
      refusal("cron", " is invalid syntax"),
      `${JSON.stringify(cron)} is not five fields such as \`0 4 * * 1-5\`.`,
    ),
  ];
};

/** GitLab stores and gives back the full reference, so a short one would differ in every plan. */
export const refIsFull: Rule = (schedule) => {
  const ref = schedule.text("ref");
  if (ref === undefined || /^refs\/(heads|tags|merge-requests)\/[^\s~^:?*[\\]+$/.test(ref)) return [];
  const message =
    "The branch/tag name to be triggered must be the full branch reference, for example: `refs/heads/main`, not `main`";
  return [schedule.problem("ref", message, `Write refs/heads/${ref} or refs/tags/${ref}.`)];
};

export const timeZoneExists: Rule = (schedule) => {
  const zone = schedule.text("cron_timezone");
  if (zone === undefined || isTimeZone(zone)) return [];
  return [
    schedule.problem(
      "cron_timezone",
      refusal("cron_timezone", " is invalid syntax"),
      `${JSON.stringify(zone)} is no IANA time zone.`,
    ),
  ];
};

export const pipelineSchedule: ResourceKind = {
  source: `${DOCS}/pipeline_schedule`,
  replace: ["project"],
  defaults: { active: true, cron_timezone: "UTC", take_ownership: false },
  computed: { owner: CURRENT_USER.id, pipeline_schedule_id: ({ id }) => Number(lastPart(id)) },
  unread: ["take_ownership"],
  parent: project,
  id: numbered("project", "gitlab_pipeline_schedule", 3_000_000),
  rules: [notBlank("description"), atMostCharacters("description", 255), cronIsValid, refIsFull, timeZoneExists],
};

export const pipelineScheduleVariable: ResourceKind = {
  source: `${DOCS}/pipeline_schedule_variable`,
  replace: ["project", "pipeline_schedule_id", "key"],
  defaults: { variable_type: "env_var" },
  parent: project,
  id: joined("project", "pipeline_schedule_id", "key"),
  rules: [valueOneOf("variable_type", ["env_var", "file"])],
  worldRules: [
    (variable, store) => {
      const id = `${variable.text("project") ?? ""}:${variable.number("pipeline_schedule_id") ?? ""}`;
      if (store.get("gitlab_pipeline_schedule", id) !== undefined) return [];
      return [variable.problem("pipeline_schedule_id", "404 {message: 404 Pipeline Schedule Not Found}")];
    },
  ],
};
