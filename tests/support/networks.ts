import type { Changes } from "./configuration.js";

const old = {
  vpc: "vpc-0a1b2c3d4e5f67890",
  account: "333333333333",
  ranges: ["10.60.0.0/16"],
  routeTables: ["rtb-0a1b2c3d4e5f67890"],
};

/** All that a network can have, in staging. */
export const fullNetwork: Changes = {
  "staging.network.endpoints": ["ecr.api", "ecr.dkr", "logs", "secretsmanager"],
  "staging.network.ipv6": true,
  "staging.network.flowLogs": { to: "logs" },
  "staging.network.peerings": { old },
  "staging.network.vpns": {
    office: { routing: "static", address: "203.0.113.10", ranges: ["192.168.0.0/24"] },
    factory: {
      routing: "bgp",
      address: "203.0.113.20",
      asn: 64_600,
      ranges: ["10.61.0.0/16"],
      tunnels: ["169.254.10.0/30", "169.254.10.4/30"],
    },
  },
  "staging.services.api.reaches": { old: [3306, 6379], factory: [1883] },
};

/** What a protected environment keeps of its network. */
export const recorded: Changes = { "production.network.flowLogs": { to: "logs", traffic: "rejected" } };

/** What other networks reach; goes with the internal services. */
export const reachedFromElsewhere: Changes = { "staging.services.search.reachedFrom": ["old", "office"] };
