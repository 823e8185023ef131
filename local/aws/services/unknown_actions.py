"""An action without a handler is told apart from one that failed.

moto raises NotImplementedError, or answers 404 with an empty body when it cannot even name the action. Both end in
retries or in a resource that Terraform takes for deleted. Here both raise UnknownAction, which becomes one clear error.
"""

import functools
from collections.abc import Callable
from typing import Any

from moto.core import responses
from moto.core.responses import BaseResponse
from moto.core.utils import camelcase_to_underscores

from local.aws.errors import UnknownAction
from local.aws.extend import replace

# moto lists the methods of its handler classes anew for every request, a thousand of them for EC2.
responses.method_names_from_class = functools.cache(responses.method_names_from_class)


@replace(BaseResponse)
def call_action(original: Callable[..., Any], self: BaseResponse) -> Any:
    """Calls the handler of the request's action; raises UnknownAction when there is none."""
    action = self._get_action()
    if not action or camelcase_to_underscores(action) not in responses.method_names_from_class(type(self)):
        raise UnknownAction(action)
    return original(self)
