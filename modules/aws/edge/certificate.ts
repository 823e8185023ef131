import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate/index.js";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation/index.js";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Construct } from "constructs";

export interface CertificateProps {
  readonly domain: string;
  /** Zone of that domain, where ACM looks for the proof. */
  readonly zoneId: string;
}

const PROOF_TTL_SECONDS = 60;

/** A certificate for a domain and all names directly under it, proved by DNS and renewed by ACM. */
export class Certificate extends Construct {
  /** ARN that is known only once the certificate is valid. */
  readonly arn: string;
  /** Name of the record that proves it. */
  readonly proof: string;

  constructor(scope: Construct, id: string, { domain, zoneId }: CertificateProps) {
    super(scope, id);
    const certificate = new AcmCertificate(this, "certificate", {
      domainName: domain,
      subjectAlternativeNames: [`*.${domain}`],
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
    });
    // A domain and its wildcard are proved by one and the same record.
    const proof = certificate.domainValidationOptions.get(0);
    const record = new Route53Record(this, "proof", {
      zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: PROOF_TTL_SECONDS,
      allowOverwrite: true,
    });
    this.proof = record.fqdn;
    this.arn = new AcmCertificateValidation(this, "validation", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    }).certificateArn;
  }
}
