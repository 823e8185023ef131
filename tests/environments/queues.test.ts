import { describe, expect, it } from "vitest";
import { queue } from "../../environments/schema/catalogue.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { withWorker } from "../support/worker.js";

const WORKER = "catalogue.services.jobs";
const problems = (changes: Changes = {}) => problemsAfter({ ...withWorker, ...changes });

const size = (count: unknown, scale?: unknown) => ({
  "staging.services.jobs.count": count,
  "staging.services.jobs.scale": scale,
});

describe("a queue", () => {
  it("and the worker that works it off are accepted", () => {
    expect(problems()).toEqual([]);
  });

  it("is one that does what most need, unless it says otherwise", () => {
    const { environments } = configuration(withWorker);
    expect(environments[0]?.stores["jobs"]).toEqual({
      kind: "queue",
      fifo: false,
      visibilitySeconds: 30,
      maximumReceives: 5,
      retentionDays: 4,
      monitors: {},
      ownMonitors: {},
      objectives: {},
    });
  });

  it("that nobody works off is refused", () => {
    const events = { "catalogue.stores.events": queue(), "staging.stores.events": {}, "production.stores.events": {} };
    expect(problems(events)).toEqual([
      {
        path: "catalogue.stores.events",
        what: "is a queue that nobody works off: its messages would wait until they expire",
        fix: 'add a service worker({ queue: "events", … }), or remove the queue',
      },
    ]);
  });

  it("that two workers share is refused", () => {
    const size = { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 };
    const twins = {
      "catalogue.services.more-jobs": withWorker[WORKER],
      "staging.services.more-jobs": size,
      "production.services.more-jobs": size,
    };
    expect(problems(twins)).toEqual([
      {
        path: "catalogue.services.more-jobs.queue",
        what: "is the queue of jobs too: a message would go to whichever asks first",
        value: "jobs",
        fix: "give each worker a queue of its own, or make them one service",
      },
    ]);
  });

  it.each([
    ["retentionDays", 14, "leaves no time to dead letters: theirs, of 14 days, runs from when they were sent"],
    ["visibilitySeconds", 43_201, "is too big"],
    ["maximumReceives", 0, "is too small"],
    ["delaySeconds", 5, "is not a setting"],
  ])("takes no %s of %d", (setting, value, what) => {
    expect(problems({ [`catalogue.stores.jobs.${setting}`]: value })).toMatchObject([
      { path: `catalogue.stores.jobs.${setting}`, what },
    ]);
  });
});

describe("a worker", () => {
  it.each([
    ["letters", "names no known queue"],
    ["main", "names a store that is no queue"],
  ])("without a queue, but with %s, is refused, and its queue is left alone", (value, what) => {
    expect(problems({ [`${WORKER}.queue`]: value })).toEqual([
      expect.objectContaining({ path: "catalogue.stores.jobs" }),
      { path: `${WORKER}.queue`, what, value, allowed: "jobs", fix: "correct the name" },
    ]);
  });

  it("says which setting its queue already gives it", () => {
    expect(problems({ [`${WORKER}.variables`]: { JOBS_QUEUE_URL: "elsewhere" } })).toEqual([
      {
        path: `${WORKER}.variables.JOBS_QUEUE_URL`,
        what: "is set a second time: the store jobs sets it too",
        fix: "give one of them another name, or remove this one",
      },
    ]);
  });

  it("is given each message once: it's hidden for as long as it may take", () => {
    const long = { [`${WORKER}.longestMessageSeconds`]: 600 };
    expect(problems(long)).toEqual([
      {
        path: "catalogue.stores.jobs.visibilitySeconds",
        what: "is less than the longest message takes (600): it would be given to a second task meanwhile",
        value: 30,
        allowed: "at least 600",
        fix: "write visibilitySeconds: 600, or more where messages are received in batches",
      },
    ]);
    expect(problems({ ...long, "catalogue.stores.jobs.visibilitySeconds": 600 })).toEqual([]);
  });

  it("may end what it has begun, where ECS can wait for it", () => {
    const visible = { "catalogue.stores.jobs.visibilitySeconds": 600 };
    expect(problems({ ...visible, [`${WORKER}.longestMessageSeconds`]: 90 })).toEqual([
      {
        path: `${WORKER}.stopTimeoutSeconds`,
        what: "is less than the longest message takes (90): tasks that leave would break it off",
        value: 30,
        allowed: "90 to 120",
        fix: "write stopTimeoutSeconds: 90",
      },
    ]);
    expect(
      problems({ ...visible, [`${WORKER}.longestMessageSeconds`]: 90, [`${WORKER}.stopTimeoutSeconds`]: 90 }),
    ).toEqual([]);
  });

  it("promises no delay that a single message exceeds", () => {
    expect(problems({ [`${WORKER}.secondsPerMessage`]: 20.5, [`${WORKER}.acceptableDelaySeconds`]: 20 })).toEqual([
      {
        path: `${WORKER}.acceptableDelaySeconds`,
        what: "is less than what one message takes: no number of tasks would keep it",
        value: 20,
        allowed: "at least 21",
      },
    ]);
  });

  it("takes longer for its longest message than on average", () => {
    expect(problems({ [`${WORKER}.secondsPerMessage`]: 2.5, [`${WORKER}.longestMessageSeconds`]: 2 })).toMatchObject([
      { path: `${WORKER}.longestMessageSeconds`, allowed: "at least 3" },
    ]);
  });
});

describe("the count of a worker", () => {
  const night = { at: "cron(0 22 * * ? *)", timeZone: "UTC", minimum: 0, maximum: 1 };

  it.each([
    [0, undefined],
    [2, undefined],
    [{ minimum: 0, maximum: 5 }, undefined],
    [{ minimum: 1, maximum: 5 }, { cpuPercent: 80 }],
    [{ minimum: 0, maximum: 5 }, { schedule: { night, morning: { ...night, minimum: 1, maximum: 5 } } }],
  ])("may be %j with %j: a range needs no more than its queue", (count, scale) => {
    expect(problems(size(count, scale))).toEqual([]);
  });

  it("is a range in order", () => {
    expect(problems(size({ minimum: 5, maximum: 2 }))).toMatchObject([{ path: "staging.services.jobs.count" }]);
  });

  it("scales by no requests: nothing sends it any", () => {
    expect(problems(size({ minimum: 1, maximum: 5 }, { requestsPerTask: 5 }))).toMatchObject([
      { path: "staging.services.jobs.scale.requestsPerTask", what: "is not a setting" },
    ]);
  });

  it("goes to nothing in a protected environment only where the first message may wait for SQS's late metrics", () => {
    const rests = { "production.services.jobs.count": { minimum: 0, maximum: 5 } };
    expect(problems(rests)).toEqual([
      {
        path: "production.services.jobs.count.minimum",
        what: "can't keep the acceptable delay of 60 seconds: a queue that was quiet for six hours is heard up to 900 seconds late",
        value: 0,
        allowed: "0 only with an acceptable delay of at least 900 seconds, or where nothing is protected",
        fix: "write minimum: 1",
      },
    ]);
    expect(problems({ ...rests, [`${WORKER}.acceptableDelaySeconds`]: 900 })).toEqual([]);
  });
});
