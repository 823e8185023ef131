import { GantryError, type Problem } from "../modules/core/errors.js";

/** Names the world that a call means, so that neither a former world's client nor a web page can change this one. */
export const WORLD_HEADER = "x-gantry-world";

export interface JsonCall {
  /** @default "GET" */
  readonly method?: "GET" | "POST";
  readonly body?: unknown;
  /** The world that the call means; needed by every call that changes something. */
  readonly world?: string;
  /** @default 30000 */
  readonly timeoutMs?: number;
}

/** No answer came: the peer is gone, or (timedOut) it is there and silent. */
export class NoAnswer extends GantryError {
  constructor(
    readonly url: string,
    readonly timedOut: boolean,
    cause: unknown,
  ) {
    const what = `the embedded cloud ${timedOut ? "did not answer in time" : "cannot be reached"}`;
    super({ what, value: url, fix: "./gantry local status tells whether it still runs" }, { cause });
  }
}

/**
 * Calls a JSON API of the embedded cloud and returns the parsed body.
 * Throws GantryError with the server's own problems when it refuses, and NoAnswer, which is one, too.
 */
export async function callJson(url: string, call: JsonCall = {}): Promise<unknown> {
  const { method = "GET", body, world, timeoutMs = 30_000 } = call;
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: {
        // The peer drops an idle connection after seconds, and a command may well wait that long between two calls.
        connection: "close",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(world === undefined ? {} : { [WORLD_HEADER]: world }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    throw new NoAnswer(url, (error as Error).name === "TimeoutError", error);
  }
  const answer = parse(text);
  if (response.ok && answer !== undefined) return answer;
  throw new GantryError(
    problemsOf(answer) ?? { what: `${method} ${url} was answered with status ${response.status}`, value: text },
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemsOf(answer: unknown): readonly Problem[] | undefined {
  const problems = (answer as { problems?: unknown } | undefined)?.problems;
  return Array.isArray(problems) && problems.length > 0 ? (problems as readonly Problem[]) : undefined;
}
