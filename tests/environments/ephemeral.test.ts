import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EnvironmentInput } from "../../environments/schema/environment.js";
import { parse } from "../../environments/schema/parse.js";
import { derive, type Template } from "../../environments/schema/template.js";
import { problemsOf, written } from "../support/configuration.js";

const POOL = "10.128.0.0/12";
const SLOTS = 256;

/** Staging as a template. */
function template(domainUnder?: string): Template {
  const { name: _, domain: __, ...rest } = stagingInput();
  const network = { zones: rest.network.zones, nat: rest.network.nat };
  return { cidrPool: POOL, ...(domainUnder === undefined ? {} : { domainUnder }), environment: { ...rest, network } };
}

function stagingInput(): EnvironmentInput {
  const staging = written().environments.find(({ name }) => name === "staging");
  if (staging === undefined) throw new Error("staging is written");
  return staging.input as EnvironmentInput;
}

const rangeOf = (slug: string) => derive(`review-${slug}`, slug, template()).network.cidr;

/** Number of the /20 in the pool, or what shows that it isn't one. */
function slotOf(cidr: string): number {
  const [, a, b, c] = /^10\.(\d+)\.(\d+)\.(\d+)\/20$/.exec(cidr) ?? [];
  if (c !== "0") return Number.NaN;
  return (Number(a) - 128) * 16 + Number(b) / 16;
}

function problemsOfSlug(slug: string) {
  const name = `review-${slug}`;
  const environments = [{ name, ephemeral: true, input: derive(name, slug, template()) }];
  return problemsOf(() => parse({ ...written(), environments }));
}

const words = fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/);

describe("an ephemeral environment", () => {
  it("is its template, with a name, a domain and addresses of its own", () => {
    const { name, domain, network, ...rest } = derive("review-42", "42", template("aws.acme.test"));
    const { name: _, domain: __, network: original, ...same } = stagingInput();
    expect({ name, domain, network }).toEqual({
      name: "review-42",
      domain: "review-42.aws.acme.test",
      network: { zones: original.zones, nat: original.nat, cidr: "10.130.160.0/20" },
    });
    expect(rest).toEqual(same);
  });

  it("has no domain when its template has none", () => {
    expect(derive("review-42", "42", template())).not.toHaveProperty("domain");
  });

  it("always lies in the pool, on a slot", () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.nat().map(String)), (slug) => {
        const slot = slotOf(rangeOf(slug));
        return Number.isInteger(slot) && slot >= 0 && slot < SLOTS;
      }),
    );
  });

  it("never meets a merge request opened shortly before or after", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: SLOTS - 1 }), (number, distance) => {
        return rangeOf(String(number)) !== rangeOf(String(number + distance));
      }),
    );
  });

  it("gets the same addresses every time", () => {
    expect(rangeOf("login-page")).toBe(rangeOf("login-page"));
    expect(["login-page", "ann", "7"].map(rangeOf)).toEqual(["10.135.224.0/20", "10.129.128.0/20", "10.128.112.0/20"]);
  });

  it("is a valid environment", () => {
    fc.assert(
      fc.property(words, (slug) => {
        const name = `review-${slug}`;
        const all = written();
        const input = derive(name, slug, template("aws.acme.test"));
        const parsed = parse({ ...all, environments: [...all.environments, { name, ephemeral: true, input }] });
        return parsed.environments.at(-1)?.name === name && parsed.environments.at(-1)?.ephemeral === true;
      }),
      { numRuns: 20 },
    );
  });

  it("rejects a slug that makes the name too long, and one with capitals", () => {
    expect(problemsOfSlug("login-page-redesign")).toEqual([
      {
        path: "review-login-page-redesign.name",
        what: "is too long: names that AWS limits to 32 characters begin with it",
        value: "review-login-page-redesign",
        allowed: "at most 20 characters",
      },
    ]);
    expect(problemsOfSlug("Login").map(({ path }) => path)).toEqual(["review-Login.name"]);
  });
});
