import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import type { NetworkRef } from "../modules/core/refs.js";

/** What the parts of an environment's stack share. */
export interface Shared {
  readonly environment: EnvironmentConfig;
  readonly organization: OrganizationConfig;
  readonly lifecycle: Lifecycle;
  readonly network: NetworkRef;
  /** Key of the environment's data. */
  readonly keyArn: string;
}
