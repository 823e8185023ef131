import { describe, expect, it } from "vitest";
import { configuration, problemsAfter } from "../support/configuration.js";
import { withSite } from "../support/edge.js";

const site = (value: object, more: object = {}) =>
  problemsAfter({ ...withSite, "catalogue.stores.pages.site": value, ...more });

describe("a site", () => {
  it("is completed", () => {
    const [, staging] = configuration({ ...withSite, "catalogue.stores.pages.site": { host: "app" } }).environments;
    expect(staging?.stores["pages"]).toMatchObject({ site: { host: "app", index: "index.html", singlePage: false } });
  });

  it("has a name that leads nowhere else", () => {
    expect(site({ host: "api" }, { "catalogue.services.api.hosts": ["api"] })).toMatchObject([
      { path: "catalogue.stores.pages.site.host", what: "is taken by catalogue.services.api.hosts" },
    ]);
    expect(site({ host: "a.b" })).toMatchObject([{ path: "catalogue.stores.pages.site.host" }]);
  });

  it("needs a domain that its name is under", () => {
    expect(site({ host: "app" }, { "staging.domain": undefined })).toMatchObject([
      { path: "staging.domain", what: "is missing: pages is a site, whose name is under it" },
    ]);
  });

  it("has one answer for what is missing", () => {
    expect(site({ host: "app", singlePage: true, notFound: "404.html" })).toMatchObject([
      { path: "catalogue.stores.pages.site.notFound", what: expect.stringContaining("is never answered") },
    ]);
    expect(site({ host: "app", notFound: "/404.html" })).toMatchObject([
      { path: "catalogue.stores.pages.site.notFound", what: "must be the name of an object such as index.html" },
    ]);
  });

  it("keeps nothing in an archive", () => {
    const transitions = [{ afterDays: 90, to: "GLACIER" }];
    expect(site({ host: "app" }, { "catalogue.stores.pages.transitions": transitions })).toMatchObject([
      { path: "catalogue.stores.pages.transitions.0.to", what: expect.stringContaining("is an archive") },
    ]);
  });

  it("alone has a reach", () => {
    expect(problemsAfter({ "staging.stores.documents": { reach: "world" } })).toMatchObject([
      { path: "staging.stores.documents.reach", what: expect.stringContaining("goes with a site") },
    ]);
  });
});
