import { cpSync } from "node:fs";
import { join } from "node:path";
import { type Command, measure } from "../measure/command.js";
import { alternate, type Contender, type Row } from "../measure/contenders.js";
import { ratioGoal, type Section } from "../report/section.js";
import { type OwnCloud, withOwnCloud } from "./own-cloud.js";
import type { Bench } from "./part.js";

/** Each takes minutes, most of them waits of the AWS provider that no tool can shorten. */
const DEPLOYS = 3;
const DIFFS = 5;

const OF_TERRAFORM = 1.15;

/** One tool at its two everyday jobs, on environments that no other contender touches. */
interface Tool {
  readonly name: { readonly deploy: string; readonly diff: string };
  /** Deploys an environment that doesn't exist yet. */
  readonly deploy: (environment: string) => Command;
  /** Finds nothing to do. */
  readonly diff: (environment: string) => Command;
}

/** Deploys review environments, and finds nothing to change, by three tools on one embedded cloud. */
export async function deploy(bench: Bench): Promise<readonly Section[]> {
  const deploys = bench.runs ?? DEPLOYS;
  return withOwnCloud(bench, async (cloud) => {
    const tools = [gantry(cloud), cdktf(bench, cloud), terraform(bench, cloud)];
    const raw = tools.length - 1;
    const prepared = Array.from({ length: deploys }, (_, index) => environmentOf(raw, index + 1));
    await writeFor(prepared, bench, cloud);

    const deployments = await alternate({
      ...bench,
      runs: deploys,
      warmUp: false,
      contenders: tools.map(
        ({ name, deploy }, index): Contender => ({
          name: name.deploy,
          command: (turn) => deploy(environmentOf(index, turn)),
        }),
      ),
    });
    const diffs = await alternate({
      ...bench,
      runs: bench.runs ?? DIFFS,
      contenders: tools.map(
        ({ name, diff }, index): Contender => ({
          name: name.diff,
          command: () => diff(environmentOf(index, deploys)),
        }),
      ),
    });
    const [ours, , theirs] = deployments as [Row, Row, Row];
    const goal = ratioGoal("./gantry deploy: at most 1.15 times raw Terraform", OF_TERRAFORM, "wallSeconds", [
      ours,
      theirs,
    ]);
    return [
      { title: "Deploy of a new review environment", rows: deployments, goals: [goal] },
      { title: "No change in that environment", rows: diffs, goals: [] },
    ];
  });
}

/** Numbers, because those never share an address range: every tool and turn has one of its own. */
function environmentOf(tool: number, turn: number): string {
  return `review-${(tool + 1) * 50 + turn}`;
}

function gantry(cloud: OwnCloud): Tool {
  return {
    name: { deploy: "./gantry deploy", diff: "./gantry diff" },
    deploy: (environment) => cloud.gantry("deploy", environment, "--yes"),
    diff: (environment) => cloud.gantry("diff", environment),
  };
}

/** Its lock of the providers asks the registry even when a mirror has them, so it is left out in its favour. */
function cdktf({ root, scratch }: Bench, cloud: OwnCloud): Tool {
  const command = (environment: string, ...args: readonly string[]): Command => ({
    line: ["npx", "cdktf", ...args, "--skip-provider-lock", "--output", join(scratch, "cdktf.out")],
    directory: root,
    environment: { ...cloud.environment, GANTRY_ENVIRONMENTS: environment, CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" },
  });
  return {
    name: { deploy: "npx cdktf deploy", diff: "npx cdktf diff" },
    deploy: (environment) => command(environment, "deploy", environment, "--auto-approve"),
    diff: (environment) => command(environment, "diff", environment),
  };
}

/** Terraform by hand, on what was synthesized before: nothing can be faster. */
function terraform(bench: Bench, { environment: variables }: OwnCloud): Tool {
  const binary = variables["TERRAFORM_BINARY_NAME"] ?? "terraform";
  const command = (environment: string, ...steps: readonly string[]): Command => ({
    line: ["sh", "-c", steps.map((step) => `"${binary}" ${step}`).join(" && ")],
    directory: rawFolder(bench, environment),
    environment: { ...variables, TF_INPUT: "0" },
  });
  return {
    name: { deploy: "terraform init, plan, apply", diff: "terraform plan" },
    deploy: (environment) => command(environment, "init", "plan -out=plan", "apply plan"),
    diff: (environment) => command(environment, "plan -detailed-exitcode"),
  };
}

/** Gives raw Terraform the very configuration that the other two write for themselves. */
async function writeFor(environments: readonly string[], bench: Bench, cloud: OwnCloud): Promise<void> {
  await measure(cloud.gantry("synth", ...environments), bench.signal);
  for (const environment of environments) {
    cpSync(join(cloud.home, "cdktf.out", "stacks", environment), rawFolder(bench, environment), { recursive: true });
  }
}

function rawFolder({ scratch }: Bench, environment: string): string {
  return join(scratch, "raw", environment);
}
