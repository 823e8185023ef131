import { expect, it } from "vitest";
import { PrivateZone } from "../../../../modules/aws/edge/private-zone.js";
import { synth } from "../../../support/synth.js";

it("a private zone resolves inside the VPC alone, with records that are soon forgotten", () => {
  const stack = synth((scope) => {
    new PrivateZone(scope, "zone", {
      domain: "legacy.example.com",
      vpcId: "vpc-1",
      records: {
        "@": { type: "A", values: ["10.60.0.7"], ttlSeconds: 60 },
        db: { type: "CNAME", values: ["old.rds.amazonaws.com"], ttlSeconds: 5 },
      },
    });
  });
  expect(stack.one("aws_route53_zone")).toMatchObject({ name: "legacy.example.com", vpc: [{ vpc_id: "vpc-1" }] });
  const zone_id = "${zone/zone.zone_id}";
  expect(stack.all("aws_route53_record")).toEqual([
    { zone_id, name: "legacy.example.com", type: "A", ttl: 60, records: ["10.60.0.7"] },
    { zone_id, name: "db.legacy.example.com", type: "CNAME", ttl: 5, records: ["old.rds.amazonaws.com"] },
  ]);
});
