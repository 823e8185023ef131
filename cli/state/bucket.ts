import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Configuration } from "../../environments/index.js";
import { GantryError } from "../../modules/core/errors.js";
import { throughRole } from "../target/role.js";
import type { Reach } from "../target/session.js";

type Organization = Configuration["organization"];

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
}

/** The bucket that holds the states, reached through the same role as Terraform's backend. */
export class StateBucket {
  readonly name: string;
  private readonly client: S3Client;

  constructor(organization: Organization, reach: Reach) {
    this.name = organization.state.bucket;
    this.client = new S3Client(clientConfig(organization, reach));
  }

  async exists(bucket = this.name): Promise<boolean> {
    try {
      await this.call(() => this.client.send(new HeadBucketCommand({ Bucket: bucket })));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Everything in the bucket, by key. Empty when there is no bucket. */
  async list(): Promise<readonly StoredObject[]> {
    const found: StoredObject[] = [];
    let token: string | undefined;
    try {
      do {
        const page = new ListObjectsV2Command({
          Bucket: this.name,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        });
        const { Contents = [], NextContinuationToken } = await this.call(() => this.client.send(page));
        for (const { Key, Size, LastModified } of Contents) {
          found.push({ key: Key ?? "", bytes: Size ?? 0, modified: LastModified ?? new Date(0) });
        }
        token = NextContinuationToken;
      } while (token !== undefined);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
    return found;
  }

  /** The content of an object; undefined when there is no such object, or no bucket. */
  async read(key: string): Promise<string | undefined> {
    try {
      const { Body } = await this.call(() => this.client.send(new GetObjectCommand({ Bucket: this.name, Key: key })));
      return await Body?.transformToString();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Writes an object that must not exist yet; S3 itself refuses to replace one. */
  async create(key: string, content: string): Promise<void> {
    const object = { Bucket: this.name, Key: key, Body: content, ContentType: "application/json" };
    await this.call(() => this.client.send(new PutObjectCommand({ ...object, IfNoneMatch: "*" })));
  }

  async delete(key: string): Promise<void> {
    await this.call(() => this.client.send(new DeleteObjectCommand({ Bucket: this.name, Key: key })));
  }

  /** Lets the process end: open connections would keep it alive. */
  close(): void {
    this.client.destroy();
  }

  private async call<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (cause) {
      if (isMissing(cause)) throw cause;
      const { name, message } = cause as Error;
      throw new GantryError(
        {
          path: `state bucket ${this.name}`,
          what: "can't be reached",
          value: `${name}: ${message}`,
          fix: "check the AWS credentials and the deploy role, or add --cloud local for the embedded cloud",
        },
        { cause },
      );
    }
  }
}

function clientConfig({ region, accounts, deployRole }: Organization, reach: Reach) {
  const account = accounts["ops"] ?? "";
  const config = throughRole(reach, { account, role: deployRole, region, sessionName: "gantry-state" });
  return { ...config, forcePathStyle: reach.cloud !== undefined };
}

function isMissing(error: unknown): boolean {
  const names = ["NoSuchBucket", "NoSuchKey", "NotFound"];
  return error instanceof Error && names.includes(error.name);
}
