"""Deployments of ECS services: steady at once, unless a fault says otherwise.

Terraform waits (`wait_for_steady_state`) until a service is ACTIVE, has exactly one deployment, and runs as many tasks
as it wants. moto starts no tasks and never gets there. Here a deployment is COMPLETED the moment it begins; a faulty
one moves on by the clock whenever somebody looks at the service, through the same states as on AWS:

    PRIMARY IN_PROGRESS --circuit breaker--> FAILED --rollback--> PRIMARY (old revision) IN_PROGRESS --> COMPLETED
"""

import time
from dataclasses import dataclass
from typing import Any

from moto.core.utils import utcnow
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.moto_api._internal import mock_random

from local.aws.services.ecs.clusters import recount
from local.aws.services.ecs.container_instances import sync
from local.aws.services.ecs.faults import DeploymentFault, deployment_fault
from local.aws.services.ecs.service_tasks import reconcile

EVENTS_KEPT = 100


@dataclass
class Rollout:
    """When the newest deployment of a service began, and whether it brings an older revision back."""

    began: float
    is_rollback: bool = False

    @property
    def age(self) -> float:
        """Seconds since the deployment began."""
        return time.monotonic() - self.began


def new_deployment(service: Service, task_definition: str | None, running: int) -> dict[str, Any]:
    """A PRIMARY deployment as DescribeServices shows it: COMPLETED when all its tasks run, else IN_PROGRESS."""
    now, number = utcnow(), mock_random.randint(10**18, 10**19)
    completed = running == service.desired_count
    return {
        "id": f"ecs-svc/{number}",
        "status": "PRIMARY",
        "taskDefinition": task_definition,
        "desiredCount": service.desired_count,
        "runningCount": running,
        "pendingCount": service.desired_count - running,
        "failedTasks": 0,
        "createdAt": now,
        "updatedAt": now,
        "launchType": service.launch_type,
        "capacityProviderStrategy": getattr(service, "capacity_provider_strategy", None) or [],
        "platformVersion": service.platform_version,
        "platformFamily": None if service.launch_type == "EC2" else "Linux",
        "networkConfiguration": service.network_configuration or None,
        "serviceConnectConfiguration": getattr(service, "service_connect_configuration", None),
        "volumeConfigurations": getattr(service, "volume_configurations", None) or [],
        "rolloutState": "COMPLETED" if completed else "IN_PROGRESS",
        "rolloutStateReason": f"ECS deployment ecs-svc/{number} {'completed' if completed else 'in progress'}.",
    }


