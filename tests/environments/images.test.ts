import { describe, expect, it } from "vitest";
import { fromPipeline } from "../../environments/schema/catalogue.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { pinned } from "../support/images.js";

const IMAGE = "catalogue.services.api.image";
const TAGGED = "public.ecr.aws/acme/api:1.2.3";
/** Neither environment guards anything. */
const disposable: Changes = { "production.lifecycle": "disposable" };

describe("an image", () => {
  it.each([pinned("api"), "localhost:5000/api:1", "ghcr.io/acme/team/api:v1"])("may be pinned as %s", (image) => {
    expect(problemsAfter({ ...disposable, [IMAGE]: image })).toEqual([]);
  });

  it.each(["nginx", "public.ecr.aws/nginx/nginx", "nginx:1.27.5", `nginx@sha256:${"0".repeat(64)}`])(
    "is refused without registry, repository and version: %s",
    (value) => {
      const what = "must name registry, repository and a tag or digest, for instance public.ecr.aws/nginx/nginx:1.27.5";
      expect(problemsAfter({ ...disposable, [IMAGE]: value })).toEqual([{ path: IMAGE, what, value }]);
    },
  );

  it("is refused as `latest`, in the pipeline's name too", () => {
    const value = "public.ecr.aws/nginx/nginx:latest";
    const what = "must not be `latest`: it names another image tomorrow; give a version tag or a digest";
    expect(problemsAfter({ ...disposable, [IMAGE]: value })).toEqual([{ path: IMAGE, what, value }]);
    expect(problemsAfter({ [IMAGE]: fromPipeline({ initial: value }) })).toEqual([
      { path: `${IMAGE}.initial`, what, value },
    ]);
  });
});

describe("an image from the pipeline", () => {
  it("says what runs before the pipeline has, which a protected environment takes by a tag", () => {
    const [production] = configuration({ [IMAGE]: fromPipeline({ initial: TAGGED }) }).environments;
    expect(production?.services["api"]?.image).toEqual({ from: "pipeline", initial: TAGGED });
  });

  it.each(["api", "registry.gitlab.com/acme/api:1.2.3", pinned("api"), "registry.gitlab.com/acme/"])(
    "rejects the repository %s",
    (value) => {
      const what = "must name registry and repository alone, for instance registry.gitlab.com/acme/api";
      expect(problemsAfter({ [IMAGE]: { from: "pipeline", initial: TAGGED, repository: value } })).toEqual([
        { path: `${IMAGE}.repository`, what, value },
      ]);
    },
  );
});

describe("an image of a private registry", () => {
  const registry = { credentials: "secretsmanager:gitlab-registry" };
  const repository = "registry.gitlab.com/acme/api";
  const problems = (initial: string) =>
    problemsAfter({
      [IMAGE]: fromPipeline({ initial, repository }),
      "catalogue.services.api.registry": registry,
    });

  it("begins as one of that registry", () => {
    expect(problems("registry.gitlab.com/acme/api:first")).toEqual([]);
  });

  it("can't begin as one of another, which would be shown its credentials", () => {
    expect(problems(TAGGED)).toEqual([
      {
        path: `${IMAGE}.initial`,
        what: "is in another registry than the one that the credentials are for",
        value: TAGGED,
        allowed: "an image in registry.gitlab.com",
        fix: "push a first image there by hand and name it here",
      },
    ]);
  });
});

describe("a protected environment", () => {
  const digests = `public.ecr.aws/acme/api@sha256:<64 digits>`;
  const what = "has no digest, and production is protected: a tag may name another image tomorrow";

  it("refuses an image without a digest", () => {
    expect(problemsAfter({ [IMAGE]: TAGGED })).toEqual([
      {
        path: IMAGE,
        what,
        value: TAGGED,
        allowed: digests,
        fix: `docker buildx imagetools inspect ${TAGGED} shows the digest; or let the pipeline name it: fromPipeline({ initial })`,
      },
    ]);
  });

  it("refuses it in a sidecar, once, and names every environment that it concerns", () => {
    const path = "catalogue.services.api.sidecars.proxy.image";
    const sidecars = { proxy: { image: TAGGED, user: 101, cpu: 64, memoryMiB: 128 } };
    expect(
      problemsAfter({ "catalogue.services.api.sidecars": sidecars, "staging.lifecycle": "protected", ...kept }),
    ).toEqual([
      {
        path,
        what: "has no digest, and production, staging are protected: a tag may name another image tomorrow",
        value: TAGGED,
        allowed: digests,
        fix: `docker buildx imagetools inspect ${TAGGED} shows the digest`,
      },
    ]);
  });

  it("takes every image by its digest", () => {
    const sidecars = { proxy: { image: pinned("proxy"), user: 101, cpu: 64, memoryMiB: 128 } };
    expect(problemsAfter({ "catalogue.services.api.sidecars": sidecars })).toEqual([]);
  });
});

/** What a protected staging must keep besides. */
const kept: Changes = { "staging.stores.main.backupDays": 7, "staging.stores.main.standby": true };
