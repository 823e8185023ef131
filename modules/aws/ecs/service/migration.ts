import { Fn, TerraformResource, TerraformSelf } from "cdktf";
import type { Construct } from "constructs";
import { MIGRATION_VARIABLE, type MigrationOrder, ROOT_VARIABLE } from "../../../core/migration-order.js";
import type { ClusterRef } from "../../../core/refs/clusters.js";
import type { NetworkRef, PeerRef } from "../../../core/refs/network.js";
import { TerraformData } from "../../../core/terraform-data.js";
import { onDemand } from "../cluster/capacity.js";
import type { MigrationTask } from "../task/migration.js";

export interface MigrationProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly cluster: ClusterRef;
  readonly network: NetworkRef;
  readonly migration: MigrationTask;
  /** The group that it runs in: the service's own. */
  readonly group: PeerRef;
}

/** What a task can't do without, and doesn't refer to: permissions and connections. */
const NEEDED = /^aws_(iam_role_policy|vpc_security_group_(in|e)gress_rule)/;

/**
 * Finds the repository from where Terraform runs, a folder below it as a rule, and calls its command. No path of
 * a machine may stand in what is synthesized. The command isn't the shell's last one, which some shells become: when
 * Terraform is interrupted it kills the shell, and the command must live to stop the task.
 */
const CALL = `root=$${ROOT_VARIABLE}
if [ -z "$root" ]; then
  root=$(pwd -P)
  until [ -f "$root/cli/main.ts" ] || [ "$root" = / ]; do root=$(dirname "$root"); done
fi
if [ ! -x "$root/gantry" ]; then
  echo "error: the migration can't be run: there is no ./gantry in $root, nor in a folder above $(pwd -P)" >&2
  echo "  fix:     set ${ROOT_VARIABLE} to the folder of the repository" >&2
  exit 1
fi
"$root/gantry" migrate
exit $?`;

/**
 * Runs a migration to its end whenever there is a new revision of it; what depends on this comes after its success.
 * One that fails fails the apply, and runs again with the next. Nothing runs on a destroy.
 *
 * It stands right under `scope`, the service, and after the permissions and rules that were made there before it.
 */
export function runMigration(scope: Construct, props: MigrationProps): TerraformData {
  const { network, migration } = props;
  return new TerraformData(scope, "migration", {
    dependsOn: scope.node
      .findAll()
      .filter((node) => TerraformResource.isTerraformResource(node))
      .filter(({ terraformResourceType }) => NEEDED.test(terraformResourceType)),
    triggersReplace: { taskDefinition: migration.definition.arn },
    // Kept in the state, where `./gantry status` finds it. The ways out are not the command's business: they only
    // have to be there before an image can be pulled.
    input: { order: orderOf(props), after: [...network.waysOut] },
    provisioners: [
      {
        type: "local-exec",
        command: CALL,
        environment: { [MIGRATION_VARIABLE]: Fn.jsonencode(TerraformSelf.getAny("input.order")) },
      },
    ],
  });
}

function orderOf(props: MigrationProps): MigrationOrder {
  const { environment, account, region, service, cluster, network, migration, group } = props;
  return {
    environment,
    account,
    region,
    service,
    cluster: cluster.id,
    taskDefinition: migration.definition.arn,
    capacity: onDemand(cluster.capacityProviderStrategy),
    ...(cluster.sharedGroup === undefined
      ? { network: { subnets: network.privateSubnetIds, securityGroups: [group.securityGroupId] } }
      : {}),
    timeoutSeconds: migration.timeoutSeconds,
  };
}
