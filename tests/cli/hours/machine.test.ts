import { describe, expect, it } from "vitest";
import { checkSleeper, machineIn } from "../../../cli/hours/machine.js";
import type { GantryError } from "../../../modules/core/errors.js";
import { problemsOf } from "../../support/configuration.js";

const ARN = "arn:aws:states:eu-west-1:222222222222:stateMachine";
const machine = (name: string, mode = "managed") => ({
  mode,
  type: "aws_sfn_state_machine",
  instances: [{ attributes: { name, arn: `${ARN}:${name}` } }],
});
const state = (...resources: readonly object[]) => JSON.stringify({ resources });
const office = { timeZone: "UTC", days: [], from: "07:00", to: "20:00", holidays: [] };

describe("the state machine of an environment", () => {
  it("is found in its state, beside those of its crons", () => {
    const text = state(
      machine("staging-invoices"),
      machine("staging-office-hours", "data"),
      machine("staging-office-hours"),
    );
    expect(machineIn(text, "staging", undefined)).toEqual({
      arn: `${ARN}:staging-office-hours`,
      account: "222222222222",
      region: "eu-west-1",
    });
  });

  it.each([
    [undefined, "has no office hours: it never sleeps", "give it some: docs/guides/office-hours.md"],
    [office, "was deployed before it had office hours", "./gantry deploy staging"],
  ])("isn't there where it was deployed without hours (%j)", (hours, what, fix) => {
    const find = () => machineIn(state(machine("staging-invoices")), "staging", hours);
    expect(problemsOf(find)).toEqual([{ path: "staging", what, fix }]);
    expect(find).toThrow(expect.objectContaining({ outcome: "refused" }) as GantryError);
  });

  it("is looked for in environments only", () => {
    expect(problemsOf(() => checkSleeper("ops"))).toMatchObject([
      { path: "ops", what: "is what the environments share: it never sleeps" },
    ]);
    expect(problemsOf(() => checkSleeper("stagin"))).toMatchObject([{ fix: "did you mean staging?" }]);
    expect(problemsOf(() => checkSleeper("staging"))).toEqual([]);
  });
});
