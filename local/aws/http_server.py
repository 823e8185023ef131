"""The HTTP server: connections that stay open, a thread for each, and a whole answer in one piece.

werkzeug's own handler closes each connection behind its answer. On a busy machine, Terraform's AWS provider was seen to
repeat requests that had been answered in full that way, as if the connection had broken. It also costs a connection
per request, thousands in one apply.
"""

import logging

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.test import run_wsgi_app

log = logging.getLogger("gantry.aws")

# Longer than clients keep idle connections (Go 90 s), so that they close first, and not we while they send.
IDLE_SECONDS = 600

BODILESS = (204, 304)


class RequestHandler(WSGIRequestHandler):
    """One connection. The application reads every request to its end, so that the next one begins where it ended."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    # Headers and body leave in one segment.
    wbufsize = -1
    disable_nagle_algorithm = True

    def handle_expect_100(self) -> bool:
        """A client that asks before it sends its body gets its answer at once."""
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def run_wsgi(self) -> None:
        """Answers one request."""
        body, status, headers = run_wsgi_app(self.server.app, self.make_environ(), buffered=True)
        content = b"".join(body)
        code, _, reason = status.partition(" ")
        self.send_response(int(code), reason)
        for name, value in headers.items():
            self.send_header(name, value)
        if "content-length" not in headers and int(code) not in BODILESS:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD" and int(code) not in BODILESS:
            self.wfile.write(content)
        self.wfile.flush()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing: an apply makes thousands, and the cloud itself logs what went wrong."""

    def log_error(self, format: str, *args: object) -> None:
        """An idle connection that times out is no error."""
        log.debug(format, *args)


class Server(ThreadedWSGIServer):
    """Accepts whole bursts: a Terraform with ten operations at a time opens tens of connections at once."""

    request_queue_size = 1024
