import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";

export interface PlatformAppOptions {
  /** @default "cdktf.out" */
  readonly outdir?: string;
  /** Lock file of the provider versions, copied beside each stack. @default - none */
  readonly lockFile?: string;
}

/** An app that puts the lock file of the providers beside every stack that it writes. */
export class PlatformApp extends App {
  private readonly lockFile: string | undefined;

  constructor({ outdir, lockFile }: PlatformAppOptions) {
    // cdktf makes the folder itself, but none above it.
    if (outdir !== undefined) mkdirSync(outdir, { recursive: true });
    super(outdir === undefined ? {} : { outdir });
    this.lockFile = lockFile;
  }

  override synth(): void {
    super.synth();
    if (this.lockFile === undefined || !existsSync(this.lockFile)) return;
    for (const stack of this.node.findAll()) {
      if (!TerraformStack.isStack(stack)) continue;
      const beside = join(this.outdir, "stacks", stack.node.id, ".terraform.lock.hcl");
      if (!existsSync(beside)) copyFileSync(this.lockFile, beside);
    }
  }
}
