import { createConnection } from "node:net";
import { fileURLToPath } from "node:url";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type StandIns, startStandIns } from "../../../local/providers/stand-ins.js";
import { schemaCache } from "./schema-cache.js";

let standIns: StandIns;

beforeAll(async () => {
  standIns = await startStandIns({ cacheDirectory: schemaCache });
});

afterEach(() => standIns.reset());

afterAll(() => standIns.stop());

const entryOf = (address: string) => {
  const entry = standIns.reattach[address];
  if (entry === undefined) throw new Error(`No entry for ${address}.`);
  return entry;
};

/** Calls one RPC as Terraform would. */
async function call(version: 5 | 6, address: string, rpc: string, request: object): Promise<Record<string, unknown>> {
  const file = fileURLToPath(new URL(`../../../local/providers/protocol/tfplugin${version}.proto`, import.meta.url));
  const definition = loadSync(file, { keepCase: true, defaults: true })[`tfplugin${version}.Provider`];
  const Client = grpc.makeGenericClientConstructor(definition as unknown as grpc.ServiceDefinition, "Provider");
  const client = new Client(entryOf(address).Addr.String, grpc.credentials.createInsecure());
  try {
    return await new Promise((resolve, reject) => {
      const method = client[rpc] as (
        input: object,
        reply: (error: Error | null, answer: Record<string, unknown>) => void,
      ) => void;
      method.call(client, request, (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
  } finally {
    client.close();
  }
}

describe("the reattach entries", () => {
  it("name every provider under both registries' hosts, on a loopback port", () => {
    expect(Object.keys(standIns.reattach).sort()).toEqual([
      "registry.opentofu.org/datadog/datadog",
      "registry.opentofu.org/digitalocean/digitalocean",
      "registry.opentofu.org/gitlabhq/gitlab",
      "registry.terraform.io/datadog/datadog",
      "registry.terraform.io/digitalocean/digitalocean",
      "registry.terraform.io/gitlabhq/gitlab",
    ]);
    for (const entry of Object.values(standIns.reattach)) {
      expect(entry).toMatchObject({ Protocol: "grpc", Pid: process.pid, Test: true });
      expect(entry.Addr).toEqual({ Network: "tcp", String: expect.stringMatching(/^127\.0\.0\.1:\d+$/) });
    }
    expect(entryOf("registry.terraform.io/gitlabhq/gitlab").ProtocolVersion).toBe(6);
  });
});

describe("the servers", () => {
  it("answer over the wire, in version 5 and in version 6", async () => {
    const five = await call(5, "registry.terraform.io/digitalocean/digitalocean", "GetSchema", {});
    const six = await call(6, "registry.terraform.io/gitlabhq/gitlab", "GetProviderSchema", {});
    expect(Object.keys(five["resource_schemas"] as object)).toHaveLength(70);
    expect(Object.keys(six["resource_schemas"] as object)).toHaveLength(119);
  });

  it("say that they don't offer functions or moves", async () => {
    const address = "registry.terraform.io/datadog/datadog";
    await expect(call(5, address, "Stop", {})).resolves.toEqual({ Error: "" });
    await expect(call(5, address, "GetMetadata", {})).resolves.toMatchObject({ diagnostics: [] });
  });

  it("outlive nonsense", async () => {
    const address = "registry.terraform.io/datadog/datadog";
    const [host, port] = entryOf(address).Addr.String.split(":");
    await new Promise<void>((resolve) => {
      const socket = createConnection({ host: host ?? "", port: Number(port) }, () =>
        socket.end("GET / HTTP/1.1\r\n\r\n"),
      );
      socket.on("error", () => resolve());
      socket.on("close", () => resolve());
      socket.resume();
    });
    const garbage = { msgpack: Buffer.from([0xc1, 0xff]) };
    const answer = await call(5, address, "PlanResourceChange", {
      type_name: "datadog_monitor",
      proposed_new_state: garbage,
    });
    expect(answer["diagnostics"]).toHaveLength(1);
    await expect(call(5, address, "Stop", {})).resolves.toEqual({ Error: "" });
  });
});

const create = () => standIns.create("digitalocean_domain", { name: "example.com" });

describe("the world behind them", () => {
  it("lists what exists, sorted, under the names that people use", () => {
    create();
    const record = standIns.create("digitalocean_record", {
      domain: "example.com",
      type: "A",
      name: "www",
      value: "203.0.113.1",
    });
    const project = standIns.create("gitlab_project", { name: "Tools" });
    const variable = standIns.create("gitlab_project_variable", { project, key: "A", value: "1" });
    expect(standIns.inventory()).toEqual([
      { provider: "digitalocean", type: "digitalocean_domain", id: "example.com", name: "example.com" },
      { provider: "digitalocean", type: "digitalocean_record", id: record, name: "www" },
      { provider: "gitlab", type: "gitlab_project", id: project, name: "Tools" },
      { provider: "gitlab", type: "gitlab_project_variable", id: variable, name: "A" },
    ]);
  });

  it("gives back what was made, with what the vendor fills in", () => {
    expect(standIns.read("digitalocean_domain", create())).toMatchObject({ ttl: 1800, urn: "do:domain:example.com" });
    expect(standIns.read("digitalocean_domain", "example.org")).toBeUndefined();
  });

  it("makes the same ids in every fresh world", () => {
    const first = standIns.create("gitlab_project", { name: "Tools" });
    expect(standIns.create("gitlab_project", { name: "Other" })).not.toBe(first);
    standIns.reset();
    expect(standIns.inventory()).toEqual([]);
    expect(standIns.create("gitlab_project", { name: "Tools" })).toBe(first);
  });

  it("changes behind Terraform's back", () => {
    const id = create();
    standIns.mutate("digitalocean_domain", id, { ttl: 60 });
    expect(standIns.read("digitalocean_domain", id)).toMatchObject({ ttl: 60 });
  });

  it("rejects a change of what doesn't exist, and of unknown attributes", () => {
    const id = create();
    expect(() => standIns.mutate("digitalocean_domain", "example.org", {})).toThrow(
      "No digitalocean_domain has the id example.org",
    );
    expect(() => standIns.mutate("digitalocean_domain", id, { colour: "red" })).toThrow(
      "digitalocean_domain has no attribute colour; it has id, ip_address, name, ttl, urn.",
    );
    expect(() => standIns.create("aws_vpc", {})).toThrow("No stand-in has the type aws_vpc");
  });

  it("removes a resource with all that belongs to it", () => {
    const id = create();
    standIns.create("digitalocean_record", { domain: id, type: "A", name: "www", value: "203.0.113.1" });
    standIns.remove("digitalocean_domain", id);
    expect(standIns.inventory()).toEqual([]);
    expect(() => standIns.remove("digitalocean_domain", id)).toThrow("No digitalocean_domain has the id");
  });
});
