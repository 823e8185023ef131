import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone/index.js";
import { Construct } from "constructs";

export interface PrivateZoneProps {
  /** For instance `legacy.example.com`. */
  readonly domain: string;
  readonly vpcId: string;
  /** By label; `@` is the domain itself. */
  readonly records: Readonly<Record<string, PrivateRecord>>;
}

interface PrivateRecord {
  readonly type: "A" | "CNAME";
  readonly values: readonly string[];
  readonly ttlSeconds: number;
}

/** Names that resolve inside the VPC alone, in front of public ones of the same domain. About $0.50 a month. */
export class PrivateZone extends Construct {
  constructor(scope: Construct, id: string, { domain, vpcId, records }: PrivateZoneProps) {
    super(scope, id);
    const { zoneId } = new Route53Zone(this, "zone", {
      name: domain,
      comment: `Managed by Gantry: ${domain}, inside the VPC`,
      vpc: [{ vpcId }],
    });
    for (const [label, { type, values, ttlSeconds }] of Object.entries(records)) {
      new Route53Record(this, `record-${label}`, {
        zoneId,
        name: label === "@" ? domain : `${label}.${domain}`,
        type,
        ttl: ttlSeconds,
        records: [...values],
      });
    }
  }
}
