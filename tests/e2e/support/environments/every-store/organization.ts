import type { OrganizationInput } from "../../../../../environments/schema/organization.js";

export const accounts = { ops: "111111111111", staging: "222222222222", production: "333333333333" } as const;

export const organization: OrganizationInput = {
  name: "acme",
  region: "eu-west-1",
  accounts,
  deployRole: "gantry-deploy",
  state: { bucket: "acme-gantry-state", lifecycle: "protected" },
  ops: { lifecycle: "disposable" },
  domains: { root: "acme.dev", delegated: "aws.acme.dev", delegationTtlSeconds: 3600, records: {} },
  gitlab: {
    baseUrl: "https://gitlab.com",
    groupId: 4711,
    project: "platform",
    visibility: "private",
    runners: {},
  },
  datadog: { apiUrl: "https://api.datadoghq.eu" },
  alertRoutes: { quiet: { warning: [], critical: [] } },
};
