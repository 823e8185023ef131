import { type TerraformMetaArguments, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface TerraformDataProps extends TerraformMetaArguments {
  /** What it remembers in the state. */
  readonly input?: Readonly<Record<string, unknown>>;
  /** It is replaced when one of these changes. @default - never */
  readonly triggersReplace?: Readonly<Record<string, unknown>>;
}

/**
 * Terraform's own resource that only remembers. CDKTF's `DataResource` writes the same, and starts `terraform version`
 * twice for each in every synth to learn whether Terraform knows it: since 1.4.
 */
export class TerraformData extends TerraformResource {
  private readonly remembered: Pick<TerraformDataProps, "input" | "triggersReplace">;

  constructor(scope: Construct, id: string, { input, triggersReplace, ...meta }: TerraformDataProps) {
    super(scope, id, {
      ...meta,
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
    this.remembered = { ...(input && { input }), ...(triggersReplace && { triggersReplace }) };
  }

  protected override synthesizeAttributes() {
    return { input: this.remembered.input, triggers_replace: this.remembered.triggersReplace };
  }
}
