import type { Creation, Fill, ResourceKind } from "../types.js";

const DOCS = "https://registry.terraform.io/providers/digitalocean/digitalocean/2.71.0/docs/resources";

const named = ({ resource }: Creation) => resource.text("name") ?? "";
const createdAt: Fill = ({ now }) => `${now.toISOString().slice(0, 19)}Z`;
const urn =
  (kind: string): Fill =>
  ({ id }) =>
    `do:${kind}:${id}`;
const endpoint = ({ resource }: Creation) => `${resource.text("region") ?? "nyc3"}.digitaloceanspaces.com`;
const address: Fill = ({ ids }) => `203.0.113.${(ids.number("digitalocean_address", 0) % 254) + 1}`;

/** Types that the platform may use: kept as configured, with the ids and outputs that others read. */
export const others: Readonly<Record<string, ResourceKind>> = {
  digitalocean_monitor_alert: {
    source: `${DOCS}/monitor_alert`,
    defaults: { enabled: true },
    computed: { uuid: ({ id }) => id },
  },
  digitalocean_spaces_bucket: {
    source: `${DOCS}/spaces_bucket`,
    replace: ["region", "name"],
    defaults: { region: "nyc3", acl: "private", force_destroy: false, "versioning.enabled": false },
    unread: ["acl", "force_destroy"],
    computed: {
      bucket_domain_name: (context) => `${named(context)}.${endpoint(context)}`,
      endpoint,
      urn: urn("space"),
      "lifecycle_rule.id": ({ ids }) => ids.hex("digitalocean_lifecycle_rule"),
    },
    id: named,
  },
  digitalocean_spaces_bucket_object: {
    source: `${DOCS}/spaces_bucket_object`,
    replace: ["bucket", "region", "key"],
    defaults: { acl: "private", force_destroy: false },
    computed: { content_type: "binary/octet-stream", etag: ({ ids }) => ids.hex("digitalocean_etag"), version_id: "" },
    id: ({ resource }) => resource.text("key") ?? "",
  },
  digitalocean_spaces_bucket_policy: {
    source: `${DOCS}/spaces_bucket_policy`,
    replace: ["bucket", "region"],
    id: ({ resource }) => resource.text("bucket") ?? "",
  },
  digitalocean_spaces_key: {
    source: `${DOCS}/spaces_key`,
    sensitive: ["secret_key"],
    unread: ["secret_key"],
    computed: {
      access_key: ({ id }) => id,
      created_at: createdAt,
      secret_key: ({ ids }) => ids.token("digitalocean_spaces_secret", 40),
    },
    id: ({ ids }) => `DO00${ids.token("digitalocean_spaces_key", 16).toUpperCase()}`,
  },
  digitalocean_firewall: {
    source: `${DOCS}/firewall`,
    computed: { created_at: createdAt, pending_changes: [], status: "succeeded" },
  },
  digitalocean_droplet: {
    source: `${DOCS}/droplet`,
    replace: ["image", "region", "ssh_keys", "user_data", "monitoring", "vpc_uuid", "droplet_agent"],
    defaults: { backups: false, graceful_shutdown: false, ipv6: false, monitoring: false, resize_disk: true },
    unread: ["graceful_shutdown", "resize_disk", "ssh_keys", "user_data", "droplet_agent", "image"],
    computed: {
      created_at: createdAt,
      disk: 25,
      ipv4_address: address,
      ipv4_address_private: address,
      ipv6_address: "",
      locked: false,
      memory: 1024,
      price_hourly: 0.00893,
      price_monthly: 6,
      private_networking: true,
      region: "nyc3",
      status: "active",
      urn: urn("droplet"),
      vcpus: 1,
      volume_ids: [],
      vpc_uuid: ({ ids }) => ids.uuid("digitalocean_default_vpc"),
    },
    id: ({ ids }) => String(ids.number("digitalocean_droplet", 480_000_000)),
  },
  digitalocean_vpc: {
    source: `${DOCS}/vpc`,
    replace: ["region", "ip_range"],
    computed: { created_at: createdAt, default: false, ip_range: "10.116.0.0/20", urn: urn("vpc") },
  },
  digitalocean_tag: {
    source: `${DOCS}/tag`,
    replace: ["name"],
    computed: {
      databases_count: 0,
      droplets_count: 0,
      images_count: 0,
      total_resource_count: 0,
      volume_snapshots_count: 0,
      volumes_count: 0,
    },
    id: named,
  },
  digitalocean_ssh_key: {
    source: `${DOCS}/ssh_key`,
    replace: ["public_key"],
    computed: { fingerprint: ({ ids }) => ids.hex("digitalocean_fingerprint").replace(/(..)(?=.)/g, "$1:") },
    id: ({ ids }) => String(ids.number("digitalocean_ssh_key", 45_000_000)),
  },
  digitalocean_certificate: {
    source: `${DOCS}/certificate`,
    sensitive: ["private_key"],
    replace: ["name", "private_key", "leaf_certificate", "certificate_chain", "domains", "type"],
    defaults: { type: "custom" },
    unread: ["private_key", "leaf_certificate", "certificate_chain"],
    computed: {
      not_after: ({ now }) => new Date(now.getTime() + 90 * 86_400_000).toISOString(),
      sha1_fingerprint: ({ ids }) => ids.hex("digitalocean_fingerprint"),
      state: "verified",
      uuid: ({ ids }) => ids.uuid("digitalocean_certificate"),
    },
    id: named,
  },
  digitalocean_cdn: {
    source: `${DOCS}/cdn`,
    replace: ["origin"],
    computed: {
      certificate_id: "",
      certificate_name: "",
      created_at: createdAt,
      endpoint: ({ resource }) =>
        (resource.text("origin") ?? "").replace(".digitaloceanspaces.com", ".cdn.digitaloceanspaces.com"),
      ttl: 3600,
    },
  },
  digitalocean_reserved_ip: {
    source: `${DOCS}/reserved_ip`,
    replace: ["region"],
    computed: { ip_address: ({ id }) => id, urn: urn("reservedip") },
    id: ({ ids }) => `198.51.100.${(ids.number("digitalocean_reserved_ip", 0) % 254) + 1}`,
  },
  digitalocean_volume: {
    source: `${DOCS}/volume`,
    replace: ["region", "name", "description", "snapshot_id", "initial_filesystem_type", "initial_filesystem_label"],
    unread: ["initial_filesystem_type", "initial_filesystem_label", "snapshot_id"],
    computed: {
      droplet_ids: [],
      filesystem_label: ({ resource }) => resource.text("initial_filesystem_label") ?? "",
      filesystem_type: ({ resource }) => resource.text("initial_filesystem_type") ?? "",
      urn: urn("volume"),
    },
  },
  digitalocean_container_registry: {
    source: `${DOCS}/container_registry`,
    replace: ["name", "region"],
    computed: {
      created_at: createdAt,
      endpoint: (context) => `registry.digitalocean.com/${named(context)}`,
      region: "nyc3",
      server_url: "registry.digitalocean.com",
      storage_usage_bytes: 0,
    },
    id: named,
  },
};
