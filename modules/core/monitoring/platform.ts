import { type Rows, share, used } from "./row.js";

/** What is watched of what the services of an environment share. */
export const PLATFORM_ROWS = {
  /** Clusters on EC2. */
  cluster: {
    instances: {
      ...share,
      warning: 90,
      warningRecovery: 99,
      critical: 50,
      criticalRecovery: 75,
      aggregate: "max",
      window: "30m",
      priority: 2,
      reason: "Longer than an instance takes to boot and to join, and than one refresh replaces.",
    },
    full: {
      ...used,
      most: 100,
      warning: 89,
      warningRecovery: 85,
      critical: 99,
      criticalRecovery: 95,
      aggregate: "min",
      window: "1h",
      priority: 3,
      reason:
        "Of the most instances that it may have. An hour at the top means that the next task waits; at 90 % there's room for one more step of a group of ten.",
    },
    /** Where Datadog's agent runs on its instances; `agent` likewise. */
    disk: {
      ...used,
      most: 100,
      warning: 80,
      warningRecovery: 75,
      critical: 90,
      criticalRecovery: 85,
      aggregate: "max",
      window: "15m",
      priority: 2,
      reason:
        "Of one disk of one instance. ECS removes images and stopped containers by itself; above 80 % what runs fills it with logs or files, at 90 % the next image may not fit, and its tasks can't start there.",
    },
    agent: {
      ...share,
      warning: 90,
      warningRecovery: 99,
      critical: 50,
      criticalRecovery: 75,
      aggregate: "max",
      window: "30m",
      priority: 3,
      reason:
        "Of the instances in service, those whose agent reports: a new one takes minutes to join ECS and to start it. One that doesn't is an instance on which nobody sees the disk, and perhaps one that ECS doesn't see either.",
    },
    health: {
      unit: "instances",
      comparator: ">",
      warning: 0.5,
      warningRecovery: 0.1,
      critical: 1.5,
      criticalRecovery: 0.5,
      aggregate: "min",
      window: "15m",
      priority: 3,
      reason:
        "One that fails its status checks is replaced within minutes: that it goes on for a quarter of an hour means that it wasn't. Two at a time are a fault of the zone or of the image. Halves: between two numbers.",
    },
  },
  environment: {
    tunnels: {
      ...share,
      warning: 75,
      warningRecovery: 90,
      critical: 25,
      criticalRecovery: 40,
      aggregate: "avg",
      window: "15m",
      priority: 2,
      reason:
        "Of the two tunnels of a connection. With one down nothing is cut off, and nothing is left to fall back on; AWS takes one down for maintenance for some minutes. With both down the other network is away.",
    },
    drops: {
      ...used,
      most: 100,
      warning: 0.01,
      warningRecovery: 0.005,
      critical: 0.1,
      criticalRecovery: 0.05,
      aggregate: "sum",
      window: "30m",
      priority: 3,
      reason:
        "Of all packets. AWS calls more than 0.01 % a fault of its own that it should hear of; ten times that slows every call to the world down.",
    },
    spend: {
      ...used,
      warning: 80,
      warningRecovery: 75,
      critical: 100,
      criticalRecovery: 95,
      aggregate: "max",
      window: "1d",
      priority: 4,
      reason:
        "Of the budget's limit, as AWS Budgets counts it, some hours late. At 80 % of a month's money it may be the 25th, and as it should: those who own the environment know. At the limit somebody decides.",
    },
    "spend-ahead": {
      ...used,
      warning: 100,
      warningRecovery: 95,
      critical: 120,
      criticalRecovery: 110,
      aggregate: "min",
      window: "1d",
      priority: 4,
      reason:
        "What AWS expects for the whole of the month, of the limit. A whole day, since one large purchase moves the forecast for hours. Beyond a fifth more it's no longer a matter of rounding.",
    },
    balancer: {
      ...used,
      most: 100,
      warning: 1,
      warningRecovery: 0.5,
      critical: 5,
      criticalRecovery: 2.5,
      aggregate: "sum",
      window: "10m",
      priority: 1,
      reason:
        "Errors of the load balancer itself (502, 503, 504), which no service's own share counts: no task answers, or too late. The same shares as a service's.",
    },
    nat: {
      unit: "connections",
      comparator: ">",
      warning: 0.5,
      warningRecovery: 0.1,
      critical: 100,
      criticalRecovery: 50,
      aggregate: "sum",
      window: "15m",
      priority: 2,
      reason:
        "A gateway has 55,000 ports for each destination. Each connection that it refused for want of one was a failed call to the world; a hundred are a rule.",
    },
    certificate: {
      unit: "days",
      comparator: "<",
      warning: 45,
      warningRecovery: 50,
      critical: 14,
      criticalRecovery: 30,
      aggregate: "min",
      window: "1d",
      priority: 2,
      reason:
        "ACM renews 60 days ahead by itself: at 45 it has failed for two weeks, at 14 a person has to mend the validation record now.",
    },
  },
} as const satisfies Readonly<Record<string, Rows>>;
