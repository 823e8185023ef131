"""How extensions change moto: by replacing or adding named members of its classes, and never silently.

Each extension says which it means. When a new moto drops a replaced member, or gains one that we add, the server
refuses to start and names it, instead of going on with a mix of both.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
Function = Callable[..., Any]


class MotoChanged(Exception):
    """An extension does not fit the installed moto."""


def replace(owner: type, *names: str) -> Callable[[Function], Function]:
    """Replaces methods of `owner`; by default the one that bears the function's name.

    The function gets the method that it replaces as its first argument, then the method's own arguments.
    """

    def decorate(function: Function) -> Function:
        for name in names or (function.__name__,):
            original = getattr(owner, name, None)
            if original is None:
                raise MotoChanged(f"{owner.__module__}.{owner.__name__} has no {name} any more: {function.__module__}")

            @functools.wraps(original)
            def method(*args: Any, _original: Function = original, **kwargs: Any) -> Any:
                return function(_original, *args, **kwargs)

            is_static = isinstance(inspect.getattr_static(owner, name), staticmethod)
            setattr(owner, name, staticmethod(method) if is_static else method)
        return function

    return decorate


def add(owner: type, *names: str) -> Callable[[Function], Function]:
    """Adds methods that moto lacks to `owner`; by default one that bears the function's name."""

    def decorate(function: Function) -> Function:
        for name in names or (function.__name__,):
            if hasattr(owner, name):
                raise MotoChanged(f"{owner.__module__}.{owner.__name__} has {name} now: {function.__module__}")
            setattr(owner, name, function)
        return function

    return decorate


def replace_property(owner: type, name: str | None = None) -> Callable[[Function], Function]:
    """Replaces a read-only property. The function gets the instance and the value that moto computes."""

    def decorate(function: Function) -> Function:
        attribute = name or function.__name__
        original = getattr(owner, attribute, None)
        if not isinstance(original, property) or original.fget is None:
            raise MotoChanged(f"{owner.__module__}.{owner.__name__}.{attribute} is no property: {function.__module__}")
        read = original.fget
        setattr(owner, attribute, property(lambda self: function(self, read(self)), original.fset))
        return function

    return decorate


def store(backend: Any, name: str, make: Callable[[], T]) -> T:
    """A store of our own that lives on moto's backend of one account and region, and is emptied with it."""
    return backend.__dict__.setdefault(f"gantry_{name}", make())


def result_of(response: Any, key: str) -> Any:
    """One entry of a handler's result, still as moto's model object."""
    return response.result[key]


def is_true(value: Any) -> bool:
    """A boolean parameter, which arrives as a bool (JSON) or as text (query)."""
    return str(value).lower() == "true"
