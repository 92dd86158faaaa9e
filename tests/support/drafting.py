"""Drafting in tests: drafts of resolutions beside a small section in which every cost can be worked out by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook
from aspbudget.inputs.ready import Ready
from aspbudget.statements.costed import Costed, costed
from support.cases import sheet
from support.plain_draft import plain_draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue

Row = dict[str, Any]
ACTIVITY: Row = {"paragraph": "1", "first_year": 2004, "recurrence": "recurrent", "means": "own", "source": "a case", "status": "derived"}
PLACE: Row = {"sub_programme": "4100", "mandate": "a case"}
MONDAY, TUESDAY, FRIDAY = (datetime(2004, 9, day) for day in (6, 7, 10))  # noqa: DTZ001 - a date of the calendar


def section(models: Catalogue, case: Mapping[str, list[Row]]) -> Ready:
    """Return the section of a case, checked and costed."""
    whole = {"case": "", **case}
    sheets = {table.title: sheet(table, models, whole) for table in models.sheets.values()}
    inputs = check(models, RawWorkbook("inputs/2004/section.xlsx", "", sheets))
    return Ready("2004", "section", inputs, inputs.figures)


def rows(*given: Row, **every: object) -> pd.DataFrame:
    """Return rows of a sheet; what every row says is given by name."""
    return pd.DataFrame([every | row for row in given], dtype=object)


def paragraphs(**answers: str) -> pd.DataFrame:
    """Return answers to paragraphs, named p1, p2 …; those met within existing resources, or undetermined, have a reason."""
    said = [(name.removeprefix("p"), answer) for name, answer in answers.items()]
    reasons = {"within existing resources": "as before", "not yet determinable": "not known"}
    bounds = {"not yet determinable": {"low": 100, "high": 200}}
    return rows(*({"paragraph": number, "counts": 1, "answer": answer, "text": "…", "reason": reasons.get(answer)} | bounds.get(answer, {})
                  for number, answer in said))  # fmt: skip


def head(**more: object) -> pd.DataFrame:
    """Return the row of sheet Draft resolution."""
    return rows({"symbol": "L.1", "resolution": "A draft", "met_from": "Contingency Fund"} | more)


def meeting(name: str, day: datetime, slot: str = "morning", **more: object) -> Row:
    """Return a meeting of the draft in six languages."""
    stated = {"meeting": name, "session": "session", "body": "Working Group", "day": day, "slot": slot}
    return ACTIVITY | stated | {"language_set": "six languages"} | more


def post(name: str, **more: object) -> Row:
    """Return a post of the draft, filled from July."""
    stated = {"post": name, "grade": "P-3", "number": 1, "standing": "new", "first_month": 7, "last_month": 12}
    return ACTIVITY | PLACE | stated | more


def bought(name: str, **more: object) -> Row:
    """Return an operating requirement of the draft: one room."""
    stated = {"requirement": name, "quantity": 1, "periods": 1, "price": "room", "object": "Contractual services"}
    return ACTIVITY | PLACE | stated | more


def draft(
    folder: Path, beside: Ready, given: Mapping[str, pd.DataFrame], name: str = "L.1", shares: pd.DataFrame | None = None
) -> Costed:
    """Return a draft, costed beside a section: its paragraph 1 asks for activities unless it says otherwise."""
    path = folder / f"{name}.xlsx"
    path.write_bytes(plain_draft(beside.catalogue, {"draft_resolution": head(), "paragraphs": paragraphs(p1="activities")} | dict(given)))
    return costed(beside, path, f"inputs/2004/statements/{path.name}", shares)


