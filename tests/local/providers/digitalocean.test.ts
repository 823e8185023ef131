import { describe, expect, it } from "vitest";
import { textOf } from "../../../local/providers/protocol/values.js";
import { fullName } from "../../../local/providers/vendors/digitalocean/hostnames.js";
import { type Json, UNKNOWN, World } from "./world.js";

const complaint = (type: string, config: Json) => new World().validate(type, config);

const record = (changes: Json): Json => ({
  domain: "example.com",
  type: "A",
  name: "www",
  value: "203.0.113.1",
  ...changes,
});

function zone() {
  const world = new World();
  world.create("digitalocean_domain", { name: "example.com" });
  return { world, add: (changes: Json) => world.apply("digitalocean_record", record(changes)) };
}

describe("a domain", () => {
  it.each(["localhost", "example.com.", "ex ample.com", "-a.com", "a_b.com", "example.123"])(
    "is rejected as %j",
    (name) => {
      expect(complaint("digitalocean_domain", { name })).toEqual([`name: Invalid domain name ${JSON.stringify(name)}`]);
    },
  );

  it("is its own id, with a urn", () => {
    const { world } = zone();
    expect(world.store.get("digitalocean_domain", "example.com")).toMatchObject({
      ttl: 1800,
      urn: "do:domain:example.com",
    });
  });

  it("is refused twice", () => {
    const { world } = zone();
    expect(world.apply("digitalocean_domain", { name: "example.com" }).complaints[0]).toContain("name already exists");
  });

  it("takes its records along", () => {
    const { world, add } = zone();
    add({});
    world.destroy("digitalocean_domain", world.store.get("digitalocean_domain", "example.com") ?? {});
    expect(world.store.all("digitalocean_record")).toEqual([]);
  });
});

const recordProblems = (changes: Json) =>
  complaint("digitalocean_record", { domain: "example.com", name: "www", ...changes });

describe("a record", () => {
  it.each<[string, Json]>([
    ["A", { value: "203.0.113.1", ttl: 30 }],
    ["AAAA", { value: "2001:db8::1", name: "@" }],
    ["TXT", { value: "v=spf1 -all", name: "*.mail" }],
    ["CNAME", { value: "@" }],
    ["NS", { value: "ns1.example.net." }],
    ["MX", { value: "mail.example.com.", priority: 0 }],
    ["SRV", { value: "sip.example.com.", name: "_sip._tcp", priority: 1, weight: 1, port: 5060 }],
    ["CAA", { value: "letsencrypt.org.", flags: 0, tag: "issue" }],
    ["CAA", { value: "mailto:you@example.com", flags: 0, tag: "iodef" }],
  ])("of type %s is accepted as %j", (type, changes) => {
    expect(recordProblems({ type, ...changes })).toEqual([]);
  });

  it.each<[string, Json, readonly string[]]>([
    ["an unknown type", { type: "PTR", value: "x" }, ["type: expected type to be one of"]],
    [
      "no priority of an MX",
      { type: "MX", value: "m.example.com." },
      ["priority: `priority` is required for when type is `MX`"],
    ],
    [
      "an SRV without anything",
      { type: "SRV", name: "_a._b", value: "s.example.com." },
      ["priority: ", "weight: ", "port: "],
    ],
    [
      "a CAA without flags and tag",
      { type: "CAA", value: "ca.example." },
      ["flags: `flags` is required", "tag: `tag` is required"],
    ],
    [
      "an SRV name without a service",
      { type: "SRV", priority: 1, weight: 1, port: 1, value: "s.example.com." },
      ["name: 422 Name of an SRV"],
    ],
    [
      "a TTL under 30",
      { type: "A", value: "203.0.113.1", ttl: 29 },
      ["ttl: 422 Ttl must be greater than or equal to 30"],
    ],
    ["a TTL of 0", { type: "A", value: "203.0.113.1", ttl: 0 }, ["ttl: expected ttl to be at least (1), got 0"]],
    [
      "a port above 65535",
      { type: "A", value: "203.0.113.1", port: 65536 },
      ["port: expected port to be in the range (0 - 65535)"],
    ],
    [
      "a name of other signs",
      { type: "A", name: "a b", value: "203.0.113.1" },
      ["name: 422 Name Only valid hostname characters"],
    ],
    ["an address that is none", { type: "A", value: "203.0.113.256" }, ["value: 422 IP address did not match IPv4"]],
    [
      "an IPv4 address of an AAAA",
      { type: "AAAA", value: "203.0.113.1" },
      ["value: 422 IP address did not match IPv6"],
    ],
  ])("is rejected with %s", (_case, changes, messages) => {
    const found = recordProblems(changes);
    expect(found).toHaveLength(messages.length);
    for (const [index, message] of messages.entries()) expect(found[index]).toContain(message);
  });

  it.each(["CNAME", "NS", "MX", "SRV", "CAA"])(
    "of type %s is rejected without a dot at the end of its host",
    (type) => {
      const rest = { name: "_a._b", priority: 1, weight: 1, port: 1, flags: 0, tag: "issue" };
      expect(recordProblems({ ...rest, type, value: "host.example.net" })).toEqual([
        "value: 422 Data needs to end with a dot (.)",
      ]);
    },
  );

  it("waits for what is unknown", () => {
    expect(recordProblems({ type: "MX", priority: UNKNOWN, value: UNKNOWN })).toEqual([]);
  });

  it("is refused without its domain", () => {
    const config = { domain: "example.org", type: "A", name: "www", value: "203.0.113.1" };
    expect(new World().apply("digitalocean_record", config).complaints).toEqual([
      "domain: 404 The resource you were accessing could not be found.",
    ]);
  });

  it("is refused beside an alias of its name, and the alias beside it", () => {
    const { add } = zone();
    add({ type: "CNAME", name: "app", value: "www.example.com." });
    expect(add({ name: "app.example.com." }).complaints[0]).toContain("CNAME records cannot share a name");
    add({ name: "www" });
    expect(add({ type: "CNAME", value: "app.example.com." }).complaints[0]).toContain(
      "CNAME records cannot share a name",
    );
  });

  it("is refused twice, but not with another value", () => {
    const { add } = zone();
    add({});
    expect(add({}).complaints).toEqual(["value: 422 This record already exists"]);
    expect(add({ value: "203.0.113.2" }).complaints).toEqual([]);
  });

  it("has a full name, which follows a change of its name", () => {
    const { world } = zone();
    const state = world.create("digitalocean_record", record({}));
    expect(state).toMatchObject({ fqdn: "www.example.com", ttl: 1800 });
    expect(world.apply("digitalocean_record", record({ name: "app" }), state).state).toMatchObject({
      id: state["id"],
      fqdn: "app.example.com",
    });
    expect([fullName("@", "example.com"), fullName("a.example.com.", "example.com")]).toEqual([
      "example.com",
      "a.example.com",
    ]);
  });

  it("is the same under its short and its absolute name", () => {
    const { world } = zone();
    const state = world.create("digitalocean_record", record({}));
    expect(world.plan("digitalocean_record", record({ name: "www.example.com." }), state).planned).toEqual(state);
  });

  it("is imported by domain and number", () => {
    const { world } = zone();
    const state = world.create("digitalocean_record", record({}));
    expect(world.import("digitalocean_record", `example.com,${textOf(state["id"])}`).state).toEqual(state);
    expect(world.import("digitalocean_record", textOf(state["id"])).complaints).toHaveLength(1);
  });
});

