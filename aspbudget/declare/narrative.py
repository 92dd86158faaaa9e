"""Narrative: the texts of the section that officers write, and the draft resolution on the budget that is made of its figures.

A content package that has a narrative hands it over as `NARRATIVE` in its module `narrative.py`, and its resolution as `RESOLUTION` in
`resolution.py`. A column of texts has its translations in columns of the same name that end in the language: `text`, `text_fr`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.declare.correspondence import always
from aspbudget.faults import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.declare.correspondence import AmountsTable, Facts, Paragraph, When
    from aspbudget.declare.model import Computed


class NoNarrative(WrongUse):
    """The organisation declares no narrative of its section."""


@dataclass(frozen=True)
class Narrative:
    """The sheets that hold the texts of the section, by their tables.

    * `overview` has paragraphs of text (`text`), each below a `heading` or that of the paragraph before, of the whole section or of one key
      that runs across it.
    * `results` has a row for each indicator: its key that runs across the section, and `objective`, `result`, `indicator` and `target`.
    * `symbols` has a row for each document (`document`, named by its form): the lines at its head, each with its term.
    * A text whose column `standing` is one of `unsettled` makes the document a draft.
    """

    overview: str
    results: str
    symbols: str
    lines: Mapping[str, str]
    unsettled: tuple[str, ...]


class Part(NamedTuple):
    """A heading of a resolution, which begins one of its parts: its term."""

    term: str


class PrintedTable(NamedTuple):
    """A table of the section as it is printed, such as its lines or its staff, in a resolution: the term of its caption, and the title of the layout."""

    term: str
    layout: str
    when: When = always


@dataclass(frozen=True)
class BudgetResolution:
    """The draft resolution on the budget of a cycle: the term of its title, and its parts in order.

    `facts` returns the figures that fill them in, by name, given the cycle and the figures of its workbooks by theirs. What is not known is
    a number unequal to itself, and a part that has to be completed stands for it.
    """

    title: str
    facts: Callable[[str, Mapping[str, Computed]], Facts]
    parts: tuple[Part | Paragraph | AmountsTable | PrintedTable, ...] = field(default_factory=tuple)


def narrative(package: str) -> Narrative:
    """Return the narrative that a content package declares; raise `NoNarrative` when it has none."""
    found = content.declared(package, "narrative", "NARRATIVE", Narrative)
    if found is None:
        message = f"The content {package} has no narrative of its section."
        raise NoNarrative(message)
    return found


def resolution(package: str) -> BudgetResolution | None:
    """Return the draft resolution on the budget that a content package declares, or `None` when it has none."""
    return content.declared(package, "resolution", "RESOLUTION", BudgetResolution)
