import type { Vendor } from "../types.js";
import { dataSources } from "./data-sources.js";
import { projectEnvironment } from "./environment.js";
import { group } from "./group.js";
import { project } from "./project.js";
import { branchProtection, protectedEnvironment } from "./protection.js";
import { userRunner } from "./runner.js";
import { pipelineSchedule, pipelineScheduleVariable } from "./schedule.js";
import { tokens } from "./tokens.js";
import { groupVariable, projectVariable } from "./variables.js";

export const gitlab: Vendor = {
  name: "gitlab",
  address: "gitlabhq/gitlab",
  protocol: 6,
  sensitiveSettings: ["token"],
  kinds: {
    gitlab_project: project,
    gitlab_group: group,
    gitlab_project_variable: projectVariable,
    gitlab_group_variable: groupVariable,
    gitlab_project_environment: projectEnvironment,
    gitlab_project_protected_environment: protectedEnvironment,
    gitlab_branch_protection: branchProtection,
    gitlab_pipeline_schedule: pipelineSchedule,
    gitlab_pipeline_schedule_variable: pipelineScheduleVariable,
    gitlab_user_runner: userRunner,
    ...tokens,
  },
  dataSources,
  notFound: () => "404 {message: 404 Not Found}",
  defaultId: (type, ids) => String(ids.number(type, 1_000_000)),
};
