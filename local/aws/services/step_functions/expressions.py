"""JSONata as far as this repository writes it: comparisons, `and`, `in`, `&`, lists, texts, paths."""

import re
from typing import Any

EXPRESSION = re.compile(r"\{% (.*) %\}", re.DOTALL)
STEP = re.compile(r"[^.\[\]]+")

Variables = dict[str, Any]


class QueryError(Exception):
    """An expression can't be evaluated."""


def evaluate(value: Any, variables: Variables) -> Any:
    """A value of a definition, with everything evaluated in it that is an expression."""
    if isinstance(value, dict):
        return {key: evaluate(inner, variables) for key, inner in value.items()}
    if isinstance(value, list):
        return [evaluate(inner, variables) for inner in value]
    match = EXPRESSION.fullmatch(value) if isinstance(value, str) else None
    return term(match[1], variables) if match else value


def term(text: str, variables: Variables) -> Any:
    """What an expression stands for; the operators that bind least come first."""
    text = text.strip()

    def both(operator: str) -> list[Any]:
        return [term(part, variables) for part in text.split(operator)]

    if " and " in text:
        return all(both(" and "))
    if " & " in text:
        return "".join(str(part) for part in both(" & "))
    if " in " in text:
        item, items = both(" in ")
        return item in items
    if " != " in text:
        left, right = both(" != ")
        return left != right
    if " = " in text:
        left, right = both(" = ")
        return left == right
    if text.startswith("["):
        return [term(part, variables) for part in text[1:-1].split(",") if part.strip()]
    if text.startswith("'"):
        return text[1:-1]
    return path(text, variables)


def path(text: str, variables: Variables) -> Any:
    """`$status`, `$states.result.DbInstances[0].DbInstanceStatus`."""
    if not re.fullmatch(r"\$\w+(\.\w+|\[\d+\])*", text):
        raise QueryError(f"the embedded cloud doesn't evaluate {text}")
    found: Any = variables
    for step in STEP.findall(text[1:]):
        try:
            found = found[int(step) if isinstance(found, list) else step]
        except (KeyError, IndexError, TypeError) as error:
            raise QueryError(f"nothing is known of {text}") from error
    return found
