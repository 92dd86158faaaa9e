"""Correspondence: the letters that an organisation sends, one to each row of a table, such as what a member is asked to pay.

A content package that has letters hands them over as `LETTERS` in its module `correspondence.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget import content
from aspbudget.faults import WrongUse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.declare.sheet import Names

    Facts = Mapping[str, Any]
    When = Callable[[Facts], bool]

MONEY, RATE, DAY, YEAR, NUMBER = "money", "rate", "day", "year", "number"
WHOLE_MONEY, WORDS = "whole money", "words"


class NoLetters(WrongUse):
    """The organisation declares no letters."""


class Numeral(NamedTuple):
    """A figure as a document prints it: in the form of money, to the cent or whole, a rate, a day, a year, a number, or words of the inputs.

    A figure of the letter's own table is named alone, one of a table with the same keys or of a single row with its table
    (`accounts.arrears`), and an assumption by its name.
    """

    figure: str
    form: str


def always(_: Facts) -> bool:
    """Whether a part stands in every letter: it does."""
    return True


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a letter or a resolution: a term, with the figures or the words that fill it in, and when it stands there.

    One `to_complete` is printed as a mark of a draft, and makes the letter one: an office has to write something in its place. A `recital`
    stands before what a resolution decides, and has no number.
    """

    term: str
    filled: Mapping[str, Numeral | str] = field(default_factory=dict)
    when: When = always
    to_complete: bool = False
    recital: bool = False


class Item(NamedTuple):
    """A row of a table of amounts: its term, its figure, and whether that is taken off; without an amount there is no row."""

    term: str
    figure: str
    less: bool = False


@dataclass(frozen=True)
class AmountsTable:
    """A table of amounts of money: its caption, its rows, the row of their total, and with how many decimals they are shown."""

    term: str
    items: tuple[Item, ...]
    total: Item
    when: When = always
    digits: int = 2


@dataclass(frozen=True)
class RowsOfSheet:
    """A table that prints the rows of an input sheet: a column of names, worded in each language where they are in a group of terms, and one of texts."""

    term: str
    table: str
    name: str
    text: str
    group: str
    when: When = always


@dataclass(frozen=True)
class Letters:
    """The letters of an organisation: to the rows of which table, by which names these are called, and the parts of a letter.

    `given` are the figures that the command line may give, by the name of the option; `listed` those that are listed for each letter
    when they are written, with their titles.
    """

    workbook: str
    table: str
    names: Names
    subject: str
    parts: tuple[Paragraph | AmountsTable | RowsOfSheet, ...]
    given: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[tuple[str, str], ...] = ()


def letters(package: str) -> Letters:
    """Return the letters that a content package declares; raise `NoLetters` when it has none."""
    found = known_letters(package)
    if found is None:
        message = f"The content {package} has no letters."
        raise NoLetters(message)
    return found


def known_letters(package: str) -> Letters | None:
    """Return the letters that a content package declares, or `None` when it has none."""
    return content.declared(package, "correspondence", "LETTERS", Letters)
