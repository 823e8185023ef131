import { describe, expect, it } from "vitest";
import muteCommand from "../../cli/commands/mute.js";
import type { Context } from "../../cli/context.js";
import { datadogDowntimes } from "../../cli/mute/datadog.js";
import { mute, mutesIn } from "../../cli/mute/downtimes.js";
import { type Downtime, type Downtimes, downtimeOf, muteIn, type StandingMute } from "../../cli/mute/mute.js";
import { quietOf } from "../../cli/mute/quiet.js";
import { describeMute, muteLines } from "../../cli/mute/render.js";
import { configuration, problemsOf } from "../support/configuration.js";

const from = new Date("2026-11-20T12:00:00.123Z");
const until = new Date("2026-11-20T14:00:00.123Z");
const wanted = { environment: "staging", from, until, why: "moving the database" };
const keys = { DD_API_KEY: "api", DD_APP_KEY: "app" };

/** Datadog's downtimes, as far as they are asked of here. */
class Datadog {
  readonly calls: string[] = [];
  readonly bodies: unknown[] = [];
  answers: readonly [status: number, body: unknown][] = [];

  readonly fetch = ((url: string, { method, headers, body }: RequestInit) => {
    this.calls.push(`${method} ${url}`);
    expect(headers).toMatchObject({ "DD-API-KEY": "api", "DD-APPLICATION-KEY": "app" });
    if (typeof body === "string") this.bodies.push(JSON.parse(body));
    const [status, answer] = this.answers[this.calls.length - 1] ?? [500, "not expected"];
    return Promise.resolve(new Response(answer === undefined ? null : JSON.stringify(answer), { status }));
  }) as typeof fetch;

  downtimes(...answers: readonly [number, unknown][]): Downtimes {
    this.answers = answers;
    return datadogDowntimes("https://api.datadog.test", keys, this.fetch);
  }
}

const resource = (id: string, attributes: object) => ({ id, attributes });
const single = { start: "2026-11-20T12:00:00+00:00", end: "2026-11-20T14:00:00+00:00" };
const muted = (service?: string) => ({
  message: "Muted by ./gantry mute: moving the database",
  monitor_identifier: { monitor_tags: ["env:staging", ...(service === undefined ? [] : [`service:${service}`])] },
  schedule: single,
});

describe("a mute", () => {
  it("is a downtime of all monitors that carry the tags of its environment, and its service if it names one", () => {
    expect(downtimeOf(wanted)).toEqual({
      message: "Muted by ./gantry mute: moving the database",
      tags: ["env:staging"],
      start: "2026-11-20T12:00:00Z",
      end: "2026-11-20T14:00:00Z",
    });
    expect(downtimeOf({ ...wanted, service: "api" }).tags).toEqual(["env:staging", "service:api"]);
  });

  it("is found again, and nothing else is taken for one", () => {
    const downtime: Downtime = downtimeOf({ ...wanted, service: "api" });
    expect(muteIn("7", downtime)).toMatchObject({ id: "7", environment: "staging", service: "api", why: wanted.why });
    expect(muteIn("7", { ...downtime, message: "It sleeps outside 07:00–20:00" })).toBeUndefined();
    expect(muteIn("7", { ...downtime, tags: [] })).toBeUndefined();
  });

  it("is asked of Datadog once, from now on, for that time and no longer", async () => {
    const datadog = new Datadog();
    const made = await mute(datadog.downtimes([200, { data: resource("u-1", {}) }]), wanted);
    expect(made.id).toBe("u-1");
    expect(datadog.calls).toEqual(["POST https://api.datadog.test/api/v2/downtime"]);
    expect(datadog.bodies).toEqual([
      {
        data: {
          type: "downtime",
          attributes: {
            message: "Muted by ./gantry mute: moving the database",
            scope: "*",
            monitor_identifier: { monitor_tags: ["env:staging"] },
            schedule: { start: null, end: "2026-11-20T14:00:00Z" },
          },
        },
      },
    ]);
  });

  it("is listed among all pages of downtimes, without those that recur or belong to somebody else", async () => {
    const others = Array.from({ length: 99 }, (_, index) => resource(`o-${index}`, { message: "Ann's" }));
    const recurring = { ...muted(), schedule: { recurrences: [] } };
    const datadog = new Datadog();
    const downtimes = datadog.downtimes(
      [200, { data: [...others, resource("u-1", muted())] }],
      [200, { data: [resource("r", recurring), resource("u-2", muted("api"))] }],
    );
    expect((await mutesIn(downtimes)).map(({ id, service }) => [id, service])).toEqual([
      ["u-1", undefined],
      ["u-2", "api"],
    ]);
    expect(datadog.calls.map((call) => call.replace(/^.*\?/, ""))).toEqual([
      "current_only=true&page%5Blimit%5D=100&page%5Boffset%5D=0",
      "current_only=true&page%5Blimit%5D=100&page%5Boffset%5D=100",
    ]);
  });

  it("is cancelled by its id", async () => {
    const datadog = new Datadog();
    await datadog.downtimes([204, undefined]).cancel("u-1");
    expect(datadog.calls).toEqual(["DELETE https://api.datadog.test/api/v2/downtime/u-1"]);
  });

  it("has ended where somebody took it back meanwhile; nothing else may be missing", async () => {
    const gone = { errors: ["Downtime not found"] };
    await expect(new Datadog().downtimes([404, gone]).cancel("u-1")).resolves.toBeUndefined();
    await expect(new Datadog().downtimes([404, gone]).list()).rejects.toThrow(/Datadog refused GET .*: 404/);
  });

  it("needs both keys, and says what Datadog says", async () => {
    expect(problemsOf(() => datadogDowntimes("https://a.test", { DD_API_KEY: "api" }))).toMatchObject([
      { path: "DD_APP_KEY", what: "is missing from this shell" },
    ]);
    const refused = new Datadog().downtimes([403, { errors: ["Forbidden"] }]).cancel("u-1");
    await expect(refused).rejects.toThrow(
      /Datadog refused DELETE .*: 403 .*Forbidden.*\n {2}fix: {5}the application key needs the scope monitors_downtime/,
    );
  });
});

