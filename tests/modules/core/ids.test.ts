import { expect, it } from "vitest";
import { pathInId, rangeInId } from "../../../modules/core/ids.js";

it.each([
  ["10.60.0.0/16", "10-60-0-0-16"],
  ["2001:db8:1::/48", "2001-db8-1---48"],
])("the range %s stands in ids as %s", (range, id) => {
  expect(rangeInId(range)).toBe(id);
});

it("a name with slashes stands in ids without them", () => {
  expect(pathInId("alias/team/payments")).toBe("alias:team:payments");
});
