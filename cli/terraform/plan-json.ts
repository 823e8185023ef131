/** `terraform show -json PLAN`, format 1.2: the parts that are read here. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChangeJson[];
  readonly resource_drift?: readonly ResourceChangeJson[];
  readonly output_changes?: Readonly<Record<string, ChangeJson>>;
  readonly configuration?: {
    readonly root_module?: { readonly resources?: readonly ConfiguredResourceJson[] };
    /** By name; an alias has a key of its own. */
    readonly provider_config?: Readonly<Record<string, { readonly expressions?: unknown }>>;
  };
}

export interface ResourceChangeJson {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: ChangeJson;
  readonly action_reason?: string;
}

export interface ChangeJson {
  readonly actions: readonly ("no-op" | "create" | "read" | "update" | "delete" | "forget")[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** The shape of `after`, with `true` where a value is known only after the apply. */
  readonly after_unknown?: unknown;
  /** The shape of the values, with `true` where one is secret. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** Paths that force a replacement. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}

export interface ConfiguredResourceJson {
  readonly address: string;
  readonly expressions?: unknown;
  readonly depends_on?: readonly string[];
}
