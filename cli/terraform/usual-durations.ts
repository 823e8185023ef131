import type { Target } from "../../stacks/platform.js";
import type { Durations } from "./durations.js";

/**
 * The steps that keep people waiting, in seconds, until this checkout has measured its own. On AWS: the waits of the
 * AWS provider and the times that AWS documents. On the embedded cloud: measured; what is left there are the waits
 * that the provider itself insists on.
 */
export const USUAL_DURATIONS: Readonly<Record<Target, Durations>> = {
  aws: {
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
  },
  local: {
    "aws_db_instance.create": 80,
    "aws_db_instance.delete": 60,
    "aws_ecs_cluster.create": 11,
    "aws_ecs_cluster_capacity_providers.create": 10,
    "aws_ecs_cluster_capacity_providers.delete": 10,
    "aws_elasticache_replication_group.create": 30,
    "aws_kms_key.create": 9,
    "aws_lb.create": 61,
    "aws_nat_gateway.delete": 10,
    "aws_rds_cluster.create": 60,
    "aws_route53_record.create": 15,
    "aws_route53_record.delete": 15,
    "aws_route53_zone.create": 15,
    "aws_route53_zone.delete": 15,
    "aws_s3_bucket_lifecycle_configuration.create": 55,
    "aws_sqs_queue.create": 25,
    "aws_vpc.create": 11,
    "aws_vpc_endpoint.create": 5,
    "aws_vpc_endpoint.delete": 5,
  },
};
