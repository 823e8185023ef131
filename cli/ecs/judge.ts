import { count, duration } from "../terminal/text.js";
import type { LiveDeployment, LiveService } from "./live-service.js";

/**
 * How a service is. `in-progress` and `uneven` may still become `healthy` by themselves; the others need somebody.
 * `uneven`: deployed, but another number of tasks runs than should.
 */
export type Health =
  | "healthy"
  | "in-progress"
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
  const failed = others.find(({ rollout }) => rollout === "FAILED");
  const since = duration((now.getTime() - primary.began.getTime()) / 1000);
  const serves = servingOf(live.deployments);

  if (wanted !== undefined && primary.revision !== wanted && !goesBack(primary, failed, wanted)) {
    return {
      health: "foreign",
      message: `runs ${primary.revision}, not ${wanted}: somebody deployed beside Terraform`,
    };
  }
  const given = primary.revision !== (wanted ?? primary.revision) ? wanted : newerThan(primary, failed);
  if (given !== undefined && primary.rollout === "COMPLETED") {
    return { health: "rolled-back", message: `was rolled back: ${given} did not become healthy; ${serves}` };
  }
  if (given !== undefined) {
    const why = because(failed?.reason ?? primary.reason);
    return {
      health: "rolling-back",
      message: `is being rolled back from ${given} to ${primary.revision}, for ${since}${why}; ${serves}`,
    };
  }
  if (primary.rollout === "FAILED") {
    return {
      health: "failed",
      message: `could not be deployed as ${primary.revision}${because(primary.reason)}; ${serves}`,
    };
  }
  if (primary.rollout === "IN_PROGRESS") {
    const tasks = `${primary.running} of ${count(primary.desired, "task")} run, ${primary.failed} failed`;
    return {
      health: "in-progress",
      message: `has been deploying ${primary.revision} for ${since}: ${tasks}; ${servingOf(others)}`,
    };
  }
  if (live.running !== live.desired) {
    return {
      health: "uneven",
      message: `runs ${live.running} of ${count(live.desired, "task")} of ${primary.revision}`,
    };
  }
  return { health: "healthy", message: `runs ${primary.revision} with ${count(live.running, "task")}` };
}

/** Whether waiting may turn the verdict into `healthy`. */
export function maySettle({ health }: Verdict): boolean {
  return health === "in-progress" || health === "uneven";
}

/** ECS goes back to an older revision; people and pipelines go forward. */
function goesBack({ revision }: LiveDeployment, failed: LiveDeployment | undefined, wanted: string): boolean {
  return failed?.revision === wanted || isOlder(revision, wanted);
}

/** The revision that was given up for an older one. A failed one that a newer one follows is past. */
function newerThan({ revision }: LiveDeployment, failed: LiveDeployment | undefined): string | undefined {
  return failed !== undefined && isOlder(revision, failed.revision) ? failed.revision : undefined;
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

/** Which revisions have tasks that run, in words. */
function servingOf(deployments: readonly LiveDeployment[]): string {
  const serving = deployments.filter(({ running }) => running > 0);
  if (serving.length === 0) return "no other revision serves";
  return serving.map(({ revision, running }) => `${revision} still serves with ${count(running, "task")}`).join(", ");
}

function because(reason: string | undefined): string {
  return reason === undefined || reason === "" ? "" : ` (${reason.replace(/\.$/, "")})`;
}
