import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { App, Manifest, TerraformStack } from "cdktf";

export interface PlatformAppOptions {
  /** @default "cdktf.out" */
  readonly outdir?: string;
  /** Lock file of the provider versions, copied beside each stack. @default - none */
  readonly lockFile?: string;
}

/**
 * An app that puts the lock file of the providers beside every stack that it writes, and every file in its place at
 * once: CDKTF's own writes over a file that another run's Terraform may be reading.
 */
export class PlatformApp extends App {
  private readonly lockFile: string | undefined;

  constructor({ outdir, lockFile }: PlatformAppOptions) {
    // cdktf makes the folder itself, but none above it.
    if (outdir !== undefined) mkdirSync(outdir, { recursive: true });
    super(outdir === undefined ? {} : { outdir });
    this.lockFile = lockFile;
  }

  override synth(): void {
    const stacks = this.node.children.filter((node) => TerraformStack.isStack(node));
    for (const stack of stacks) stack.prepareStack();
    const draft = mkdtempSync(join(this.outdir, ".draft-"));
    try {
      mkdirSync(join(draft, Manifest.stacksFolder));
      const session = { outdir: draft, manifest: this.manifest };
      for (const stack of stacks) stack.synthesizer.synthesize(session);
      writeFileSync(join(draft, Manifest.fileName), JSON.stringify(this.manifest.buildManifest(), null, 2));
      moveFiles(draft, this.outdir);
    } finally {
      rmSync(draft, { recursive: true });
    }
    for (const stack of stacks) this.copyLockFile(stack.node.id);
  }

  private copyLockFile(stack: string): void {
    if (this.lockFile === undefined || !existsSync(this.lockFile)) return;
    const beside = join(this.outdir, Manifest.stacksFolder, stack, ".terraform.lock.hcl");
    if (!existsSync(beside)) copyFileSync(this.lockFile, beside);
  }
}

function moveFiles(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const place = join(to, file.slice(from.length));
    mkdirSync(dirname(place), { recursive: true });
    renameSync(file, place);
  }
}
