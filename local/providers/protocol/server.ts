import { fileURLToPath } from "node:url";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { ProtocolVersion } from "./schema-message.js";
import { type ProviderService, RPC_NAMES } from "./service.js";

/** One entry of `TF_REATTACH_PROVIDERS`, as go-plugin reads it. */
export interface ReattachEntry {
  readonly Protocol: "grpc";
  readonly ProtocolVersion: ProtocolVersion;
  readonly Pid: number;
  /** Terraform leaves a test-mode provider running when it is done. */
  readonly Test: true;
  readonly Addr: { readonly Network: "tcp"; readonly String: string };
}

export interface ProviderServer {
  readonly reattach: ReattachEntry;
  stop(): Promise<void>;
}

/** The limit that HashiCorp's own plugin servers set for one message. */
const MESSAGE_BYTES = 256 * 1024 * 1024;

/** Serves one provider on a free port of the loopback interface. */
export async function serveProvider(service: ProviderService, version: ProtocolVersion): Promise<ProviderServer> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  server.addService(serviceDefinition(version), handlers(service, version));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return {
    reattach: {
      Protocol: "grpc",
      ProtocolVersion: version,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
    },
    stop: () => {
      // Calls are answered at once, so nothing needs draining: connections that Terraform left open are cut.
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

function serviceDefinition(version: ProtocolVersion): grpc.ServiceDefinition {
  const file = fileURLToPath(new URL(`./tfplugin${version}.proto`, import.meta.url));
  const loaded = loadSync(file, { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true });
  const definition = loaded[`tfplugin${version}.Provider`] as unknown as grpc.ServiceDefinition;
  return Object.fromEntries(Object.entries(definition).map(([name, rpc]) => [name, { ...rpc, ...once(name, rpc) }]));
}

/** A schema of some thousand blocks takes a good part of a second to encode, and every Terraform run asks for it. */
function once(
  name: string,
  rpc: grpc.MethodDefinition<object, object>,
): Partial<grpc.MethodDefinition<object, object>> {
  if (name !== "GetSchema" && name !== "GetProviderSchema") return {};
  let encoded: Buffer | undefined;
  return {
    responseSerialize: (response: object) => {
      encoded ??= rpc.responseSerialize(response);
      return encoded;
    },
  };
}

function handlers(service: ProviderService, version: ProtocolVersion): grpc.UntypedServiceImplementation {
  const implementation: grpc.UntypedServiceImplementation = {};
  for (const [rpc, method] of Object.entries(RPC_NAMES[version])) {
    const answer = service[method].bind(service) as (request: unknown) => object;
    implementation[rpc] = (call: grpc.ServerUnaryCall<unknown, object>, reply: grpc.sendUnaryData<object>) => {
      try {
        reply(null, answer(call.request));
      } catch (error) {
        reply({ code: grpc.status.INTERNAL, details: error instanceof Error ? error.message : String(error) });
      }
    };
  }
  return implementation;
}
