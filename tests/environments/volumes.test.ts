import { describe, expect, it } from "vitest";
import { files } from "../../environments/schema/catalogue.js";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { agent } from "../support/daemons.js";
import { pinned } from "../support/images.js";

const API = "catalogue.services.api";
const WEB = "catalogue.services.web";
const uploads = { kind: "files", store: "uploads" };
const mounts = { "/srv/uploads": { volume: "uploads" } };

/** A store of files, and what is said of the services that use it. */
const withUploads = (changes: Changes) =>
  problemsAfter({
    "catalogue.stores.uploads": files(),
    "production.stores.uploads": {},
    "staging.stores.uploads": {},
    [`${API}.stores`]: ["main", "documents", "uploads"],
    [`${API}.volumes`]: { uploads },
    [`${API}.mounts`]: mounts,
    ...changes,
  });

describe("a volume", () => {
  it("is mounted where it is defined, and defined where it is mounted", () => {
    const tmp = { "/tmp": { volume: "tmp" } };
    const volumes = { tmp: { kind: "scratch" } };
    expect(problemsAfter({ [`${API}.mounts`]: tmp, [`${API}.volumes`]: volumes })).toEqual([]);
    const sidecars = { proxy: { image: pinned("proxy"), user: 101, cpu: 64, memoryMiB: 128, mounts: tmp } };
    expect(problemsAfter({ [`${API}.sidecars`]: sidecars, [`${API}.volumes`]: volumes })).toEqual([]);
    expect(problemsAfter({ [`${API}.mounts`]: tmp })).toEqual([
      {
        path: `${API}.mounts./tmp.volume`,
        what: "names no volume of the service",
        value: "tmp",
        fix: `add it to ${API}.volumes, or correct the name`,
      },
    ]);
    expect(problemsAfter({ [`${API}.volumes`]: volumes })).toEqual([
      {
        path: `${API}.volumes.tmp`,
        what: "is mounted by no container",
        fix: "mount it in a container's `mounts`, or remove it",
      },
    ]);
  });
});

describe("a volume of a store", () => {
  it("is a directory of a store of files that the service uses", () => {
    expect(withUploads({})).toEqual([]);
    expect(withUploads({ [`${API}.volumes`]: { uploads: { ...uploads, directory: "/shared", user: 7 } } })).toEqual([]);
  });

  it.each([
    [
      { [`${API}.volumes`]: { uploads: { ...uploads, store: "documents" } }, [`${API}.stores`]: ["documents"] },
      {
        path: `${API}.volumes.uploads.store`,
        what: "names no store of files",
        value: "documents",
        allowed: "uploads",
        fix: "correct the name, or add such a store",
      },
    ],
    [
      { [`${API}.stores`]: ["main"] },
      {
        path: `${API}.volumes.uploads.store`,
        what: "is no store of the service",
        value: "uploads",
        fix: `add it to ${API}.stores`,
      },
    ],
    [
      { [`${API}.volumes`]: undefined, [`${API}.mounts`]: undefined },
      {
        path: `${API}.stores.2`,
        what: "is a store of files that is no volume",
        value: "uploads",
        fix: 'add a volume { kind: "files", store: "uploads" }, or remove it here',
      },
    ],
    [
      { [`${API}.user`]: undefined, [`${API}.exceptions`]: { root: "gives its privileges up when it has started" } },
      {
        path: `${API}.volumes.uploads.user`,
        what: "is missing, and the service names no user either: the store must know as whom files are written",
        fix: "give the number of the user that works with them",
      },
    ],
  ])("rejects %j", (changes, problem) => {
    expect(withUploads(changes)).toEqual([problem]);
  });

  it("is shared by services as one user", () => {
    const shared = { ...uploads, directory: "/shared" };
    const both = (user: number) => ({
      [`${API}.volumes`]: { uploads: shared },
      [`${WEB}.volumes`]: { uploads: { ...shared, user } },
      [`${WEB}.mounts`]: mounts,
      [`${WEB}.stores`]: ["uploads"],
    });
    expect(withUploads(both(1000))).toEqual([]);
    expect(withUploads(both(7))).toEqual([
      {
        path: `${WEB}.volumes.uploads.directory`,
        what: "belongs to user 1000 of api: user 7 could not read it",
        value: "/shared",
        fix: "set user: 1000 for both volumes, or take another directory",
      },
    ]);
  });
});

describe("a volume of the instance", () => {
  it("is what a daemon reads, and never writes", () => {
    const mounts = "catalogue.services.agent.mounts";
    expect(problemsAfter(agent)).toEqual([]);
    expect(problemsAfter({ ...agent, [mounts]: { "/host/proc": { volume: "processes" } } })).toEqual([
      {
        path: `${mounts}./host/proc.readOnly`,
        what: "would let the container change /proc of its instance",
        value: false,
        allowed: "true",
        fix: "write readOnly: true",
      },
    ]);
  });

  it("is refused to a service that shares its instance with others", () => {
    const volumes = { docker: { kind: "host", path: "/var/run/docker.sock" } };
    const at = { "/var/run/docker.sock": { volume: "docker", readOnly: true } };
    expect(problemsAfter({ [`${API}.volumes`]: volumes, [`${API}.mounts`]: at })).toEqual([
      {
        path: `${API}.volumes.docker`,
        what: "is of the EC2 instance, which other services share",
        allowed: "services of the kind daemon",
        fix: 'take one of the kind "scratch" or "files"',
      },
    ]);
  });
});
