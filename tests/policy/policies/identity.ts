import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import type { Resource } from "../../support/synth.js";
import { type Statement, statementsOf, valueAt } from "../../support/values.js";
import type { Policy } from "./policy.js";

const IDENTITY_POLICIES = ["aws_iam_role_policy", "aws_iam_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

/** Policies of AWS's own that a role may have, each the narrowest for its purpose. */
const MANAGED = [
  "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  // Reads what AWS Config records, of services that come and go; it changes nothing.
  "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
  "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role",
  // Of roles that DMS asks for by name, and with them.
  "arn:aws:iam::aws:policy/service-role/AmazonDMSCloudWatchLogsRole",
  "arn:aws:iam::aws:policy/service-role/AmazonDMSVPCManagementRole",
];

/** What people may do is a choice of the configuration, in roles that they take for some hours. */
const isOfPeople = (path: string) => path.startsWith("people-");

/** Actions that take no resource but `*`. Source: Service Authorization Reference. */
const UNSCOPED = [
  // Copies of buckets: AWS Backup looks for the rule that it made, and how much there is.
  "cloudwatch:GetMetricData",
  "events:ListRules",
  // Pulling images: it logs in to the registry of the whole account.
  "ecr:GetAuthorizationToken",
  // Session Manager: an agent reports of its own instance alone.
  "ssm:UpdateInstanceInformation",
  // ECS Exec, Session Manager: a channel has no ARN.
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/** What Datadog reads of a whole account: that something is there, and how it's doing; of S3 and CloudTrail no data. */
const METADATA =
  /^[a-z0-9]+:(Describe|List)\w+$|^(cloudwatch|tag):Get\w+$|^s3:GetBucket(Location|Tagging)$|^cloudtrail:(GetTrailStatus|LookupEvents)$|^budgets:ViewBudget$/;

const isWholesale = ({ Action, Resource }: Statement, path: string) =>
  Action.some((action) => action === "*" || action.endsWith(":*")) ||
  (Resource.includes("*") &&
    !Action.every(
      (action) => UNSCOPED.includes(action) || (path.startsWith("datadog-role-") && METADATA.test(action)),
    )) ||
  Action.length === 0;

const permissions: Policy = {
  promise: "permits actions by name on resources by name, where they have one",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type }) => IDENTITY_POLICIES.includes(type))
      .flatMap(({ path, resource }) =>
        statementsOf(resource["policy"])
          .filter((statement) => statement.Effect === "Allow" && isWholesale(statement, path))
          .map((statement) => `${path}: ${statement.Action.join(", ")} on ${statement.Resource.join(", ")}`),
      ),
  broken: (scope) => {
    const Statement = [{ Effect: "Allow", Action: "s3:*", Resource: "*" }];
    new IamRolePolicy(scope, "policy", { role: "role", policy: JSON.stringify({ Statement }) });
  },
};

const managed: Policy = {
  promise: "attaches no policy of AWS's own but those of agents, of DMS and of people",
  violations: (stack) =>
    stack
      .resources()
      .filter(
        ({ type, path, resource }) =>
          type.startsWith("aws_iam_") &&
          type.endsWith("_policy_attachment") &&
          !isOfPeople(path) &&
          !MANAGED.includes(String(resource["policy_arn"])),
      )
      .map(({ path, resource }) => `${path}: ${String(resource["policy_arn"])}`),
  broken: (scope) => {
    const policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    new IamRolePolicyAttachment(scope, "attachment", { role: "role", policyArn });
  },
};

const people: Policy = {
  promise: "lets people take a role with a second factor, or through a provider that asks for it",
  violations: (stack) =>
    stack
      .resources()
      .filter(({ type, path }) => type === "aws_iam_role" && isOfPeople(path))
      .flatMap(({ path, resource }) =>
        statementsOf(resource["assume_role_policy"])
          .filter(
            ({ Principal, Condition }) =>
              valueAt((Principal ?? {}) as Resource, "Federated") === undefined &&
              JSON.stringify(Condition) !== JSON.stringify({ Bool: { "aws:MultiFactorAuthPresent": "true" } }),
          )
          .map(() => path),
      ),
  broken: (scope) => {
    const Principal = { AWS: "arn:aws:iam::111111111111:user/ann" };
    const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }];
    new IamRole(scope, "people-admin", { assumeRolePolicy: JSON.stringify({ Statement }) });
  },
};

/** Whom a document admits without naming them. */
const admitsAnybody = (document: unknown) =>
  statementsOf(document).some(
    ({ Effect, Principal }) => Effect === "Allow" && /"\*"/.test(JSON.stringify(Principal) ?? ""),
  );

const trust: Policy = {
  promise: "trusts only whom it names, with its roles, its buckets, its queues and its files",
  violations: (stack) =>
    stack
      .resources()
      .flatMap(({ type, path, resource }) =>
        (type === "aws_iam_role" && admitsAnybody(resource["assume_role_policy"])) ||
        (["aws_s3_bucket_policy", "aws_sqs_queue", "aws_efs_file_system_policy"].includes(type) &&
          admitsAnybody(resource["policy"]))
          ? [path]
          : [],
      ),
  broken: (scope) => {
    const open = JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "*" } }],
    });
    new IamRole(scope, "role", { assumeRolePolicy: open });
    new S3BucketPolicy(scope, "policy", { bucket: "bucket", policy: open });
  },
};

export const identity: readonly Policy[] = [permissions, managed, people, trust];
