import { bucket, postgres, web } from "../../environments/schema/catalogue.js";
import type { EnvironmentInput } from "../../environments/schema/environment.js";
import type { OrganizationInput } from "../../environments/schema/organization.js";
import { type Configuration, parse, type Written } from "../../environments/schema/parse.js";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import { pinned } from "./images.js";

// A configuration of the tests' own: what a team writes into environments/ breaks no test but the policies.

const organization: OrganizationInput = {
  name: "acme",
  region: "eu-west-1",
  accounts: { ops: "111111111111", staging: "222222222222", production: "333333333333" },
  deployRole: "deploy",
  state: { bucket: "acme-state", lifecycle: "protected" },
  ops: { lifecycle: "protected" },
  domains: {
    root: "acme.test",
    delegated: "aws.acme.test",
    delegationTtlSeconds: 3600,
    records: { "no-mail": { name: "@", type: "TXT", value: "v=spf1 -all", ttlSeconds: 3600 } },
  },
  gitlab: {
    baseUrl: "https://gitlab.acme.test",
    groupId: 7,
    project: "platform",
    visibility: "private",
    runners: {
      deploy: { description: "Deploys", tags: ["deploy"], protectedOnly: true, maximumTimeoutSeconds: 7200 },
    },
  },
  datadog: { apiUrl: "https://api.datadog.test" },
  alertRoutes: {
    page: { warning: ["@slack-platform"], critical: ["@slack-platform", "@pagerduty-platform"] },
    quiet: { warning: [], critical: [] },
  },
};

const catalogue = {
  services: {
    api: web({
      image: pinned("api"),
      user: 1000,
      port: 8080,
      routes: ["/api/*"],
      priority: 100,
      health: "/healthz",
      stores: ["main", "documents"],
      variables: { LOG_LEVEL: "info" },
    }),
    web: web({ image: pinned("web"), user: 1000, port: 80, routes: ["/*"], priority: 1000, health: "/" }),
  },
  stores: { main: postgres({ version: "16.8", database: "main" }), documents: bucket() },
};

const production: EnvironmentInput<typeof catalogue> = {
  name: "production",
  account: "333333333333",
  region: "eu-west-1",
  lifecycle: "protected",
  domain: "production.aws.acme.test",
  alerts: "page",
  network: { cidr: "10.10.0.0/16", zones: ["a", "b", "c"], nat: "per-zone" },
  clusters: { app: { on: "fargate" } },
  services: {
    api: { cluster: "app", cpu: 1024, memoryMiB: 2048, count: 3 },
    web: { cluster: "app", cpu: 512, memoryMiB: 1024, count: 2 },
  },
  stores: { main: { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30 }, documents: {} },
};

const staging: EnvironmentInput<typeof catalogue> = {
  ...production,
  name: "staging",
  account: "222222222222",
  lifecycle: "disposable",
  domain: "staging.aws.acme.test",
  alerts: "quiet",
  clusters: { app: { on: "fargate" } },
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], nat: "single" },
  services: {
    api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
    web: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
  },
  stores: { main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 }, documents: {} },
};

/** New values by path, as problems name it: `staging.network.cidr`, `catalogue.services.api.port`; undefined removes. */
export type Changes = Readonly<Record<string, unknown>>;

/** What a person would have written, valid but for the changes. */
export function written(changes: Changes = {}): Written {
  const parts: Record<string, unknown> = structuredClone({ organization, catalogue, production, staging });
  for (const [path, value] of Object.entries(changes)) change(parts, path.split("."), value);
  const { organization: changedOrganization, catalogue: changedCatalogue, ...environments } = parts;
  return {
    organization: changedOrganization,
    catalogue: changedCatalogue,
    environments: Object.entries(environments).map(([name, input]) => ({ name, ephemeral: false, input })),
  };
}

/** The checked configuration after the changes. */
export function configuration(changes: Changes = {}): Configuration {
  return parse(written(changes));
}

/** What the changes break; nothing when they are fine. */
export function problemsAfter(changes: Changes): readonly Problem[] {
  return problemsOf(() => configuration(changes));
}

/** The problems with which something is refused; nothing when it isn't. Every other error is a defect. */
export function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
    return [];
  } catch (error) {
    if (error instanceof GantryError) return error.problems;
    throw error;
  }
}

function change(parts: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key] as Record<string, unknown>, parts);
  const last = path.at(-1) ?? "";
  if (value === undefined) delete holder[last];
  // A copy: what one test changes further is another test's as it was.
  else holder[last] = structuredClone(value);
}
