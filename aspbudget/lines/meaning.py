"""Meanings: what a line or a sheet means is its docstring, also where Python was started so that it leaves docstrings out (-OO)."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from aspbudget.faults import WrongUse
from aspbudget.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

_STRIPPED = 2  # from this level of optimisation on, Python leaves docstrings out


class NoMeaning(WrongUse):
    """Python has left out what figures mean, and there is no source to read it from."""


def meaning(declared: type | Callable[..., Any]) -> str:
    """Return what a line or a sheet means: its docstring, or an empty text when it has none; raise `NoMeaning` where it can't be known."""
    stated = declared.__doc__
    if stated is None and sys.flags.optimize >= _STRIPPED:
        stated = _stated(declared.__module__).get(declared.__qualname__)
    if isinstance(stated, Phrase):
        return stated
    return inspect.cleandoc(stated) if stated and ("\n" in stated or "\t" in stated) else (stated or "").lstrip()


@cache
def _stated(module: str) -> dict[str, str]:
    """Return every docstring of the functions and classes of a module by their qualified names, from its source."""
    try:
        source = inspect.getsource(import_module(module))
    except OSError:
        message = f"Python leaves out what figures mean (-OO), and the source of {module} is not there; run without -OO or PYTHONOPTIMIZE."
        raise NoMeaning(message) from None
    found: dict[str, str] = {}
    _gather(ast.parse(source), "", found)
    return found


def _gather(node: ast.AST, prefix: str, found: dict[str, str]) -> None:
    for child in ast.iter_child_nodes(node):
        inner = prefix
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            found[prefix + child.name] = ast.get_docstring(child) or ""
            inner = f"{prefix}{child.name}." + ("" if isinstance(child, ast.ClassDef) else "<locals>.")
        _gather(child, inner, found)
