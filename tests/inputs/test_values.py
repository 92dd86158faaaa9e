"""Values: a cell is what its column asks for, or what is wrong with it is said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from aspbudget.declare.sheet import Column
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.read import Failed, Uncalculated
from aspbudget.inputs.values import Taken, Wrong, typed

POST = Column("post", "Post", "text", "The number of the post.", key=True)
GRADE = Column("grade", "Grade", "text", "The grade.", refers="grades")
MONTHS = Column("months", "Work-months", "number", "The months filled.")
POSTS = Column("posts", "Posts", "whole", "How many posts.")
START = Column("start", "Start", "date", "The first day.")
NOTE = Column("note", "Note", "text", "A remark.", required=False)
MEANS = Column("means", "Means", "text", "How it is met.", choices=("Own", "pooled"))
CEILING = Column("ceiling", "Ceiling", "number", "The highest rate.", unit="%")
COUNTS = Column("counts", "Included", "whole", "Whether it counts.", low=0, high=1)
DAY = datetime(2004, 9, 6)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
AGAIN = "format and enter it again."
TYPED = "format and enter it again, such as 2004-09-06."


def fault_of(column: Column, value: object) -> str:
    """Return what is said of one value in a column."""
    found = typed(value, column)
    assert isinstance(found, Wrong)
    return found.message


def value_of(column: Column, value: object) -> object:
    """Return what a value in a column is read as, where all is right."""
    found = typed(value, column)
    assert not isinstance(found, Wrong | Taken)
    return found


def taken(column: Column, value: object) -> tuple[object, str]:
    """Return what a value is read as, where that is not what the cell holds, and what is said of it."""
    found = typed(value, column)
    assert isinstance(found, Taken)
    return found.value, found.message


# Yes and no


@pytest.mark.parametrize("yes", ["yes", " Yes ", "OUI", "oui", 1, 1.0, "1", True, "TRUE", "Vrai"])
def a_column_of_yes_and_no_takes_yes_in_the_words_of_either_language(yes: object) -> None:
    assert value_of(COUNTS, yes) == 1.0


@pytest.mark.parametrize("no", ["no", "NO", "\N{NO-BREAK SPACE}non", 0, 0.0, "0", False, "false", "FAUX"])
def a_column_of_yes_and_no_takes_no_in_the_words_of_either_language(no: object) -> None:
    assert value_of(COUNTS, no) == 0.0


@pytest.mark.parametrize(("value", "found"), [("maybe", '"maybe"'), ("yes no", '"yes no"'), (2, "2"), (0.5, "0.5"), (None, "empty"), (DAY, "the date 6 September 2004")])
def a_value_that_is_neither_yes_nor_no_is_told_the_choices(value: object, found: str) -> None:
    assert fault_of(COUNTS, value) == f"Included is {found}; it must be one of: yes, no."


# Numbers


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("six", 'is "six"; it must be a number.'),
        ("12 months", 'is "12 months"; it must be a number.'),
        ("nan", 'is "nan"; it must be a number.'),
        ("1_000", 'is "1_000"; it must be a number.'),
        ("8%", 'is "8%"; it must be a number: give the cell the Percentage format and enter it again.'),
        ("0,5 %", 'is "0,5 %"; it must be a number: give the cell the Percentage format and enter it again.'),
        ("EUR 350", 'is "EUR 350"; it must be a number: enter the number alone, without the currency.'),
        ("1 350,00 €", 'is "1 350,00 €"; it must be a number: enter the number alone, without the currency.'),
        ("(350)", 'is "(350)"; it must be a number: enter it with a minus sign.'),
        ("(EUR)", 'is "(EUR)"; it must be a number.'),
        ("%", 'is "%"; it must be a number.'),
        ("200", f'is "200", stored as text: give the cell the Number {AGAIN}'),
        (" -1.5e3", f'is "-1.5e3", stored as text: give the cell the Number {AGAIN}'),
        ("1 234", f'is "1 234", stored as text: give the cell the Number {AGAIN}'),
        ("1,234,567", f'is "1,234,567", stored as text: give the cell the Number {AGAIN}'),
        ("1.234.567", f'is "1.234.567", stored as text: give the cell the Number {AGAIN}'),
        ("1,234", 'is "1,234", which may mean 1234 or 1.234: enter it as a number.'),
        ("1.234", 'is "1.234", which may mean 1.234 or 1234: enter it as a number.'),
        ("-10,000", 'is "-10,000", which may mean -10000 or -10: enter it as a number.'),
        ("1,800.00", f'is "1,800.00", stored as text: give the cell the Number {AGAIN}'),
        ("1.234,50", f'is "1.234,50", stored as text: give the cell the Number {AGAIN}'),
        ("1 234,50", f'is "1 234,50", stored as text: give the cell the Number {AGAIN}'),
        ("1\u202f234,567", f'is "1\N{REPLACEMENT CHARACTER}234,567", stored as text: give the cell the Number {AGAIN}'),
        ("1'234.567", f'is "1\'234.567", stored as text: give the cell the Number {AGAIN}'),
        ("1,23,456.5", f'is "1,23,456.5", stored as text: give the cell the Number {AGAIN}'),
        ("12,5", f'is "12,5", stored as text: give the cell the Number {AGAIN}'),
        ("0,125", f'is "0,125", stored as text: give the cell the Number {AGAIN}'),
        ("1234,567", f'is "1234,567", stored as text: give the cell the Number {AGAIN}'),
        ("\N{MINUS SIGN}5", f'is "\N{MINUS SIGN}5", stored as text: give the cell the Number {AGAIN}'),
        ("1,2,3", 'is "1,2,3"; it must be a number.'),
        ("1.2,345", 'is "1.2,345"; it must be a number.'),
        ("12 34", 'is "12 34"; it must be a number.'),
        (float("nan"), "is not a finite number: enter the number."),
        (float("-inf"), "is not a finite number: enter the number."),
        (True, "is TRUE; it must be a number."),
        (DAY, f"is the date 6 September 2004; it must be a number: give the cell the Number {AGAIN}"),
        (time(6, 30), f"is the time 06:30:00; it must be a number: give the cell the Number {AGAIN}"),
        (Failed("#REF!"), "is the error #REF!; it must be a number: correct the formula or enter the value."),
        (
            Uncalculated(),
            "is a formula with no stored value: open the workbook in a spreadsheet, let it calculate, and save it.",
        ),
    ],
)
def a_number_column_refuses_all_but_numbers(value: object, message: str) -> None:
    assert fault_of(MONTHS, value) == f"Work-months {message}"


def a_number_with_its_sign_in_a_column_of_per_cent_is_entered_without_the_sign() -> None:
    assert fault_of(CEILING, "8%") == f'Ceiling is "8%"; it must be a number: give the cell the Number {AGAIN.removesuffix(".")}, without the sign.'


@pytest.mark.parametrize("value", [0, -1, 12, 0.1 + 0.2, 1e300])
def a_number_is_read_as_it_is(value: float) -> None:
    assert value_of(MONTHS, value) == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.5, "is 1.5; it must be a whole number."),
        ("one", 'is "one"; it must be a whole number.'),
        ("2", f'is "2", stored as text: give the cell the Number {AGAIN}'),
        (False, "is FALSE; it must be a whole number."),
    ],
)
def a_whole_number_column_refuses_fractions(value: object, message: str) -> None:
    assert fault_of(POSTS, value) == f"Posts {message}"


@pytest.mark.parametrize(("low", "high", "limits"), [(1, 12, "from 1 to 12"), (0, None, "0 or more"), (None, 12, "12 or less")])
def a_whole_number_is_refused_with_its_bounds(low: float | None, high: float | None, limits: str) -> None:
    assert fault_of(replace(POSTS, low=low, high=high), "January") == f'Posts is "January"; it must be a whole number, {limits}.'


@pytest.mark.parametrize("value", ["n/a", "-", " – ", "None"])
def a_cell_that_says_there_is_no_number_is_answered_with_what_to_enter(value: str) -> None:
    said = f'Work-months is "{value.strip()}"; it must be a number'
    assert fault_of(replace(MONTHS, required=False), value) == f"{said}: empty the cell where there is none."
    assert fault_of(replace(MONTHS, low=0), value) == f"{said}: enter 0 where there is none."
    assert fault_of(replace(MONTHS, low=1), value) == f"{said}: enter the number."


def a_whole_number_may_carry_the_dust_of_a_calculation() -> None:
    assert value_of(POSTS, 0.1 * 3 * 10) == 3


# Dates


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("6 September 2004", f'is "6 September 2004"; it must be a date: give the cell the Date {TYPED}'),
        ("2004-09-06", f'is "2004-09-06"; it must be a date: give the cell the Date {TYPED}'),
        (38236, f"is 38236; it must be a date: give the cell the Date {TYPED}"),
        (True, f"is TRUE; it must be a date: give the cell the Date {TYPED}"),
        (time(14, 30), f"is the time 14:30:00; it must be a date: give the cell the Date {TYPED}"),
        (timedelta(hours=30), f"is the time 1 day, 6:00:00; it must be a date: give the cell the Date {TYPED}"),
        (
            DAY + timedelta(hours=14, minutes=30),
            "is the date 6 September 2004 14:30; it must be a date with no time of day: type the date alone.",
        ),
        (
            DAY + timedelta(seconds=90),
            "is the date 6 September 2004 00:01:30; it must be a date with no time of day: type the date alone.",
        ),
        (Failed("#N/A"), "is the error #N/A; it must be a date: correct the formula or enter the value."),
    ],
)
def a_date_column_refuses_all_but_whole_days(value: object, message: str) -> None:
    assert fault_of(START, value) == f"Start {message}"


@pytest.mark.parametrize("seconds", [-60, -20, 10, 60])
def a_date_within_a_minute_of_midnight_is_that_day_and_that_is_remarked_on(seconds: int) -> None:
    day, remark = taken(START, DAY + timedelta(seconds=seconds))
    assert day == DAY
    assert remark.endswith("; read as 6 September 2004.")


def a_remark_on_a_date_shows_its_seconds() -> None:
    assert taken(START, DAY - timedelta(seconds=20))[1] == "Start is 5 September 2004 23:59:40; read as 6 September 2004."


@pytest.mark.parametrize("value", [DAY + timedelta(milliseconds=400), DAY - timedelta(milliseconds=400), DAY])
def a_date_may_carry_the_dust_of_a_calculation(value: datetime) -> None:
    assert value_of(START, value) == DAY


def the_last_day_that_can_be_is_that_day() -> None:
    last = datetime(9999, 12, 31)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
    assert value_of(START, last) == last
    assert fault_of(START, last + timedelta(hours=23, minutes=59, seconds=30)).startswith("Start is the date 31 December 9999 23:59:30; ")


# Per cent


@pytest.mark.parametrize(("held", "shown"), [(0.0001, 0.01), (0.22, 22), (0.29, 29), (0.1 + 0.2, 30), (0, 0)])
def a_number_shown_per_cent_is_what_it_shows_where_the_unit_is_per_cent(held: float, shown: float) -> None:
    assert taken(CEILING, PerCent(held)) == (shown, f"Ceiling holds {held:.15g} and shows {shown:.15g}%; its unit is per cent: read as {shown:.15g}.")


def a_number_shown_per_cent_is_what_the_cell_holds_where_the_unit_is_another() -> None:
    assert value_of(MONTHS, PerCent(0.22)) == 0.22


def a_whole_number_of_per_cent_is_whole_as_it_shows() -> None:
    whole = Column("ceiling", "Ceiling", "whole", "The highest rate.", unit="%")
    assert taken(whole, PerCent(0.22))[0] == 22
    assert isinstance(typed(PerCent(0.225), whole), Wrong)


# Texts


@pytest.mark.parametrize(
    ("value", "text"),
    [(4100, "4100"), (4100.0, "4100"), ("  P-4\n", "P-4"), ("\xa0P-4", "P-4"), ("Chef d'équipe", "Chef d'équipe")],
)
def a_text_is_read_without_outer_spaces_and_a_code_as_its_digits(value: object, text: str) -> None:
    assert value_of(GRADE, value) == text


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.5, f"is 1.5; it must be text: give the cell the Text {AGAIN}"),
        (1e16, f"is 1e+16; it must be text: give the cell the Text {AGAIN}"),
        (float("inf"), f"is inf; it must be text: give the cell the Text {AGAIN}"),
        (True, f"is TRUE; it must be text: give the cell the Text {AGAIN}"),
        (DAY, f"is the date 6 September 2004; it must be text: give the cell the Text {AGAIN}"),
        (Failed("#NAME?"), "is the error #NAME?; it must be text: correct the formula or enter the value."),
        ("x" * 251, "is 251 characters long; at most 250 are allowed: shorten it."),
        ("P\xa04", 'is "P\N{REPLACEMENT CHARACTER}4", with a character that cannot be seen, No-break space (U+00A0): type it again.'),
        ("P-\u200b4", 'is "P-\N{REPLACEMENT CHARACTER}4", with a character that cannot be seen, Zero width space (U+200B): type it again.'),
        ("P\n4", 'is "P\N{REPLACEMENT CHARACTER}4", with a character that cannot be seen: type it again.'),
    ],
)
def a_text_column_refuses_what_is_not_plain_text(value: object, message: str) -> None:
    assert fault_of(GRADE, value) == f"Grade {message}"


@pytest.mark.parametrize(("value", "choice"), [("OWN", "Own"), (" Pooled ", "pooled"), ("own", "Own"), ("other", "other")])
def a_choice_is_read_as_it_is_declared_whatever_its_capitals(value: str, choice: str) -> None:
    assert value_of(MEANS, value) == choice


@pytest.mark.parametrize("value", ["one\r\ntwo", "one\rtwo", "one\ntwo", "one\x0btwo"])
def a_remark_has_one_kind_of_line_break(value: str) -> None:
    assert value_of(NOTE, value) == "one\ntwo"
    assert value_of(NOTE, "\tone\ttwo\r\n") == "one two"


@pytest.mark.parametrize("column", [POST, GRADE])
@pytest.mark.parametrize("value", ["P-*", "P-?", "~P", "=P-4", "<5", ">5"])
def a_text_that_is_looked_up_may_not_be_a_pattern(column: Column, value: str) -> None:
    assert fault_of(column, value) == (
        f'{column.title} is "{value}"; it must not hold * ? or ~ or begin with = < or >, '
        "which look-ups read as patterns: write it another way."
    )


@pytest.mark.parametrize("value", ["True", "FALSE", "#N/A", "#REF!"])
def a_text_that_is_looked_up_may_not_be_a_condition_or_an_error(value: str) -> None:
    assert fault_of(POST, value) == (
        f'{POST.title} is "{value}", which look-ups read as a condition or an error: write it another way.'
    )
    assert value_of(NOTE, value) == value


@pytest.mark.parametrize("value", ["Why? *See* ~ below", "=A1", "\u200e1 May 2004, as pasted from a mail", "Line one\nline two", "x" * 2000, "P=4 < 5"])
def a_remark_may_hold_what_a_key_may_not(value: str) -> None:
    assert value_of(NOTE, value) == value


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("x" * 2001, "is 2,001 characters long; at most 2,000 are allowed: shorten it."),
        ("a\x07b", 'is "a\N{REPLACEMENT CHARACTER}b", with a character that cannot be seen, Sign (U+0007): type it again.'),
        ("a\u202eb", 'is "a\N{REPLACEMENT CHARACTER}b", with a character that cannot be seen, Right-to-left override (U+202E): type it again.'),
        ("a\u2066b", 'is "a\N{REPLACEMENT CHARACTER}b", with a character that cannot be seen, Left-to-right isolate (U+2066): type it again.'),
        ("a_x0007_b", 'is "a_x0007_b", with a character that cannot be seen: type it again.'),
        (
            "tab\x9b" + "y" * 90,
            f'is "tab\N{REPLACEMENT CHARACTER}{"y" * 56}…", with a character that cannot be seen, Sign (U+009B): type it again.',
        ),
    ],
)
def a_remark_has_its_own_limits(value: str, message: str) -> None:
    assert fault_of(NOTE, value) == f"Note {message}"
