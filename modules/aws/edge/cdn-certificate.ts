import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate/index.js";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";

export interface CdnCertificateProps {
  readonly domain: string;
  /** Name of the record that proves the certificate of the load balancer. */
  readonly proof: string;
  /** Provider of us-east-1, the one region whose certificates CloudFront takes. */
  readonly provider: TerraformProvider;
}

/**
 * A domain's second certificate, for CloudFront.
 *
 * In one account the same record proves a domain in every region. It stays the first certificate's: with a record of
 * its own, the end of this one would take away the proof by which that one is renewed.
 */
export class CdnCertificate extends Construct {
  /** ARN that is known only once the certificate is valid. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { domain, proof, provider }: CdnCertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "certificate", {
      provider,
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`],
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = new AcmCertificateValidation(this, "validation", {
      provider,
      certificateArn: certificate.arn,
      validationRecordFqdns: [proof],
    }).certificateArn;
  }
}
