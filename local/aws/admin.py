"""The admin API of the embedded cloud: plain JSON under /gantry/, beside the AWS API on the same port.

GET  /gantry/health     {"ok": true, "world": "<id>"}: the id is made at start, so another id is another, empty world
GET  /gantry/inventory  everything that exists, see local.aws.inventory
POST /gantry/reset      empties all accounts and forgets all faults
GET  /gantry/ecs        the deployment faults that are set
POST /gantry/ecs        sets or clears them, see local.aws.services.ecs.faults
"""

import json
import logging
from collections.abc import Callable
from typing import Any

from flask import Response

from local.aws import inventory, world
from local.aws.operations import body_of
from local.aws.services.ecs import faults

log = logging.getLogger("gantry.aws")

Handler = Callable[[dict[str, Any]], Any]


def health(_: dict[str, Any]) -> Any:
    """Says that the server answers, and which world it holds."""
    return {"ok": True, "world": world.ID}


def listing(_: dict[str, Any]) -> Any:
    """Everything that exists beyond what a fresh account has."""
    return inventory.everything()


def reset(_: dict[str, Any]) -> Any:
    """Back to the state after the start."""
    world.reset()
    faults.clear()
    return {"ok": True}


ROUTES: dict[tuple[str, str], Handler] = {
    ("GET", "/gantry/health"): health,
    ("GET", "/gantry/inventory"): listing,
    ("POST", "/gantry/reset"): reset,
    ("GET", "/gantry/ecs"): faults.show,
    ("POST", "/gantry/ecs"): faults.change,
}


def as_json(status: int, answer: Any) -> Response:
    """An answer of the admin API."""
    return Response(json.dumps(answer, separators=(",", ":")), status, content_type="application/json")


def admin_response(environ: dict[str, Any]) -> Response:
    """Answers one admin request: 404 lists what there is, 400 says what is wrong with the body, 500 what failed."""
    wanted = (environ["REQUEST_METHOD"], environ["PATH_INFO"].rstrip("/"))
    handler = ROUTES.get(wanted)
    if handler is None:
        known = ", ".join(f"{method} {path}" for method, path in ROUTES)
        return as_json(404, {"error": f"There is no {' '.join(wanted)}. There are: {known}."})
    try:
        parameters = json.loads(body_of(environ) or b"{}")
        if not isinstance(parameters, dict):
            raise ValueError(f"the body must be a JSON object, not {type(parameters).__name__}")
        return as_json(200, handler(parameters))
    except ValueError as error:
        return as_json(400, {"error": str(error)})
    except Exception as error:
        log.exception("The embedded cloud failed in %s", " ".join(wanted))
        return as_json(500, {"error": f"{type(error).__name__}: {error}"})
