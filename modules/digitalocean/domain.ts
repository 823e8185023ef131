import { Domain } from "@cdktf/provider-digitalocean/lib/domain/index.js";
import { Record as DnsRecord } from "@cdktf/provider-digitalocean/lib/record/index.js";
import { Construct } from "constructs";

export interface RootDomainProps {
  readonly domain: string;
  /** By a name of ours, which is their address in the graph. `@` is the domain itself. */
  readonly records: Readonly<
    Record<string, { name: string; type: "A" | "AAAA" | "TXT"; value: string; ttlSeconds: number }>
  >;
  readonly delegation: {
    /** Name under the domain that other servers answer for, for instance `aws`. */
    readonly label: string;
    /** Those servers, without a trailing dot. */
    readonly nameServers: readonly string[];
    readonly ttlSeconds: number;
  };
}

/** A domain that DigitalOcean serves, with one name under it delegated elsewhere. Free of charge. */
export class RootDomain extends Construct {
  constructor(scope: Construct, id: string, { domain, records, delegation }: RootDomainProps) {
    super(scope, id);
    const root = new Domain(this, "domain", { name: domain });
    for (const [key, { name, type, value, ttlSeconds }] of Object.entries(records)) {
      new DnsRecord(this, `record-${key}`, { domain: root.name, name, type, value, ttl: ttlSeconds });
    }
    delegation.nameServers.forEach((server, index) => {
      new DnsRecord(this, `delegation-${index + 1}`, {
        domain: root.name,
        name: delegation.label,
        type: "NS",
        // DigitalOcean wants the absolute form.
        value: `${server}.`,
        ttl: delegation.ttlSeconds,
      });
    });
  }
}