const run = (name: string, flags: object) =>
  muteCommand.run({ names: [name], flags: flags as never, rest: [] }, {} as Context);

describe("./gantry mute", () => {
  it.each([
    ["nowhere", { for: "2h", why: "x" }, /there is no environment named nowhere/],
    ["ops", { for: "2h", why: "x" }, /ops has no monitors/],
    ["staging", { for: "2h", why: "x", service: "nobody" }, /--service names no service of staging/],
    ["staging", { for: "2h", why: " " }, /--why is missing/],
    ["staging", {}, /--for is missing\n(.*\n)*--why is missing/],
    ["staging", { for: "8d", why: "x" }, /--for is too long/],
    ["staging", { for: "soon", why: "x" }, /--for is no span of time/],
  ])("refuses %s with %j before anything is asked of Datadog", async (name, flags, message) => {
    await expect(run(name, flags)).rejects.toThrow(message);
  });
});

describe("what is muted", () => {
  const standing: StandingMute = { ...wanted, id: "u-1" };
  const now = new Date("2026-11-20T13:00:00.123Z");

  it("is said with how long it lasts, and why", () => {
    expect(describeMute(standing, now)).toBe("staging: muted for 1h00m more, until 14:00 UTC: moving the database");
    const tomorrow = { ...standing, service: "api", until: new Date("2026-11-21T14:00:00Z") };
    expect(muteLines([tomorrow], now)).toEqual([
      "staging  api  1d1h left  until 2026-11-21 14:00 UTC  moving the database",
    ]);
    expect(muteLines([], now)).toEqual(["Nothing is muted."]);
  });
});

describe("the status of an environment with office hours", () => {
  const office = { timeZone: "Europe/Dublin", days: ["mon", "tue", "wed", "thu", "fri"], from: "07:00", to: "20:00" };
  const kept = configuration({ "organization.calendars": { office }, "staging.hours": "office" });
  // On AWS, in a shell without Datadog's keys: nobody is asked.
  const reach = { target: "aws", because: "a test", environment: {} } as const;
  const linesAt = async (at: string) => (await quietOf(reach, kept, ["staging", "production"], new Date(at))).lines;

  it.each([
    ["2026-11-20T21:00:00Z", "staging is asleep until Mon 2026-11-23 06:00, Europe/Dublin"],
    ["2026-11-23T06:30:00Z", "staging wakes; nobody is told of its monitors until Mon 2026-11-23 07:00, Europe/Dublin"],
    ["2026-11-23T12:00:00Z", "staging is awake until Mon 2026-11-23 20:00, Europe/Dublin"],
  ])("says at %s: %s", async (at, line) => {
    expect(await linesAt(at)).toEqual([line]);
  });
});
