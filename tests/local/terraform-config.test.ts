import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeTerraformConfig } from "../../local/terraform/config.js";
import { temporaryFolder, writeFile } from "./temporary-folder.js";

const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
const plugin = `registry.terraform.io/hashicorp/aws/5.100.0/${platform}/terraform-provider-aws_v5.100.0`;

/** A machine with an optional mirror in its system folder and an empty home. */
function machine({ mirror = true } = {}) {
  const system = temporaryFolder();
  if (mirror) writeFile(join(system, "plugins"), plugin, "", 0o755);
  const home = temporaryFolder();
  const directory = join(temporaryFolder(), "new");
  const write = (environment: NodeJS.ProcessEnv = {}) =>
    writeTerraformConfig({ directory, environment: { HOME: home, XDG_DATA_DIRS: home, ...environment }, system });
  return { system, home, directory, write };
}

function text(file: string | undefined): string {
  return readFileSync(file ?? "", "utf8");
}

describe("writeTerraformConfig", () => {
  it("takes what the mirror holds from the mirror, and all else from the registry", () => {
    const { directory, system, write } = machine();
    const file = write();
    expect(file).toBe(join(directory, "terraform.rc"));
    expect(text(file)).toContain(
      [
        "provider_installation {",
        "  filesystem_mirror {",
        `    path    = "${system}/plugins"`,
        '    include = ["registry.terraform.io/hashicorp/aws"]',
        "  }",
        "  direct {",
        '    exclude = ["registry.terraform.io/hashicorp/aws"]',
        "  }",
        "}",
      ].join("\n"),
    );
    expect(existsSync(join(directory, "plugins"))).toBe(false);
  });

  it("shares downloads between stacks where there is no mirror", () => {
    const { directory, write } = machine({ mirror: false });
    expect(text(write())).toContain(`plugin_cache_dir = "${join(directory, "plugins")}"`);
    expect(existsSync(join(directory, "plugins"))).toBe(true);
  });

  it("leaves a user's own plugin cache alone", () => {
    const { directory, home, write } = machine({ mirror: false });
    expect(write({ TF_PLUGIN_CACHE_DIR: "/var/cache/terraform" })).toBeUndefined();
    writeFile(home, ".terraformrc", 'plugin_cache_dir = "/var/cache/terraform"\n');
    expect(write()).toBeUndefined();
    expect(existsSync(directory)).toBe(false);
  });

  it.skipIf(process.platform === "darwin")("leaves Terraform's implied folders to Terraform", () => {
    const { home, write } = machine({ mirror: false });
    writeFile(join(home, ".terraform.d/plugins"), plugin, "", 0o755);
    expect(write()).toBeUndefined();
  });

  it("names implied folders, too, once a provider installation switches them off", () => {
    const { home, system, write } = machine();
    writeFile(join(home, ".terraform.d/plugins"), plugin, "", 0o755);
    const written = text(write());
    expect(written).toContain(`path    = "${home}/.terraform.d/plugins"`);
    expect(written).toContain(`path    = "${system}/plugins"`);
  });

  it("respects a user's own provider installation", () => {
    const { home, directory, write } = machine();
    const own = writeFile(home, "own.rc", "provider_installation {\n  direct {}\n}\n");
    expect(write({ TF_CLI_CONFIG_FILE: own })).toBe(own);
    const json = writeFile(home, "own.rc.json", "{}");
    expect(write({ TF_CLI_CONFIG_FILE: json })).toBe(json);
    writeFile(home, ".terraformrc", "provider_installation {\n  direct {}\n}\n");
    expect(write()).toBeUndefined();
    expect(existsSync(directory)).toBe(false);
  });

  it("is not misled by a provider installation in a comment", () => {
    const { home, write } = machine();
    const own = writeFile(home, "own.rc", "# provider_installation {}\ndisable_checkpoint = true\n");
    expect(text(write({ TF_CLI_CONFIG_FILE: own }))).toMatch(
      /^provider_installation \{[\s\S]*disable_checkpoint = true/m,
    );
  });

  it("keeps a user's other settings", () => {
    const { home, write } = machine();
    writeFile(home, ".terraformrc", 'credentials "tf.example.com" {\n  token = "t"\n}\n');
    writeFile(home, ".terraform.d/more.tfrc", "disable_checkpoint = true\n");
    expect(text(write())).toMatch(/credentials "tf\.example\.com"[\s\S]*disable_checkpoint = true/);
  });

  it("survives a TF_CLI_CONFIG_FILE that does not exist", () => {
    const missing = { TF_CLI_CONFIG_FILE: "/nowhere/.terraformrc" };
    expect(text(machine().write(missing))).toContain("filesystem_mirror");
    expect(text(machine({ mirror: false }).write(missing))).toContain("plugin_cache_dir");
  });

  it("writes the same file again without touching it", () => {
    const { write } = machine();
    expect(text(write())).toBe(text(write()));
  });
});
