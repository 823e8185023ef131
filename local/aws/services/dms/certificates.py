"""DMS certificates, which moto lacks: the authorities by which an endpoint verifies the other end."""

import json
from typing import Any

from moto.dms.exceptions import ResourceAlreadyExistsFault, ResourceNotFoundFault
from moto.dms.models import DatabaseMigrationServiceBackend
from moto.dms.responses import DatabaseMigrationServiceResponse
from moto.dms.utils import random_id
from moto.utilities.utils import get_partition

from local.aws.extend import add, store

Certificate = dict[str, Any]


def certificates_of(backend: DatabaseMigrationServiceBackend) -> dict[str, Certificate]:
    """By ARN."""
    return store(backend, "certificates", dict)


@add(DatabaseMigrationServiceResponse)
def import_certificate(self: DatabaseMigrationServiceResponse) -> str:
    """ImportCertificate, from PEM or from an Oracle wallet."""
    certificates = certificates_of(self.dms_backend)
    identifier = self._get_param("CertificateIdentifier")
    if any(one["CertificateIdentifier"] == identifier for one in certificates.values()):
        raise ResourceAlreadyExistsFault("The resource you are attempting to create already exists.")
    arn = f"arn:{get_partition(self.region)}:dms:{self.region}:{self.current_account}:cert:{random_id(True, 26)}"
    content = {key: self._get_param(key) for key in ("CertificatePem", "CertificateWallet") if self._get_param(key)}
    certificates[arn] = {"CertificateIdentifier": identifier, "CertificateArn": arn, **content}
    self.dms_backend.tagger.tag_resource(arn, self._get_param("Tags") or [])
    return json.dumps({"Certificate": certificates[arn]})


@add(DatabaseMigrationServiceResponse)
def describe_certificates(self: DatabaseMigrationServiceResponse) -> str:
    """DescribeCertificates, all or those that the filters name."""
    keys = {"certificate-id": "CertificateIdentifier", "certificate-arn": "CertificateArn"}
    found = list(certificates_of(self.dms_backend).values())
    for one in self._get_param("Filters") or []:
        found = [certificate for certificate in found if certificate[keys[one["Name"]]] in one["Values"]]
    return json.dumps({"Certificates": found})


@add(DatabaseMigrationServiceResponse)
def delete_certificate(self: DatabaseMigrationServiceResponse) -> str:
    """DeleteCertificate."""
    deleted = certificates_of(self.dms_backend).pop(self._get_param("CertificateArn"), None)
    if deleted is None:
        raise ResourceNotFoundFault("Certificate could not be found.")
    return json.dumps({"Certificate": deleted})
