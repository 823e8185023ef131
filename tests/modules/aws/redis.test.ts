import { describe, expect, it } from "vitest";
import { Redis, type RedisProps } from "../../../modules/aws/data/redis.js";
import { networkRef } from "../../support/refs.js";
import { synthStore } from "../../support/synth-store.js";

const props: RedisProps = {
  environment: "staging",
  store: "cache",
  version: "7.1",
  clusterMode: false,
  eviction: "allkeys-lru",
  size: "cache.t4g.micro",
  standby: false,
  backupDays: 1,
  backupWindow: "02:00-03:00",
  maintenanceWindow: "sun:03:30-sun:04:30",
  logRetentionDays: 14,
  applyImmediately: true,
  keyArn: "arn:key",
  network: networkRef,
};

const redis = (more: Partial<RedisProps> = {}) =>
  synthStore((scope) => new Redis(scope, "store", { ...props, ...more }));
const nodes = (more?: Partial<RedisProps>) => redis(more).one("aws_elasticache_replication_group");

describe("a Redis store", () => {
  it("is encrypted at rest with its own key, and on the way", () => {
    expect(nodes()).toMatchObject({
      at_rest_encryption_enabled: "true",
      kms_key_id: "arn:key",
      transit_encryption_enabled: true,
    });
  });

  it("is opened by IAM: no password stands anywhere, and who names no user is nobody", () => {
    const stack = redis();
    expect(stack.all("aws_elasticache_user")).toEqual([
      {
        user_id: "staging-cache-default",
        user_name: "default",
        engine: "redis",
        access_string: "off ~* -@all",
        no_password_required: true,
      },
      {
        user_id: "staging-cache",
        user_name: "staging-cache",
        engine: "redis",
        access_string: "on ~* &* +@all",
        authentication_mode: { type: "iam" },
      },
    ]);
    expect(stack.one("aws_elasticache_user_group")["user_ids"]).toHaveLength(2);
    expect(stack.one("aws_elasticache_replication_group")).toMatchObject({
      user_group_ids: ["${store/users/group.user_group_id}"],
    });
    expect(stack.one("aws_elasticache_replication_group")).not.toHaveProperty("auth_token");
  });

  it("stands in the isolated tier and admits nobody by itself", () => {
    const stack = redis();
    expect(stack.one("aws_elasticache_subnet_group")["subnet_ids"]).toEqual(["isolated-a", "isolated-b"]);
    expect(stack.one("aws_elasticache_replication_group")).toMatchObject({
      subnet_group_name: "${store/subnets.name}",
      security_group_ids: ["${store/group/group.id}"],
    });
    expect(stack.all("aws_vpc_security_group_ingress_rule")).toEqual([]);
  });

  it("is one node, or two in two zones of which one takes over", () => {
    expect(nodes()).toMatchObject({
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
    expect(nodes({ standby: true })).toMatchObject({
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
  });

  it("spreads its keys over shards in cluster mode, which needs failover whether there is a standby or not", () => {
    const sharded = { clusterMode: true, shards: 3 };
    expect(nodes(sharded)).toMatchObject({
      cluster_mode: "enabled",
      num_node_groups: 3,
      replicas_per_node_group: 0,
      automatic_failover_enabled: true,
      multi_az_enabled: false,
    });
    expect(nodes({ ...sharded, standby: true })).toMatchObject({ replicas_per_node_group: 1, multi_az_enabled: true });
    expect(nodes({ clusterMode: true })).toMatchObject({ num_node_groups: 1 });
    expect(nodes(sharded)).not.toHaveProperty("num_cache_clusters");
    expect(redis(sharded).one("aws_elasticache_parameter_group")["parameter"]).toContainEqual({
      name: "cluster-enabled",
      value: "yes",
    });
  });

  it("says what goes when memory is full", () => {
    expect(redis().one("aws_elasticache_parameter_group")).toMatchObject({
      name: "staging-cache-redis7",
      family: "redis7",
      parameter: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
    });
  });

  it("is backed up and changed when it is told, and its logs are not kept for ever", () => {
    const stack = redis({ backupDays: 7 });
    expect(stack.one("aws_elasticache_replication_group")).toMatchObject({
      snapshot_retention_limit: 7,
      snapshot_window: "02:00-03:00",
      maintenance_window: "sun:03:30-sun:04:30",
    });
    expect(stack.all("aws_cloudwatch_log_group")).toEqual([
      { name: "/aws/vendedlogs/elasticache/staging-cache/engine-log", retention_in_days: 14 },
      { name: "/aws/vendedlogs/elasticache/staging-cache/slow-log", retention_in_days: 14 },
    ]);
  });

  it("lets its users connect as that one user, and tells them what they sign a token for", () => {
    const { ref } = redis();
    expect(ref).toMatchObject({ kind: "redis", physicalName: "staging-cache", secrets: {}, secretPermissions: [] });
    expect(ref.peer).toMatchObject({ label: "store cache", port: 6379 });
    expect(ref.permissions.map(({ actions, resources }) => [actions, resources.length])).toEqual([
      [["elasticache:Connect"], 2],
    ]);
    expect(Object.keys(ref.variables)).toEqual([
      "CACHE_HOST",
      "CACHE_READER_HOST",
      "CACHE_PORT",
      "CACHE_NAME",
      "CACHE_USER",
    ]);
    expect(ref.variables).toMatchObject({
      CACHE_PORT: "6379",
      CACHE_NAME: "staging-cache",
      CACHE_USER: "staging-cache",
    });
    expect(Object.keys(redis({ clusterMode: true }).ref.variables)).not.toContain("CACHE_READER_HOST");
  });

  it("has a name that ElastiCache takes, however long its store's is", () => {
    const long = redis({ environment: "review-a-long-branch", store: "session-and-token-storage" });
    const id = String(long.one("aws_elasticache_replication_group")["replication_group_id"]);
    expect(id).toMatch(/^review-a-long-branch-session-and-[0-9a-f]{6}$/);
  });
});
