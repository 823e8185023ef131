import { Route53Record } from "@cdktf/provider-aws/lib/route53-record/index.js";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";

export interface DelegatedZoneProps {
  /** Host name of the zone, for instance `staging.aws.example.com`. */
  readonly domain: string;
  /** Zone above it, where the delegation is written. */
  readonly parentZoneId: string;
  /** Provider of the account that holds the zone above. */
  readonly parentProvider: TerraformProvider;
}

/** Five minutes: the name servers of an environment that is made anew are soon found. */
const DELEGATION_TTL_SECONDS = 300;

/** A public zone of its own, and its delegation in the zone above. About $0.50 a month. */
export class DelegatedZone extends Construct {
  readonly zoneId: string;
  readonly domain: string;

  constructor(scope: Construct, id: string, { domain, parentZoneId, parentProvider }: DelegatedZoneProps) {
    super(scope, id);
    const zone = new Route53Zone(this, "zone", { name: domain, comment: `Managed by Gantry: ${domain}` });
    new Route53Record(this, "delegation", {
      provider: parentProvider,
      zoneId: parentZoneId,
      name: domain,
      type: "NS",
      ttl: DELEGATION_TTL_SECONDS,
      records: zone.nameServers,
    });
    this.zoneId = zone.zoneId;
    this.domain = domain;
  }
}
