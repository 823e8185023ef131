import { GantryError, type Problem } from "../../modules/core/errors.js";
import { withoutColours } from "../terminal/text.js";
import { lockedError, lockInError } from "./lock.js";
import type { Diagnostic } from "./messages.js";

/** Failures with a mend that Terraform's own text doesn't name. */
const KNOWN: readonly { readonly sign: RegExp; readonly fix: string }[] = [
  { sign: /S3 bucket .* does not exist|NoSuchBucket/, fix: "./gantry state bootstrap creates the state bucket" },
  {
    sign: /No valid credential sources|get credentials|ExpiredToken|InvalidClientTokenId/,
    fix: "log in to AWS (aws sso login, or AWS_PROFILE), or add --cloud local for the embedded cloud",
  },
  {
    sign: /Instance cannot be destroyed/,
    fix: "undo the change that takes it away; if only its creation was interrupted, ./gantry deploy takes it up",
  },
  {
    sign: /Backend configuration changed|Backend initialization required/,
    fix: "run the command again; if it stays, remove the stack's .terraform folder",
  },
  {
    sign: /connect: connection refused|Unrecognized remote plugin message|Failed to (read any lines from|instantiate) p/,
    fix: "./gantry status tells whether the embedded cloud still runs; ./gantry local start starts it",
  },
];

/**
 * Turns what Terraform said into our own error: a lock becomes a refusal that names its holder, everything else
 * keeps Terraform's words, one problem per diagnostic.
 * @param output what Terraform printed beside its diagnostics; used when it gave none
 */
export function terraformFailure(options: {
  readonly stack: string;
  readonly step: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly output: string;
  /** Says a diagnostic better than Terraform does. @default - nobody does */
  readonly reasonFor?: (diagnostic: Diagnostic) => Problem | undefined;
  readonly now?: Date;
}): GantryError {
  const { stack, step, output, reasonFor = () => undefined } = options;
  const errors = options.diagnostics.filter(({ severity }) => severity === "error");
  const all = [...errors.map(({ summary, detail }) => `${summary}\n${detail ?? ""}`), output].join("\n");
  const lock = lockInError(all);
  if (lock !== undefined) return lockedError(stack, lock, options.now ?? new Date());
  if (errors.length > 0) {
    return new GantryError(errors.map((diagnostic) => reasonFor(diagnostic) ?? toProblem(stack, step, diagnostic)));
  }
  const text = clean(output) || "it said nothing";
  return new GantryError({ path: `${stack}: terraform ${step}`, what: `failed: ${text}`, ...fixFor(text) });
}

function toProblem(stack: string, step: string, { summary, detail, address }: Diagnostic): Problem {
  const where = address === undefined ? `${stack}: terraform ${step}` : `${stack}: ${address}`;
  const text = detail === undefined || detail === "" ? summary : `${summary}\n${clean(detail)}`;
  return { path: where, what: `failed: ${text.replaceAll("\n", "\n  ")}`, ...fixFor(text) };
}

function fixFor(text: string): Pick<Problem, "fix"> {
  const fix = KNOWN.find(({ sign }) => sign.test(text))?.fix;
  return fix === undefined ? {} : { fix };
}

/** Terraform's text without its box, its colours and its empty lines. */
function clean(text: string): string {
  return withoutColours(text)
    .split("\n")
    .map((line) => line.replace(/^[╷│╵]\s?/, "").trimEnd())
    .filter((line) => line.trim() !== "")
    .join("\n");
}
