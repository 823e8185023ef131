import { describe, expect, it } from "vitest";
import { file } from "../../environments/schema/tasks/config-file.js";
import { problemsAfter } from "../support/configuration.js";

const API = "catalogue.services.api";
const config = (content: string) => ({ path: "api/config.yaml", content });
const withFiles = (files: object, more: object = {}) => problemsAfter({ [`${API}.files`]: files, ...more });

describe("a configuration file", () => {
  it("stands at its path, beside others, and hides no more than its own directory", () => {
    const plain = config("level: info\npassword: ${DB_PASSWORD}\ntoken_ttl: 30\n");
    expect(withFiles({ "/etc/api/config.yaml": plain, "/config/more.yaml": plain })).toEqual([]);
  });

  it.each(["/config.yaml", "/etc/hosts", "/usr/config.yaml"])("rejects %s, whose directory the image needs", (at) => {
    const [problem] = withFiles({ [at]: config("") });
    expect(problem).toMatchObject({
      path: `${API}.files.${at}`,
      what: expect.stringMatching(
        /^would hide all that the image has in \/.*: the directory of a file is mounted whole$/,
      ),
      fix: "give the file a directory of its own, such as /config",
    });
  });

  it.each([
    { [`${API}.writable`]: { "/etc/api": 8 } },
    { [`${API}.mounts`]: { "/etc/api": { volume: "tmp" } }, [`${API}.volumes`]: { tmp: { kind: "scratch" } } },
  ])("rejects a directory at which something else is mounted: %j", (changes) => {
    expect(withFiles({ "/etc/api/config.yaml": config("") }, changes)).toEqual([
      {
        path: `${API}.files./etc/api/config.yaml`,
        what: "is in /etc/api, where something else is mounted",
        fix: "give the file a directory of its own",
      },
    ]);
  });

  it.each(["password: hunter2", '"api_key": "0123456789"', "db.secret=hunter2", "  AUTH_TOKEN = hunter2"])(
    "rejects the line %s",
    (line) => {
      expect(withFiles({ "/etc/api/config.yaml": config(`level: info\n${line}\n`) })).toEqual([
        {
          path: `${API}.files./etc/api/config.yaml`,
          what: "has a line that looks like a secret by its name",
          value: "environments/files/api/config.yaml",
          allowed: "plain settings, and names of variables in the place of secrets",
          fix: "keep the secret in Secrets Manager, name it in `secrets`, and read that variable",
        },
      ]);
    },
  );

  it("rejects what looks like a credential, and doesn't repeat it", () => {
    const key = `AKIA${"Q7".repeat(8)}`;
    const problems = withFiles({ "/etc/api/config.yaml": config(`user: ${key}\n`) });
    expect(problems.map(({ what }) => what)).toEqual(["looks like an AWS access key"]);
    expect(JSON.stringify(problems)).not.toContain(key);
  });

  it("rejects one that isn't there, one from elsewhere, and data", () => {
    const at = `${API}.files./etc/api/config.yaml`;
    expect(withFiles({ "/etc/api/config.yaml": file("no/such.yaml") })).toEqual([
      { path: `${at}.content`, what: "is missing: there is no such file in environments/files", value: undefined },
    ]);
    expect(withFiles({ "/etc/api/config.yaml": { path: "../catalogue.ts", content: "" } })).toEqual([
      { path: `${at}.path`, what: "must be a path below environments/files", value: "../catalogue.ts" },
    ]);
    const [data] = withFiles({ "/etc/api/config.yaml": config("x".repeat(65_537)) });
    expect(data?.what).toBe("is longer than 65536 characters: data belongs into a store or the image");
  });

  it("needs room for the container that fetches it", () => {
    const sidecar = { image: `public.ecr.aws/acme/proxy@sha256:${"0".repeat(64)}`, user: 1, cpu: 1, memoryMiB: 6 };
    const sidecars = Object.fromEntries(["a", "b", "c", "d", "e", "f", "g", "h", "i"].map((name) => [name, sidecar]));
    expect(withFiles({}, { [`${API}.sidecars`]: sidecars })).toEqual([]);
    expect(withFiles({ "/config/a": config("") }, { [`${API}.sidecars`]: sidecars })).toEqual([
      {
        path: `${API}.sidecars`,
        what: "are too many beside the container that fetches the files: ECS runs at most 10 in a task",
        fix: "remove a sidecar, or build the files into the images",
      },
    ]);
  });
});
