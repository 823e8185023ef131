import type { OrganizationInput } from "./schema/organization.js";

export const accounts = {
  ops: "111111111111",
  staging: "222222222222",
  production: "333333333333",
} as const;

/** The subdomain that Route53 serves; every environment has a name under it. */
export const delegatedDomain = "aws.acme.dev";

export const organization: OrganizationInput = {
  name: "acme",
  region: "eu-west-1",
  accounts,
  deployRole: "gantry-deploy",
  state: { bucket: "acme-gantry-state", lifecycle: "protected" },
  ops: { lifecycle: "protected" },
  domains: {
    root: "acme.dev",
    delegated: delegatedDomain,
    delegationTtlSeconds: 3600,
    records: {
      "no-mail": { name: "@", type: "TXT", value: "v=spf1 -all", ttlSeconds: 3600 },
    },
  },
  gitlab: {
    baseUrl: "https://gitlab.com",
    groupId: 4711,
    project: "platform",
    visibility: "private",
    runners: {
      deploy: {
        description: "Deploys the platform",
        tags: ["gantry-deploy"],
        protectedOnly: true,
        maximumTimeoutSeconds: 7200,
      },
    },
  },
  datadog: {
    apiUrl: "https://api.datadoghq.eu",
    integration: { accounts: ["ops", "staging", "production"] },
    catalogue: true,
    unifiedTags: true,
  },
  calendars: {
    officeHours: {
      timeZone: "Europe/Dublin",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "07:00",
      to: "20:00",
      // Ireland's, as far as they are no weekend.
      holidays: [
        "2026-12-25",
        "2027-01-01",
        "2027-02-01",
        "2027-03-17",
        "2027-03-29",
        "2027-05-03",
        "2027-06-07",
        "2027-08-02",
        "2027-10-25",
      ],
    },
  },
  alertRoutes: {
    page: {
      warning: ["@slack-acme-platform"],
      critical: ["@slack-acme-platform", "@pagerduty-acme-platform"],
    },
    channel: { warning: ["@slack-acme-staging"], critical: ["@slack-acme-staging", "@platform@acme.dev"] },
    quiet: { warning: [], critical: [] },
  },
};
