"""Sheets of lines: what a draft costs by paragraph, line of the section, kind and year, at each step from full cost to net."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.sheet import Sheet, column

if TYPE_CHECKING:
    from aspbudget.declare.model import Axes
    from aspbudget.declare.practice import Practice

LINES, CASE_LINES, JOINT_LINES = "statement_lines", "case_lines", "joint_lines"


class Step(NamedTuple):
    """An amount on the way from full cost to net: its name, its title, and what it means."""

    name: str
    title: str
    about: str


class Part(NamedTuple):
    """What is absorbed between two steps, such as existing provision: its name, its title, and the steps `before` and `after`."""

    name: str
    title: str
    before: str
    after: str


def steps(practice: Practice) -> tuple[Step, ...]:
    """Return the steps from full cost to net, in their order."""
    return (
        Step("full", "Full cost", "What is asked for would cost standing alone, whoever bears it."),
        Step("own", "After pooling", practice.pooling),
        Step("added", "After provision", "What remains when what the section provides for already is taken off."),
        Step("net", "Net", "What is added to the section: the section with the draft, less the section without it."),
    )


def parts(practice: Practice) -> tuple[Part, ...]:
    """Return what is absorbed between the steps, in their order."""
    pooled = practice.means.pooled
    return (
        Part("pooled", f"{pooled[:1].upper()}{pooled[1:]}", "full", "own"),
        Part("provision", "Existing provision", "own", "added"),
        Part("shared", "Free slots and shared days", "added", "net"),
    )


class LineSheets(NamedTuple):
    """The three sheets of lines: by paragraph, the part of those computed by case, and what paragraphs cost together."""

    lines: type[Sheet]
    cases: type[Sheet]
    joint: type[Sheet]


@cache
def line_sheets(axes: Axes, titles: tuple[str, str]) -> LineSheets:
    """Return the sheets of lines for a section with these axes; `titles` are the titles of its keys, such as Programme and Object."""
    named = {"line": column("Line", "A name for the row.", key=True)}
    asked = {"paragraph": column("Paragraph", "The operative paragraph.")}
    places = {axis: column(title, f"The {title.lower()}.") for axis, title in zip(axes, titles, strict=True)}
    kind = {"kind": column("Kind", "recurrent or one-time.")}
    across, down = map(_one, titles)
    about = f"One row for each printed line of the statement: what a paragraph costs under {across} and {down}."
    lines = _sheet("StatementLines", "Statement lines", about, named | asked | places | kind)
    about = "One row for each line to which a paragraph's meetings, or what serves them, are charged: what is computed by case."
    cases = _sheet("CaseLines", "Lines by case", about, named | asked | places | kind)
    about = "One row for each line on which paragraphs together cost more, or less, than each of them alone."
    joint = _sheet("JointLines", "Joint lines", about, named | places | kind)
    return LineSheets(lines, cases, joint)


def _one(title: str) -> str:
    return f"{'an' if title[:1].casefold() in 'aeio' else 'a'} {title.lower()}"


def _sheet(name: str, title: str, about: str, columns: dict[str, object]) -> type[Sheet]:
    class Config:
        """The name on the tab."""

    Config.title = title  # type: ignore[attr-defined]
    stated = {"__doc__": about, "__module__": __name__, "__annotations__": dict.fromkeys(columns, str), "Config": Config}
    return type(name, (Sheet,), stated | columns)
