import { describe, expect, it } from "vitest";
import { terraformFailure } from "../../cli/terraform/failure.js";
import { describeLock, lockInError, parseLockFile } from "../../cli/terraform/lock.js";

const NOW = new Date("2026-11-21T16:45:10Z");

const ERROR = `Error message: operation error S3: PutObject, https response error StatusCode: 412, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold
Lock Info:
  ID:        5f3bd1d6-6dc1-4bd9-63a3-5f2b0bd2f7c1
  Path:      acme-gantry-state/ops/terraform.tfstate
  Operation: OperationTypeApply
  Who:       anna@laptop
  Version:   1.11.4
  Created:   2026-11-21 16:41:00.123456789 +0000 UTC
  Info:      

Terraform acquires a state lock to protect the state from being written
by multiple users at the same time.`;

describe("the lock in Terraform's error", () => {
  it("is read with its holder, operation, id and age", () => {
    const lock = lockInError(ERROR);
    expect(lock).toMatchObject({ id: "5f3bd1d6-6dc1-4bd9-63a3-5f2b0bd2f7c1", who: "anna@laptop" });
    expect(lock && describeLock(lock, NOW)).toBe("anna@laptop, apply, 4m10s ago");
  });

  it("is read through the box that Terraform draws around it", () => {
    const boxed = `Error acquiring the state lock\n${ERROR}`
      .split("\n")
      .map((line) => `│ ${line}`)
      .join("\n");
    expect(lockInError(boxed)?.who).toBe("anna@laptop");
  });

  it("is not seen in another error", () => {
    expect(lockInError("Error: Unsupported attribute")).toBeUndefined();
  });

  it("becomes a refusal that names the holder and the way out", () => {
    const diagnostics = [{ severity: "error", summary: "Error acquiring the state lock", detail: ERROR }] as const;
    const error = terraformFailure({ stack: "ops", step: "plan", diagnostics, output: "", now: NOW });
    expect(error.outcome).toBe("refused");
    expect(error.message).toContain("anna@laptop, apply, 4m10s ago");
    expect(error.message).toContain("./gantry state unlock ops");
  });
});

describe("a lock file", () => {
  it("is read as Terraform writes it", () => {
    const content = JSON.stringify({
      ID: "x-1",
      Operation: "OperationTypePlan",
      Who: "ci@runner",
      Created: "2026-11-21T16:45:00Z",
    });
    const lock = parseLockFile(content);
    expect(lock && describeLock(lock, NOW)).toBe("ci@runner, plan, 10s ago");
  });

  it.each(["", "null", "[]", "{}", "not json", '{"ID":""}', '{"ID":7}'])("of something else is none: %s", (content) => {
    expect(parseLockFile(content)).toBeUndefined();
  });

  it("without a readable date still names its holder", () => {
    const lock = parseLockFile('{"ID":"x","Who":"ci@runner","Operation":"OperationTypeApply","Created":"yesterday"}');
    expect(lock && describeLock(lock, NOW)).toBe("ci@runner, apply");
  });
});

describe("a failure of Terraform", () => {
  it("keeps its words, one problem per diagnostic, without warnings", () => {
    const error = terraformFailure({
      stack: "staging",
      step: "apply",
      diagnostics: [
        { severity: "error", summary: "creating VPC", detail: "limit reached", address: "aws_vpc.main" },
        { severity: "warning", summary: "deprecated" },
        { severity: "error", summary: "second" },
      ],
      output: "",
    });
    expect(error.outcome).toBe("failed");
    expect(error.problems.map(({ path, what }) => `${path} ${what}`)).toEqual([
      "staging: aws_vpc.main failed: creating VPC\n  limit reached",
      "staging: terraform apply failed: second",
    ]);
  });

  it("names the mend that Terraform leaves out", () => {
    const output = 'Error: Failed to get existing workspaces: S3 bucket "x" does not exist.';
    const error = terraformFailure({ stack: "ops", step: "init", diagnostics: [], output });
    expect(error.problems[0]?.fix).toContain("./gantry state bootstrap");
  });
});
