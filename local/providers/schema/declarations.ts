/**
 * Reads a binding's generated TypeScript line by line into plain declarations.
 *
 * The generator writes every module in the same few shapes, so a scan by lines is enough, and it is some fifty times
 * faster than a TypeScript parse of the dashboard's hundred megabytes.
 */

/** One accessor of a generated class. */
export interface Accessor {
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** What the getter calls, for a primitive or a collection of primitives: `String`, `NumberList`… */
  getter?: string;
  /** The getter wraps its result in `tolist()`, which the generator does for sets only. */
  fromSet?: boolean;
  /** The struct behind a nested value. */
  struct?: { readonly name: string; readonly shape: "List" | "Map" | "OutputReference"; readonly set: boolean };
}

/** How a settable attribute is written to HCL. */
export interface Setting {
  /** Written by `listMapperHcl(…)`: an array, not a single item. */
  readonly mapped: boolean;
  /** The mapper's second argument: its elements are blocks, not objects. */
  readonly mapsBlock: boolean;
  readonly type: string;
  readonly storage: string;
}

/** A documented member of a configuration interface. */
export interface Member {
  /** The documentation calls it a block, not an attribute. */
  readonly block: boolean;
  readonly required: boolean;
}

export interface ClassDeclaration {
  readonly name: string;
  readonly kind: "resource" | "data source" | "provider" | "struct";
  terraformType?: string;
  readonly accessors: Accessor[];
}

export interface Declarations {
  readonly classes: ReadonlyMap<string, ClassDeclaration>;
  /** By class name (resources) or struct name, then by attribute. */
  readonly settings: ReadonlyMap<string, ReadonlyMap<string, Setting>>;
  /** What the comments of the interfaces say, by interface name, then by attribute. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, Member>>;
}

const CLASS = /^export class (\w+) extends cdktf\.(Terraform(?:Resource|DataSource|Provider)|ComplexObject)\b/;
const HCL_FUNCTION = /^export function (\w+)ToHclTerraform\(/;
const INTERFACE = /^export interface (\w+)/;
const FLAGS = /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)$/;
const STRUCT = /^ {2}private _\w+ = new (\w+?)(List|Map|OutputReference)\(this, "\w+"(?:, (true|false))?\);/;
const PRIMITIVE_COLLECTION = /^ {2}private _\w+ = new cdktf\.(\w+)\(this, "\w+"(?:, (true|false))?\);/;
const GETTER = /^ {4}return .*?\.get(\w+)Attribute\('\w+'\)/;
const OPAQUE_GETTER = /^ {4}return .*interpolationForAttribute\('\w+'\)/;
const TERRAFORM_TYPE = /^ {2}public static readonly tfResourceType = "(\w+)";/;
const SETTING = /^ {4,6}(\w+): \{$/;
const SETTING_FIELD = /^ {6,8}(value|type|storageClassType): (?:"(\w+)"|(.*)),$/;
const BLOCK_COMMENT = /^ {2}\* \w+ block$/;
const LINK_COMMENT = /^ {2}\* Docs at Terraform Registry: \{@link \S+#(\w+) \w+#\w+\}$/;
const MEMBER = /^ {2}readonly \w+(\??):/;

const KINDS: Readonly<Record<string, ClassDeclaration["kind"]>> = {
  TerraformResource: "resource",
  TerraformDataSource: "data source",
  TerraformProvider: "provider",
  ComplexObject: "struct",
};

/** Scans the source of one module. */
export function readDeclarations(source: string): Declarations {
  const classes = new Map<string, ClassDeclaration>();
  const settings = new Map<string, Map<string, Setting>>();
  const members = new Map<string, Map<string, Member>>();
  let current: ClassDeclaration | undefined;
  let accessor: Accessor | undefined;
  let documented: Map<string, Member> | undefined;
  let comment = { block: false, name: "" };
  let owner = "";
  let setting: { name: string; value: string; type: string } | undefined;

  for (const line of source.split("\n")) {
    if (line.startsWith("export ")) {
      accessor = undefined;
      setting = undefined;
      const declared = CLASS.exec(line);
      const hcl = HCL_FUNCTION.exec(line);
      const interfaceName = INTERFACE.exec(line)?.[1];
      documented = interfaceName === undefined ? undefined : new Map();
      if (interfaceName !== undefined && documented !== undefined) members.set(interfaceName, documented);
      current = undefined;
      owner = "";
      if (declared?.[1] !== undefined && declared[2] !== undefined) {
        current = { name: declared[1], kind: KINDS[declared[2]] ?? "struct", accessors: [] };
        classes.set(declared[1], current);
        owner = declared[1];
      } else if (hcl?.[1] !== undefined) {
        owner = hcl[1];
      }
      continue;
    }
    if (documented !== undefined) {
      const optional = MEMBER.exec(line)?.[1];
      if (BLOCK_COMMENT.test(line)) comment = { ...comment, block: true };
      comment = { ...comment, name: LINK_COMMENT.exec(line)?.[1] ?? comment.name };
      if (optional !== undefined) {
        documented.set(comment.name, { block: comment.block, required: optional === "" });
        comment = { block: false, name: "" };
      }
      continue;
    }
    if (owner === "") continue;
    if (current !== undefined) {
      const flags = FLAGS.exec(line);
      if (flags?.[1] !== undefined) {
        accessor = {
          name: flags[1],
          computed: flags[2] === "true",
          optional: flags[3] === "true",
          required: flags[4] === "true",
        };
        current.accessors.push(accessor);
        continue;
      }
      if (accessor !== undefined) readAccessorLine(line, accessor);
      const type = TERRAFORM_TYPE.exec(line)?.[1];
      if (type !== undefined) current.terraformType = type;
    }
    const started = SETTING.exec(line)?.[1];
    if (started !== undefined) {
      setting = { name: started, value: "", type: "" };
      continue;
    }
    if (setting === undefined) continue;
    const field = SETTING_FIELD.exec(line);
    if (field === null) continue;
    if (field[1] === "value") setting.value = field[3] ?? "";
    else if (field[1] === "type") setting.type = field[2] ?? "";
    else {
      const byName = settings.get(owner) ?? new Map<string, Setting>();
      settings.set(owner, byName);
      byName.set(setting.name, {
        mapped: setting.value.includes("listMapperHcl("),
        mapsBlock: setting.value.includes(", true)("),
        type: setting.type,
        storage: field[2] ?? "",
      });
      setting = undefined;
    }
  }
  return { classes, settings, members };
}

function readAccessorLine(line: string, accessor: Accessor): void {
  const struct = STRUCT.exec(line);
  if (struct?.[1] !== undefined) {
    accessor.struct = {
      name: struct[1],
      shape: struct[2] as "List" | "Map" | "OutputReference",
      set: struct[3] === "true",
    };
    return;
  }
  const collection = PRIMITIVE_COLLECTION.exec(line);
  if (collection?.[1] !== undefined) {
    accessor.getter = collection[1];
    accessor.fromSet = collection[2] === "true";
    return;
  }
  if (accessor.getter !== undefined || accessor.struct !== undefined) return;
  const getter = GETTER.exec(line)?.[1];
  if (getter !== undefined) {
    accessor.getter = getter;
    accessor.fromSet = line.includes("tolist(");
  } else if (OPAQUE_GETTER.test(line)) {
    accessor.getter = "Any";
    accessor.fromSet = line.includes("tolist(");
  }
}
