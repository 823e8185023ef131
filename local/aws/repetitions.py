"""Answers that got lost on their way: whoever asks again gets them again, and nothing is done twice.

An SDK that sees its connection break repeats the request under the same invocation id. A repeated CreateVpc would leave
a second VPC that no state knows. What an SDK repeats because of the answer, such as a throttled request, is done anew.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from werkzeug.test import run_wsgi_app

log = logging.getLogger("gantry.aws")

# SDKs wait up to twenty seconds before they ask again; no apply makes a hundred requests in each of them.
KEPT = 2000

Answer = tuple[list[bytes], str, list[tuple[str, str]]]


class Repetitions:
    """The last answers that were a success, by the invocation id of their request."""

    def __init__(self) -> None:
        self.answers: OrderedDict[str, Answer] = OrderedDict()
        self.lock = threading.Lock()

    def answer(self, environ: dict[str, Any], start_response: Any, app: Any) -> Iterable[bytes]:
        """Answers a request by `app`, or as it was answered before."""
        invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if invocation is None or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return app(environ, start_response)
        found = self.answers.get(invocation)
        if found is None:
            body, status, headers = run_wsgi_app(app, environ, buffered=True)
            found = (list(body), status, headers.to_wsgi_list())
            if status.startswith("2"):
                self.keep(invocation, found)
        else:
            what = environ.get("HTTP_X_AMZ_TARGET") or environ.get("PATH_INFO")
            log.warning("A client lost the answer to %s %s and gets it again.", environ["REQUEST_METHOD"], what)
        body, status, headers = found
        start_response(status, headers)
        return body

    def keep(self, invocation: str, answer: Answer) -> None:
        """Remembers an answer, and forgets the oldest."""
        with self.lock:
            self.answers[invocation] = answer
            if len(self.answers) > KEPT:
                self.answers.popitem(last=False)
