import { EcsAccountSettingDefault } from "@cdktf/provider-aws/lib/ecs-account-setting-default/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";

export interface TrunkingProps {
  /** Of the account and region for which it is turned on. */
  readonly provider: TerraformProvider;
}

/**
 * Lets ECS give trunk interfaces to the instances of an account and region that have them. Only instances that start
 * afterwards get one. Going away turns it off again.
 */
export class Trunking extends Construct {
  constructor(scope: Construct, id: string, { provider }: TrunkingProps) {
    super(scope, id);
    new EcsAccountSettingDefault(this, "setting", { name: "awsvpcTrunking", value: "enabled", provider });
  }
}
