import type { Problem } from "../../../modules/core/errors.js";
import { isOlder, releaseOf } from "../stores/release.js";
import type { StoreShape } from "../stores/store.js";

type Size = Readonly<Record<string, unknown>>;

/** The version that a store has in one environment; undefined for a kind that has none. */
export function versionOf(shape: StoreShape, { version }: Size): string | undefined {
  if (typeof version === "string") return version;
  return "version" in shape ? shape.version : undefined;
}

/** What is wrong with the version that a store stays at in one environment, or with the release that it is brought to. */
export function versionProblems(path: string, shape: StoreShape, size: Size): Problem[] {
  const version = versionOf(shape, size);
  if (version === undefined || !("version" in shape)) return [];
  return [...heldVersionIsOlder(path, shape.version, size), ...upgradeLeadsThere(path, shape.kind, version, size)];
}

function heldVersionIsOlder(path: string, latest: string, { version }: Size): Problem[] {
  if (typeof version !== "string" || isOlder(version, latest)) return [];
  return [
    {
      path: `${path}.version`,
      what: "holds nothing back: it is no older than the catalogue's",
      value: version,
      allowed: `older than ${latest}`,
      fix: "remove it; a later version is set in the catalogue",
    },
  ];
}

/** A permission that stayed behind would let the next release in unasked. */
function upgradeLeadsThere(path: string, kind: string, version: string, { upgradeTo }: Size): Problem[] {
  if (typeof upgradeTo !== "string" || upgradeTo === releaseOf(kind, version)) return [];
  return [
    {
      path: `${path}.upgradeTo`,
      what: `is not the release of the version that it has here, ${version}`,
      value: upgradeTo,
      allowed: releaseOf(kind, version),
      fix: "remove it where that upgrade is over; where one is meant, set the catalogue's version, and hold none back here",
    },
  ];
}
