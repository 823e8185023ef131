import type { Permission } from "../../core/refs/permission.js";

/** An IAM policy document that permits exactly these, in a stable order. */
export function policyDocument(permissions: readonly Permission[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: permissions.map(({ actions, resources, condition }) => ({
      Effect: "Allow",
      Action: [...actions].sort(),
      Resource: [...resources],
      ...(condition === undefined ? {} : { Condition: condition }),
    })),
  });
}

/**
 * Lets AWS services act in the role's name; one as a rule.
 *
 * @param condition under which alone. @default - always
 */
export function trustService(service: string | readonly string[], condition?: Permission["condition"]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  });
}
