"""Sheets: what the columns of an input sheet may contain, stated once; a Pandera schema is made of that where values are checked."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from aspbudget.lines.meaning import meaning
from aspbudget.phrase import phrase
from aspbudget.refusals import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import pandera.pandas as pa

Kind = Literal["text", "number", "whole", "date"]
Date = np.datetime64
NOTES = "Notes"  # the title of a column that is the officer's own, on every sheet that declares none of that name
ACCEPTED = "Accepted"  # the title of a column in which an officer says why what check doubts in the row is right
YES, NO = "yes", "no"  # what the cells of a column say that counts as 1 or 0
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


@dataclass(frozen=True, slots=True)
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
    is the `reciprocal`, 1 ÷ its value is the rate; `taken_as` names the line that says the rate whichever way it is given. `pattern` is how its texts are written, where any text won't do. The cells of a column
    that `cites` name the rules and decisions on which their rows rest. `drafted` is what an empty cell stands for in a row of a draft. What is
    typed in a column that is `translated` is given in each other language of the content in a column beside it (`figures/translations.py`).
    In a workbook in another language `wordings` are the choices as it words them, in their order, and `also` its titles in other languages.
    Workbooks made before its title was have one of those that it had `formerly`, in whichever language.
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
    formerly: tuple[str, ...] = ()
    taken_as: str = ""

    def but(self, **stated: Any) -> Column:  # noqa: ANN401 - what a column states, each of its kind
        """Return the same column, which states some things otherwise: `replace` calls it with all that a column states, and there are thousands of copies."""
        if unknown := stated.keys() - _STATED.keys():
            message = f"A column states no {', '.join(sorted(unknown))}."
            raise TypeError(message)
        found = object.__new__(Column)
        for state, value in zip(_STATED.values(), _all_stated(self), strict=True):
            state(found, value)
        for name, value in stated.items():
            _STATED[name](found, value)
        return found

    @property
    def offered(self) -> tuple[str, ...]:
        """The choices as the workbook words them."""
        return self.wordings or self.choices

    @property
    def textual(self) -> bool:
        """Whether the cells are words rather than numbers or dates."""
        return self.kind == "text"

    @property
    def is_switch(self) -> bool:
        """Whether the cells say yes or no, which count as 1 and 0."""
        return self.kind == "whole" and (self.low, self.high) == (0, 1)

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


# What a column states, by name, with what sets it: without a look-up of each name in each of thousands of copies.
_STATED: dict[str, Callable[[Column, Any], None]] = {name: getattr(Column, name).__set__ for name in Column.__slots__}
_all_stated = attrgetter(*_STATED)


def limits(low: float | None, high: float | None, digits: str = ",.10g") -> str:
    """Return bounds as a phrase: `from 0 to 12`, `0 or more`, `12 or less`, or nothing."""
    first, last = (None if bound is None else f"{bound:{digits}}" for bound in (low, high))
    if first is not None and last is not None:
        return phrase(REFUSALS["from_to"], low=first, high=last)
    return phrase(REFUSALS["at_least"], low=first) if first is not None else phrase(REFUSALS["at_most"], high=last) if last is not None else ""


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
    formerly: tuple[str, ...] = (),
    taken_as: str = "",
) -> Any:  # noqa: ANN401 - in a class it stands for the values of the column
    """Declare a column of a sheet; see `Column` for what each part means."""
    return Column(
        name="", title=title, kind="whole" if whole else "number", about=about, unit=unit, required=required and not rate, key=key, choices=choices, refers=refers,
        low=low, high=high, rate=rate, example=example, cause=cause, lapses=lapses, within=within, descriptive=descriptive, newer=newer, names=names,
        name_of=name_of, instead=instead, reciprocal=reciprocal, pattern=pattern, cites=cites, drafted=drafted, translated=translated,
        formerly=formerly, taken_as=taken_as,
    )  # fmt: skip


_COLUMNS: WeakKeyDictionary[type[Sheet], tuple[Column, ...]] = WeakKeyDictionary()  # of each sheet, as long as there is one


class Sheet:
    """The base of every input sheet: subclass it, write what a row is, and declare its columns."""

    class Config:
        """The name on the sheet's tab, where it isn't that of the class."""

        title = ""

    @classmethod
    def title(cls) -> str:
        """Return the name on the sheet's tab."""
        return cls.Config.title or sentence(cls.__name__)

    @classmethod
    def table(cls) -> str:
        """Return the name by which lines refer to the sheet as a table."""
        return snake(cls.__name__)

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """Return the columns in the order in which they appear on the sheet: its own first, then those of its bases."""
        if cls not in _COLUMNS:
            _COLUMNS[cls] = cls._in_order()
        return _COLUMNS[cls]

    @classmethod
    def _in_order(cls) -> tuple[Column, ...]:
        annotated: dict[str, object] = {}
        for base in cls.__mro__:
            annotated |= {name: kind for name, kind in inspect.get_annotations(base, eval_str=True).items() if name not in annotated}
        return tuple(_column(getattr(cls, name), name, kind) for name, kind in annotated.items())

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """Return the names of the columns that identify a row."""
        return tuple(column.name for column in cls.columns() if column.key)

    @classmethod
    def about(cls) -> str:
        """Return what a row is, in a sentence or two."""
        return meaning(cls)

    @classmethod
    def to_schema(cls) -> pa.DataFrameSchema:
        """Return the sheet as a Pandera schema; cells are typed one by one before, so that nothing is coerced by it."""
        import pandera.pandas as pa  # noqa: PLC0415 - it takes longer to load than most workbooks to read, and few have a value that it refuses

        return pa.DataFrameSchema({column.name: _checked(column) for column in cls.columns()}, strict=True, name=cls.__name__, title=cls.title())


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


def _column(stated: Column, name: str, annotated: object) -> Column:
    kind: Kind = "text" if annotated is str else "date" if annotated is Date else stated.kind
    return stated.but(name=name, kind=kind)


def _checked(column: Column) -> pa.Column:
    """Return a column as a Pandera schema has it."""
    import pandera.pandas as pa  # noqa: PLC0415 - as above

    stated = {"ge": column.low, "le": column.high, "isin": list(column.choices) or None, "str_matches": rf"^(?:{column.pattern.text})\Z" if column.pattern else None}
    tests = [getattr(pa.Check, name)(value) for name, value in stated.items() if value is not None]
    kinds = {"text": str, "date": Date}
    return pa.Column(kinds.get(column.kind, float), tests, nullable=not column.required, unique=column.key, title=column.title, description=column.about)


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """Return a class name as a name in lines: `LanguageSets` → `language_sets`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def in_words(name: str) -> str:
    """Return a key as a reader is shown it: the name of an assumption as words, `vacancy_rate` → `Vacancy rate`, and any other as it is."""
    return sentence(name) if name.isidentifier() and name.islower() and "_" in name else name


@lru_cache(maxsize=4096)
def sentence(name: str) -> str:
    """Return a name as words with one capital: `standard_cost` → `Standard cost`."""
    return snake(name).replace("_", " ").capitalize()
