import { S3Client } from "@aws-sdk/client-s3";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { Cloud } from "../../../local/cloud.js";

const BASE = { accessKeyId: "local", secretAccessKey: "local" };
const region = "eu-west-1";

/** S3 as an account of the embedded cloud sees it, the way Terraform gets there: through a role. */
export function s3(cloud: Cloud, account: string): S3Client {
  return new S3Client({
    endpoint: cloud.awsEndpoint,
    region,
    forcePathStyle: true,
    credentials: fromTemporaryCredentials({
      masterCredentials: BASE,
      clientConfig: { endpoint: cloud.awsEndpoint, region },
      params: { RoleArn: `arn:aws:iam::${account}:role/gantry-deploy`, RoleSessionName: "test" },
    }),
  });
}
