/**
 * Provider schemas in the terms of Terraform's plugin protocol, independent of its version.
 *
 * Types are written as cty writes them in JSON: `"string"`, `["list", "string"]`, `["object", { … }]`.
 */

/** A cty type constraint in its JSON form. */
export type CtyType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", CtyType]
  | readonly ["object", Readonly<Record<string, CtyType>>];

export type Nesting = "single" | "list" | "set" | "map";

export interface Attribute {
  readonly name: string;
  /** For a nested attribute: the object (or collection of objects) that `nested` describes. */
  readonly type: CtyType;
  /** Present for framework providers' nested attributes; only protocol 6 can carry their flags. */
  readonly nested?: { readonly nesting: Nesting; readonly attributes: readonly Attribute[] };
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive?: boolean;
}

export interface NestedBlock {
  readonly name: string;
  readonly nesting: Nesting;
  readonly block: Block;
  readonly minItems: number;
  /** 0 means unlimited. */
  readonly maxItems: number;
}

export interface Block {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly NestedBlock[];
}

/** Everything one provider offers. Keys are Terraform type names such as `datadog_monitor`. */
export interface ProviderSchema {
  readonly provider: Block;
  readonly resources: Readonly<Record<string, Block>>;
  readonly dataSources: Readonly<Record<string, Block>>;
}

/** The cty object type of a block's value. */
export function blockType(block: Block): CtyType {
  const attributes: Record<string, CtyType> = {};
  for (const attribute of block.attributes) attributes[attribute.name] = attribute.type;
  for (const nested of block.blocks) attributes[nested.name] = collectionType(nested.nesting, blockType(nested.block));
  return ["object", attributes];
}

/** Wraps an element type by the nesting of its block or nested attribute. */
export function collectionType(nesting: Nesting, element: CtyType): CtyType {
  return nesting === "single" ? element : [nesting, element];
}
