import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import type { Reach } from "./session.js";

export interface RoleProps {
  readonly account: string;
  /** Name of the role in that account, the same that Terraform assumes. */
  readonly role: string;
  readonly region: string;
  /** How the session is called in the account's trail. */
  readonly sessionName: string;
}

/** What a client of the AWS SDK needs to work in an account through its role, on AWS or on the embedded cloud. */
export function throughRole({ cloud, environment }: Reach, { account, role, region, sessionName }: RoleProps) {
  const params = { RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: sessionName };
  if (cloud === undefined) {
    return { region, credentials: fromTemporaryCredentials({ params, clientConfig: { region } }) };
  }
  const masterCredentials = {
    accessKeyId: environment["AWS_ACCESS_KEY_ID"] ?? "",
    secretAccessKey: environment["AWS_SECRET_ACCESS_KEY"] ?? "",
  };
  const endpoint = cloud.awsEndpoint;
  const credentials = fromTemporaryCredentials({ params, masterCredentials, clientConfig: { region, endpoint } });
  return { region, endpoint, credentials };
}
