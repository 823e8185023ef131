import type { ManagementConfig } from "../../environments/schema/management/management.js";
import { GUARD_RAILS } from "../../environments/schema/management/units.js";
import type { Changes } from "./configuration.js";

/** An organization of two units, all guard rails on one of them, with one account that has no id yet. */
export const managed: Changes = {
  "organization.management": {
    account: "ops",
    lifecycle: "protected",
    units: {
      workloads: {
        guardRails: [...GUARD_RAILS],
        regions: ["eu-west-1", "us-east-1"],
        denies: ["iam:CreateUser", "iam:CreateAccessKey"],
      },
      sandbox: { guardRails: ["membership"] },
    },
    members: {
      staging: { email: "aws+staging@acme.test", unit: "workloads" },
      production: { email: "aws+production@acme.test", unit: "workloads", name: "Acme production" },
      playground: { email: "aws+playground@acme.test", unit: "sandbox" },
    },
    budgets: {
      monthlyUsd: 5000,
      accounts: { ops: 500, playground: 50.5 },
      email: ["platform@acme.test", "finance@acme.test"],
      costAllocationTags: true,
    },
    people: {
      developer: {
        accounts: ["staging"],
        policies: ["PowerUserAccess", "job-function/Billing"],
        trust: { users: ["ann", "ben"] },
        sessionHours: 8,
      },
      administrator: {
        accounts: ["staging", "production"],
        policies: ["AdministratorAccess"],
        trust: { saml: "acme" },
      },
      auditor: {
        accounts: ["ops"],
        policies: ["ReadOnlyAccess"],
        trust: { oidc: { provider: "gitlab.acme.test", audience: "aws", subjects: ["group:audit:*"] } },
      },
    },
    trail: { keepDays: 400, lock: { mode: "governance", days: 365 } },
  } satisfies Partial<Record<keyof ManagementConfig, unknown>>,
};
