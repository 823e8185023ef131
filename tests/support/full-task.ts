import { files, web } from "../../environments/schema/catalogue.js";
import type { Changes } from "./configuration.js";
import { pinned } from "./images.js";

/** A service of which everything is said that a catalogue can say of a task. */
const api = web({
  image: `111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/api@sha256:${"a".repeat(64)}`,
  port: 8080,
  routes: ["/api/*"],
  priority: 100,
  health: "/healthz",
  stores: ["main", "documents", "uploads"],
  architecture: "arm64",
  entryPoint: ["/app"],
  command: ["serve"],
  user: 1000,
  group: 2000,
  writable: { "/run/api": 8, "/var/cache/api": 64 },
  init: true,
  stopTimeoutSeconds: 60,
  ulimits: { nofile: { soft: 4096, hard: 8192 } },
  containerHealth: { command: ["/app", "health"], startPeriodSeconds: 20 },
  variables: { LOG_LEVEL: "info" },
  secrets: {
    PAYMENTS_KEY: "secretsmanager:api/payments:key",
    SIGNING_KEY: { secret: "ssm:/api/signing-key", kmsKey: "alias/signing" },
  },
  files: { "/etc/api/config.yaml": { path: "api/config.yaml", content: "level: ${LOG_LEVEL}\n" } },
  volumes: { tmp: { kind: "scratch" }, uploads: { kind: "files", store: "uploads" } },
  mounts: { "/tmp": { volume: "tmp" }, "/srv/uploads": { volume: "uploads" } },
  dependsOn: { proxy: "HEALTHY", "own-tmp": "SUCCESS" },
  sidecars: {
    // What prepares the scratch volume for a user other than root.
    "own-tmp": {
      image: pinned("busybox"),
      command: ["chown", "1000:2000", "/tmp"],
      essential: false,
      exceptions: { root: "only root may give a volume away" },
      cpu: 16,
      memoryMiB: 32,
      mounts: { "/tmp": { volume: "tmp" } },
    },
    proxy: {
      image: `registry.gitlab.com/acme/proxy@sha256:${"b".repeat(64)}`,
      registry: { credentials: "secretsmanager:registry" },
      cpu: 64,
      memoryMiB: 128,
      memoryReservationMiB: 64,
      user: 101,
      exceptions: { writableRoot: "writes its own configuration when it starts" },
      containerHealth: { command: ["/proxy", "health"], intervalSeconds: 10 },
      secrets: { PROXY_KEY: "secretsmanager:proxy" },
      files: { "/etc/proxy/proxy.conf": { path: "proxy.conf", content: "listen 8081;\n" } },
    },
  },
});

/** The changes that put it into the tests' own configuration. */
export const fullTask: Changes = {
  "catalogue.services.api": api,
  "catalogue.stores.uploads": files(),
  "production.stores.uploads": {},
  "staging.stores.uploads": {},
  "staging.services.api.memoryReservationMiB": 256,
};
