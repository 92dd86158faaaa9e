"""Sheets: what the columns of an input sheet may contain, stated once as a Pandera schema."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandera.pandas as pa

from aspbudget.lines.meaning import meaning
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

Kind = Literal["text", "number", "whole", "date"]
Date = np.datetime64
NOTES = "Notes"  # the title of a column that is the officer's own, on every sheet that declares none of that name
ACCEPTED = "Accepted"  # the title of a column in which an officer says why what check doubts in the row is right
OWN = ("my ", "_")


def is_own(sheet: str) -> bool:
    """Whether a sheet is the officer's own by its name, which begins with "My " or "_": no figure reads it."""
    return sheet.casefold().startswith(OWN)


class Names(NamedTuple):
    """What the keys of a sheet are called beside what they are: names that people may type in their place, and those that are printed.

    `key` returns the key that a text names, or nothing; `nearest` the key to whose names a text that is none is near, or nothing;
    `called` a key with its name, as a message shows it; `title` the name that a key had in a year, in a language.
    """

    key: Callable[[str], str]
    nearest: Callable[[str], str]
    called: Callable[[str], str]
    title: Callable[[str, int, str], str]


class Pattern(NamedTuple):
    """How a text is written, where any text won't do: the pattern that all of it matches, and in words what it must be, with an example."""

    text: str
    about: str


@dataclass(frozen=True)
class Column:
    """One column of an input sheet: its title, what it may contain, and what it means.

    `refers` names the table whose keys are the allowed values; `low` and `high` are inclusive bounds. An optional number that is left
    empty counts as 0, an optional text as empty text. A `rate` is the figure to which the row's source and status apply; it is empty
    when, and only when, the status is missing. `cause` is the cause to which the bridge puts a change of the column, when it isn't
    that of its table; `lapses` is the value that marks a row as being for its cycle only; `within` requires a date in the cycle. A
    `descriptive` column is for the reader alone: nothing is computed from it. By the texts of one that is `gathered_by` rows are added
    up or told apart; the models bound together find that out by themselves. In the place of a key that has `names` one of these may be
    typed, also where another sheet refers to it; a column that is the `name_of` such a key is printed as its name in the year. A `newer`
    column may be missing from a workbook that was made before the column was; it is empty there. One that is `prefilled` may be left
    empty, and has then what another sheet says. A column `instead` of a rate is another way to give it: one of the two is filled. Where it
    is the `reciprocal`, 1 ÷ its value is the rate. `pattern` is how its texts are written, where any text won't do. The cells of a column
    that `cites` name the rules and decisions on which their rows rest. `drafted` is what an empty cell stands for in a row of a draft. What is
    typed in a column that is `translated` is given in each other language of the content in a column beside it (`figures/translations.py`).
    In a workbook in another language `wordings` are the choices as it words them, in their order, and `also` its titles in other languages.
    """

    name: str
    title: str
    kind: Kind
    about: str
    unit: str = ""
    required: bool = True
    key: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    low: float | None = None
    high: float | None = None
    rate: bool = False
    example: str | float | datetime | None = None
    cause: str = ""
    lapses: str = ""
    within: bool = False
    descriptive: bool = False
    newer: bool = False
    prefilled: bool = False
    gathered_by: bool = False
    names: Names | None = None
    name_of: str = ""
    instead: str = ""
    reciprocal: bool = False
    pattern: Pattern | None = None
    cites: bool = False
    drafted: str = ""
    translated: bool = False
    wordings: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """The choices as the workbook words them."""
        return self.wordings or self.choices

    @property
    def textual(self) -> bool:
        """Whether the cells are words rather than numbers or dates."""
        return self.kind == "text"

    @property
    def looked_up(self) -> bool:
        """Whether a spreadsheet looks for the texts of the cells, so that they may not be what it reads as a condition."""
        return self.key or bool(self.refers) or self.gathered_by

    @property
    def limits(self) -> str:
        """The bounds as a phrase: `from 0 to 12`, `0 or more`, `12 or less`, or nothing."""
        return limits(self.low, self.high, self.digits)

    @property
    def digits(self) -> str:
        """The format of a number of the column: thousands are separated, but not in a year."""
        return ".10g" if self.unit == "year" else ",.10g"


def limits(low: float | None, high: float | None, digits: str = ",.10g") -> str:
    """Return bounds as a phrase: `from 0 to 12`, `0 or more`, `12 or less`, or nothing."""
    first, last = (None if bound is None else f"{bound:{digits}}" for bound in (low, high))
    if first is not None and last is not None:
        return phrase("from {first} to {last}", first=first, last=last)
    return phrase("{first} or more", first=first) if first is not None else phrase("{last} or less", last=last) if last is not None else ""


