import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { ServiceShape } from "../services/service.js";
import type { Rule } from "./context.js";

/** A service, and where the catalogue describes it. */
interface Described {
  readonly service: string;
  readonly path: string;
  readonly shape: ServiceShape;
}

/** A directory of a store, and as whom a service reads and writes there. */
interface Share extends Described {
  readonly volume: string;
  readonly store: string;
  readonly directory: string;
  readonly user: number | undefined;
}

/** Every volume has something behind it that the service may use, and every store of files is a volume. */
export const volumesHaveTheirStores: Rule<"catalogue"> = ({ catalogue }) => {
  const services = Object.entries(catalogue.services).map(
    ([service, shape]): Described => ({ service, path: `catalogue.services.${service}`, shape }),
  );
  const shares = services.flatMap(sharesOf);
  return [
    ...shares.flatMap((share) => storeIsUsed(share, catalogue)),
    ...shares.flatMap(userIsKnown),
    ...shares.flatMap((share) => directoryHasOneOwner(share, shares)),
    ...services.flatMap((one) => storesAreMounted(one, catalogue)),
    ...services.flatMap(hostIsRead),
  ];
};

function sharesOf(described: Described): Share[] {
  const { service, shape } = described;
  return Object.entries(shape.volumes).flatMap(([volume, config]) => {
    if (config.kind !== "files") return [];
    const { store, directory = `/${service}`, user = shape.user } = config;
    return [{ ...described, volume, store, directory, user }];
  });
}

function storeIsUsed({ path, volume, store, shape }: Share, { stores }: Catalogue): Problem[] {
  const at = { path: `${path}.volumes.${volume}.store`, value: store };
  if (stores[store]?.kind !== "files") {
    const known = Object.entries(stores).flatMap(([name, { kind }]) => (kind === "files" ? [name] : []));
    const allowed = known.length === 0 ? {} : { allowed: known.join(", ") };
    return [{ ...at, what: "names no store of files", ...allowed, fix: "correct the name, or add such a store" }];
  }
  if (shape.stores.includes(store)) return [];
  return [{ ...at, what: "is no store of the service", fix: `add it to ${path}.stores` }];
}

function userIsKnown({ path, volume, user }: Share): Problem[] {
  if (user !== undefined) return [];
  return [
    {
      path: `${path}.volumes.${volume}.user`,
      what: "is missing, and the service names no user either: the store must know as whom files are written",
      fix: "give the number of the user that works with them",
    },
  ];
}

/** The second service would find a directory of which it may read nothing. */
function directoryHasOneOwner(share: Share, shares: readonly Share[]): Problem[] {
  const first = shares.find(({ store, directory }) => store === share.store && directory === share.directory);
  if (first === undefined || first.user === share.user || share.user === undefined || first.user === undefined) {
    return [];
  }
  return [
    {
      path: `${share.path}.volumes.${share.volume}.directory`,
      what: `belongs to user ${first.user} of ${first.service}: user ${share.user} could not read it`,
      value: share.directory,
      fix: `set user: ${first.user} for both volumes, or take another directory`,
    },
  ];
}

function storesAreMounted({ path, shape }: Described, { stores }: Catalogue): Problem[] {
  const mounted = Object.values(shape.volumes).map((volume) => (volume.kind === "files" ? volume.store : undefined));
  return shape.stores.flatMap((store, index) => {
    if (stores[store]?.kind !== "files" || mounted.includes(store)) return [];
    const fix = `add a volume { kind: "files", store: "${store}" }, or remove it here`;
    return [{ path: `${path}.stores.${index}`, what: "is a store of files that is no volume", value: store, fix }];
  });
}

/** Kinds of service that run on EC2 instances alone, one on each. */
const READERS_OF_HOSTS: readonly string[] = ["daemon"];

/** What a container may change on its host, it may do to every other task there. */
function hostIsRead({ path, shape }: Described): Problem[] {
  const containers: readonly (readonly [path: string, mounts: ServiceShape["mounts"]])[] = [
    [path, shape.mounts],
    ...Object.entries(shape.sidecars).map(([name, { mounts }]) => [`${path}.sidecars.${name}`, mounts] as const),
  ];
  return Object.entries(shape.volumes).flatMap(([name, volume]) => {
    if (volume.kind !== "host") return [];
    if (!READERS_OF_HOSTS.includes(shape.kind)) {
      const what = "is of the EC2 instance, which other services share";
      const allowed = `services of the kind ${READERS_OF_HOSTS.join(", ")}`;
      return [{ path: `${path}.volumes.${name}`, what, allowed, fix: 'take one of the kind "scratch" or "files"' }];
    }
    return containers.flatMap(([at, mounts]) =>
      Object.entries(mounts)
        .filter(([, mount]) => mount.volume === name && !mount.readOnly)
        .map(([to]) => ({
          path: `${at}.mounts.${to}.readOnly`,
          what: `would let the container change ${volume.path} of its instance`,
          value: false,
          allowed: "true",
          fix: "write readOnly: true",
        })),
    );
  });
}
