"""Cost Explorer: cost allocation tags, which moto doesn't know.

On AWS a tag is known a day after its first use, and turning on any other is refused; locally all of them are known.
"""

import json

from moto.ce.responses import CostExplorerResponse

from local.aws.extend import add, store


def statuses(self: CostExplorerResponse) -> dict[str, str]:
    """The status of every tag that was ever turned on."""
    return store(self.ce_backend, "allocation_tags", dict)


@add(CostExplorerResponse)
def update_cost_allocation_tags_status(self: CostExplorerResponse) -> str:
    """UpdateCostAllocationTagsStatus."""
    for tag in json.loads(self.body)["CostAllocationTagsStatus"]:
        statuses(self)[tag["TagKey"]] = tag["Status"]
    return json.dumps({"Errors": []})


@add(CostExplorerResponse)
def list_cost_allocation_tags(self: CostExplorerResponse) -> str:
    """ListCostAllocationTags: all, or those that are named."""
    wanted = json.loads(self.body).get("TagKeys")
    return json.dumps(
        {
            "CostAllocationTags": [
                {"TagKey": key, "Type": "UserDefined", "Status": status}
                for key, status in statuses(self).items()
                if wanted is None or key in wanted
            ]
        }
    )
