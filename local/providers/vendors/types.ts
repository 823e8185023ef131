import type { Identifiers } from "../identifiers.js";
import type { Problem } from "../protocol/diagnostics.js";
import type { ProtocolVersion } from "../protocol/schema-message.js";
import type { ObjectValue } from "../protocol/values.js";
import type { Store } from "../store.js";
import type { View } from "./view.js";

/**
 * What the bindings don't tell about a type. Paths are dotted names, through blocks: `widget.id`.
 * Every entry follows the vendor's documentation, which `source` names.
 */
export interface ResourceKind {
  readonly source: string;
  readonly sensitive?: readonly string[];
  /** Top-level attributes whose change makes Terraform destroy and create anew. */
  readonly replace?: readonly string[];
  /** What an attribute that isn't configured is set to, known at plan time. */
  readonly defaults?: Readonly<Record<string, Plain | Derived>>;
  /** What the vendor fills in at creation for attributes that aren't configured. Others come back null. */
  readonly computed?: Readonly<Record<string, Plain | Fill>>;
  /** Computed attributes that an update changes: any update, or one of the attributes in `when`. */
  readonly refreshed?: { readonly attributes: readonly string[]; readonly when?: readonly string[] };
  /** Attributes that the vendor's API never gives back: after an import they are null. */
  readonly unread?: readonly string[];
  /** How the provider rewrites a text before it stores it, such as trimming. */
  readonly normalized?: Readonly<Record<string, (text: string) => string>>;
  /** Texts that the provider takes for the same, so that no change is planned. */
  readonly equivalent?: Readonly<Record<string, (before: string, after: string, resource: View) => boolean>>;
  /** What it belongs to: it cannot be made without it, and goes with it. */
  readonly parent?: Parent;
  readonly id?: (created: Creation) => string;
  /** There is exactly one with this id at any time, and creating it means taking it over. */
  readonly singleton?: boolean;
  /** How `terraform import` names it, when that is not the id: gives the stored resource that is meant. */
  readonly importing?: (importId: string, store: Store) => ObjectValue | undefined;
  /** Checked while validating and planning, where unknown values are passed over, and again at apply. */
  readonly rules?: readonly Rule[];
  /** Checked at apply only, against what exists by then. */
  readonly worldRules?: readonly WorldRule[];
  readonly deleteRules?: readonly WorldRule[];
}

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** A default that follows from other attributes; undefined while those are unknown. */
export type Derived = (resource: View) => Plain | undefined;

/** One rule of a vendor's API: the problems it has with a configuration. */
export type Rule = (resource: View) => readonly Problem[];

/** As `Rule`, with the world; `self` is the resource's id unless it is being created. */
export type WorldRule = (resource: View, store: Store, self: string | undefined) => readonly Problem[];

export interface Parent {
  readonly type: string;
  /** The attribute that names the parent. */
  readonly attribute: string;
  /** Finds the parent by what the attribute holds: its id, unless the vendor takes other names as well. */
  readonly find?: (store: Store, reference: string) => ObjectValue | undefined;
  /** The vendor's words when there is no such parent. */
  readonly missing: (reference: string) => string;
}

/** What is at hand when a resource is made. */
export interface Creation {
  /** The whole resource as configured. */
  readonly resource: View;
  readonly ids: Identifiers;
  readonly store: Store;
}

/** Gives the value of a computed attribute. */
export type Fill = (context: FillContext) => Plain;

export interface FillContext extends Creation {
  readonly id: string;
  /** The block that holds the attribute; the resource itself at the top. */
  readonly element: View;
  readonly now: Date;
}

/** Answers a data source with the attributes that were looked up. @throws Refusal of the query. */
export type DataSource = (query: View, store: Store) => Readonly<Record<string, unknown>>;

export interface Vendor {
  readonly name: "datadog" | "gitlab" | "digitalocean";
  /** Terraform source address without its host. */
  readonly address: string;
  /** The version that the real provider speaks. */
  readonly protocol: ProtocolVersion;
  readonly sensitiveSettings: readonly string[];
  readonly kinds: Readonly<Record<string, ResourceKind>>;
  readonly dataSources: Readonly<Record<string, DataSource>>;
  /** The vendor's words for something that isn't there. */
  readonly notFound: (type: string, id: string) => string;
  /** The id of types that have none of their own in `kinds`. */
  readonly defaultId: (type: string, ids: Identifiers) => string;
}
