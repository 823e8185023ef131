"""The process: its options, its ready line, and that it is gone as soon as its parent is."""

import argparse
import json
import logging
import os
import signal
import sys
import threading
from typing import NoReturn

from local.aws.cloud import EmbeddedCloud
from local.aws.http_server import RequestHandler, Server


def end_with_parent() -> NoReturn:
    """Waits for the end of stdin, which comes when the parent closes it or dies, and ends the process."""
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


def announce(server: Server, host: str) -> None:
    """Prints the ready line. What moto prints afterwards is notes to its developers, and nobody's."""
    print(json.dumps({"ready": True, "host": host, "port": server.port}, separators=(",", ":")), flush=True)
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115


def main() -> None:
    """Serves until SIGTERM, SIGINT or the end of stdin."""
    parser = argparse.ArgumentParser(description="The AWS of the embedded local cloud.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    parser.add_argument("--verbose", action="store_true", help="log the traceback of every failure, too")
    options = parser.parse_args()

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("gantry").setLevel(logging.DEBUG if options.verbose else logging.WARNING)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))

    server = Server(options.host, options.port, EmbeddedCloud(), RequestHandler)
    threading.Thread(target=end_with_parent, daemon=True).start()
    announce(server, options.host)
    server.serve_forever()
