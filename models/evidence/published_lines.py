"""The printed lines of published statements of budgetary implications, with the inputs that each is computed from.

A line with several inputs is found in as many rows. A price has a name that says what is bought, where, and in statements
of which years; statements whose lines name the same price are taken to have been costed with it. Where one price ends and
the next begins was drawn by comparing the statements; at what price a statement was costed, never by its own figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from aspbudget.models.evidence.published_costs import Input
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Line:
    """A printed line of a statement, in dollars, with the inputs that it is computed from."""

    statement: str
    section: str
    object: str
    published: Decimal
    inputs: tuple[Input, ...]
    remark: str = ""


@cache
def lines() -> tuple[Line, ...]:
    """Return the printed lines of all statements, each with its inputs."""
    found: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in reference.published_lines().to_dict("records"):
        found.setdefault((row["statement"], row["section"], row["object"]), []).append(row)
    return tuple(Line(*key, Decimal(rows[0]["amount"]), tuple(map(_input, rows)), rows[0]["remark"]) for key, rows in found.items())


def about() -> pd.DataFrame:
    """Return what is known of each statement besides its lines, by the name that the project gives it."""
    return reference.published_statements().set_index("statement")


@cache
def symbols(statement: str) -> frozenset[str]:
    """Return the symbols of the documents in which a statement appeared."""
    return frozenset(re.findall(r"[AE]/[\w./-]*\w", _symbols()[statement]))


def symbol(statement: str) -> str:
    """Return the symbol by which a statement is named, without those of related documents."""
    return _symbols()[statement].partition(" (")[0]


@cache
def _symbols() -> dict[str, str]:
    """Return the symbols of each statement as they are written, by the name that the project gives it."""
    return {str(name): str(written) for name, written in about()["symbol"].items()}


def _input(row: dict[str, str]) -> Input:
    numbers = (float(row[name] or nothing) for name, nothing in (("number", 1), ("quantity", 1), ("stated", 0)))
    return Input(row["kind"], row["price"], *numbers)
