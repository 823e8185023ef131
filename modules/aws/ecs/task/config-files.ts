import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { Construct } from "constructs";
import { pathInId } from "../../../core/ids.js";
import type { Permission } from "../../../core/refs/permission.js";
import type { BucketRef } from "../../../core/refs/stores.js";
import type { ContainerSettings } from "./container.js";

/** Absolute path in a container → what stands there. */
export type Files = Readonly<Record<string, { readonly content: string }>>;

export interface ConfigFilesProps {
  readonly service: string;
  readonly region: string;
  /** Where they are kept: versioned and encrypted. @default - no container has files */
  readonly bucket?: BucketRef;
  /** Files of each container. */
  readonly containers: Readonly<Record<string, Files>>;
}

/** A directory of one container, and the volume that takes its place. */
interface Directory {
  readonly container: string;
  readonly path: string;
  readonly volume: string;
}

/** Its name, like those of its volumes, has an underscore: no service, sidecar or volume of the catalogue can have it. */
const FETCHER = "fetch_files";

/** AWS CLI 2.35.11, the index of x86_64 and arm64. It has a shell. */
const FETCHER_IMAGE =
  "public.ecr.aws/aws-cli/aws-cli@sha256:749bfaf91d690b9a1768083822d620f96c19defdf9ca2dc227eb3695281fda5b";

/**
 * Configuration files of a task's containers, each an object in the environment's bucket. ECS itself mounts no file,
 * so a container that runs first fetches them onto volumes, which the others mount read-only.
 *
 * A task definition names the version of each object: new content is a new revision, which rolls the service over,
 * and a rollback finds the files of the old one.
 */
export class ConfigFiles extends Construct {
  /** What the task's own role must be permitted. */
  readonly permissions: readonly Permission[];
  /** The volumes that it takes. */
  readonly volumes: Readonly<Record<string, { readonly kind: "scratch" }>>;
  private readonly props: ConfigFilesProps;
  private readonly directories: readonly Directory[];
  private readonly commands: string[] = [];

  constructor(scope: Construct, id: string, props: ConfigFilesProps) {
    super(scope, id);
    this.props = props;
    this.directories = sorted(props.containers).flatMap(([container, files]) =>
      [...new Set(Object.keys(files).map((path) => directoryOf(path)))]
        .sort()
        .map((path, index) => ({ container, path, volume: `files_${container}_${index}` })),
    );
    const objects = sorted(props.containers).flatMap(([container, files]) =>
      sorted(files).map(([path, { content }]) => this.keep(container, path, content)),
    );
    this.volumes = Object.fromEntries(this.directories.map(({ volume }) => [volume, { kind: "scratch" }]));
    this.permissions = props.bucket === undefined || objects.length === 0 ? [] : readers(props.bucket, objects);
  }

  /** What a container is told beside what it was told already: where its files are, and to wait for them. */
  mountedIn<Settings extends ContainerSettings>(container: string, settings: Settings): Settings {
    const own = this.directories.filter((directory) => directory.container === container);
    if (own.length === 0) return settings;
    const mounts = own.map(({ path, volume }) => [path, { volume, readOnly: true }] as const);
    return {
      ...settings,
      mounts: { ...settings.mounts, ...Object.fromEntries(mounts) },
      dependsOn: { ...settings.dependsOn, [FETCHER]: "SUCCESS" },
    };
  }

  /** The container that runs first; none where no container has files. */
  fetchers() {
    if (this.commands.length === 0) return [];
    const mounts = this.directories.map(({ volume }) => [`/${volume}`, { volume, readOnly: false }] as const);
    return [
      {
        name: FETCHER,
        image: FETCHER_IMAGE,
        essential: false,
        exceptions: { root: "writes onto volumes that belong to root when they begin" },
        entryPoint: ["sh", "-ec"],
        command: [this.commands.join("\n")],
        mounts: Object.fromEntries(mounts),
        secrets: {},
      },
    ];
  }

  /** @returns the ARN of the object */
  private keep(container: string, path: string, content: string): string {
    const { bucket, service, region } = this.props;
    const volume = this.directories.find((one) => one.container === container && one.path === directoryOf(path));
    if (bucket === undefined || volume === undefined) throw new Error(`the files of ${container} have no place`);
    const object = new S3Object(this, `${container}${pathInId(path)}`, {
      bucket: bucket.name,
      key: `${service}/${container}${path}`,
      content: literally(content),
      contentType: "text/plain; charset=utf-8",
      serverSideEncryption: "aws:kms",
      kmsKeyId: bucket.keyArn,
      bucketKeyEnabled: true,
    });
    const from = `--bucket ${bucket.name} --key ${object.key} --version-id ${object.versionId}`;
    this.commands.push(
      `aws s3api get-object --region ${region} ${from} /${volume.volume}/${path.slice(path.lastIndexOf("/") + 1)} > /dev/null`,
    );
    return object.arn;
  }
}

/** With a bucket key, KMS is asked in the name of the bucket, not of each object. */
function readers({ arn, keyArn }: BucketRef, objects: readonly string[]): readonly Permission[] {
  return [
    { actions: ["s3:GetObjectVersion"], resources: objects },
    {
      actions: ["kms:Decrypt"],
      resources: [keyArn],
      condition: { StringEquals: { "kms:EncryptionContext:aws:s3:arn": arn } },
    },
  ];
}

/** What Terraform would take for an expression is meant as it stands. */
function literally(content: string): string {
  return content.replaceAll(/([$%])\{/g, "$1$1{");
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function sorted<Value>(record: Readonly<Record<string, Value>>): readonly [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
