import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { s3 } from "./aws.js";
import { type Checkout, expectCode } from "./checkout.js";
import { ACCOUNTS } from "./left.js";

/**
 * Starts the embedded cloud of a clone with a mere bucket for its states. The `state` stack, whose settings make the AWS
 * provider wait for a minute, is the subject of other lanes.
 */
export async function startWithStateBucket(clone: Checkout): Promise<void> {
  expectCode(await clone.gantry(["local", "start"]), 0);
  const client = s3(await clone.cloud(), ACCOUNTS.ops);
  try {
    await client.send(new CreateBucketCommand({ Bucket: "acme-gantry-state" }));
  } finally {
    client.destroy();
  }
}
