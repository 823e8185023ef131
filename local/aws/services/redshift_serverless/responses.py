"""The actions of Redshift Serverless that the provider calls."""

from typing import Any

from moto.core.responses import ActionResult, BaseResponse

from local.aws.services.redshift_serverless.models import (
    NAMESPACE_SETTINGS,
    RedshiftServerlessBackend,
    redshiftserverless_backends,
)


class RedshiftServerlessResponse(BaseResponse):
    """JSON 1.1: a request is its parameters."""

    def __init__(self) -> None:
        super().__init__("redshift-serverless")
        self.automated_parameter_parsing = True

    @property
    def serverless(self) -> RedshiftServerlessBackend:
        """What this account has in this region."""
        return redshiftserverless_backends[self.current_account][self.region]

    @property
    def asked(self) -> dict[str, Any]:
        """The parameters."""
        return self.params

    def create_namespace(self) -> ActionResult:
        """CreateNamespace."""
        return ActionResult({"namespace": self.serverless.create_namespace(self.asked)})

    def get_namespace(self) -> ActionResult:
        """GetNamespace."""
        return ActionResult({"namespace": self.serverless.namespace(self.asked["namespaceName"])})

    def list_namespaces(self) -> ActionResult:
        """ListNamespaces."""
        return ActionResult({"namespaces": list(self.serverless.namespaces.values())})

    def update_namespace(self) -> ActionResult:
        """UpdateNamespace: effective at once."""
        namespace = self.serverless.namespace(self.asked["namespaceName"])
        namespace.update({key: self.asked[key] for key in NAMESPACE_SETTINGS if key in self.asked})
        return ActionResult({"namespace": namespace})

    def delete_namespace(self) -> ActionResult:
        """DeleteNamespace: gone at once."""
        return ActionResult({"namespace": self.serverless.delete_namespace(self.asked["namespaceName"])})

    def create_workgroup(self) -> ActionResult:
        """CreateWorkgroup."""
        return ActionResult({"workgroup": self.serverless.create_workgroup(self.asked)})

    def get_workgroup(self) -> ActionResult:
        """GetWorkgroup."""
        return ActionResult({"workgroup": self.serverless.workgroup(self.asked["workgroupName"])})

    def list_workgroups(self) -> ActionResult:
        """ListWorkgroups."""
        return ActionResult({"workgroups": list(self.serverless.workgroups.values())})

    def update_workgroup(self) -> ActionResult:
        """UpdateWorkgroup: effective at once."""
        return ActionResult({"workgroup": self.serverless.update_workgroup(self.asked)})

    def delete_workgroup(self) -> ActionResult:
        """DeleteWorkgroup: gone at once, with its limits."""
        name = self.asked["workgroupName"]
        gone = self.serverless.workgroup(name)
        del self.serverless.workgroups[name]
        limits = self.serverless.limits
        for identifier in [one for one, limit in limits.items() if limit["resourceArn"] == gone["workgroupArn"]]:
            del limits[identifier]
        return ActionResult({"workgroup": {**gone, "status": "DELETING"}})

    def create_usage_limit(self) -> ActionResult:
        """CreateUsageLimit."""
        wanted = {key: value for key, value in self.asked.items() if key != "tags"}
        limit = {**self.serverless.born("usageLimit", None), "breachAction": "log", "period": "monthly", **wanted}
        self.serverless.limits[limit["usageLimitId"]] = limit
        return ActionResult({"usageLimit": limit})

    def get_usage_limit(self) -> ActionResult:
        """GetUsageLimit."""
        return ActionResult({"usageLimit": self.serverless.limit(self.asked["usageLimitId"])})

    def update_usage_limit(self) -> ActionResult:
        """UpdateUsageLimit: amount and action; resource, type and period stay."""
        limit = self.serverless.limit(self.asked["usageLimitId"])
        limit.update({key: self.asked[key] for key in ("amount", "breachAction") if key in self.asked})
        return ActionResult({"usageLimit": limit})

    def delete_usage_limit(self) -> ActionResult:
        """DeleteUsageLimit."""
        limit = self.serverless.limit(self.asked["usageLimitId"])
        del self.serverless.limits[limit["usageLimitId"]]
        return ActionResult({"usageLimit": limit})

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        tags = self.serverless.tags.get(self.asked["resourceArn"], {})
        return ActionResult({"tags": [{"key": key, "value": value} for key, value in tags.items()]})

    def tag_resource(self) -> ActionResult:
        """TagResource."""
        tags = self.serverless.tags.setdefault(self.asked["resourceArn"], {})
        tags.update({tag["key"]: tag["value"] for tag in self.asked["tags"]})
        return ActionResult({})

    def untag_resource(self) -> ActionResult:
        """UntagResource."""
        for key in self.asked["tagKeys"]:
            self.serverless.tags.get(self.asked["resourceArn"], {}).pop(key, None)
        return ActionResult({})
