"""Number formats: days and per cent are told from numbers in whatever language a workbook was made."""

from __future__ import annotations

import pytest

from aspbudget.inputs.formats import PerCent, is_day, is_per_cent


@pytest.mark.parametrize(
    "code",
    [
        "mm-dd-yy",
        "[$-409]d mmm yyyy;@",
        "[$-F800]",
        r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy",
        "[$-F400]h:mm:ss AM/PM",
        "jj/mm/aaaa",
        "TT.MM.JJJJ",
        "gg/mm/aaaa",
        "p.k.vvvv",
        "ДД.ММ.ГГГГ",
        'yyyy"年"m"月"d"日"',
        "[$-411]ge.m.d",
        r"yyyy\-mm\-dd",
        "[Blue]d/m/yy",
        "[h]:mm:ss",
        "mm:ss.0",
        "[ss].00",
    ],
)
def a_day_or_a_time_is_known_in_each_language(code: str) -> None:
    assert is_day(code)
    assert not is_per_cent(code)


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "Standard",
        "@",
        "0",
        "#,##0.####;-#,##0.####;0",
        "#,##0 CHF",
        "[$USD] #,##0",
        '0.0 "days"',
        r"0.00\ _D_M_-",
        "# ?/?",
        "0.00E+00",
        "",
        '0"%"',
        r"0\%",
    ],
)
def a_number_is_neither_a_day_nor_per_cent_whatever_its_words(code: str) -> None:
    assert not is_day(code)
    assert not is_per_cent(code)


@pytest.mark.parametrize("code", ["0%", "0.00%", "[Red]0.0%;-0.0%", "#,##0.00 %"])
def a_number_may_be_shown_per_cent(code: str) -> None:
    assert is_per_cent(code)
    assert not is_day(code)


@pytest.mark.parametrize(("held", "shown"), [(0.0001, 0.01), (0.29, 29), (1.1, 110), (22, 2200)])
def a_number_shown_per_cent_knows_what_it_shows(held: float, shown: float) -> None:
    assert PerCent(held).shown == shown
    assert PerCent(held) == held
