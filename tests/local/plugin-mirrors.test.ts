import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findPluginMirrors } from "../../local/terraform/plugin-mirrors.js";
import { temporaryFolder, writeFile } from "./temporary-folder.js";

const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const aws = "registry.terraform.io/hashicorp/aws";
const dns = "registry.terraform.io/hashicorp/dns";

function unpacked(folder: string, address = aws, version = "5.100.0"): void {
  writeFile(
    folder,
    `${address}/${version}/${platform}/terraform-provider-${address.split("/")[2]}_v${version}`,
    "",
    0o755,
  );
}

describe("findPluginMirrors", () => {
  it("finds nothing on a machine without mirrors", () => {
    expect(findPluginMirrors({ HOME: temporaryFolder() }, join(temporaryFolder(), "absent"))).toEqual([]);
  });

  it("reads the unpacked and the packed layout with their versions", () => {
    const mirror = temporaryFolder();
    unpacked(mirror);
    unpacked(mirror, aws, "5.99.0");
    writeFile(mirror, `${dns}/terraform-provider-dns_3.4.0_${platform}.zip`);
    const [found] = findPluginMirrors({ TF_PLUGIN_MIRROR: mirror }, temporaryFolder());
    expect(found).toEqual({
      path: mirror,
      origin: "TF_PLUGIN_MIRROR",
      providers: [
        { address: aws, versions: ["5.100.0", "5.99.0"] },
        { address: dns, versions: ["3.4.0"] },
      ],
    });
  });

  it("does not count plugins for other platforms", () => {
    const system = temporaryFolder();
    writeFile(system, `plugins/${aws}/5.100.0/plan9_mips/terraform-provider-aws_v5.100.0`);
    writeFile(system, `plugins/${dns}/terraform-provider-dns_3.4.0_plan9_mips.zip`);
    expect(findPluginMirrors({}, system)).toEqual([]);
  });

  it.skipIf(process.platform === "darwin")("finds the folders that Terraform implies", () => {
    const home = temporaryFolder();
    const data = temporaryFolder();
    unpacked(join(home, ".terraform.d/plugins"));
    unpacked(join(home, ".local/share/terraform/plugins"));
    unpacked(join(data, "terraform/plugins"));
    const mirrors = findPluginMirrors({ HOME: home, XDG_DATA_DIRS: data }, temporaryFolder());
    expect(mirrors.map(({ path, origin }) => [path, origin])).toEqual([
      [join(home, ".terraform.d/plugins"), "implied"],
      [join(home, ".local/share/terraform/plugins"), "implied"],
      [join(data, "terraform/plugins"), "implied"],
    ]);
  });

  it("finds a tree of the registry in a system folder, and follows links", () => {
    const system = temporaryFolder();
    const real = temporaryFolder();
    unpacked(real);
    mkdirSync(join(system, "unrelated"));
    symlinkSync(real, join(system, "linked"));
    expect(findPluginMirrors({}, system)).toMatchObject([{ path: join(system, "linked"), origin: "found" }]);
  });

  it("rejects a TF_PLUGIN_MIRROR that does not exist", () => {
    expect(() => findPluginMirrors({ TF_PLUGIN_MIRROR: "/nowhere/plugins" })).toThrow(
      /TF_PLUGIN_MIRROR names a folder that does not exist\n {2}value: {3}\/nowhere\/plugins/,
    );
  });

  it("rejects a TF_PLUGIN_MIRROR that holds no plugin for this platform", () => {
    expect(() => findPluginMirrors({ TF_PLUGIN_MIRROR: temporaryFolder() })).toThrow(/holds no provider plugin for/);
  });

  it("rejects a mirror that can't be read, and says how to mend it", () => {
    const system = temporaryFolder();
    mkdirSync(join(system, "plugins"));
    // A link to itself is unreadable even for root, whom permissions don't stop.
    const loop = join(system, "plugins/registry.terraform.io");
    symlinkSync(loop, loop);
    expect(() => findPluginMirrors({}, system)).toThrow(/plugins holds Terraform plugins and can't be read.*\n.*chmod/);
    const home = temporaryFolder();
    const plugins = join(home, ".terraform.d/plugins");
    mkdirSync(join(home, ".terraform.d"));
    symlinkSync(plugins, plugins);
    expect(() => findPluginMirrors({ HOME: home }, temporaryFolder())).toThrow(/TF_PLUGIN_MIRROR/);
  });

  it("ignores an unreadable system folder whose name promises no plugins", () => {
    const system = temporaryFolder();
    const loop = join(system, "accounting");
    symlinkSync(loop, loop);
    expect(findPluginMirrors({}, system)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)("rejects a plugin that may not be executed", () => {
    const mirror = temporaryFolder();
    writeFile(mirror, `${aws}/5.100.0/${platform}/terraform-provider-aws_v5.100.0`, "", 0o600);
    expect(() => findPluginMirrors({ TF_PLUGIN_MIRROR: mirror })).toThrow(/can't be used \(EACCES\)\n.*chmod a\+rx/);
  });
});
