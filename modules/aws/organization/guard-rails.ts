import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy/index.js";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { GantryError } from "../../core/errors.js";
import { name } from "../../core/names.js";
import { type Denial, denialOf, denialOutside, RAILS, type Rail } from "./rails.js";

export interface GuardRailsProps {
  /** What must stand first: AWS takes no policy without an organization that has turned them on. */
  readonly after: ITerraformDependable;
  /** Name of the organizational unit, and its id. */
  readonly unit: string;
  readonly unitId: string;
  readonly rails: readonly Rail[];
  /** Where alone things may be made. @default - anywhere */
  readonly regions?: readonly string[];
  /** Actions that nobody may take. */
  readonly denies: readonly string[];
  /** Name of the role that deploys, in every account. */
  readonly deployRole: string;
}

/** Source: AWS Organizations user guide, "Quotas and service limits": the size of a service control policy. */
const MAX_CHARACTERS = 5120;

/**
 * What nobody in a unit may do, whatever their roles permit. One policy for all of it: AWS attaches five to a unit at
 * most, of which its own `FullAWSAccess` is one.
 */
export class GuardRails extends Construct {
  /** @throws GantryError when the policy is longer than AWS takes */
  constructor(scope: Construct, id: string, props: GuardRailsProps) {
    super(scope, id);
    const policy = new OrganizationsPolicy(this, "policy", {
      dependsOn: [props.after],
      name: name("aws_organizations_policy", "gantry", props.unit),
      description: `Guard rails of ${props.unit}`,
      type: "SERVICE_CONTROL_POLICY",
      content: contentOf(props),
    });
    new OrganizationsPolicyAttachment(this, "attachment", { policyId: policy.id, targetId: props.unitId });
  }
}

function contentOf(props: GuardRailsProps): string {
  const content = JSON.stringify({ Version: "2012-10-17", Statement: denialsOf(props) });
  if (content.length <= MAX_CHARACTERS) return content;
  throw new GantryError({
    path: `organization.management.units.${props.unit}`,
    what: "forbids more than fits into a service control policy",
    value: `${content.length} characters`,
    allowed: `${MAX_CHARACTERS} characters`,
    fix: "shorten `denies`, by a * for several actions of one service",
  });
}

function denialsOf({ rails, regions, denies, deployRole }: GuardRailsProps): readonly Denial[] {
  return [
    ...rails.flatMap((rail) => RAILS[rail](deployRole)),
    ...(regions === undefined ? [] : [denialOutside(regions)]),
    ...(denies.length === 0 ? [] : [denialOf(denies)]),
  ];
}
