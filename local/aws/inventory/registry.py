"""The registry of listings: one small function per Terraform type, next to its kin in this folder."""

from collections.abc import Callable, Iterable
from typing import Any

from moto.core.base_backend import BackendDict

# Yields the id and the name of each thing of one type in the backend of one account and region; and its region, where
# the service is global and the thing is not.
Listing = Callable[[Any], Iterable[tuple[str, str] | tuple[str, str, str]]]

_listings: list[tuple[str, BackendDict[Any], Listing]] = []


def lists(terraform_type: str, backends: BackendDict[Any]) -> Callable[[Listing], Listing]:
    """Registers a function as the listing of a Terraform type, fed from a service's backends."""

    def register(listing: Listing) -> Listing:
        _listings.append((terraform_type, backends, listing))
        return listing

    return register


def region_of(backend_region: str) -> str:
    """moto keeps a global service under its partition's name."""
    return "global" if backend_region.startswith("aws") else backend_region


def everything() -> list[dict[str, str]]:
    """All that exists, sorted by account, region, type and id. Creates no backend by looking."""
    found = []
    for terraform_type, backends, listing in _listings:
        for account, region, backend in list(backends.iter_backends()):
            for identifier, name, *own_region in listing(backend):
                place = {"account": account, "region": own_region[0] if own_region else region_of(region)}
                found.append({**place, "type": terraform_type, "id": identifier, "name": name})
    return sorted(found, key=lambda item: (item["account"], item["region"], item["type"], item["id"]))


def name_tag(resource: Any) -> str:
    """The Name tag of an EC2 resource, else an empty string."""
    return next((str(tag["value"]) for tag in resource.get_tags() if tag["key"] == "Name"), "")
