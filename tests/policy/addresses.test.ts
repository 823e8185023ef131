import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { describe, expect, it } from "vitest";
import { environmentNames, loadConfiguration } from "../../environments/index.js";
import { sharedStacks } from "../../stacks/platform.js";
import { addressList, explain, vanished } from "../support/addresses.js";
import { stackNamed } from "../support/platform.js";
import { synth } from "../support/synth.js";

/** Ephemeral environments have no history to keep. */
const LASTING = [...sharedStacks(loadConfiguration().organization), ...environmentNames()];
const listOf = (stack: string) => join(import.meta.dirname, "addresses", `${stack}.txt`);

// Read before any test can write it anew.
const committed = LASTING.filter((name) => existsSync(listOf(name))).map(
  (name) => [name, readFileSync(listOf(name), "utf8")] as const,
);

describe("the addresses of a stack that lasts", () => {
  it.each(committed)("of %s still hold their data", (name, list) => {
    const gone = vanished(list, stackNamed(name));
    if (gone.length > 0) expect.fail(explain(name, gone));
  });

  it.each(LASTING)("of %s are those that were reviewed", async (name) => {
    await expect(addressList(stackNamed(name))).toMatchFileSnapshot(listOf(name));
  });
});

it("no list is left of a stack that is gone: destroy it first, then remove its list", () => {
  const lists = readdirSync(join(import.meta.dirname, "addresses"));
  expect(lists.filter((list) => !LASTING.includes(list.replace(/\.txt$/, "")))).toEqual([]);
});

describe("the list of addresses", () => {
  const before = synth((scope) => {
    new S3Bucket(scope, "documents", { bucket: "documents" });
    new SsmParameter(scope, "setting", { name: "/setting", type: "String" });
  });
  const list = addressList(before);

  it("shows what holds data first", () => {
    expect(list.split("\n").filter((line) => !line.startsWith("#"))).toEqual([
      "aws_s3_bucket.documents",
      "",
      "aws_ssm_parameter.setting",
      "",
    ]);
  });

  it("misses what held data and was renamed, and explains how to keep it", () => {
    const after = synth((scope) => void new S3Bucket(scope, "papers", { bucket: "documents" }));
    expect(vanished(list, after)).toEqual(["aws_s3_bucket.documents"]);
    expect(explain("staging", ["aws_s3_bucket.documents"])).toMatch(
      /staging no longer has.*\n {2}aws_s3_bucket\.documents\n(.*\n)*.*moveFromId/,
    );
  });

  it("misses nothing that says where it came from, and nothing that can be made again", () => {
    const after = synth((scope) => {
      new S3Bucket(scope, "papers", { bucket: "documents" }).moveFromId("aws_s3_bucket.documents");
    });
    expect(vanished(list, before)).toEqual([]);
    expect(vanished(list, after)).toEqual([]);
  });
});
