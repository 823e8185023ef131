import { RedshiftCluster } from "@cdktf/provider-aws/lib/redshift-cluster/index.js";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { TerraformOutput } from "cdktf";
import { guardsOf, isClassified, type Lifecycle, statefulTypes } from "../../../modules/core/lifecycle.js";
import type { Resource } from "../../support/synth.js";
import { valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const classified: Policy = {
  promise: "uses no type of which nobody has said whether it holds data",
  violations: (stack) => [...new Set(stack.resources().map(({ type }) => type))].filter((type) => !isClassified(type)),
  broken: (scope) => {
    new RedshiftCluster(scope, "warehouse", { clusterIdentifier: "warehouse", nodeType: "ra3.large" });
  },
};

/** What a final snapshot is named for. */
const identifierOf = (resource: Resource) =>
  String(resource["identifier"] ?? resource["cluster_identifier"] ?? resource["replication_group_id"]);

const guarded: Policy = {
  promise: "has every guard of its lifecycle on everything that holds data",
  violations: (stack) => {
    const lifecycle = stack.json.output?.["lifecycle"]?.["value"] as Lifecycle;
    return stack
      .resources()
      .filter(({ type }) => statefulTypes.has(type))
      .flatMap(({ type, path, resource }) =>
        Object.entries(guardsOf(type, lifecycle, identifierOf(resource)))
          .filter(([argument, value]) => valueAt(resource, argument) !== value)
          .map(([argument]) => `${path}: ${argument}`),
      );
  },
  broken: (scope) => {
    new TerraformOutput(scope, "lifecycle", { value: "protected", staticId: true });
    new S3Bucket(scope, "bucket", { bucket: "unguarded" });
  },
};

const destroyable: Policy = {
  promise: "can be destroyed when it is disposable",
  violations: (stack) =>
    stack.json.output?.["lifecycle"]?.["value"] === "protected"
      ? []
      : stack
          .resources()
          .filter(({ resource }) => valueAt(resource, "lifecycle.prevent_destroy") === true)
          .map(({ path }) => path),
  broken: (scope) => {
    new TerraformOutput(scope, "lifecycle", { value: "disposable", staticId: true });
    new S3Bucket(scope, "bucket", { bucket: "stuck", lifecycle: { preventDestroy: true } });
  },
};

export const lifecycle: readonly Policy[] = [classified, guarded, destroyable];
