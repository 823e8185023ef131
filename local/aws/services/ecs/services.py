"""ECS services: everything that CreateService is given is kept, and UpdateService deploys only when AWS would.

moto drops most settings of CreateService, so that the provider plans to change availability_zone_rebalancing on every
service, and to replace any with a capacity provider strategy. It answers `networkConfiguration: {}` for a service
without one, on which the provider crashes. And it creates a second service over an ACTIVE one of the same name.
On AWS, CreateService is idempotent: an SDK that lost the answer asks again and gets the service that it made.
"""

import json
from collections.abc import Callable
from typing import Any

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from local.aws.extend import replace, result_of
from local.aws.services.ecs.deployments import advance, scale, settle, start_deployment

# Settings of CreateService that moto doesn't read. UpdateService stores whatever it is sent.
DROPPED = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
    "serviceConnectConfiguration",
    "volumeConfigurations",
    "vpcLatticeConfigurations",
)

# What is part of a deployment: a change of it starts a new one. Counts, percentages, placement and tags don't.
DEPLOYED = (
    "task_definition",
    "network_configuration",
    "load_balancers",
    "service_registries",
    "platform_version",
    "capacity_provider_strategy",
    "service_connect_configuration",
    "volume_configurations",
)


def complete_settings(service: Service) -> None:
    """Fills in what AWS shows for settings that were left out."""
    is_daemon = service.scheduling_strategy == "DAEMON"
    defaults = {"maximumPercent": 100 if is_daemon else 200, "minimumHealthyPercent": 0 if is_daemon else 100}
    given = {k: v for k, v in (getattr(service, "deployment_configuration", None) or {}).items() if v is not None}
    service.deployment_configuration = {**defaults, **given}
    if getattr(service, "availability_zone_rebalancing", None) is None:
        service.availability_zone_rebalancing = "DISABLED"
    if getattr(service, "capacity_provider_strategy", None):
        service.launch_type = None
    service.network_configuration = service.network_configuration or None
    # A service that left Service Connect, which is asked for by turning it off, is shown without it.
    if not (getattr(service, "service_connect_configuration", None) or {}).get("enabled"):
        service.service_connect_configuration = None


def is_rolling(service: Service) -> bool:
    """Whether ECS itself deploys the service, as opposed to CodeDeploy or an external controller."""
    return service.deployment_controller.get("type") == "ECS"


def deployed_settings(service: Service) -> str:
    """A fingerprint of what the service's tasks are made from."""
    return json.dumps({name: getattr(service, name, None) for name in DEPLOYED}, default=str, sort_keys=True)


def request_of(self: EC2ContainerServiceResponse) -> dict[str, Any]:
    """What CreateService is asked for, without the token, of which each attempt of a client may have its own."""
    return {name: value for name, value in json.loads(self.body).items() if name != "clientToken"}


@replace(EC2ContainerServiceResponse)
def create_service(original: Callable[..., Any], self: EC2ContainerServiceResponse) -> Any:
    """CreateService: keeps all settings and begins the first deployment.

    For the name of an ACTIVE service the same request yields that service, and another request is an error.
    """
    backend, request = self.ecs_backend, request_of(self)
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    namesake = backend.services.get(f"{cluster.name}:{self._get_param('serviceName')}")
    if namesake is not None and namesake.status == "ACTIVE":
        if namesake.creation_request != request:
            raise InvalidParameterException("Creation of service was not idempotent.")
        return ActionResult({"service": namesake})
    response = original(self)
    service = result_of(response, "service")
    service.creation_request = request
    for name in DROPPED:
        setattr(service, xform_name(name), self._get_param(name))
    complete_settings(service)
    service.deployments = []
    if is_rolling(service) and service.task_definition:
        start_deployment(backend, service)
    return response


@replace(EC2ContainerServiceResponse)
def update_service(original: Callable[..., Any], self: EC2ContainerServiceResponse) -> Any:
    """UpdateService: a new deployment where the tasks change or one is forced; else the running one is scaled.

    Of the deployment configuration, what is not sent stays. What the service was created by no longer describes it.
    """
    backend = self.ecs_backend
    name = self._get_param("service").split("/")[-1]
    service = backend._get_service(self._get_param("cluster", "default"), name)
    if service.status != "ACTIVE":
        raise InvalidParameterException("Service was not ACTIVE.")
    before, settings = deployed_settings(service), service.deployment_configuration
    deployments = [dict(deployment) for deployment in service.deployments]
    response = original(self)
    # Where a deployment is forced, moto passes the old one off as the new.
    service.deployments = deployments
    service.creation_request = None
    service.deployment_configuration = {**settings, **(self._get_param("deploymentConfiguration") or {})}
    if task_definition := self._get_param("taskDefinition"):
        service.task_definition = backend.describe_task_definition(task_definition).arn
    complete_settings(service)
    if is_rolling(service):
        forced = self._get_param("forceNewDeployment") is True
        if forced or not service.deployments or deployed_settings(service) != before:
            start_deployment(backend, service)
        else:
            scale(backend, service)
    return response


@replace(EC2ContainerServiceBackend)
def describe_services(original: Callable[..., Any], self: EC2ContainerServiceBackend, *args: Any, **kwargs: Any) -> Any:
    """DescribeServices: deployments are where the clock says."""
    services, failures = original(self, *args, **kwargs)
    for service in services:
        advance(self, service)
    return services, failures


@replace(EC2ContainerServiceBackend)
def delete_service(
    original: Callable[..., Any], self: EC2ContainerServiceBackend, cluster_name: str, service_name: str, force: bool
) -> Service:
    """DeleteService: no deployment and no running task is left. A DAEMON service, never scaled to 0, needs no force."""
    is_daemon = self._get_service(cluster_name, service_name).scheduling_strategy == "DAEMON"
    service = original(self, cluster_name, service_name, force or is_daemon)
    service.desired_count, service.deployments = 0, []
    settle(self, service)
    return service


@replace(Service)
def _validate_network(original: Callable[..., Any], self: Service, network: dict[str, Any]) -> dict[str, Any] | None:
    """CreateService: awsvpcConfiguration may leave out security groups (the VPC's default group is used)."""
    configuration = (network or {}).get("awsvpcConfiguration")
    if not configuration:
        return None
    configuration.setdefault("securityGroups", [])
    return original(self, network)
