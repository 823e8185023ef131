import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution/index.js";
import { Construct } from "constructs";
import { CdnLogDelivery, type CdnLogsRef } from "./cdn-logs.js";
import type { AliasTarget } from "./public-names.js";

/** What is chosen of a distribution. */
export interface CdnSettings {
  /** Certificate in us-east-1 for the domain and every name under it. */
  readonly certificateArn: string;
  /** `origin` keeps what services' own `Cache-Control` allows. */
  readonly cache: "none" | "origin";
  readonly reach: Reach;
  /** Whom the load balancer admits. */
  readonly admit: "cloudfront" | "everyone";
  /** Web ACL of scope CLOUDFRONT. @default - none */
  readonly webAclArn?: string;
  /** Where a line for every request goes. @default - none is kept */
  readonly logs?: CdnLogsRef;
}

export interface CdnProps extends CdnSettings {
  /** Whether clients reach it by IPv6, too. */
  readonly ipv6: boolean;
  /** Names that clients ask for. */
  readonly names: readonly string[];
  readonly environment: string;
  /** Name of the load balancer, under the domain of its certificate. */
  readonly origin: string;
}

/** Ids of AWS's own policies. Source: CloudFront developer guide, "Use managed cache policies". */
const CACHE_POLICY = {
  // CachingDisabled
  none: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  // UseOriginCacheControlHeaders-QueryStrings: apart by Host, cookies and query.
  origin: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
} as const;

/** AllViewer: the origin sees the request as it was made. Source: "Use managed origin request policies". */
const REQUEST_POLICY = "216adef6-5c7f-47e4-b989-5492eafa07d3";

/** From where clients are answered: `europe-america` is the cheapest. Source: CloudFront developer guide, "Price class". */
export const PRICE_CLASS = { "europe-america": "PriceClass_100", world: "PriceClass_All" } as const;

export type Reach = keyof typeof PRICE_CLASS;

const EVERY_METHOD = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/** Strong ciphers with forward secrecy, TLS 1.3 and 1.2: the policy that CloudFront recommends. */
const TLS_POLICY = "TLSv1.2_2021";

/** By a certificate in us-east-1, for clients that name the host that they mean. */
export const viewerCertificate = (acmCertificateArn: string) => ({
  acmCertificateArn,
  sslSupportMethod: "sni-only",
  minimumProtocolVersion: TLS_POLICY,
});

const ORIGIN = "load-balancer";

/** CloudFront before a load balancer: every path and method, over HTTPS on both sides. */
export class Cdn extends Construct {
  readonly target: AliasTarget;

  constructor(scope: Construct, id: string, props: CdnProps) {
    super(scope, id);
    const { names, environment, origin, certificateArn, cache, reach, webAclArn, logs, ipv6 } = props;
    const distribution = new CloudfrontDistribution(this, "distribution", {
      enabled: true,
      comment: `Before ${origin}`,
      aliases: [...names],
      httpVersion: "http2and3",
      ...(ipv6 ? { isIpv6Enabled: true } : {}),
      priceClass: PRICE_CLASS[reach],
      ...(webAclArn === undefined ? {} : { webAclId: webAclArn }),
      origin: [
        {
          originId: ORIGIN,
          domainName: origin,
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.2"],
          },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: ORIGIN,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: EVERY_METHOD,
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: CACHE_POLICY[cache],
        originRequestPolicyId: REQUEST_POLICY,
        compress: true,
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: viewerCertificate(certificateArn),
    });
    if (logs !== undefined) {
      const distributionArn = distribution.arn;
      new CdnLogDelivery(this, "logs", { environment, label: "cdn", distributionArn, to: logs });
    }
    this.target = { dnsName: distribution.domainName, zoneId: distribution.hostedZoneId, watched: false };
  }
}
