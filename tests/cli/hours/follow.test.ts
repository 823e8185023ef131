import { describe, expect, it } from "vitest";
import { follow } from "../../../cli/hours/follow.js";
import { begin } from "../../../cli/hours/start.js";
import { GantryError } from "../../../modules/core/errors.js";
import { EXECUTION, FakeHours, historyOf, WAKING } from "./fake-api.js";

const away = new GantryError({ what: "can't be asked" });

async function followed(api: FakeHours, enough = new AbortController().signal) {
  const [lines, feet]: [string[], string[]] = [[], []];
  const options = { enough, onLine: (line: string) => void lines.push(line), pause: async () => {} };
  const end = await follow(api, EXECUTION, { ...options, onFoot: (foot) => void feet.push(foot.join("|")) });
  return { ...end, lines, feet };
}

describe("an execution that is followed", () => {
  it("says each line once, as it comes, and takes its foot away", async () => {
    const looks = [WAKING.begun, WAKING.middle, WAKING.middle, WAKING.done].map((told) => historyOf(...told));
    const { lines, feet, left, progress } = await followed(new FakeHours(looks));
    expect(lines).toEqual([
      "Wake databases",
      "  wake store main: look",
      "  wake store main: wait",
      "Wake databases: done in 8s",
    ]);
    expect(feet).toEqual(["", "  Wake databases …", "  Wake databases …", ""]);
    expect([left, progress.end?.status]).toEqual([false, "succeeded"]);
  });

  it("isn't lost with a network that is away for a moment", async () => {
    const api = new FakeHours([away, away, historyOf(...WAKING.middle), away, historyOf(...WAKING.done)]);
    expect((await followed(api)).progress.end?.status).toBe("succeeded");
  });

  it("is given up where nobody answers any more", async () => {
    const api = new FakeHours([away]);
    await expect(followed(api)).rejects.toBe(away);
    expect(api.looks).toBe(16);
  });

  it("goes on without a user who has had enough", async () => {
    const { left, progress } = await followed(new FakeHours([historyOf(...WAKING.middle)]), AbortSignal.abort());
    expect([left, progress.end]).toEqual([true, undefined]);
  });
});

describe("an environment that is to be turned", () => {
  const other = { execution: "arn:other", to: "sleep" } as const;

  it("is turned by an execution of its own", async () => {
    const api = new FakeHours();
    expect(await begin(api, "staging", "wake")).toEqual({ execution: EXECUTION, joined: false });
    expect(api.started).toEqual(["wake"]);
  });

  it("is turned by the one that is on its way already", async () => {
    const api = new FakeHours([], [other]);
    expect(await begin(api, "staging", "sleep")).toEqual({ execution: "arn:other", joined: true });
    expect(api.started).toEqual([]);
  });

  it.each([
    [other, "is being put to sleep by another execution", "wait for its end: ./gantry sleep staging follows it"],
    [{ execution: "arn:other" }, "is on its way by another execution", "wait for its end"],
  ])("isn't turned against %j", async (running, what, fix) => {
    const api = new FakeHours([], [running]);
    const error = await begin(api, "staging", "wake").catch((error: unknown) => error);
    expect(error).toMatchObject({
      outcome: "refused",
      problems: [{ path: "staging", what, value: "arn:other", fix }],
    });
    expect(api.started).toEqual([]);
  });
});
