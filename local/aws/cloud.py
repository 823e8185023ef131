"""The WSGI application: the admin API under /gantry/, moto with our extensions everywhere else.

moto's stores are plain dicts without locks. Under Terraform's parallelism that shows as "dictionary changed size
during iteration" and, worse, as two winners of a conditional write. So requests are answered one at a time; Python
runs one of them at a time in any case. Only SQS ReceiveMessage may wait for seconds and stays outside the queue.
"""

import contextlib
import io
import logging
import threading
from collections.abc import Iterable
from typing import Any

from flask import Flask, Response, request
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.exceptions import HTTPException
from werkzeug.wsgi import get_input_stream

from local.aws import services
from local.aws.admin import admin_response
from local.aws.errors import Failure, UnknownAction, error_response
from local.aws.operations import Operation, operation_of
from local.aws.repetitions import Repetitions

log = logging.getLogger("gantry.aws")

Environ = dict[str, Any]


def answer_failure(operation: Operation, error: Exception) -> Response:
    """One log line and one error in the protocol of the request, for what neither moto nor we could do."""
    failure = Failure.of(operation, error)
    log.warning(failure.message)
    log.debug("Traceback of the above", exc_info=error)
    return error_response(operation, failure)


def service_app(service: str) -> Flask:
    """moto's Flask application of one service, with its failures turned into AWS errors."""
    app = create_backend_app(service)

    def on_error(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException) and error is not request.routing_exception:
            return error
        return answer_failure(operation_of(request.environ, service), error)

    app.register_error_handler(Exception, on_error)
    return app


class EmbeddedCloud(DomainDispatcherApplication):
    """Every AWS service on one port; the service is recognised by the signature of the request."""

    def __init__(self) -> None:
        services.load()
        super().__init__(service_app)
        self.turn = threading.RLock()
        self.repetitions = Repetitions()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answers one request. The body is read before its turn comes, so that a slow sender holds nobody up."""
        body = get_input_stream(environ).read()
        environ.update({"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))})
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        may_wait = environ.get("HTTP_X_AMZ_TARGET") == "AmazonSQS.ReceiveMessage"
        with contextlib.nullcontext() if may_wait else self.turn:
            return self.repetitions.answer(environ, start_response, self.answer)

    def get_backend_for_host(self, host: str | None) -> Any:
        """moto's name of the service that a host stands for. Raises UnknownAction for a service that moto lacks."""
        backend = super().get_backend_for_host(host)
        if backend is None and host is not None:
            raise UnknownAction(host)
        return backend

    def answer(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Routes one request whose body is in memory."""
        if environ.get("PATH_INFO", "").startswith("/gantry/"):
            return admin_response(environ)(environ, start_response)
        try:
            app = self.get_application(environ)
        except Exception as error:  # not only UnknownAction: a service's dependencies may not be installed
            return answer_failure(operation_of(environ, None), error)(environ, start_response)
        return app(environ, start_response)
