"""What Qt for Python does not forgive."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.rules.source_tree import Module


def unheld_methods(of: Module) -> Iterator[str]:
    """A single shot of a timer with a receiver does not hold the object whose method it is given: once nobody else
    does, the program falls. A lambda is held."""
    for node in ast.walk(of.tree):
        if not isinstance(node, ast.Call) or len(node.args) < 3 or not ast.unparse(node.func).endswith("singleShot"):
            continue
        if isinstance(node.args[-1], ast.Attribute):
            yield of.at(node, f"gives {ast.unparse(node.args[-1])} to a single shot: give it a lambda")
