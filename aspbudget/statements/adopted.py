"""Adopted drafts: the section as approved, with the rows that an adopted draft adds to it, each with where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.figures.printed import amounts
from aspbudget.inputs.opened_rows import as_typed
from aspbudget.lines.adding import add_up
from aspbudget.statements.draft import ALL
from aspbudget.statements.line_sheets import JOINT_LINES, LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Statement

_CENT = 0.006  # what noise of adding up cents in binary stays below


def approved(found: Costed) -> dict[str, pd.DataFrame]:
    """Return the rows, by table, of the section with which a draft is compared, and those that the draft adds to it in the budget year.

    Rows stand as they were typed: a range of meetings of the section stays a range.
    """
    more = found.draft_rows.needed()
    return {name: _joined(as_typed(frame), more.get(name, pd.DataFrame())) for name, frame in found.section.inputs.frames.items()}


def _joined(frame: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, more[list(frame.columns)]]) if len(more) else frame


def origins(found: Costed, statement: Statement) -> dict[str, dict[str, str]]:
    """Return for each row that a draft adds, by table and key, which draft and paragraph asked for it, and until when, if not for good."""
    key = found.section.catalogue.key
    added = {name: frame for name, frame in found.draft_rows.needed().items() if len(frame)}
    return {name: {str(row[key(name)]): _origin(row, statement.titled) for row in frame.to_dict("records")} for name, frame in added.items()}


def _origin(row: Mapping[Any, object], titled: str) -> str:
    paragraph, last = row.get("paragraph"), row.get("last_year")
    asked = f", paragraph {paragraph}" if isinstance(paragraph, str) and paragraph not in ("", ALL) else ""
    until = f", until {last:.0f}" if isinstance(last, float) and last == last else ""  # noqa: PLR0124 - what is empty is unequal to itself
    return f"{titled}{asked}{until}"


def later(found: Costed) -> Iterator[tuple[str, str, int]]:
    """Yield the rows that count and begin after the budget year, so that they are no part of its section: sheet, row and first year."""
    rows = found.draft_rows
    for name in rows.anatomy.activities:
        counting, key = rows.counting(name), rows.anatomy.section.key(name)
        begin = counting[counting["first_year"] > rows.years[0]]
        yield from ((rows.anatomy.section.tables[name].title, str(each), int(year)) for each, year in zip(begin[key], begin["first_year"], strict=True))


def unrounded(section: Ready) -> float:
    """Return what a section costs before its lines are rounded."""
    return float(add_up(amounts(section.figures, section.layout, "unrounded").values()))


def adds(found: Costed) -> float:
    """Return what a draft adds to its section in the budget year before rounding: what is additional, and what is absorbed."""
    year, tables = found.draft_rows.years[0], (LINES, JOINT_LINES)
    return float(add_up(add_up(found.figures.values(name, f"net_{year}")) for name in tables if name in found.figures.catalogue.tables))


def foots(before: float, added: float, after: float) -> bool:
    """Whether a section with an adopted draft costs, to the cent, what it cost without it and what the draft adds."""
    return abs(before + added - after) < _CENT
