import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { callJson, NoAnswer } from "../../local/json-client.js";

async function serve(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe("callJson", () => {
  it("leaves no connection open that the peer could drop before the next call", async () => {
    const { server, url } = await serve((_, response) => response.end('{"ok":true}'));
    expect(await callJson(url)).toEqual({ ok: true });
    await expect.poll(() => promisify(server.getConnections.bind(server))()).toBe(0);
  });

  it("tells a silent peer from one that is gone", async () => {
    const { server, url } = await serve(() => {});
    await expect(callJson(url, { timeoutMs: 50 })).rejects.toMatchObject({ timedOut: true });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const gone = await callJson(url).catch((error: unknown) => error);
    expect(gone).toBeInstanceOf(NoAnswer);
    expect(gone).toMatchObject({ timedOut: false, message: expect.stringContaining("./gantry local status") });
  });

  it("rejects an answer that is not of this API, and shows it", async () => {
    const { url } = await serve((_, response) => response.writeHead(502).end("<html>"));
    await expect(callJson(url)).rejects.toThrow(/status 502\n {2}value: {3}<html>/);
  });
});
