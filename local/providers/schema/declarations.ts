/**
 * Reads a binding's generated TypeScript line by line into plain declarations.
 *
 * The generator writes every module in the same few shapes, so a scan by lines is enough. The dashboard alone has 18
 * megabytes of source, which a parse into a syntax tree would take far longer over.
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
  terraformType?: string | undefined;
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
  const scanner = new Scanner();
  for (const line of source.split("\n")) scanner.read(line);
  return scanner;
}

class Scanner implements Declarations {
  readonly classes = new Map<string, ClassDeclaration>();
  readonly settings = new Map<string, Map<string, Setting>>();
  readonly members = new Map<string, Map<string, Member>>();
  /** What the line stands in: an interface, a class, or the HCL function of a struct. */
  #members: Map<string, Member> | undefined;
  #class: ClassDeclaration | undefined;
  #owner = "";
  #comment = { block: false, name: "" };
  #accessor: Accessor | undefined;
  #setting: { readonly name: string; value: string; type: string } | undefined;

  read(line: string): void {
    if (line.startsWith("export ")) this.#open(line);
    else if (this.#members !== undefined) this.#readMember(line, this.#members);
    else if (this.#owner !== "") {
      if (this.#class !== undefined) this.#readClass(line, this.#class);
      this.#readSetting(line);
    }
  }

  #open(line: string): void {
    const [, className, base] = CLASS.exec(line) ?? [];
    const interfaceName = INTERFACE.exec(line)?.[1];
    this.#accessor = undefined;
    this.#setting = undefined;
    this.#class = undefined;
    this.#members = undefined;
    this.#owner = className ?? HCL_FUNCTION.exec(line)?.[1] ?? "";
    if (className !== undefined) {
      this.#class = { name: className, kind: KINDS[base ?? ""] ?? "struct", accessors: [] };
      this.classes.set(className, this.#class);
    }
    if (interfaceName !== undefined) {
      this.#members = new Map();
      this.members.set(interfaceName, this.#members);
    }
  }

  /** The comment above a member says what Terraform calls it, and whether that is a block. */
  #readMember(line: string, members: Map<string, Member>): void {
    const optional = MEMBER.exec(line)?.[1];
    if (BLOCK_COMMENT.test(line)) this.#comment.block = true;
    this.#comment.name = LINK_COMMENT.exec(line)?.[1] ?? this.#comment.name;
    if (optional === undefined) return;
    members.set(this.#comment.name, { block: this.#comment.block, required: optional === "" });
    this.#comment = { block: false, name: "" };
  }

  #readClass(line: string, declared: ClassDeclaration): void {
    const [, name, computed, optional, required] = FLAGS.exec(line) ?? [];
    if (name !== undefined) {
      const flags = { computed: computed === "true", optional: optional === "true", required: required === "true" };
      this.#accessor = { name, ...flags };
      declared.accessors.push(this.#accessor);
    } else if (this.#accessor === undefined) {
      declared.terraformType ??= TERRAFORM_TYPE.exec(line)?.[1];
    } else {
      readAccessorLine(line, this.#accessor);
    }
  }

  #readSetting(line: string): void {
    const name = SETTING.exec(line)?.[1];
    if (name !== undefined) this.#setting = { name, value: "", type: "" };
    const [, field, word, expression] = this.#setting === undefined ? [] : (SETTING_FIELD.exec(line) ?? []);
    if (this.#setting === undefined || field === undefined) return;
    if (field === "value") this.#setting.value = expression ?? "";
    else if (field === "type") this.#setting.type = word ?? "";
    else {
      const { value, type } = this.#setting;
      const settings = this.settings.get(this.#owner) ?? new Map<string, Setting>();
      this.settings.set(this.#owner, settings);
      const mapper = { mapped: value.includes("listMapperHcl("), mapsBlock: value.includes(", true)(") };
      settings.set(this.#setting.name, { ...mapper, type, storage: word ?? "" });
      this.#setting = undefined;
    }
  }
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
