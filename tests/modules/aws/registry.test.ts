import { describe, expect, it } from "vitest";
import { deployedPrefix, expiryRules } from "../../../modules/aws/registry/expiry.js";
import { ImageRepository, type ImageRepositoryProps } from "../../../modules/aws/registry/image-repository.js";
import {
  repositoryArn,
  repositoryIn,
  repositoryOf,
  repositoryUrl,
} from "../../../modules/aws/registry/repository-address.js";
import { synth } from "../../support/synth.js";
import { statementsOf } from "../../support/values.js";

const repository = repositoryOf({ account: "111111111111", region: "eu-west-1", organization: "acme" }, "api");
const props: ImageRepositoryProps = {
  repository,
  keyArn: "arn:key",
  pullAccounts: ["333333333333", "222222222222"],
  environments: ["staging", "production"],
};
const made = (more: Partial<ImageRepositoryProps> = {}) =>
  synth((scope) => new ImageRepository(scope, "image", { ...props, ...more }));

describe("a repository of images", () => {
  it("never lets a tag name another image, scans what is pushed, and encrypts it", () => {
    expect(made().one("aws_ecr_repository")).toEqual({
      name: "acme/api",
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "arn:key" }],
    });
  });

  it("lets the other accounts pull, and do nothing else", () => {
    expect(statementsOf(made().one("aws_ecr_repository_policy")["policy"])).toEqual([
      {
        Sid: "Pull",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root"] },
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: [],
      },
    ]);
  });

  it("has no policy where there is one account alone", () => {
    expect(made({ pullAccounts: [] }).all("aws_ecr_repository_policy")).toEqual([]);
  });
});

describe("the expiry of images", () => {
  interface Rule {
    readonly rulePriority: number;
    readonly selection: Readonly<Record<string, unknown>>;
  }
  const rules = expiryRules(["staging", "production"]) as readonly Rule[];

  it("asks first for what was deployed to each environment, so that no later rule can reach what runs", () => {
    expect(rules.map(({ rulePriority, selection }) => [rulePriority, selection["tagPrefixList"]])).toEqual([
      [1, ["deployed.production."]],
      [2, ["deployed.staging."]],
      [3, undefined],
      [4, undefined],
    ]);
  });

  it("removes untagged images after two weeks, and keeps the newest hundred of the others", () => {
    expect(rules.slice(2).map(({ selection }) => selection)).toEqual([
      { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
      { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: 100 },
    ]);
  });

  it("never takes one environment's images for another's whose name begins alike", () => {
    expect(`${deployedPrefix("review-4")}1`.startsWith(deployedPrefix("review"))).toBe(false);
  });
});

describe("the address of a repository", () => {
  it("is known before the repository exists", () => {
    expect(repositoryUrl(repository)).toBe("111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/api");
    expect(repositoryArn(repository)).toBe("arn:aws:ecr:eu-west-1:111111111111:repository/acme/api");
  });

  it.each([":1.2.3", `@sha256:${"0".repeat(64)}`])("is found in an image's reference: %s", (version) => {
    expect(repositoryIn(`${repositoryUrl(repository)}${version}`)).toEqual(repository);
  });

  it("is in no reference to another registry, nor to ECR's public one", () => {
    expect(repositoryIn("public.ecr.aws/nginx/nginx:1.27.5")).toBeUndefined();
    expect(repositoryIn("registry.gitlab.com/acme/api:1.2.3")).toBeUndefined();
  });
});
