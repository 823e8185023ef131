/** What a task of a state machine asks AWS for: `rds:startDBInstance` and its arguments. */
export type Call = (action: string, args: Readonly<Record<string, unknown>>) => unknown;

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Resource?: string;
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly Assign?: Readonly<Record<string, string>>;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Branches?: readonly Machine[];
  readonly Catch?: readonly { readonly Next: string; readonly Assign?: Readonly<Record<string, string>> }[];
}

interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

type Variables = Record<string, unknown>;

/** Longest way that a test lets a machine go: one that goes round for ever is a defect. */
const MOST_STEPS = 200;

/** Error that AWS answered with, by its name in Step Functions. */
export class TaskFailed extends Error {}

/**
 * Executes a state machine, in as much of Step Functions' language as this repository writes. Waiting takes no time.
 *
 * @returns the state that it ended in: its name, or that of its type `Fail`
 */
export function execute(machine: Machine, input: Readonly<Record<string, string>>, call: Call, outer: Variables = {}) {
  const variables: Variables = { ...outer };
  let name: string | undefined = machine.StartAt;
  let last = name;
  for (let step = 0; name !== undefined; step++) {
    if (step > MOST_STEPS) throw new Error(`goes round for ever at ${name}`);
    last = name;
    const state: State | undefined = machine.States[name];
    if (state === undefined) throw new Error(`there is no state ${name}`);
    name = next(state, input, call, variables);
  }
  return last;
}

function next(
  state: State,
  input: Readonly<Record<string, string>>,
  call: Call,
  variables: Variables,
): string | undefined {
  const evaluate = (text: string, more: Variables = {}) =>
    evaluated(text, { ...variables, "states.input": input, ...more });
  const assign = (assigned: State["Assign"], more: Variables) => {
    for (const [name, text] of Object.entries(assigned ?? {})) variables[name] = evaluate(text, more);
  };
  try {
    switch (state.Type) {
      case "Choice":
        return state.Choices?.find(({ Condition }) => evaluate(Condition) === true)?.Next ?? state.Default;
      case "Parallel":
        for (const branch of state.Branches ?? []) execute(branch, input, call, variables);
        break;
      case "Task": {
        const args = Object.entries(state.Arguments ?? {}).map(([key, value]) => [
          key,
          typeof value === "string" ? evaluate(value) : value,
        ]);
        const action = String(state.Resource).replace("arn:aws:states:::aws-sdk:", "");
        assign(state.Assign, { "states.result": call(action, Object.fromEntries(args)) });
        break;
      }
      default:
        assign(state.Assign, {});
    }
  } catch (error) {
    const [caught] = state.Catch ?? [];
    if (!(error instanceof TaskFailed) || caught === undefined) throw error;
    assign(caught.Assign, { "states.errorOutput": { Error: error.message } });
    return caught.Next;
  }
  return state.Next;
}

/** A text, or the value of the expression that it is: a comparison, a list, a concatenation or a path. */
function evaluated(text: string, variables: Variables): unknown {
  const expression = /^\{% (.*) %\}$/.exec(text)?.[1];
  return expression === undefined ? text : termOf(expression, variables);
}

function termOf(expression: string, variables: Variables): unknown {
  const inner = (part: string) => termOf(part.trim(), variables);
  const split = (by: string) => expression.split(by).map(inner);
  if (expression.includes(" and ")) return split(" and ").every((part) => part === true);
  if (expression.includes(" & ")) return split(" & ").join("");
  if (expression.includes(" in ")) {
    const [item, list] = split(" in ");
    return (list as readonly unknown[]).includes(item);
  }
  if (expression.includes(" != ")) return new Set(split(" != ")).size === 2;
  if (expression.includes(" = ")) return new Set(split(" = ")).size === 1;
  if (expression.startsWith("[")) return expression.slice(1, -1).split(", ").map(inner);
  if (expression.startsWith("'")) return expression.slice(1, -1);
  return pathOf(expression, variables);
}

/** `$status`, `$states.result.DbInstances[0].DbInstanceStatus` */
function pathOf(path: string, variables: Variables): unknown {
  const whole = path.slice(1);
  const root = Object.keys(variables).find((name) => whole === name || whole.startsWith(`${name}.`));
  if (root === undefined) throw new Error(`nothing is known of ${path}`);
  const keys = whole.slice(root.length).match(/[^.[\]]+/g) ?? [];
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], variables[root]);
}
