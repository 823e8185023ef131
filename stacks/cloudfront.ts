import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import type { FirewallConfig } from "../environments/schema/edge/firewall.js";
import type { SiteConfig } from "../environments/schema/edge/site.js";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { SecureBucketProps } from "../modules/aws/data/secure-bucket.js";
import { CdnCertificate } from "../modules/aws/edge/cdn-certificate.js";
import { CdnLogs, type CdnLogsRef } from "../modules/aws/edge/cdn-logs.js";
import { Firewall, type FirewallProps } from "../modules/aws/edge/firewall.js";
import type { PublicName } from "../modules/aws/edge/public-load-balancer.js";
import { Site, type SiteProps, siteKeyUser, siteReader } from "../modules/aws/edge/site.js";
import { EncryptionKey } from "../modules/aws/security/encryption-key.js";
import { LOG_RETENTION_DAYS, type Shared } from "./shared.js";

/** The one region that holds what is CloudFront's: certificates, and web ACLs with their logs. */
const CLOUDFRONT_REGION = "us-east-1";

/** What every distribution of an environment shares. */
export interface CloudFront {
  /** Certificate for the domain and every name under it. */
  readonly certificateArn: string;
  readonly webAclArn?: string;
  readonly logs?: CdnLogsRef;
  readonly publicName: PublicName;
}

export interface CloudFrontProps extends Pick<Shared, "environment" | "lifecycle"> {
  readonly publicName?: PublicName;
  /** Bucket of the access logs. @default - none are kept */
  readonly accessLogBucket?: string;
  readonly providerOf: (alias: string, account: string, region: string) => TerraformProvider;
}

/** Whether CloudFront stands before anything of an environment: its load balancer, or a bucket. */
export function hasCloudFront(environment: Pick<EnvironmentConfig, "domain" | "edge" | "stores">): boolean {
  return environment.edge?.cdn !== undefined || sitesOf(environment).sites !== undefined;
}

/** Where the world finds the buckets that are shown to it, by store. */
export function sitesOf({ domain, stores }: Pick<EnvironmentConfig, "domain" | "stores">): {
  readonly sites?: Readonly<Record<string, string>>;
} {
  const sites = Object.entries(stores).flatMap(([name, store]) =>
    store.kind === "bucket" && store.site !== undefined
      ? [[name, `https://${store.site.host}.${domain}`] as const]
      : [],
  );
  return sites.length === 0 ? {} : { sites: Object.fromEntries(sites) };
}

/** CloudFront's certificate, its logs, and the firewall: it must see the clients' own addresses. */
export function buildCloudFront(scope: Construct, props: CloudFrontProps): CloudFront | undefined {
  const { environment, publicName, accessLogBucket, providerOf } = props;
  if (publicName === undefined || !hasCloudFront(environment)) return undefined;
  const { name, account, edge: { firewall } = {} } = environment;
  const provider = providerOf("cdn", account, CLOUDFRONT_REGION);
  const { domain, proof } = publicName;
  const certificate = new CdnCertificate(scope, "cdn-certificate", { domain, proof, provider });
  const acl = firewall === undefined ? undefined : buildFirewall(scope, firewall, props, { cloudFront: provider });
  const logs =
    accessLogBucket === undefined
      ? undefined
      : new CdnLogs(scope, "cdn-logs", { environment: name, bucket: accessLogBucket, provider }).ref;
  return {
    publicName,
    certificateArn: certificate.arn,
    ...(acl === undefined ? {} : { webAclArn: acl.arn }),
    ...(logs === undefined ? {} : { logs }),
  };
}

/** The firewall of a load balancer, or that of every distribution. */
export function buildFirewall(
  scope: Construct,
  { action, managed, requestsPer5Minutes, logs }: FirewallConfig,
  { environment, lifecycle }: Pick<Shared, "environment" | "lifecycle">,
  before: FirewallProps["before"],
): Firewall {
  const { name, account, region } = environment;
  // At another address than the one of its region: Terraform would look for that in us-east-1, and forget it.
  const id = "cloudFront" in before ? "cdn-firewall" : "firewall";
  return new Firewall(scope, id, {
    environment: name,
    account,
    region: "cloudFront" in before ? CLOUDFRONT_REGION : region,
    action,
    managed,
    ...(requestsPer5Minutes === undefined ? {} : { requestsPer5Minutes }),
    ...(logs ? { logRetentionDays: LOG_RETENTION_DAYS[lifecycle] } : {}),
    before,
  });
}

/** What puts CloudFront before a bucket, with a key of its own that nothing but both of them uses. */
export function showing(
  scope: Construct,
  store: string,
  { host, reach, ...site }: SiteConfig & Pick<SiteProps, "reach">,
  { environment: { name, account }, cloudFront }: Pick<Shared, "environment"> & { readonly cloudFront: CloudFront },
): Required<SecureBucketProps>["shown"] {
  const { publicName, ...shared } = cloudFront;
  return (bucket) => {
    const { arn } = new Site(scope, `site-${store}`, {
      ...shared,
      ...site,
      environment: name,
      store,
      bucket,
      reach,
      host: `${host}.${publicName.domain}`,
      zoneId: publicName.zoneId,
    });
    const key = new EncryptionKey(scope, `site-${store}-key`, {
      alias: ["gantry", name, "sites", store],
      description: `Pages of ${name}: ${store}`,
      services: { account, users: [siteKeyUser(arn)] },
    });
    return { keyArn: key.arn, statements: siteReader(arn, bucket.arn) };
  };
}
