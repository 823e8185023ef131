import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runChecks } from "../../cli/doctor/check.js";
import { vendorChecks } from "../../cli/doctor/vendors.js";

/** All vendors at one address, each with the answer that a test gives it; 200 without one. */
let server: Server;
let url = "";
const asked: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
let answers: Readonly<Record<string, number | "silence">> = {};

beforeAll(async () => {
  server = createServer(({ url: path = "", headers }, response) => {
    asked.push({ path, headers });
    const status = answers[path] ?? 200;
    if (status === "silence") return;
    const more = status === 302 ? { location: `${url}/elsewhere` } : {};
    response.writeHead(status, more).end('{"errors":["secret-app"]}');
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  asked.length = 0;
  answers = {};
});

const KEYS = {
  DD_API_KEY: "secret-api",
  DD_APP_KEY: "secret-app",
  GITLAB_TOKEN: "secret-gitlab",
  DIGITALOCEAN_TOKEN: "secret-ocean",
};
const [API, APP, GITLAB, OCEAN] = ["/api/v1/validate", "/api/v2/validate_keys", "/api/v4/user", "/v2/account"] as const;

async function look(environment: NodeJS.ProcessEnv = KEYS, at = url, required = true) {
  const vendors = { datadog: { apiUrl: at }, gitlab: { baseUrl: at } };
  const options = { environment: { DIGITALOCEAN_API_URL: at, ...environment }, required, timeoutMs: 200 };
  const findings = await runChecks(vendorChecks(vendors, options));
  expect(JSON.stringify(findings)).not.toContain("secret");
  return findings;
}
const outcomes = async (...args: Parameters<typeof look>) =>
  Object.fromEntries((await look(...args)).map(({ name, outcome }) => [name, outcome]));

const GOOD = { "Datadog API key": "ok", "Datadog app key": "ok", "GitLab token": "ok", DigitalOcean: "ok" };

describe("the keys of the vendors", () => {
  it("are each asked about where the vendor is, by the call that changes nothing", async () => {
    expect(await outcomes()).toEqual(GOOD);
    const sent = asked.map(({ path, headers }) => [
      path,
      headers.authorization ?? [headers["dd-api-key"], headers["dd-application-key"]],
    ]);
    expect(Object.fromEntries(sent)).toEqual({
      [API]: ["secret-api", undefined],
      [APP]: ["secret-api", "secret-app"],
      [GITLAB]: "Bearer secret-gitlab",
      [OCEAN]: "Bearer secret-ocean",
    });
    expect(sent).toHaveLength(4);
  });

  it("may have the other names under which the providers know them", async () => {
    const { GITLAB_TOKEN } = KEYS;
    const others = { DATADOG_API_KEY: "secret-a", DATADOG_APP_KEY: "secret-b", DIGITALOCEAN_ACCESS_TOKEN: "secret-c" };
    expect(await outcomes({ ...others, GITLAB_TOKEN, DD_API_KEY: "" })).toEqual(GOOD);
  });

  it("are missing where nothing is set, and nobody is asked", async () => {
    const findings = await look({ GITLAB_TOKEN: "" });
    expect(findings.map(({ name, outcome, detail }) => [name, outcome, detail])).toEqual([
      ["Datadog API key", "fail", "DD_API_KEY is missing from this shell"],
      ["Datadog app key", "fail", "DD_APP_KEY is missing from this shell"],
      ["GitLab token", "fail", "GITLAB_TOKEN is missing from this shell"],
      ["DigitalOcean", "fail", "DIGITALOCEAN_TOKEN is missing from this shell"],
    ]);
    expect(asked).toEqual([]);
    expect(Object.values(await outcomes({}, url, false))).toEqual(["note", "note", "note", "note"]);
  });

  it("are no keys with what no header carries, which is never shown", async () => {
    const findings = await look({ ...KEYS, GITLAB_TOKEN: "secret-gitlab\n", DD_APP_KEY: "“secret”" });
    expect(findings.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["Datadog API key", "ok"],
      ["Datadog app key", "fail"],
      ["GitLab token", "fail"],
      ["DigitalOcean", "ok"],
    ]);
    expect(findings[2]?.fix).toBe("export it again, without anything around it");
  });

  it.each([
    ["Datadog API key", API, 403],
    ["Datadog app key", APP, 403],
    ["GitLab token", GITLAB, 401],
    ["GitLab token", GITLAB, 403],
    ["DigitalOcean", OCEAN, 401],
  ])("fail where the vendor refuses them: %s at %s with %i", async (name, path, status) => {
    answers = { [path]: status };
    const findings = await look();
    const refused = findings.find((one) => one.name === name);
    expect(refused).toMatchObject({
      outcome: "fail",
      detail: expect.stringMatching(`refuses it: ${status}`) as string,
    });
    expect(refused?.fix).toMatch(/^export /);
    expect(findings.filter(({ outcome }) => outcome !== "ok")).toHaveLength(1);
  });

  it.each([
    ["is away for a moment", { [API]: 503, [APP]: 429, [GITLAB]: 500, [OCEAN]: 502 }],
    ["doesn't answer", { [API]: "silence", [APP]: "silence", [GITLAB]: "silence", [OCEAN]: "silence" }],
    ["leads elsewhere, to whom no key is sent", { [API]: 302, [APP]: 302, [GITLAB]: 302, [OCEAN]: 302 }],
  ] as const)("are a warning where the vendor %s", async (_, answered) => {
    answers = answered;
    expect(Object.values(await outcomes())).toEqual(["note", "note", "note", "note"]);
    expect(asked).toHaveLength(4);
  });

  it("are a warning where nobody can be reached, which says why", async () => {
    const findings = await look(KEYS, "http://127.0.0.1:1");
    expect(new Set(findings.map(({ outcome }) => outcome))).toEqual(new Set(["note"]));
    expect(findings[2]?.detail).toMatch(/^is set; GitLab can't be asked whether it is good: \w+ \(http/);
  });

  it("are good where DigitalOcean merely doesn't let a token read its account", async () => {
    answers = { [OCEAN]: 403 };
    expect(await outcomes()).toEqual({ ...GOOD, DigitalOcean: "note" });
  });
});
