"""Sheets of lines: what a draft costs by paragraph, line of the section, kind and year, from full cost to what is additional."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.sheet import Sheet, column
from aspbudget.phrase import altered, phrase

if TYPE_CHECKING:
    from aspbudget.declare.model import Axes
    from aspbudget.declare.practice import Practice

FULL_COST = (
    "What the activities asked for would cost if nothing were there already, whoever bears it: a service of the section that is cited is charged as it "
    "stands in the whole section, and a service that only belongs to a session is no part of it; or what it adds to the section, where that is more."
)
LINES, CASE_LINES, JOINT_LINES = "statement_lines", "case_lines", "joint_lines"


class Step(NamedTuple):
    """An amount on the way from full cost to what is additional: its name, its title, and what it means."""

    name: str
    title: str
    about: str


class Part(NamedTuple):
    """What needs no additional appropriation: its name, its title, what it means, and the steps `before` and `after` it is taken off."""

    name: str
    title: str
    about: str
    before: str
    after: str


def steps(practice: Practice) -> tuple[Step, ...]:
    """Return the steps from full cost to what is additional, in their order."""
    return (
        Step("full", "Full cost", FULL_COST),
        Step("own", "After pooling", practice.pooling),
        Step("net", "After provision", "What is added to the section: the section with the draft, less the section without it."),
        Step("additional", "Additional", "What remains when what is absorbed is taken off: the additional appropriation."),
    )


def parts(practice: Practice) -> tuple[Part, ...]:
    """Return what is taken off between the steps, in their order."""
    pooled = practice.means.pooled
    return (
        Part("pooled", f"{pooled[:1].upper()}{pooled[1:]}", "What the services of others supply at no cost to the section.", "full", "own"),
        Part("provided", "Already provided for", "What the section provides for already, services engaged on the day for other meetings included.",
             "own", "net"),
        Part("absorbed", "Absorbed", "What is met within approved resources, by doing without something else, as sheet Absorbed says.",
             "net", "additional"),
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
    places = {axis: column(title, phrase("The {title}.", title=altered(title, str.lower))) for axis, title in zip(axes, titles, strict=True)}
    kind = {"kind": column("Kind", "recurrent or one-time.")}
    across, down = map(_one, titles)
    about = phrase("One row for each printed line of the statement: what a paragraph costs under {across} and {down}.", across=across, down=down)
    lines = _sheet("StatementLines", "Statement lines", about, named | asked | places | kind)
    about = "One row for each line to which a paragraph's meetings, or what serves them, are charged: what is computed by case."
    cases = _sheet("CaseLines", "Lines compared", about, named | asked | places | kind)
    about = "One row for each line on which paragraphs together cost more, or less, than each of them alone."
    joint = _sheet("JointLines", "Joint lines", about, named | places | kind)
    return LineSheets(lines, cases, joint)


def _one(title: str) -> str:
    return phrase("an {title}" if title[:1].casefold() in "aeio" else "a {title}", title=altered(title, str.lower))


def _sheet(name: str, title: str, about: str, columns: dict[str, object]) -> type[Sheet]:
    class Config:
        """The name on the tab."""

    Config.title = title  # type: ignore[attr-defined]
    stated = {"__doc__": about, "__module__": __name__, "__annotations__": dict.fromkeys(columns, str), "Config": Config}
    return type(name, (Sheet,), stated | columns)
