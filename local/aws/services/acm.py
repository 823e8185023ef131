"""ACM: the options of a certificate can be changed.

moto has no UpdateCertificateOptions, and replaces its defaults by whatever options a request brings, after which
ListCertificates fails on the missing ones.
"""

from collections.abc import Callable
from typing import Any

from moto.acm.models import AWSCertificateManagerBackend
from moto.acm.responses import AWSCertificateManagerResponse

from local.aws.extend import add, replace

DEFAULT_OPTIONS = {"CertificateTransparencyLoggingPreference": "ENABLED", "Export": "DISABLED"}


@replace(AWSCertificateManagerBackend)
def request_certificate(
    original: Callable[..., str], self: AWSCertificateManagerBackend, *args: Any, **kwargs: Any
) -> str:
    """RequestCertificate: options that are not sent keep their defaults."""
    arn = original(self, *args, **kwargs)
    certificate = self._certificates[arn]
    certificate.cert_options = {**DEFAULT_OPTIONS, **certificate.cert_options}
    return arn


@add(AWSCertificateManagerResponse)
def update_certificate_options(self: AWSCertificateManagerResponse) -> str:
    """UpdateCertificateOptions."""
    certificate = self.acm_backend.get_certificate(self._get_param("CertificateArn"))
    certificate.cert_options.update(self._get_param("Options") or {})
    return "{}"
