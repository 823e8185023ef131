import { describe, expect, it } from "vitest";
import { pullPermissions } from "../../../../modules/aws/ecs/task/image-pulls.js";

const registry = "111111111111.dkr.ecr.eu-west-1.amazonaws.com";
const repository = "arn:aws:ecr:eu-west-1:111111111111:repository";

describe("what the ECS agent may pull", () => {
  it("is nothing by itself where every image is public or of a registry with credentials", () => {
    expect(pullPermissions(["public.ecr.aws/acme/api:1.2.3", "registry.gitlab.com/acme/api:1.2.3"])).toEqual([]);
  });

  it("is what the images name, by repository, whatever their version, and where a pipeline pushes", () => {
    const image = {
      from: "pipeline",
      initial: "public.ecr.aws/acme/api:1.2.3",
      repository: `${registry}/acme/jobs`,
      namedIn: "parameter",
      digestOnly: true,
    } as const;
    const images = [`${registry}/acme/api:1`, `${registry}/acme/api@sha256:${"0".repeat(64)}`, image];
    expect(pullPermissions(images)).toEqual([
      { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
      {
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        resources: [`${repository}/acme/api`, `${repository}/acme/jobs`],
      },
    ]);
  });
});
