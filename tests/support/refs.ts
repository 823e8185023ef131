import type { TargetSettings } from "../../modules/aws/ecs/service/targets.js";
import type { ClusterRef } from "../../modules/core/refs/clusters.js";
import type { InternalLoadBalancerRef, LoadBalancerRef, NamespaceRef } from "../../modules/core/refs/entrances.js";
import type { NetworkRef } from "../../modules/core/refs/network.js";
import type { ScheduleGroupRef } from "../../modules/core/refs/schedules.js";
import type { CronServiceRef, WebServiceRef, WorkerServiceRef } from "../../modules/core/refs/services.js";
import type { QueueRef, StoreRef } from "../../modules/core/refs/stores.js";

// Refs of literals: a module under test needs no other module.

export const networkRef: NetworkRef = {
  vpcId: "vpc-1",
  publicSubnetIds: ["public-a", "public-b"],
  privateSubnetIds: ["private-a", "private-b"],
  isolatedSubnetIds: ["isolated-a", "isolated-b"],
  isolatedAclId: "acl-1",
  ipv6: false,
  waysOut: ["route-a", "route-b"],
};

export const clusterRef: ClusterRef = {
  name: "staging-app",
  id: "staging-app",
  capacity: "fargate",
  capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
};

export const ec2ClusterRef: ClusterRef = {
  ...clusterRef,
  capacity: "ec2",
  capacityProviderStrategy: [{ capacityProvider: "staging-app", weight: 1, base: 0 }],
};

export const scheduleGroupRef: ScheduleGroupRef = {
  physicalName: "staging",
  name: "staging",
  arn: "arn:aws:scheduler:eu-west-1:222222222222:schedule-group/staging",
};

export const loadBalancerRef: LoadBalancerRef = {
  label: "load balancer",
  securityGroupId: "sg-balancer",
  metricName: "app/staging-public/1",
  name: "staging-public",
  listenerArn: "arn:listener",
  url: "https://staging.acme.test",
  domain: "staging.acme.test",
};

export const internalLoadBalancerRef: InternalLoadBalancerRef = {
  label: "internal load balancer",
  securityGroupId: "sg-internal",
  arn: "arn:internal",
  metricName: "app/staging-internal/1",
  name: "staging-internal",
  dnsName: "internal-staging.elb",
};

export const namespaceRef: NamespaceRef = { domain: "staging.internal", id: "ns-1", arn: "arn:namespace" };

export const databaseRef: StoreRef = {
  name: "main",
  kind: "postgres",
  physicalName: "staging-main",
  peer: { label: "store main", securityGroupId: "sg-main", port: 5432 },
  permissions: [],
  variables: { MAIN_HOST: "main.db", MAIN_PORT: "5432", MAIN_NAME: "main" },
  secrets: { MAIN_USER: "arn:main:username::", MAIN_PASSWORD: "arn:main:password::" },
  secretPermissions: [{ actions: ["secretsmanager:GetSecretValue"], resources: ["arn:main"] }],
};

export const filesRef: StoreRef = {
  name: "uploads",
  kind: "files",
  physicalName: "staging-uploads",
  peer: { label: "store uploads", securityGroupId: "sg-uploads", port: 2049 },
  fileSystem: { id: "fs-1", arn: "arn:uploads" },
  permissions: [],
  variables: {},
  secrets: {},
  secretPermissions: [],
};

export const bucketRef: StoreRef = {
  name: "documents",
  kind: "bucket",
  physicalName: "acme-staging-documents",
  permissions: [{ actions: ["s3:PutObject", "s3:GetObject"], resources: ["arn:documents/*"] }],
  variables: { DOCUMENTS_BUCKET: "acme-staging-documents" },
  secrets: {},
  secretPermissions: [],
};

export const queueRef: QueueRef = {
  name: "jobs",
  kind: "queue",
  physicalName: "staging-jobs",
  url: "https://sqs/staging-jobs",
  arn: "arn:jobs",
  fifo: false,
  retentionDays: 4,
  deadLetters: { physicalName: "staging-jobs-dead", url: "https://sqs/staging-jobs-dead", arn: "arn:jobs-dead" },
  permissions: [{ actions: ["sqs:SendMessage"], resources: ["arn:jobs"] }],
  consumerPermissions: [{ actions: ["sqs:DeleteMessage", "sqs:ReceiveMessage"], resources: ["arn:jobs"] }],
  variables: { JOBS_QUEUE_URL: "https://sqs/staging-jobs" },
  secrets: {},
  secretPermissions: [],
};

export const serviceRef: WebServiceRef = {
  name: "api",
  kind: "web",
  serviceName: "staging-api",
  clusterName: "staging-app",
  loadBalancerName: "staging-public",
  targetGroupName: "staging-api-8080",
  desiredCount: 2,
  stores: ["main", "documents"],
  url: "https://staging.acme.test/api/",
};

/** How a load balancer treats tasks where a service says no more than its path. */
export const targetSettings: TargetSettings = {
  health: {
    path: "/healthz",
    matcher: "200",
    intervalSeconds: 15,
    timeoutSeconds: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
  },
  drainSeconds: 30,
  algorithm: "round-robin",
};

export const workerRef: WorkerServiceRef = {
  name: "jobs",
  kind: "worker",
  serviceName: "staging-jobs",
  clusterName: "staging-app",
  desiredCount: 1,
  stores: ["main", "jobs"],
  queueName: "staging-jobs",
  deadLetterName: "staging-jobs-dead",
  acceptableDelaySeconds: 60,
  rests: false,
};

export const cronRef: CronServiceRef = {
  name: "reports",
  kind: "cron",
  clusterName: "staging-app",
  stores: ["main"],
  scheduleName: "staging-reports",
  scheduleGroup: "staging",
  schedule: "cron(0 6 ? * MON-FRI *)",
  timeZone: "Europe/Dublin",
  enabled: true,
  family: "staging-reports",
  failuresName: "staging-reports-failed",
  logGroup: "/gantry/staging/reports",
};