def tell(service: Service, text: str) -> None:
    """Adds a service event, newest first."""
    event = {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": f"(service {service.name}) {text}"}
    service.events = [event, *service.events][:EVENTS_KEPT]


def settle(backend: EC2ContainerServiceBackend, service: Service) -> None:
    """Makes the service's counts, its tasks and its cluster's counts what its deployments say."""
    service.running_count = sum(deployment["runningCount"] for deployment in service.deployments)
    service.pending_count = sum(deployment["pendingCount"] for deployment in service.deployments)
    reconcile(backend, service)
    recount(backend, service.cluster_name)


def current_fault(backend: EC2ContainerServiceBackend, service: Service) -> DeploymentFault:
    """The fault that holds for the service now."""
    task_definition = backend.describe_task_definition(service.task_definition)
    return deployment_fault(service.cluster_name, service.name, task_definition)


def wanted_tasks(backend: EC2ContainerServiceBackend, service: Service) -> int:
    """The desired count: for a DAEMON, a task on each container instance."""
    is_daemon = service.scheduling_strategy == "DAEMON"
    return len(sync(backend, service.cluster_name)) if is_daemon else service.desired_count or 0


def start_deployment(backend: EC2ContainerServiceBackend, service: Service) -> None:
    """Begins a deployment of the service's present task definition; without a fault it is over at once."""
    service.desired_count = wanted_tasks(backend, service)
    service.rollout = Rollout(time.monotonic())
    if current_fault(backend, service).mode == "ok":
        service.deployments = [new_deployment(service, service.task_definition, service.desired_count)]
        tell(service, "has reached a steady state.")
    else:
        serving = [old for old in service.deployments if old["runningCount"] or old["rolloutState"] == "COMPLETED"][:1]
        for old in serving:
            old["status"] = "ACTIVE"
        failing = new_deployment(service, service.task_definition, 0)
        failing["rolloutState"] = "IN_PROGRESS"
        service.deployments = [failing, *serving]
    settle(backend, service)


def scale(backend: EC2ContainerServiceBackend, service: Service) -> None:
    """A changed desired count: the deployments that serve get or lose tasks; no new deployment begins."""
    for deployment in service.deployments:
        deployment["desiredCount"] = service.desired_count
        if deployment["rolloutState"] == "COMPLETED" or deployment["runningCount"]:
            deployment["runningCount"], deployment["pendingCount"] = service.desired_count, 0
        elif deployment["rolloutState"] == "IN_PROGRESS":
            deployment["pendingCount"] = service.desired_count
    settle(backend, service)


def complete(service: Service, deployment: dict[str, Any]) -> None:
    """The deployment is the only one left and has reached its end."""
    reason = f"ECS deployment {deployment['id']} completed."
    deployment.update(rolloutState="COMPLETED", rolloutStateReason=reason, updatedAt=utcnow())
    service.deployments = [deployment]
    tell(service, "has reached a steady state.")


def break_circuit(service: Service, failed: dict[str, Any]) -> None:
    """The circuit breaker gives a deployment up and, where it is told to, brings the last completed revision back."""
    breaker = (service.deployment_configuration or {}).get("deploymentCircuitBreaker") or {}
    if not breaker.get("enable"):
        return
    failed.update(
        rolloutState="FAILED",
        rolloutStateReason="ECS deployment circuit breaker: tasks failed to start.",
        failedTasks=max(failed["failedTasks"], 3),
        pendingCount=0,
        updatedAt=utcnow(),
    )
    tell(service, f"(deployment {failed['id']}) deployment failed: tasks failed to start.")
    serving = service.deployments[1:]
    if not (breaker.get("rollback") and serving):
        return
    back = new_deployment(service, serving[0]["taskDefinition"], service.desired_count)
    reason = f"ECS deployment circuit breaker: rolling back to deploymentId {serving[0]['id']}."
    back.update(rolloutState="IN_PROGRESS", rolloutStateReason=reason)
    failed["status"] = "ACTIVE"
    service.deployments = [back, failed]
    service.task_definition = back["taskDefinition"]
    service.rollout = Rollout(time.monotonic(), is_rollback=True)
    tell(service, f"rolling back to deployment {serving[0]['id']}.")


def advance(backend: EC2ContainerServiceBackend, service: Service) -> None:
    """Brings an unfinished deployment to where the clock and the present fault say it is."""
    if not service.deployments or service.status not in ("ACTIVE", "FAILED"):
        return
    if service.desired_count != wanted_tasks(backend, service):
        service.desired_count = wanted_tasks(backend, service)
        scale(backend, service)
    newest = service.deployments[0]
    if newest["rolloutState"] != "IN_PROGRESS":
        return
    fault, rollout = current_fault(backend, service), service.rollout
    if rollout.is_rollback:
        if rollout.age > fault.rollback:
            complete(service, newest)
    elif fault.mode == "ok":
        service.status = "ACTIVE"
        start_deployment(backend, service)
    elif fault.mode == "unexpected":
        service.status = "FAILED" if rollout.age > fault.after else "ACTIVE"
    else:
        service.status = "ACTIVE"
        newest["failedTasks"] = int(rollout.age * 2)
        if fault.mode == "fail" and rollout.age >= fault.after:
            break_circuit(service, newest)
    settle(backend, service)
