import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution/index.js";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control/index.js";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import type { KeyUser } from "../security/key-policy.js";
import { PRICE_CLASS, type Reach, viewerCertificate } from "./cdn.js";
import { CdnLogDelivery, type CdnLogsRef } from "./cdn-logs.js";

export interface SiteProps {
  readonly environment: string;
  readonly store: string;
  /** What it shows. It alone reads it: see {@link siteReader}. */
  readonly bucket: { readonly arn: string; readonly domainName: string };
  /** Under which the world finds it, for instance `app.staging.example.com`. */
  readonly host: string;
  /** Zone of that name. */
  readonly zoneId: string;
  /** Certificate in us-east-1 for that name. */
  readonly certificateArn: string;
  readonly reach: Reach;
  /** What is answered at `/`. */
  readonly index: string;
  /** Whether a path that the bucket doesn't have is answered with `index`. */
  readonly singlePage: boolean;
  /** What is answered, as a 404, for a path that the bucket doesn't have. @default - a bare 404 */
  readonly notFound?: string;
  /** @default - pages load whatever they will */
  readonly contentSecurityPolicy?: string;
  /** Web ACL of scope CLOUDFRONT. @default - none */
  readonly webAclArn?: string;
  /** Where a line for every request goes. @default - none is kept */
  readonly logs?: CdnLogsRef;
}

/** CachingOptimized: as `Cache-Control` says, a day without; apart by nothing but the path. Source: "Use managed cache policies". */
const CACHE_POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** SecurityHeadersPolicy. Source: CloudFront developer guide, "Use managed response headers policies". */
const HEADERS_POLICY = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/** As long as AWS's own policy: a year. */
const HSTS_SECONDS = 31_536_000;

/** A page that was missing is soon found once it is uploaded. */
const MISSING_SECONDS = 10;

const BUCKET = "bucket";

/** A bucket's objects as pages of a name of their own: HTTPS alone, by IPv4 and IPv6, read by nobody but CloudFront. */
export class Site extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: SiteProps) {
    super(scope, id);
    const { environment, store, bucket, host, reach, index, certificateArn, webAclArn, logs } = props;
    const access = new CloudfrontOriginAccessControl(this, "access", {
      name: name("aws_cloudfront_origin_access_control", environment, store),
      description: `${host} reads ${store}`,
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const distribution = new CloudfrontDistribution(this, "distribution", {
      enabled: true,
      comment: `${environment}: ${store}`,
      aliases: [host],
      defaultRootObject: index,
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: PRICE_CLASS[reach],
      ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
      origin: [{ originId: BUCKET, domainName: bucket.domainName, originAccessControlId: access.id }],
      defaultCacheBehavior: {
        targetOriginId: BUCKET,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHE_POLICY,
        responseHeadersPolicyId: this.headers(props),
        compress: true,
      },
      ...missing(props),
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: viewerCertificate(certificateArn),
    });
    this.arn = distribution.arn;
    if (logs !== undefined) {
      new CdnLogDelivery(this, "logs", { environment, label: `site-${store}`, distributionArn: this.arn, to: logs });
    }
    const alias = { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false };
    for (const [label, type] of [["record", "A"] as const, ["record-ipv6", "AAAA"] as const]) {
      new Route53Record(this, label, { zoneId: props.zoneId, name: host, type, alias });
    }
  }

  /** AWS's own policy, or one that says the same and what pages may load. */
  private headers({ environment, store, contentSecurityPolicy }: SiteProps): string {
    if (contentSecurityPolicy === undefined) return HEADERS_POLICY;
    return new CloudfrontResponseHeadersPolicy(this, "headers", {
      name: name("aws_cloudfront_response_headers_policy", environment, store),
      comment: `What the pages of ${store} may load`,
      securityHeadersConfig: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: "SAMEORIGIN", override: false },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
        strictTransportSecurity: { accessControlMaxAgeSec: HSTS_SECONDS, override: false },
      },
    }).id;
  }
}

/** What is answered in the place of S3's 404; a 403 stays one, because the firewall answers so too. */
function missing({ index, singlePage, notFound }: SiteProps) {
  const page = singlePage ? index : notFound;
  if (page === undefined) return {};
  return {
    customErrorResponse: [
      {
        errorCode: 404,
        responseCode: singlePage ? 200 : 404,
        responsePagePath: `/${page}`,
        errorCachingMinTtl: MISSING_SECONDS,
      },
    ],
  };
}

const CLOUDFRONT = "cloudfront.amazonaws.com";

/** CloudFront in the name of one distribution: whoever else has one can't read through it. */
const only = (distributionArn: string) => ({ StringEquals: { "aws:SourceArn": distributionArn } });

/**
 * What the policy of a bucket says so that one distribution can read it.
 * Source: CloudFront developer guide, "Restrict access to an Amazon S3 origin".
 */
export function siteReader(distributionArn: string, bucketArn: string): readonly object[] {
  const distribution = { Effect: "Allow", Principal: { Service: CLOUDFRONT }, Condition: only(distributionArn) };
  return [
    { Sid: "Site", ...distribution, Action: "s3:GetObject", Resource: `${bucketArn}/*` },
    // Who may not list a bucket is told 403 of what it hasn't; as `/` means the index, nobody gets the list.
    { Sid: "Missing", ...distribution, Action: "s3:ListBucket", Resource: bucketArn },
  ];
}

/** The same of the bucket's key. */
export function siteKeyUser(distributionArn: string): KeyUser {
  return { sid: "Site", service: CLOUDFRONT, actions: ["kms:Decrypt"], condition: only(distributionArn) };
}
