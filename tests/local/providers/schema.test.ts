import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { schemaMessage } from "../../../local/providers/protocol/schema-message.js";
import { providerSchema } from "../../../local/providers/schema/cache.js";
import type { Attribute, Block, NestedBlock } from "../../../local/providers/schema/types.js";
import { datadog } from "../../../local/providers/vendors/datadog/index.js";
import { digitalocean } from "../../../local/providers/vendors/digitalocean/index.js";
import { gitlab } from "../../../local/providers/vendors/gitlab/index.js";
import type { ResourceKind } from "../../../local/providers/vendors/types.js";
import { schemaOf, VENDORS } from "./world.js";

function blockAt(block: Block | undefined, ...names: readonly string[]): NestedBlock | undefined {
  const [first, ...rest] = names;
  const found = block?.blocks.find(({ name }) => name === first);
  return rest.length === 0 ? found : blockAt(found?.block, ...rest);
}

const attribute = (block: Block | undefined, name: string) => block?.attributes.find((each) => each.name === name);

const flags = (each: Attribute | undefined) =>
  each &&
  [each.required && "required", each.optional && "optional", each.computed && "computed"].filter(Boolean).join("+");

const named = (block: Block | undefined, wanted: string) =>
  block?.attributes.filter((each) => flags(each) === wanted && each.name !== "id").map(({ name }) => name);

const shape = (block: NestedBlock | undefined) => block && [block.nesting, block.minItems, block.maxItems];

const gitlabMessage = (version: 5 | 6) =>
  JSON.stringify(schemaMessage({ ...schemaOf(gitlab), dataSources: {} }, version));

describe("the derived schemas", () => {
  it.each([
    ["datadog", 119, 68],
    ["gitlab", 119, 63],
    ["digitalocean", 70, 67],
  ])("of %s hold all %i resources and %i data sources", (name, resources, dataSources) => {
    const schema = schemaOf(VENDORS.find((vendor) => vendor.name === name) ?? datadog);
    expect(Object.keys(schema.resources)).toHaveLength(resources);
    expect(Object.keys(schema.dataSources)).toHaveLength(dataSources);
  });

  it("agree with the real plugins in how many settings there are, and how many of them are computed as well", () => {
    const counts = [datadog, digitalocean].map((vendor) => {
      const blocks = Object.values(schemaOf(vendor).resources);
      const attributes = blocks.flatMap((block) => block.attributes);
      const settings = attributes.filter(({ optional, required }) => optional || required).length;
      const both = attributes.filter(({ name, optional, computed }) => name !== "id" && optional && computed).length;
      return [settings + blocks.flatMap(({ blocks: nested }) => nested).length, both];
    });
    expect(counts).toEqual([
      [665, 107],
      [618, 199],
    ]);
  });

  it("have every flag of an attribute", () => {
    const { resources } = schemaOf(datadog);
    expect(named(resources["datadog_monitor"], "required")).toEqual(["message", "name", "query", "type"]);
    expect(named(resources["datadog_monitor"], "optional+computed")).toEqual(["evaluation_delay", "tags"]);
    expect(named(resources["datadog_team"], "computed")).toEqual(["link_count", "summary", "user_count"]);
    expect(flags(attribute(resources["datadog_app_key_registration"], "id"))).toBe("required");
  });

  it("know attributes of collections, whether they can be set or only read", () => {
    const { resources } = schemaOf(digitalocean);
    expect(attribute(resources["digitalocean_project"], "resources")?.type).toEqual(["set", "string"]);
    expect(attribute(resources["digitalocean_volume"], "droplet_ids")?.type).toEqual(["set", "number"]);
    const pending = attribute(resources["digitalocean_firewall"], "pending_changes");
    expect(pending?.type).toEqual(["list", ["object", { droplet_id: "number", removing: "bool", status: "string" }]]);
    const lists = attribute(schemaOf(datadog).resources["datadog_csm_threats_policy"], "host_tags_lists");
    expect(lists?.type).toEqual(["set", ["list", "string"]]);
  });

  it("know how blocks nest, and how often they may stand", () => {
    const { resources } = schemaOf(datadog);
    expect(shape(blockAt(resources["datadog_monitor"], "monitor_thresholds"))).toEqual(["list", 0, 1]);
    expect(shape(blockAt(resources["datadog_downtime_schedule"], "recurring_schedule"))).toEqual(["single", 0, 0]);
    expect(shape(blockAt(resources["datadog_downtime_schedule"], "recurring_schedule", "recurrence"))).toEqual([
      "list",
      0,
      0,
    ]);
    expect(shape(blockAt(resources["datadog_logs_index"], "filter"))).toEqual(["list", 1, 1]);
    expect(shape(blockAt(resources["datadog_monitor_notification_rule"], "filter"))).toEqual(["single", 1, 1]);
    expect(shape(blockAt(schemaOf(digitalocean).resources["digitalocean_loadbalancer"], "firewall"))).toEqual([
      "set",
      0,
      1,
    ]);
  });

  it("go as deep as a dashboard's widgets", () => {
    const style = blockAt(
      schemaOf(datadog).resources["datadog_dashboard"],
      "widget",
      "group_definition",
      "widget",
      "toplist_definition",
      "style",
    );
    expect(flags(attribute(style?.block, "scaling"))).toBe("optional+computed");
  });

  it("tell nested attributes from blocks", () => {
    const protection = schemaOf(gitlab).resources["gitlab_project_protected_environment"];
    expect(blockAt(protection, "deploy_access_levels")?.nesting).toBe("set");
    expect(attribute(protection, "deploy_access_levels_attribute")?.nested?.nesting).toBe("set");
    expect(
      attribute(schemaOf(gitlab).resources["gitlab_project_access_token"], "rotation_configuration")?.nested?.nesting,
    ).toBe("single");
    expect(blockAt(schemaOf(gitlab).resources["gitlab_project"], "push_rules")?.maxItems).toBe(1);
  });

  it("describe the providers' own settings, blocks included, without Terraform's alias", () => {
    const { provider } = schemaOf(datadog);
    expect(attribute(provider, "api_key")?.optional).toBe(true);
    expect(attribute(blockAt(provider, "default_tags")?.block, "tags")?.type).toEqual(["map", "string"]);
    expect(attribute(provider, "alias")).toBeUndefined();
  });

  it("carry the flags of nested attributes in version 6 of the protocol, and only their type in version 5", () => {
    expect(gitlabMessage(6)).toContain('"nested_type"');
    expect(gitlabMessage(5)).not.toContain('"nested_type"');
  });
});

