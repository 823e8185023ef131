import { describe, expect, it } from "vitest";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { pinned } from "../support/images.js";
import { withWorker } from "../support/worker.js";

const API = "catalogue.services.api";
const REASON = "nginx binds port 80 as root";
const proxy = { image: pinned("proxy"), user: 101, cpu: 64, memoryMiB: 128 };
const api = (settings: Changes) =>
  Object.fromEntries(Object.entries(settings).map(([path, value]) => [`${API}.${path}`, value]));

/** The problems of a worker that says that of its health. */
const jobs = (settings: object) => {
  const { containerHealth: _, ...worker } = withWorker["catalogue.services.jobs"] as Record<string, unknown>;
  return problemsAfter({ ...withWorker, "catalogue.services.jobs": { ...worker, ...settings } });
};

describe("a container", () => {
  it("names the user that it runs as, the service's own and a sidecar", () => {
    const missing = {
      what: "is missing: the container would run as the user whom its image names, root as a rule",
      allowed: "the number of a user other than root",
      fix: "give the number of the user that the image is made for, or say in exceptions.root why it must be root",
    };
    const { user: _, ...nobody } = proxy;
    expect(problemsAfter(api({ user: undefined, sidecars: { proxy: nobody } }))).toEqual([
      { path: `${API}.user`, ...missing },
      { path: `${API}.sidecars.proxy.user`, ...missing },
    ]);
  });

  it("runs as root, and writes all over its own file system, for a reason", () => {
    expect(problemsAfter(api({ user: undefined, exceptions: { root: REASON } }))).toEqual([]);
    expect(problemsAfter(api({ exceptions: { writableRoot: "compiles its templates beside them" } }))).toEqual([]);
  });

  it.each(["", "because"])("rejects %j as a reason", (root) => {
    expect(problemsAfter(api({ user: undefined, exceptions: { root } }))).toEqual([
      {
        path: `${API}.exceptions.root`,
        what: "must say why, so that a reviewer can judge it",
        value: root,
        allowed: "at least 15 characters",
      },
    ]);
  });

  it("keeps no exception that nothing needs any more", () => {
    const exceptions = { root: REASON, writableRoot: "compiles its templates beside them" };
    expect(problemsAfter(api({ exceptions, writable: { "/tmp": 64 } }))).toEqual([
      {
        path: `${API}.exceptions.root`,
        what: "is an exception that nothing needs: the container runs as user 1000",
        value: REASON,
        fix: "remove it, or remove user",
      },
      {
        path: `${API}.exceptions.writableRoot`,
        what: "is an exception that nothing needs: the container says where it writes, /tmp",
        value: exceptions.writableRoot,
        fix: "remove it, or remove writable",
      },
    ]);
  });

  it("is asked whether it is well, by a load balancer or from inside, or says why not", () => {
    const containerHealth = { command: ["/jobs", "health"] };
    const exceptions = { health: "has neither a shell nor a port" };
    expect(jobs({ containerHealth })).toEqual([]);
    expect(jobs({ exceptions })).toEqual([]);
    expect(jobs({})).toEqual([
      {
        path: "catalogue.services.jobs.containerHealth",
        what: "is missing: nobody would notice that the container hangs",
        fix: "give a command that ends with 0 when it is well, or say in exceptions.health why there is none",
      },
    ]);
    const unneeded = { value: exceptions.health, fix: "remove it" };
    expect(jobs({ containerHealth, exceptions })).toEqual([
      {
        path: "catalogue.services.jobs.exceptions.health",
        what: "is an exception that nothing needs: containerHealth asks the container",
        ...unneeded,
      },
    ]);
    expect(problemsAfter(api({ exceptions }))).toEqual([
      {
        path: `${API}.exceptions.health`,
        what: "is an exception that nothing needs: nobody has to ask it from inside",
        ...unneeded,
      },
    ]);
  });

  it("writes in one way at each path", () => {
    const volumes = { cache: { kind: "scratch" } };
    const mounts = { "/tmp": { volume: "cache" } };
    expect(problemsAfter(api({ volumes, mounts, writable: { "/tmp": 64 } }))).toEqual([
      {
        path: `${API}.writable./tmp`,
        what: "is a path at which a volume is mounted too",
        value: 64,
        fix: "keep one of the two",
      },
    ]);
  });

  it("fills no more memory with files than it has, the service's own and a sidecar", () => {
    expect(problemsAfter(api({ writable: { "/tmp": 500, "/run": 11 } }))).toEqual([]);
    expect(problemsAfter(api({ writable: { "/tmp": 500, "/run": 12 } }))).toEqual([
      {
        path: "staging.services.api.memoryMiB",
        what: "is no more than api may fill with files: /tmp 500 + /run 12 = 512",
        value: 512,
        allowed: "more than 512",
        fix: "raise it, or lower what is writable in environments/catalogue.ts, or mount a scratch volume there",
      },
    ]);
    expect(problemsAfter(api({ sidecars: { proxy: { ...proxy, writable: { "/tmp": 128 } } } }))).toEqual([
      {
        path: `${API}.sidecars.proxy.writable`,
        what: "must be less than memoryMiB in all: beyond it the container is killed",
        value: { "/tmp": 128 },
      },
    ]);
  });
});
