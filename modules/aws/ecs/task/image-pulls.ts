import type { Permission } from "../../../core/refs/permission.js";
import { repositoryArn, repositoryIn } from "../../registry/repository-address.js";
import type { ImageSource } from "./image.js";

/** By which ECR hands out the layers of an image. Source: Amazon ECR user guide, "Private repository policies". */
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** What the ECS agent must be permitted to pull those images: none where no image is in a private registry of ECR. */
export function pullPermissions(images: readonly ImageSource[]): readonly Permission[] {
  const repositories = images.flatMap(referencesOf).flatMap((reference) => {
    const repository = repositoryIn(reference);
    return repository === undefined ? [] : [repositoryArn(repository)];
  });
  if (repositories.length === 0) return [];
  return [
    // Logs in to the registry, which is no resource: it takes no other.
    { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    { actions: PULL, resources: [...new Set(repositories)].sort() },
  ];
}

function referencesOf(image: ImageSource): readonly string[] {
  return typeof image === "string" ? [image] : [image.initial, image.repository];
}
