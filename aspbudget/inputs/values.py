"""Values: what one cell holds as its column has it, taken for what it shows where that is plain, or what is wrong with it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache, reduce
from itertools import product
from typing import TYPE_CHECKING

from aspbudget.declare.sheet import NO, YES
from aspbudget.faults import allowed
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.read import EXACT, Failed, Uncalculated, shown
from aspbudget.language import wordings
from aspbudget.letters import lines_of, unseen
from aspbudget.phrase import AsTyped, in_a_row, phrase
from aspbudget.refusals import ending, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.declare.sheet import Column, Kind

LONGEST_KEY = 250  # spreadsheets look up at most 255 characters
LONGEST_TEXT = 2_000  # a page; more belongs in a document
DUST, SLIP = timedelta(seconds=0.5), timedelta(minutes=1)  # what writers of spreadsheets lose of a day: by rounding, by a time zone
DAY = timedelta(days=1)

FORMATS: dict[Kind, str] = {"text": "Text", "number": "Number", "whole": "Number", "date": "Date"}
AGAIN: dict[Kind, str] = {kind: phrase(": give the cell the {shape} format and enter it again", shape=shape) for kind, shape in FORMATS.items()}
TYPED: dict[Kind, str] = {"date": AsTyped(", such as 2004-09-06")}  # which spreadsheets in every language take for a day
NO_VALUE = "{title} is a formula with no stored value: open the workbook in a spreadsheet, let it calculate, and save it."
PER_CENT = ("%", "per cent")
NOTHING = ("n/a", "n.a.", "na", "nil", "none", "s.o.", "néant", "-", "–", "—")  # what people type where there is no number

PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|_x00[01][0-9A-Fa-f]_")
NOT_TEXT = ("TRUE", "FALSE", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
PATTERN = re.compile(r"[*?~]|^[=<>]")

# A number in what people write around it: 8 %, EUR 350 or 350 €, (350).
DRESSED = {
    "share": re.compile(r"(.+)%"),
    "amount": re.compile(r"(?:[A-Z]{3}|[€$£¥])?(.+?)(?:[A-Z]{3}|[€$£¥])?"),
    "less": re.compile(r"\((.+)\)"),
}

# How people group the digits of a number, and how they mark its decimals: 1,800.00 and 1.800,00, 1 800,00 and 1'800.00.
GROUPS, DECIMALS = ("", ",", r"\.", r"[\s'\u2019]"), (r"\.", ",")


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a value that its column doesn't allow, as a sentence."""

    message: str


@dataclass(frozen=True)
class Taken:
    """A value that is another than the cell holds but what it shows, and the sentence that says so."""

    value: float | datetime
    message: str


def typed(value: object, column: Column) -> object:
    """Return a value as its column has it, what it is taken for (`Taken`), or what is wrong with it (`Wrong`)."""
    if value is not None:
        return TYPES[column.kind](value, column)
    if column.prefilled or not (column.required or column.key):
        return None
    if column.is_switch:
        return _unclear("empty", column)
    if column.choices:
        return Wrong(refusal("one_of", title=column.title, found="empty", choices=allowed(column.offered)))
    return Wrong(refusal(f"hold_{column.kind}", title=column.title))


def _other(value: object, column: Column) -> Wrong:
    """Return what is wrong with a value of another kind than its column's."""
    if isinstance(value, Uncalculated):
        return Wrong(phrase(NO_VALUE, title=column.title))
    failed = isinstance(value, Failed)
    found = phrase("the error {code}", code=AsTyped(shown(value.code))) if isinstance(value, Failed) else _found(value)
    simple = column.kind in ("number", "whole") and not isinstance(value, date | time)
    again = in_a_row((AGAIN[column.kind], TYPED.get(column.kind, ""), "."), "")
    remedy = ": correct the formula or enter the value." if failed else _dressed(value, column) if simple else again
    return Wrong(ending(_must_be(column, found), remedy))


