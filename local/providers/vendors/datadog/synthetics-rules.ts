import { between, eachBlock, oneOf } from "../checks.js";
import type { Rule } from "../types.js";
import { handlesAreWhole } from "./handles.js";

/** Which comparisons an assertion takes. Source: Datadog API reference, v1, `SyntheticsAssertionOperator`. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  statusCode: ["is", "isNot", "matches", "doesNotMatch"],
  responseTime: ["lessThan"],
  certificate: ["isInMoreThan", "isInLessThan"],
};

const SHORTEST_TICK = 30;
const LONGEST_TICK = 604_800;

const comparesAsItCan: Rule = (assertion) => {
  const type = assertion.text("type");
  const operator = assertion.text("operator");
  const allowed = type === undefined ? undefined : OPERATORS[type];
  if (allowed === undefined || operator === undefined || allowed.includes(operator)) return [];
  const message = `Invalid operator ${operator} for an assertion on ${type}`;
  return [assertion.problem("operator", message, `Allowed: ${allowed.join(", ")}.`)];
};

const asksFromSomewhere: Rule = (test) =>
  test.texts("locations")?.length === 0 ? [test.problem("locations", "At least one location is required")] : [];

/** As many locations must fail as there are, at most. */
const enoughLocations: Rule = (test) => {
  const failing = test.block("options_list")?.number("min_location_failed");
  const locations = test.texts("locations")?.length;
  if (failing === undefined || locations === undefined || failing <= locations) return [];
  return [test.problem("options_list", `min_location_failed is ${failing}, of ${locations} locations`)];
};

const hasSomethingToCheck: Rule = (test) =>
  test.text("type") === "api" && test.text("subtype") === "http" && test.isUnset("assertion")
    ? [test.problem("assertion", "An HTTP test needs at least one assertion")]
    : [];

/** How long a certificate lasts is asked by tests of the subtype `ssl`. Source: Datadog's docs, "HTTP Testing". */
const asksNoCertificateOverHttp: Rule = (test) =>
  test.text("subtype") === "http" && test.blocks("assertion").some((one) => one.text("type") === "certificate")
    ? [test.problem("assertion", "An HTTP test takes no assertion on the certificate", "Make a test of subtype ssl.")]
    : [];

export const syntheticsRules: readonly Rule[] = [
  oneOf("type", ["api", "browser", "mobile"]),
  oneOf("status", ["live", "paused"]),
  asksFromSomewhere,
  enoughLocations,
  hasSomethingToCheck,
  asksNoCertificateOverHttp,
  eachBlock("assertion", comparesAsItCan),
  eachBlock(
    "options_list",
    between("tick_every", SHORTEST_TICK, LONGEST_TICK),
    between("min_failure_duration", 0, 7200),
  ),
  handlesAreWhole("message"),
];
