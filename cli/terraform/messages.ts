/** One line of `terraform plan|apply -json`; only what is read here. */
export type Message =
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic }
  | { readonly type: "apply_start" | "apply_complete" | "apply_errored"; readonly hook: Hook }
  | { readonly type: "refresh_start" | "refresh_complete"; readonly hook: Hook }
  | {
      readonly type: "provision_start" | "provision_progress" | "provision_complete" | "provision_errored";
      readonly hook: Hook;
    }
  | { readonly type: "outputs"; readonly outputs: Readonly<Record<string, OutputJson>> }
  | { readonly type: "other" };

/** What Terraform says about one thing that went wrong. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  /** The resource that it concerns: `aws_lb.edge`. */
  readonly address?: string;
}

/** An output as Terraform says it after an apply, and as it writes it into a state. */
export interface OutputJson {
  readonly value?: unknown;
  readonly sensitive?: boolean;
}

/** What happens to one resource. */
export interface Hook {
  readonly resource: { readonly addr: string; readonly resource_type: string };
  /** `create`, `update`, `delete`, `read`; absent while refreshing. */
  readonly action?: string;
  readonly elapsed_seconds?: number;
  /** A line of what a provisioner's command says. */
  readonly output?: string;
}

const READ: readonly string[] = [
  "outputs",
  "apply_start",
  "apply_complete",
  "apply_errored",
  "refresh_start",
  "refresh_complete",
  "provision_start",
  "provision_progress",
  "provision_complete",
  "provision_errored",
];

/** Reads one line. A line that isn't JSON, such as a provider's stray output, is of type `other`. */
export function parseMessage(line: string): Message {
  const message = parseObject(line);
  if (message?.["type"] === "diagnostic" && isDiagnostic(message["diagnostic"])) {
    return { type: "diagnostic", diagnostic: message["diagnostic"] };
  }
  const type = message?.["type"];
  if (typeof type === "string" && READ.includes(type)) return message as unknown as Message;
  return { type: "other" };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function isDiagnostic(value: unknown): value is Diagnostic {
  return typeof value === "object" && value !== null && "severity" in value && "summary" in value;
}