def column(  # noqa: PLR0913 - one argument for each thing a column states about itself
    title: str,
    about: str,
    *,
    unit: str = "",
    required: bool = True,
    key: bool = False,
    whole: bool = False,
    choices: tuple[str, ...] = (),
    refers: str = "",
    low: float | None = None,
    high: float | None = None,
    rate: bool = False,
    example: str | float | datetime | None = None,
    cause: str = "",
    lapses: str = "",
    within: bool = False,
    descriptive: bool = False,
    newer: bool = False,
    names: Names | None = None,
    name_of: str = "",
    instead: str = "",
    reciprocal: bool = False,
    pattern: Pattern | None = None,
    cites: bool = False,
    drafted: str = "",
    translated: bool = False,
) -> Any:  # noqa: ANN401 - Pandera's own field type
    """Declare a column of a sheet; see `Column` for what each part means."""
    stated = {"unit": unit, "key": key, "whole": whole, "refers": refers, "choices": choices}
    stated |= {"low": low, "high": high, "rate": rate, "example": example}
    stated |= {"cause": cause, "lapses": lapses, "within": within, "descriptive": descriptive, "newer": newer}
    stated |= {"names": names, "name_of": name_of, "instead": instead, "reciprocal": reciprocal, "pattern": pattern, "cites": cites, "drafted": drafted}
    stated |= {"translated": translated}
    return pa.Field(
        title=title,
        description=about,
        nullable=rate or not required,
        unique=key,
        ge=low,
        le=high,
        isin=list(choices) or None,
        str_matches=rf"^(?:{pattern.text})\Z" if pattern else None,
        metadata=stated,
    )


class Sheet(pa.DataFrameModel):
    """The base of every input sheet: subclass it, write what a row is, and declare its columns."""

    class Config:
        """Pandera settings shared by all sheets: cells are typed one by one before, so nothing is coerced here."""

        coerce = False
        strict = True

    @classmethod
    @cache
    def title(cls) -> str:
        """Return the name on the sheet's tab."""
        return cls.to_schema().title or sentence(cls.__name__)

    @classmethod
    @cache
    def table(cls) -> str:
        """Return the name by which lines refer to the sheet as a table."""
        return snake(cls.__name__)

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """Return the columns in the order in which they appear on the sheet: its own first, then those of its bases."""
        fields = cls.to_schema().columns
        order = {name: None for base in cls.__mro__ for name in inspect.get_annotations(base) if name in fields}
        return tuple(_column(name, fields[name]) for name in order)

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Return the names of the columns that identify a row."""
        return tuple(column.name for column in cls.columns() if column.key)

    @classmethod
    def about(cls) -> str:
        """Return what a row is, in a sentence or two."""
        return meaning(cls)


STATUSES = ("published", "derived", "illustrative", "missing")


class Sourced(Sheet):
    """A sheet whose every row says where its figures come from."""

    source: str = column("Source", "Where the figures of the row come from: a document, a decision, or whose estimate.", cites=True, translated=True)
    status: str = column(
        "Status",
        "published: read in the source; derived: computed from published figures; illustrative: a person's own number; "
        "missing: not known yet. Illustrative and missing rows are counted, and the output says DRAFT while there are any.",
        choices=STATUSES,
        example="illustrative",
    )


class Rate(Sourced):
    """A sheet of rates: each row also says when its rate was true, and between which values it may lie."""

    dated: Date = column("Date", "The date on which the rate was true or published.", required=False)
    lowest: float = column("Low", "The lowest value that the rate may plausibly take.", required=False, low=0)
    highest: float = column("High", "The highest value that the rate may plausibly take.", required=False, low=0)


def _column(name: str, field: Any) -> Column:  # noqa: ANN401 - Pandera's own column type
    stated = dict(field.metadata)
    kind: Kind = "text" if "str" in str(field.dtype) else "date" if "datetime" in str(field.dtype) else "number"
    if stated.pop("whole"):
        kind = "whole"
    return Column(
        name=name, title=field.title, kind=kind, about=field.description, required=not field.nullable, **stated
    )


def snake(name: str) -> str:
    """Return a class name as a name in lines: `LanguageSets` → `language_sets`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def in_words(name: str) -> str:
    """Return a key as a reader is shown it: the name of an assumption as words, `vacancy_rate` → `Vacancy rate`, and any other as it is."""
    return sentence(name) if name.isidentifier() and name.islower() and "_" in name else name


def sentence(name: str) -> str:
    """Return a name as words with one capital: `standard_cost` → `Standard cost`."""
    return snake(name).replace("_", " ").capitalize()
