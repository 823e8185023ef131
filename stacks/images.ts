import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { ServiceImage } from "../environments/schema/tasks/image.js";
import type { ImageSource } from "../modules/aws/ecs/task/image.js";
import { repositoryOf, repositoryUrl } from "../modules/aws/registry/repository-address.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";

/** Where the organization keeps its images: with all else that the environments share. */
export function registryOf({ name, accounts, region }: OrganizationConfig) {
  return { organization: name, account: accounts.ops ?? "", region };
}

export interface ImageProps {
  readonly organization: OrganizationConfig;
  readonly lifecycle: Lifecycle;
  /** What it is called in the registry: `api`, `api-migrate`. */
  readonly name: string;
  /** Who registers the revisions that name it. */
  readonly rollout: "terraform" | "external";
}

/** A service's image as a task definition takes it. What is protected runs what its pipeline named by digest. */
export function imageSource(image: ServiceImage, { organization, lifecycle, name, rollout }: ImageProps): ImageSource {
  if (typeof image === "string") return image;
  return {
    ...image,
    repository: image.repository ?? repositoryUrl(repositoryOf(registryOf(organization), name)),
    namedIn: rollout === "external" ? "revision" : "parameter",
    digestOnly: lifecycle === "protected",
  };
}
