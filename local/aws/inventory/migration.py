"""What moves data in."""

from collections.abc import Iterator
from typing import Any

from moto.dms.models import dms_backends

from local.aws.inventory.registry import lists
from local.aws.services.dms.certificates import certificates_of

Items = Iterator[tuple[str, str]]


@lists("aws_dms_certificate", dms_backends)
def certificates(dms: Any) -> Items:
    """Certificates of authorities."""
    for certificate in certificates_of(dms).values():
        yield certificate["CertificateIdentifier"], certificate["CertificateIdentifier"]


@lists("aws_dms_endpoint", dms_backends)
def endpoints(dms: Any) -> Items:
    """Sources and targets."""
    return ((name, name) for name in dms.endpoints)


@lists("aws_dms_replication_instance", dms_backends)
def instances(dms: Any) -> Items:
    """Replication instances."""
    return ((instance.id, instance.id) for instance in dms.replication_instances.values())


@lists("aws_dms_replication_subnet_group", dms_backends)
def subnet_groups(dms: Any) -> Items:
    """Subnet groups of replication instances."""
    return ((name, name) for name in dms.replication_subnet_groups)


@lists("aws_dms_replication_task", dms_backends)
def tasks(dms: Any) -> Items:
    """Replication tasks."""
    return ((task.id, task.id) for task in dms.replication_tasks.values())