def _must_be(column: Column, found: str) -> str:
    """Return that a value is not of its column's kind; of a whole number, within which bounds as well."""
    if column.kind == "whole" and column.limits:
        return refusal("be_whole_within", title=column.title, found=found, limits=column.limits)
    return refusal(f"be_{column.kind}", title=column.title, found=found)


def _dressed(value: object, column: Column) -> str:
    """Return what to do about a text that is a number but for a sign of per cent, a currency or brackets, or that says that there is none; nothing of another."""
    text = value.strip() if isinstance(value, str) else ""
    if text.casefold() in NOTHING:
        return ": empty the cell where there is none." if not column.required else ": enter 0 where there is none." if (column.low or 0) <= 0 else ": enter the number."
    shape = next((shape for shape, pattern in DRESSED.items() if (found := pattern.fullmatch(text)) and next(meanings(found[1].strip()), None) is not None), "")
    if shape == "share":
        return phrase("{again}, without the sign.", again=AGAIN["number"]) if column.unit in PER_CENT else ": give the cell the Percentage format and enter it again."
    return {"amount": ": enter the number alone, without the currency.", "less": ": enter it with a minus sign."}.get(shape, "")


def _found(value: object) -> str:
    match value:
        case str():
            return f'"{shown(value)}"'
        case bool():
            return str(value).upper()
        case int() | float():
            return f"{value:.15g}"
        case datetime():
            return phrase("the date {day}", day=_day(value))
        case _:
            return f"the time {value}"


def _day(value: datetime) -> str:
    hour = f" {value:%H:%M:%S}" if value.second else f" {value:%H:%M}" if value.time() > time() else ""
    return f"{value.day} {value:%B %Y}{hour}"


def _text(value: object, column: Column) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0 and abs(value) < EXACT:
        value = str(int(value))  # a code such as 4100, which a spreadsheet keeps as a number
    if not isinstance(value, str):
        return _other(value, column)
    looked_up = column.looked_up
    text = value.strip() if looked_up else lines_of(value.strip())
    longest = LONGEST_KEY if looked_up else LONGEST_TEXT
    wrong = _wrong_text(text, longest, looked_up=looked_up)
    if wrong:
        return Wrong(refusal(wrong, title=column.title, found=shown(text), length=f"{len(text):,}", longest=f"{longest:,}", named=_by_name(text)))
    return _declared(column.names.key(text) or text if column.names else text, column)


def _wrong_text(text: str, longest: int, *, looked_up: bool) -> str:
    """Return the refusal of a text that no cell may have; an empty text where there is none."""
    if len(text) > longest:
        return "too_long"
    if CONTROL.search(text) or (looked_up and not text.isprintable()):
        return "unseen"
    if looked_up and text.upper() in NOT_TEXT:
        return "no_text"
    return "pattern" if looked_up and PATTERN.search(text) else ""


def _by_name(text: str) -> str:
    name = unseen(text.replace("\n", ""))
    return f", {name}" if name else ""


def _declared(text: str, column: Column) -> str:
    """Return the choice that a text is but for its capitals and kinds of spaces, in the workbook's own words or the models', or the text itself where it is none."""
    if not column.choices or (text in column.choices and not column.wordings):
        return text
    known = {" ".join(words.split()).casefold(): choice for listed in (column.choices, column.wordings) for words, choice in zip(listed, column.choices, strict=False)}
    return known.get(" ".join(text.split()).casefold(), text)


def _number(value: object, column: Column) -> object:
    if isinstance(value, str):
        return _not_number(value, column)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _other(value, column)
    if not math.isfinite(value):
        return Wrong(phrase("{title} is not a finite number: enter the number.", title=column.title))
    return _as_shown(value, column) if isinstance(value, PerCent) and column.unit in PER_CENT else float(value)


def _as_shown(value: PerCent, column: Column) -> Taken:
    held, shown = f"{value:.15g}", f"{value.shown:.15g}"
    return Taken(value.shown, phrase("{title} holds {held} and shows {shown}%; its unit is per cent: read as {shown}.", title=column.title, held=held, shown=shown))


