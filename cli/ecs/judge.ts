import { count, duration } from "../terminal/text.js";
import type { LiveDeployment, LiveService } from "./live-service.js";

/**
 * How a service is. `in-progress` and `uneven` may still become `healthy` by themselves; the others need somebody.
 * `stuck`: so many tasks failed that ECS's circuit breaker would give the deployment up.
 * `uneven`: deployed, but another number of tasks runs than should.
 */
export type Health =
  | "healthy"
  | "in-progress"
  | "stuck"
  | "uneven"
  | "rolling-back"
  | "rolled-back"
  | "failed"
  | "foreign"
  | "inactive"
  | "missing";

export interface Verdict {
  readonly health: Health;
  /** What is so, as the rest of a sentence that begins with the service's name. */
  readonly message: string;
}

/**
 * Judges what DescribeServices answers. The AWS provider does not: it takes any single deployment whose count is
 * right for a success, also one that brought the revision before back.
 * @param live the service; undefined when ECS knows none
 * @param wanted family and number of the revision that was deployed. @default - whichever ECS works towards
 */
export function judge(live: LiveService | undefined, wanted: string | undefined, now: Date): Verdict {
  if (live === undefined) return { health: "missing", message: "does not exist: ECS knows no service of this name" };
  if (live.status !== "ACTIVE") return { health: "inactive", message: `is not active: its status is ${live.status}` };
  const primary = live.deployments.find(({ status }) => status === "PRIMARY");
  if (primary === undefined) return { health: "missing", message: "has no deployment: nothing was ever started" };
  const others = live.deployments.filter((one) => one !== primary);
  return (
    judgeRevision(primary, others, wanted, now) ??
    judgeRollout(primary, others, now) ??
    judgeCount(live, primary.revision)
  );
}

/** What is wrong with the revision that ECS works towards; undefined when it's the right one. */
function judgeRevision(
  primary: LiveDeployment,
  others: readonly LiveDeployment[],
  wanted: string | undefined,
  now: Date,
): Verdict | undefined {
  const { revision, rollout, reason } = primary;
  const failed = others.find(({ rollout }) => rollout === "FAILED");
  // ECS goes back to an older revision; people and pipelines go forward.
  const meant = wanted ?? failed?.revision ?? revision;
  const givenUp = isOlder(revision, meant) ? meant : undefined;
  const serves = servingOf([primary, ...others]);
  if (givenUp !== undefined && rollout === "COMPLETED") {
    return { health: "rolled-back", message: `was rolled back: ${givenUp} did not become healthy; ${serves}` };
  }
  if (givenUp !== undefined) {
    const how = `from ${givenUp} to ${revision}, for ${since(primary, now)}${because(failed?.reason ?? reason)}`;
    return { health: "rolling-back", message: `is being rolled back ${how}; ${serves}` };
  }
  if (wanted === undefined || wanted === revision) return undefined;
  return { health: "foreign", message: `runs ${revision}, not ${wanted}: somebody deployed beside Terraform` };
}

/** What keeps the deployment from being complete; undefined when it is. */
function judgeRollout(primary: LiveDeployment, others: readonly LiveDeployment[], now: Date): Verdict | undefined {
  const { revision, rollout, reason, running, desired, failed } = primary;
  if (rollout === "FAILED") {
    const serves = servingOf([primary, ...others]);
    return { health: "failed", message: `could not be deployed as ${revision}${because(reason)}; ${serves}` };
  }
  if (rollout !== "IN_PROGRESS") return undefined;
  const tasks = `${running} of ${count(desired, "task")} run, ${failed} failed`;
  const message = `has been deploying ${revision} for ${since(primary, now)}: ${tasks}; ${servingOf(others, "no other revision serves")}`;
  return isStuck(primary)
    ? { health: "stuck", message: `is stuck: it ${message}` }
    : { health: "in-progress", message };
}

function judgeCount({ running, desired }: LiveService, revision: string): Verdict {
  if (running === desired) return { health: "healthy", message: `runs ${revision} with ${count(running, "task")}` };
  return { health: "uneven", message: `runs ${running} of ${count(desired, "task")} of ${revision}` };
}

/** Whether waiting may turn the verdict into `healthy`. */
export function maySettle({ health }: Verdict): boolean {
  return health === "in-progress" || health === "uneven";
}

/** The circuit breaker's own measure: half of the desired tasks, at least 3 and at most 200. */
function isStuck({ desired, running, failed }: LiveDeployment): boolean {
  return running < desired && failed >= Math.min(200, Math.max(3, Math.ceil(desired / 2)));
}

function isOlder(revision: string, than: string): boolean {
  const [family, number] = splitRevision(revision);
  const [otherFamily, otherNumber] = splitRevision(than);
  return family === otherFamily && number < otherNumber;
}

function splitRevision(revision: string): readonly [family: string, number: number] {
  const colon = revision.lastIndexOf(":");
  return [revision.slice(0, colon), Number(revision.slice(colon + 1))];
}

function since({ began }: LiveDeployment, now: Date): string {
  return duration((now.getTime() - began.getTime()) / 1000);
}

/** Which revisions have tasks that run, in words. */
function servingOf(deployments: readonly LiveDeployment[], none = "nothing serves"): string {
  const serving = deployments.filter(({ running }) => running > 0);
  if (serving.length === 0) return none;
  return serving.map(({ revision, running }) => `${revision} still serves with ${count(running, "task")}`).join(", ");
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === "" ? "" : ` (${reason.replace(/\.$/, "")})`;
}
