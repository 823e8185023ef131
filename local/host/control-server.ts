import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { GantryError } from "../../modules/core/errors.js";
import { WORLD_HEADER } from "../json-client.js";
import type { Cloud } from "../life/record.js";
import type { Fault, StandIns } from "../providers/stand-ins.js";
import { LOOPBACK } from "./ports.js";

const LARGEST_BODY = 1_000_000;
const LOCAL_NAME = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** What the control API can do; all of it belongs to the host. */
export interface ControlTarget {
  readonly standIns: StandIns;
  /** The world that is alive now. */
  world(): string;
  health(): Record<string, unknown>;
  reset(): Promise<Cloud>;
  stop(): void;
}

export interface ControlServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

type Handler = (target: ControlTarget, input: Input) => unknown;

type Attributes = Record<string, unknown>;

interface Input {
  readonly query: URLSearchParams;
  // Only this repository's own typed client gets past the world header, so the body's shape is its business.
  readonly body: { type: string; id: string; values: Attributes; changes: Attributes } & Fault;
}

const READS: Readonly<Record<string, Handler>> = {
  "/health": (target) => target.health(),
  "/inventory": ({ standIns }) => standIns.inventory(),
  "/resource": ({ standIns }, { query }) => standIns.read(query.get("type") ?? "", query.get("id") ?? "") ?? null,
};

const CHANGES: Readonly<Record<string, Handler>> = {
  "/create": ({ standIns }, { body }) => ({ id: standIns.create(body.type, body.values) }),
  "/mutate": ({ standIns }, { body }) => standIns.mutate(body.type, body.id, body.changes),
  "/remove": ({ standIns }, { body }) => standIns.remove(body.type, body.id),
  "/fail": ({ standIns }, { body }) => standIns.fail(body),
  "/reset": (target) => target.reset(),
  "/stop": (target) => target.stop(),
};

/** Serves the JSON API on a free loopback port. */
export async function startControlServer(target: ControlTarget): Promise<ControlServer> {
  const server = createServer((request, response) => {
    void answer(target, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port: 0, host: LOOPBACK }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://${LOOPBACK}:${port}`, stop: () => close(server) };
}

async function answer(target: ControlTarget, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const url = new URL(request.url ?? "/", `http://${LOOPBACK}`);
    // A web page that points a name of its own at this address must not even learn which world this is.
    if (!LOCAL_NAME.test(request.headers.host ?? "")) return send(response, 421, problem("this server is local"));
    const handler = (request.method === "POST" ? CHANGES : READS)[url.pathname];
    if (handler === undefined) return send(response, 404, problem(`there is no ${request.method} ${url.pathname}`));
    if (request.method === "POST" && request.headers[WORLD_HEADER] !== target.world()) {
      return send(response, 409, problem("the call means another world: the cloud was restarted or reset"));
    }
    const body = request.method === "POST" ? JSON.parse(await read(request)) : {};
    const result = await handler(target, { query: url.searchParams, body });
    send(response, 200, result === undefined ? {} : result);
  } catch (error) {
    if (!(error instanceof GantryError)) console.error(error);
    const problems = error instanceof GantryError ? error.problems : problem((error as Error).message).problems;
    send(response, error instanceof GantryError ? 422 : 500, { problems });
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > LARGEST_BODY) throw new GantryError({ what: "the request is larger than 1 MB" });
  }
  return text === "" ? "{}" : text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function problem(what: string): { readonly problems: readonly { readonly what: string }[] } {
  return { problems: [{ what }] };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
