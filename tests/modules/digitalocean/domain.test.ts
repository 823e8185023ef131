import { describe, expect, it } from "vitest";
import { RootDomain } from "../../../modules/digitalocean/domain.js";
import { synth } from "../../support/synth.js";

const stack = synth((scope) => {
  new RootDomain(scope, "root", {
    domain: "acme.test",
    records: {
      home: { name: "@", type: "A", value: "192.0.2.1", ttlSeconds: 300 },
      "no-mail": { name: "@", type: "TXT", value: "v=spf1 -all", ttlSeconds: 3600 },
    },
    delegation: { label: "aws", nameServers: ["ns-1.awsdns.test", "ns-2.awsdns.test"], ttlSeconds: 1800 },
  });
});
const records = (type: string) => stack.all("digitalocean_record").filter((record) => record["type"] === type);

describe("the root domain", () => {
  it("is served by DigitalOcean, with nothing that points anywhere by default", () => {
    expect(stack.one("digitalocean_domain")).toEqual({ name: "acme.test" });
  });

  it("has the records that were asked for, to the letter", () => {
    const domain = "${root/domain.name}";
    expect(records("A")).toEqual([{ domain, name: "@", type: "A", value: "192.0.2.1", ttl: 300 }]);
    expect(records("TXT")).toEqual([{ domain, name: "@", type: "TXT", value: "v=spf1 -all", ttl: 3600 }]);
  });

  it("delegates one name to every one of the servers, in the absolute form with a dot at the end", () => {
    expect(records("NS").map((record) => [record["name"], record["value"], record["ttl"]])).toEqual([
      ["aws", "ns-1.awsdns.test.", 1800],
      ["aws", "ns-2.awsdns.test.", 1800],
    ]);
  });
});
