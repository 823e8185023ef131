import { GantryError } from "../../modules/core/errors.js";
import type { Target } from "../../stacks/platform.js";

export interface ChoiceFacts {
  /** The value of `--cloud`. */
  readonly flag: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly embeddedCloudRuns: boolean;
}

export interface Choice {
  readonly target: Target;
  /** Why, for the first line that a command prints. */
  readonly because: string;
}

/** Signs that somebody means a real account now. A default profile in a file is no such sign: most people have one. */
const CREDENTIALS = [
  "AWS_ACCESS_KEY_ID",
  "AWS_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/** The names of the variables through which a shell says that a real account is meant. */
export function awsCredentials(environment: NodeJS.ProcessEnv): readonly string[] {
  return CREDENTIALS.filter((name) => (environment[name] ?? "") !== "");
}

/** Signs that the shell is wired to the embedded cloud, as `eval "$(./gantry local env)"` does. */
const LOCAL_WIRING = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "TF_REATTACH_PROVIDERS"];

const SAY = "add --cloud local or --cloud aws, or set GANTRY_CLOUD";

/**
 * Decides whether a command works on AWS or on the embedded cloud: `--cloud`, else `GANTRY_CLOUD`, else what only one
 * answer fits. See docs/adr/0006-choice-of-target.md.
 * @throws GantryError (refused) where both are possible, or where AWS is meant in a shell wired to the embedded cloud
 */
export function chooseTarget({ flag, environment, embeddedCloudRuns }: ChoiceFacts): Choice {
  const choice = explicit(flag, environment) ?? implied(environment, embeddedCloudRuns);
  const wiring = LOCAL_WIRING.filter((name) => isWired(name, environment[name] ?? ""));
  if (choice.target === "aws" && wiring.length > 0) {
    throw new GantryError(
      {
        what: `AWS was chosen (${choice.because}), but this shell is wired to an embedded cloud`,
        value: wiring.join(", "),
        fix: `unset ${wiring.join(" ")} (or open a new shell), or add --cloud local`,
      },
      { outcome: "refused" },
    );
  }
  return choice;
}

function explicit(flag: string | undefined, environment: NodeJS.ProcessEnv): Choice | undefined {
  if (flag !== undefined) return { target: asTarget(flag, "--cloud"), because: "--cloud" };
  const variable = environment["GANTRY_CLOUD"] ?? "";
  return variable === "" ? undefined : { target: asTarget(variable, "GANTRY_CLOUD"), because: "GANTRY_CLOUD" };
}

function implied(environment: NodeJS.ProcessEnv, embeddedCloudRuns: boolean): Choice {
  if (!embeddedCloudRuns) return { target: "aws", because: "no embedded cloud runs" };
  const credentials = awsCredentials(environment);
  if (credentials.length === 0) return { target: "local", because: "the embedded cloud runs; --cloud aws for AWS" };
  throw new GantryError(
    {
      what: "it isn't clear which cloud is meant: the embedded one runs, and this shell has AWS credentials",
      value: credentials.join(", "),
      fix: SAY,
    },
    { outcome: "refused" },
  );
}

function asTarget(value: string, path: string): Target {
  if (value === "aws" || value === "local") return value;
  throw new GantryError({ path, what: "names no cloud", value, allowed: "aws, local" });
}

/** A public endpoint, such as a company's proxy, is the user's own business. */
function isWired(name: string, value: string): boolean {
  return name === "TF_REATTACH_PROVIDERS" ? value !== "" : /^https?:\/\/(127\.|localhost|\[::1\])/.test(value);
}
