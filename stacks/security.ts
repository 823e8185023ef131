import { type TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { AccountSecurity } from "../environments/schema/security.js";
import { Findings } from "../modules/aws/security/account/findings.js";
import { Recorder } from "../modules/aws/security/account/recorder.js";
import { Threats } from "../modules/aws/security/account/threats.js";

/**
 * What watches over accounts, each in its own account and region. It stands in `ops`: an account has it once, and no
 * environment of several could own it, nor take it from the others by going.
 */
export function buildSecurity(
  scope: Construct,
  { name, accounts, security }: OrganizationConfig,
  providerOf: (alias: string, account: string, region: string) => TerraformProvider,
): void {
  for (const one of security) {
    const account = accounts[one.account] ?? "";
    const id = `security-${one.account}-${one.region}`;
    const watched = new Construct(scope, id);
    watch(watched, one, { organization: name, account });
    const provider = providerOf(id, account, one.region);
    for (const resource of watched.node.findAll()) {
      if (resource instanceof TerraformResource) resource.provider = provider;
    }
  }
}

function watch(
  scope: Construct,
  { account: accountName, region, guardDuty, config, findings }: AccountSecurity,
  { organization, account }: { readonly organization: string; readonly account: string },
): void {
  if (guardDuty !== undefined) {
    new Threats(scope, "threats", guardDuty);
  }
  if (config !== undefined) {
    new Recorder(scope, "recorder", { organization, accountName, account, region, ...config });
  }
  if (findings !== undefined) {
    new Findings(scope, "findings", {
      account,
      region,
      email: findings.email,
      ...(guardDuty === undefined ? {} : { severity: findings.severity }),
      config: config !== undefined,
    });
  }
}
