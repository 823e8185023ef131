import type { DynamicValue } from "./codec.js";
import type { AttributePath, Diagnostic } from "./diagnostics.js";

/** The messages of both protocol versions, in the fields that they share. */
export interface TypedRequest {
  readonly type_name: string;
}

export interface ConfigRequest extends TypedRequest {
  readonly config: DynamicValue | null;
}

export interface UpgradeRequest extends TypedRequest {
  readonly raw_state: { readonly json: Uint8Array } | null;
}

export interface ReadRequest extends TypedRequest {
  readonly current_state: DynamicValue | null;
  readonly private: Uint8Array;
}

export interface PlanRequest extends ConfigRequest {
  readonly prior_state: DynamicValue | null;
  readonly proposed_new_state: DynamicValue | null;
  readonly prior_private: Uint8Array;
}

export interface ApplyRequest extends ConfigRequest {
  readonly prior_state: DynamicValue | null;
  readonly planned_state: DynamicValue | null;
  readonly planned_private: Uint8Array;
}

export interface ImportRequest extends TypedRequest {
  readonly id: string;
}

interface Answer {
  readonly diagnostics: readonly Diagnostic[];
}

/** One provider, without regard to the protocol version that carries it. Errors are diagnostics, never exceptions. */
export interface ProviderService {
  getMetadata(): object;
  getSchema(): object;
  prepareConfig(request: {
    readonly config: DynamicValue | null;
  }): Answer & { readonly prepared_config: DynamicValue | null };
  validateResource(request: ConfigRequest): Answer;
  validateDataSource(request: ConfigRequest): Answer;
  upgradeState(request: UpgradeRequest): Answer & { readonly upgraded_state: DynamicValue | null };
  configure(request: { readonly config: DynamicValue | null }): Answer;
  read(request: ReadRequest): Answer & { readonly new_state: DynamicValue | null; readonly private: Uint8Array };
  plan(request: PlanRequest): Answer & {
    readonly planned_state: DynamicValue | null;
    readonly requires_replace: readonly AttributePath[];
    readonly planned_private: Uint8Array;
    readonly legacy_type_system: boolean;
  };
  apply(request: ApplyRequest): Answer & {
    readonly new_state: DynamicValue | null;
    readonly private: Uint8Array;
    readonly legacy_type_system: boolean;
  };
  importState(request: ImportRequest): Answer & { readonly imported_resources: readonly object[] };
  readDataSource(request: ConfigRequest): Answer & { readonly state: DynamicValue | null };
  stop(): { readonly Error: string };
}

/** RPC names of version 5; those that version 6 renamed are below. */
export const RPC_NAMES = {
  5: {
    GetMetadata: "getMetadata",
    GetSchema: "getSchema",
    PrepareProviderConfig: "prepareConfig",
    ValidateResourceTypeConfig: "validateResource",
    ValidateDataSourceConfig: "validateDataSource",
    UpgradeResourceState: "upgradeState",
    Configure: "configure",
    ReadResource: "read",
    PlanResourceChange: "plan",
    ApplyResourceChange: "apply",
    ImportResourceState: "importState",
    ReadDataSource: "readDataSource",
    Stop: "stop",
  },
  6: {
    GetMetadata: "getMetadata",
    GetProviderSchema: "getSchema",
    ValidateProviderConfig: "prepareConfig",
    ValidateResourceConfig: "validateResource",
    ValidateDataResourceConfig: "validateDataSource",
    UpgradeResourceState: "upgradeState",
    ConfigureProvider: "configure",
    ReadResource: "read",
    PlanResourceChange: "plan",
    ApplyResourceChange: "apply",
    ImportResourceState: "importState",
    ReadDataSource: "readDataSource",
    StopProvider: "stop",
  },
} as const satisfies Record<5 | 6, Readonly<Record<string, keyof ProviderService>>>;