def _not_number(text: str, column: Column) -> Wrong:
    numbers = list(dict.fromkeys(meanings(text.strip().replace("\N{MINUS SIGN}", "-"))))
    if len(numbers) > 1:
        either = reduce(lambda one, other: phrase("{one} or {other}", one=one, other=other), (f"{number:.15g}" for number in numbers))
        return Wrong(phrase("{title} is {found}, which may mean {either}: enter it as a number.", title=column.title, found=_found(text), either=either))
    stored = phrase("{title} is {found}, stored as text{again}.", title=column.title, found=_found(text), again=AGAIN[column.kind])
    return Wrong(stored) if numbers else _other(text, column)


def meanings(text: str) -> Iterator[float]:
    """Yield each number that a person may mean by a text, which may be the same one several times, by the ways of grouping digits and of marking decimals."""
    for mark, group in product(DECIMALS, GROUPS):
        if group != mark and _shape(mark, group).fullmatch(text):
            yield float(re.sub(mark, ".", re.sub(group, "", text) if group else text))


@lru_cache
def _shape(mark: str, group: str) -> re.Pattern[str]:
    """Return what numbers look like; only the last group of a whole number must have three digits, others may have two, as in India."""
    decimals = f"({mark}[0-9]*)?"
    if group:
        return re.compile(f"[+-]?[1-9][0-9]{{0,2}}({group}[0-9]{{2,3}})*{group}[0-9]{{3}}{decimals}")
    return re.compile(f"[+-]?([0-9]+{decimals}|{mark}[0-9]+)([eE][+-]?[0-9]+)?")


def _whole(value: object, column: Column) -> object:
    return _switch(value, column) if column.is_switch else _whole_number(value, column)


def _switch(value: object, column: Column) -> object:
    if isinstance(value, Failed | Uncalculated):
        return _other(value, column)
    said = switched(value)
    return _unclear(_found(value), column) if said is None else said


def switched(value: object) -> float | None:
    """Return 1 for yes and 0 for no, in the words of any language, as a spreadsheet's own true and false, or as these numbers, also where they are text; nothing for any other value."""
    if isinstance(value, str):
        return _switches().get(" ".join(value.split()).casefold())
    return float(value) if isinstance(value, int | float) and value in (0, 1) else None


def _unclear(found: str, column: Column) -> Wrong:
    return Wrong(refusal("one_of", title=column.title, found=found, choices=in_a_row((YES, NO), ", ")))


@lru_cache
def _switches() -> dict[str, float]:
    """Return what yes and no are called in every language of the tool, also as spreadsheets have them."""
    said = ((YES, 1.0), ("true", 1.0), ("1", 1.0), (NO, 0.0), ("false", 0.0), ("0", 0.0))
    return {word.casefold(): value for text, value in said for word in wordings(text)}


def _whole_number(value: object, column: Column) -> object:
    number = _number(value, column)
    plain = number.value if isinstance(number, Taken) else number
    if not isinstance(plain, float):
        return number
    rounded = float(f"{plain:.15g}")  # the digits that a spreadsheet keeps: 3.0000000000000004 is 3
    if not rounded.is_integer():
        return _other(value, column)
    return replace(number, value=rounded) if isinstance(number, Taken) else rounded


def _date(value: object, column: Column) -> object:
    if not isinstance(value, datetime):
        return _other(value, column)
    day = _nearest_day(value)
    off = abs(value - day)
    if off > SLIP:
        return Wrong(phrase("{title} is {found}; it must be a date with no time of day: type the date alone.", title=column.title, found=_found(value)))
    return day if off <= DUST else Taken(day, phrase("{title} is {found}; read as {day}.", title=column.title, found=_day(value), day=_day(day)))


def _nearest_day(value: datetime) -> datetime:
    day = datetime.combine(value, time())
    return day + DAY if value - day >= DAY - SLIP and day.date() < date.max else day


TYPES: dict[Kind, Callable[[object, Column], object]] = {
    "text": _text,
    "number": _number,
    "whole": _whole,
    "date": _date,
}
