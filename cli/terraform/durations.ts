import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** What is done to one resource in one step. A replacement is two steps. */
export type Step = "create" | "update" | "delete";

/** Seconds that steps take: `aws_db_instance.create` → 310. */
export type Durations = Readonly<Record<string, number>>;

/**
 * Types that keep people waiting on AWS, in seconds, until this checkout has measured its own. From the waits of the
 * AWS provider and the times that AWS documents; everything else takes about two seconds.
 */
const SLOW: Durations = {
  "aws_acm_certificate_validation.create": 120,
  "aws_db_instance.create": 400,
  "aws_db_instance.update": 240,
  "aws_db_instance.delete": 300,
  "aws_ecs_cluster.delete": 15,
  "aws_ecs_service.create": 120,
  "aws_ecs_service.update": 180,
  "aws_ecs_service.delete": 120,
  "aws_eip.delete": 5,
  "aws_elasticache_replication_group.create": 600,
  "aws_elasticache_replication_group.update": 300,
  "aws_elasticache_replication_group.delete": 400,
  "aws_internet_gateway.delete": 15,
  "aws_lb.create": 150,
  "aws_lb.delete": 30,
  "aws_nat_gateway.create": 110,
  "aws_nat_gateway.delete": 60,
  "aws_rds_cluster.create": 120,
  "aws_rds_cluster.delete": 120,
  "aws_rds_cluster_instance.create": 500,
  "aws_rds_cluster_instance.delete": 400,
  "aws_route53_record.create": 35,
  "aws_route53_record.delete": 35,
  "aws_security_group.delete": 10,
  "aws_sqs_queue.create": 26,
  "aws_subnet.delete": 10,
  "aws_vpc_endpoint.create": 60,
  "aws_vpc_endpoint.delete": 60,
};

const QUICK_SECONDS = 2;

/** How much a new measurement counts against what was known. */
const WEIGHT = 0.4;

/** The seconds that a step is expected to take. */
export function expected(durations: Durations, type: string, step: Step): number {
  const key = `${type}.${step}`;
  return durations[key] ?? SLOW[key] ?? QUICK_SECONDS;
}

/** Durations corrected by what a run measured. */
export function learn(
  durations: Durations,
  measured: readonly { readonly type: string; readonly step: Step; readonly seconds: number }[],
): Durations {
  const learnt: Record<string, number> = { ...durations };
  for (const { type, step, seconds } of measured) {
    const key = `${type}.${step}`;
    const known = learnt[key];
    const corrected = known === undefined ? seconds : known + WEIGHT * (seconds - known);
    learnt[key] = Math.round(corrected * 10) / 10;
  }
  return learnt;
}

/** Reads what former runs measured; a missing or damaged file only means that nothing has been measured yet. */
export function loadDurations(file: string): Durations {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Durations;
  } catch {
    return {};
  }
}

/** Keeps what was measured, in one step, since several runs may end at once. */
export function saveDurations(file: string, durations: Durations): void {
  const sorted = Object.fromEntries(Object.entries(durations).sort(([a], [b]) => a.localeCompare(b)));
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(sorted, null, 2)}\n`);
  renameSync(temporary, file);
}
