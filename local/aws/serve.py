"""Starts the embedded AWS: `python local/aws/serve.py [--host 127.0.0.1] [--port 0]`, from any directory.

When the server accepts connections it prints one line on stdout, `{"ready":true,"host":"127.0.0.1","port":N}`.
Everything else is log, on stderr. It ends on SIGTERM and when its stdin is closed, that is when its parent dies:
whoever starts it must hold a pipe to its stdin open.
"""

import os
import sys
from pathlib import Path

SETTINGS = {
    # AttachRolePolicy of AmazonECSTaskExecutionRolePolicy and its like is 404 without them.
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    # A certificate counts as validated at once instead of after a minute.
    "MOTO_ACM_VALIDATION_WAIT": "0",
    # Large Terraform states and user data arrive as one form field.
    "MOTO_MAX_FORM_MEMORY_SIZE": str(256 * 1024 * 1024),
}

# These would make moto answer every caller as one account, or demand real permissions.
FOREIGN_SETTINGS = ("MOTO_ACCOUNT_ID", "INITIAL_NO_AUTH_ACTION_COUNT")


def prepare() -> None:
    """Sets what moto reads at import, and makes `local.aws` importable however this file was started."""
    for name in FOREIGN_SETTINGS:
        os.environ.pop(name, None)
    os.environ.update(SETTINGS)
    if not __package__:
        sys.path[0] = str(Path(__file__).resolve().parents[2])


if __name__ == "__main__":
    prepare()
    from local.aws.server import main

    main()
