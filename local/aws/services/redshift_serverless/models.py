"""What one account has of Redshift Serverless in one region, as its API shows it."""

from datetime import datetime, timezone
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.exceptions import JsonRESTError
from moto.moto_api._internal import mock_random

Shown = dict[str, Any]

# What a workgroup has where nobody says otherwise.
PARAMETERS = {
    "auto_mv": "true",
    "datestyle": "ISO, MDY",
    "enable_case_sensitive_identifier": "false",
    "enable_user_activity_logging": "true",
    "max_query_execution_time": "14400",
    "query_group": "default",
    "require_ssl": "true",
    "search_path": "$user, public",
    "use_fips_ssl": "false",
}

# What a request may change of either.
NAMESPACE_SETTINGS = ("adminUsername", "defaultIamRoleArn", "iamRoles", "kmsKeyId", "logExports")
WORKGROUP_SETTINGS = (
    "baseCapacity",
    "enhancedVpcRouting",
    "maxCapacity",
    "port",
    "publiclyAccessible",
    "securityGroupIds",
    "subnetIds",
    "trackName",
)
SUBNETS = 3


class NotFound(JsonRESTError):
    """Nothing of that name."""

    code = 400

    def __init__(self, kind: str, name: str) -> None:
        super().__init__("ResourceNotFoundException", f"{kind} {name} could not be found.")


class Conflict(JsonRESTError):
    """Something stands in the way."""

    code = 400

    def __init__(self, message: str) -> None:
        super().__init__("ConflictException", message)


class Invalid(JsonRESTError):
    """What was asked for can't be had."""

    code = 400

    def __init__(self, message: str) -> None:
        super().__init__("ValidationException", message)


class RedshiftServerlessBackend(BaseBackend):
    """Namespaces hold data, a workgroup computes with the data of one, and a usage limit is of a workgroup."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.namespaces: dict[str, Shown] = {}
        self.workgroups: dict[str, Shown] = {}
        self.limits: dict[str, Shown] = {}
        self.tags: dict[str, dict[str, str]] = {}

    def born(self, kind: str, tags: list[dict[str, str]] | None) -> Shown:
        """Id, ARN, and the time of birth of something new."""
        identifier = str(mock_random.uuid4())
        arn = f"arn:aws:redshift-serverless:{self.region_name}:{self.account_id}:{kind}/{identifier}"
        self.tags[arn] = {tag["key"]: tag["value"] for tag in tags or []}
        now = datetime.now(timezone.utc)
        return {f"{kind}Id": identifier, f"{kind}Arn": arn, "creationDate": now, "status": "AVAILABLE"}

    def namespace(self, name: str) -> Shown:
        """The namespace of that name."""
        if name not in self.namespaces:
            raise NotFound("Namespace", name)
        return self.namespaces[name]

    def workgroup(self, name: str) -> Shown:
        """The workgroup of that name."""
        if name not in self.workgroups:
            raise NotFound("Workgroup", name)
        return self.workgroups[name]

    def limit(self, identifier: str) -> Shown:
        """The usage limit of that id."""
        if identifier not in self.limits:
            raise NotFound("Usage limit", identifier)
        return self.limits[identifier]

    def create_namespace(self, wanted: Shown) -> Shown:
        """A namespace, with a managed password as a secret of its own where that is asked for."""
        name = wanted["namespaceName"]
        if name in self.namespaces:
            raise Conflict(f"Namespace {name} already exists.")
        made = {
            **self.born("namespace", wanted.get("tags")),
            "namespaceName": name,
            "dbName": wanted.get("dbName", "dev"),
            "adminUsername": "admin",
            "kmsKeyId": "AWS_OWNED_KMS_KEY",
            "iamRoles": [],
            "logExports": [],
            **{key: wanted[key] for key in NAMESPACE_SETTINGS if key in wanted},
        }
        if wanted.get("manageAdminPassword"):
            secret = f"redshift!{name}-{made['adminUsername']}-{mock_random.get_random_string(length=6)}"
            made["adminPasswordSecretArn"] = (
                f"arn:aws:secretsmanager:{self.region_name}:{self.account_id}:secret:{secret}"
            )
            made["adminPasswordSecretKmsKeyId"] = wanted.get("adminPasswordSecretKmsKeyId", "AWS_OWNED_KMS_KEY")
        self.namespaces[name] = made
        return made

    def delete_namespace(self, name: str) -> Shown:
        """Only one that no workgroup computes with."""
        gone = self.namespace(name)
        if any(workgroup["namespaceName"] == name for workgroup in self.workgroups.values()):
            raise Conflict(f"There is a workgroup associated with the namespace {name}.")
        del self.namespaces[name]
        return {**gone, "status": "DELETING"}

    def create_workgroup(self, wanted: Shown) -> Shown:
        """A workgroup in three subnets, with all of its parameters."""
        name = wanted["workgroupName"]
        if name in self.workgroups:
            raise Conflict(f"Workgroup {name} already exists.")
        self.namespace(wanted["namespaceName"])
        if len(wanted.get("subnetIds") or []) < SUBNETS:
            raise Invalid("The subnets must be in at least three Availability Zones.")
        port = wanted.get("port") or 5439
        host = f"{name}.{self.account_id}.{self.region_name}.redshift-serverless.amazonaws.com"
        made = {
            **self.born("workgroup", wanted.get("tags")),
            "workgroupName": name,
            "namespaceName": wanted["namespaceName"],
            "baseCapacity": 128,
            "enhancedVpcRouting": False,
            "publiclyAccessible": False,
            "trackName": "current",
            "configParameters": [],
            **{key: wanted[key] for key in WORKGROUP_SETTINGS if wanted.get(key) is not None},
            "port": port,
            "endpoint": {"address": host, "port": port, "vpcEndpoints": []},
        }
        self.workgroups[name] = made
        self.set_parameters(made, PARAMETERS)
        self.set_parameters(made, named(wanted.get("configParameters")))
        return made

    def update_workgroup(self, wanted: Shown) -> Shown:
        """What is sent, and nothing else."""
        workgroup = self.workgroup(wanted["workgroupName"])
        workgroup.update({key: wanted[key] for key in WORKGROUP_SETTINGS if wanted.get(key) is not None})
        self.set_parameters(workgroup, named(wanted.get("configParameters")))
        return workgroup

    def set_parameters(self, workgroup: Shown, values: dict[str, str]) -> None:
        """Those that aren't named stay as they are."""
        all_of_them = {**named(workgroup["configParameters"]), **values}
        workgroup["configParameters"] = [
            {"parameterKey": key, "parameterValue": value} for key, value in all_of_them.items()
        ]


def named(parameters: list[dict[str, str]] | None) -> dict[str, str]:
    """Parameters by key."""
    return {one["parameterKey"]: one["parameterValue"] for one in parameters or []}


redshiftserverless_backends = BackendDict(RedshiftServerlessBackend, "redshift-serverless")