/** Every path that a type's table mentions. */
const mentioned = ({
  sensitive,
  replace,
  defaults,
  computed,
  refreshed,
  unread,
  normalized,
  equivalent,
  parent,
}: ResourceKind) => [
  ...(sensitive ?? []),
  ...(replace ?? []),
  ...(unread ?? []),
  ...Object.keys({ ...defaults, ...computed, ...normalized, ...equivalent }),
  ...(refreshed?.attributes ?? []),
  ...(refreshed?.when ?? []),
  ...(parent === undefined ? [] : [parent.attribute]),
];

describe("the vendor tables", () => {
  const at = (block: Block | undefined, [first, ...rest]: readonly string[]): Attribute | undefined => {
    if (rest.length === 0) return attribute(block, first ?? "");
    const nested = attribute(block, first ?? "")?.nested;
    return at(
      nested === undefined ? blockAt(block, first ?? "")?.block : { attributes: nested.attributes, blocks: [] },
      rest,
    );
  };

  it.each(VENDORS.map((vendor) => [vendor.name, vendor] as const))(
    "of %s name only types and attributes that exist",
    (_name, vendor) => {
      const { resources, dataSources, provider } = schemaOf(vendor);
      const unknown = Object.entries(vendor.kinds).flatMap(([type, kind]) =>
        mentioned(kind)
          .filter((path) => at(resources[type], path.split(".")) === undefined)
          .map((path) => `${type}.${path}`),
      );
      expect(unknown).toEqual([]);
      expect(Object.keys(vendor.dataSources).filter((type) => dataSources[type] === undefined)).toEqual([]);
      expect(vendor.sensitiveSettings.filter((name) => attribute(provider, name) === undefined)).toEqual([]);
    },
  );

  it.each(VENDORS.map((vendor) => [vendor.name, vendor] as const))(
    "of %s fill in only what is computed",
    (_name, vendor) => {
      const { resources } = schemaOf(vendor);
      const settable = Object.entries(vendor.kinds).flatMap(([type, { computed }]) =>
        Object.keys(computed ?? {})
          .filter((path) => at(resources[type], path.split("."))?.computed !== true)
          .map((path) => `${type}.${path}`),
      );
      expect(settable).toEqual([]);
    },
  );
});

describe("the schema cache", () => {
  let directory = "";

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "schemas-"));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it("is named after the bindings, and gives back what was derived", () => {
    const first = providerSchema("gitlab", join(directory, "new"));
    expect(readdirSync(join(directory, "new"))).toEqual([
      expect.stringMatching(/^schema-gitlab-\d+\.\d+\.\d+-\d+\.json$/),
    ]);
    expect(providerSchema("gitlab", join(directory, "new"))).toEqual(first);
  });

  it("is derived again when a file was cut short", () => {
    const first = providerSchema("gitlab", directory);
    const [name] = readdirSync(directory);
    const file = join(directory, name ?? "");
    writeFileSync(file, readFileSync(file, "utf8").slice(0, 1000));
    expect(providerSchema("gitlab", directory)).toEqual(first);
  });
});
