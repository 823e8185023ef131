/** A statement of an IAM policy that a consumer of a store needs. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator → key → value, as IAM writes them. @default - none */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
