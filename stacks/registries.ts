import type { Construct } from "constructs";
import type { Catalogue } from "../environments/schema/catalogue.js";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { ServiceImage } from "../environments/schema/tasks/image.js";
import type { Contracts } from "../modules/aws/contract/contract.js";
import { ImageRepository } from "../modules/aws/registry/image-repository.js";
import { repositoryIn, repositoryOf } from "../modules/aws/registry/repository-address.js";
import { EncryptionKey } from "../modules/aws/security/encryption-key.js";
import { registryOf } from "./images.js";

export interface RegistriesProps {
  readonly organization: OrganizationConfig;
  readonly catalogue: Catalogue;
  /** The long-lived ones, whose last deployed images are kept. */
  readonly environments: readonly EnvironmentConfig[];
}

type Published = Pick<Contracts["ops"], `repositories/${string}`>;

/**
 * A repository for each image of the catalogue that the organization itself builds, with one key for all of them.
 *
 * @returns what the pipelines read: where each image is pushed to
 */
export function buildRepositories(
  scope: Construct,
  { organization, catalogue, environments }: RegistriesProps,
): Published {
  const images = ownImages(catalogue, organization);
  if (images.length === 0) return {};
  const key = new EncryptionKey(scope, "images-key", { alias: ["gantry", "ops", "images"], description: "Images" });
  const registry = registryOf(organization);
  const others = [...new Set(Object.values(organization.accounts))].filter((account) => account !== registry.account);
  const urls = images.map((image) => {
    const { url } = new ImageRepository(scope, `image-${image}`, {
      repository: repositoryOf(registry, image),
      keyArn: key.arn,
      pullAccounts: others,
      environments: environments.map(({ name }) => name),
    });
    return [`repositories/${image}`, url] as const;
  });
  return Object.fromEntries(urls);
}

/** What they are called in the registry: those that a pipeline names, and those that the catalogue names there. */
function ownImages({ services }: Catalogue, organization: OrganizationConfig): readonly string[] {
  const found = Object.entries(services).flatMap(([service, { image, migrate, sidecars }]) => [
    ...ownImage(service, image, organization),
    ...ownImage(`${service}-migrate`, migrate?.image, organization),
    ...Object.entries(sidecars).flatMap(([sidecar, one]) => ownImage(sidecar, one.image, organization)),
  ]);
  return [...new Set(found)].sort();
}

function ownImage(name: string, image: ServiceImage | undefined, organization: OrganizationConfig): readonly string[] {
  if (image === undefined) return [];
  if (typeof image !== "string") return image.repository === undefined ? [name] : [];
  const { account, region, organization: folder } = registryOf(organization);
  const named = repositoryIn(image);
  const own = named?.account === account && named.region === region && named.name.startsWith(`${folder}/`);
  return own ? [named.name.slice(folder.length + 1)] : [];
}