describe("a project", () => {
  it.each<[string, Json, string]>([
    ["an unknown environment", { environment: "test" }, "environment: expected environment to be one of"],
    ["an empty name", { name: "" }, "name: expected length of name to be in the range (1 - 175)"],
    ["a purpose of more than 255 characters", { purpose: "p".repeat(256) }, "purpose: expected length of purpose"],
    ["a resource that is no urn", { resources: ["example.com"] }, 'resources: 400 invalid urn "example.com"'],
  ])("is rejected with %s", (_case, changes, message) => {
    expect(complaint("digitalocean_project", { name: "Shared", ...changes })[0]).toContain(message);
  });

  it("keeps its environment however it is capitalized", () => {
    const world = new World();
    const state = world.create("digitalocean_project", { name: "Shared", environment: "Production" });
    expect(world.plan("digitalocean_project", { name: "Shared", environment: "production" }, state).planned).toEqual(
      state,
    );
  });

  it("refuses a domain that isn't there, and a second project of its name", () => {
    const { world } = zone();
    world.create("digitalocean_project", { name: "Shared", resources: ["do:domain:example.com"] });
    expect(
      world.apply("digitalocean_project", { name: "Shared", resources: ["do:domain:example.org"] }).complaints,
    ).toEqual([
      "name: 409 (conflict) name must be unique",
      "resources: 404 The resource you were accessing could not be found.",
    ]);
  });
});

describe("uptime checks and alerts", () => {
  it.each<[string, Json, string]>([
    ["a host for a web check", { target: "example.com" }, "target: 400 invalid target"],
    ["a URL for a ping", { type: "ping", target: "https://example.com" }, "target: 400 invalid target"],
    ["an unknown region", { target: "https://example.com", regions: ["mars"] }, 'regions: 400 invalid region "mars"'],
  ])("reject %s", (_case, changes, message) => {
    expect(complaint("digitalocean_uptime_check", { name: "web", ...changes })[0]).toContain(message);
  });

  it("reject alerts without a limit, a period or somebody to tell", () => {
    const alert = { check_id: "x", name: "slow", type: "latency", notifications: [{}] };
    expect(complaint("digitalocean_uptime_alert", alert)).toEqual([
      "threshold: 400 threshold is required for alerts of type latency",
      "comparison: 400 comparison is required for alerts of type latency",
      "period: 400 period is required for alerts of type latency",
      "notifications.0: 400 notifications need an email address or a Slack channel",
    ]);
  });

  it("refuse an alert of a check that isn't there", () => {
    const alert = {
      check_id: "x",
      name: "down",
      type: "down",
      period: "2m",
      notifications: [{ email: ["a@example.com"] }],
    };
    expect(new World().apply("digitalocean_uptime_alert", alert).complaints[0]).toContain("check_id: 404");
  });
});
