import type { Changes } from "./configuration.js";

/** Staging with all that an environment can choose for its edge. */
export const wholeEdge: Changes = {
  "staging.edge": {
    accessLogs: {},
    firewall: {
      action: "block",
      managed: {
        AWSManagedRulesCommonRuleSet: { countOnly: ["SizeRestrictions_BODY"] },
        AWSManagedRulesKnownBadInputsRuleSet: {},
      },
      requestsPer5Minutes: 2000,
      logs: true,
    },
    minimumCapacityUnits: 200,
    issuers: { others: ["letsencrypt.org"] },
    ramp: {
      to: 10,
      old: { kind: "addresses", addresses: ["203.0.113.7", "203.0.113.8"], health: { path: "/healthz" } },
    },
    privateZones: { "legacy.example.com": { db: { type: "A", values: ["10.60.0.7"] } } },
  },
};

/** Staging with CloudFront before its load balancer. */
export const behindCloudFront: Changes = {
  "catalogue.services.api.hosts": ["api"],
  "staging.edge": {
    cdn: {},
    firewall: { action: "block", requestsPer5Minutes: 2000, logs: true },
  },
};

/** Staging by IPv6, with no ramp: that goes with IPv4 alone. */
export const overIpv6: Changes = { "staging.network.ipv6": true, "staging.edge": { ipv6: true } };

/** Pages in a bucket, in every environment, which a service fills. */
export const withSite: Changes = {
  "catalogue.stores.pages": {
    kind: "bucket",
    site: { host: "app", singlePage: true, contentSecurityPolicy: "default-src 'self'" },
  },
  "catalogue.services.api.stores": ["main", "documents", "pages"],
  "staging.stores.pages": {},
  "production.stores.pages": { reach: "world" },
};
