import type { Construct } from "constructs";
import type { ServiceConfig } from "../environments/schema/services/service.js";
import { SecureBucket } from "../modules/aws/data/secure-bucket.js";
import { name } from "../modules/core/names.js";
import type { BucketRef } from "../modules/core/refs/stores.js";
import type { Shared } from "./shared.js";

/** For so long a service can be rolled back to a revision whose files were replaced. */
const NONCURRENT_DAYS = 365;

/** The bucket of the configuration files that an environment's services read; none where none reads any. */
export function buildConfigurationBucket(
  scope: Construct,
  { organization, environment, keyArn }: Shared,
): BucketRef | undefined {
  if (!Object.values(environment.services).some(hasFiles)) return undefined;
  const { id, arn } = new SecureBucket(scope, "configuration", {
    bucket: name("aws_s3_bucket", organization.name, environment.name, "service-configuration"),
    keyArn,
    noncurrentDays: NONCURRENT_DAYS,
  });
  return { name: id, arn, keyArn };
}

function hasFiles(service: ServiceConfig): boolean {
  return [service, ...Object.values(service.sidecars)].some(({ files }) => Object.keys(files).length > 0);
}
