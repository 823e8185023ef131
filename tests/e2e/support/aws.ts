import { ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { Cloud } from "../../../local/cloud.js";
import { ACCOUNTS } from "./left.js";

const BASE = { accessKeyId: "local", secretAccessKey: "local" };
const region = "eu-west-1";

/** S3 as an account of the embedded cloud sees it. */
export function s3(cloud: Cloud, account: string): S3Client {
  return new S3Client({ ...reach(cloud, account), forcePathStyle: true });
}

/** ECS as an account of the embedded cloud sees it. */
export function ecs(cloud: Cloud, account: string): ECSClient {
  return new ECSClient(reach(cloud, account));
}

/** What a bucket holds, as text, by key. */
export async function textsIn(cloud: Cloud, account: string, bucket: string): Promise<ReadonlyMap<string, string>> {
  const client = s3(cloud, account);
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  const read = Contents.map(async ({ Key = "" }) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    return [Key, (await Body?.transformToString()) ?? ""] as const;
  });
  return new Map(await Promise.all(read));
}

/** Gives a service of staging another count, as somebody in the console would. */
export async function scaleByHand(cloud: Cloud, cluster: string, service: string, desiredCount: number): Promise<void> {
  const names = { cluster: `staging-${cluster}`, service: `staging-${service}` };
  await ecs(cloud, ACCOUNTS.staging).send(new UpdateServiceCommand({ ...names, desiredCount }));
}

/** The way Terraform gets there: through a role. */
function reach({ awsEndpoint: endpoint }: Cloud, account: string) {
  return {
    endpoint,
    region,
    credentials: fromTemporaryCredentials({
      masterCredentials: BASE,
      clientConfig: { endpoint, region },
      params: { RoleArn: `arn:aws:iam::${account}:role/gantry-deploy`, RoleSessionName: "test" },
    }),
  };
}
