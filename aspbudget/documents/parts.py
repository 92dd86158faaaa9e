"""Parts that content declares, of letters and of resolutions: a term with its figures, a table of amounts, the rows of a sheet, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.declare.correspondence import NUMBER, AmountsTable, Numeral, Paragraph, RowsOfSheet
from aspbudget.documents.blocks import BODY, DRAFT, KEY, NOTE, TOTAL, Grid, Row, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.correspondence import Item
    from aspbudget.documents.blocks import Block
    from aspbudget.documents.terms import Terms

_WIDTHS = (11.0, 6.0)  # centimetres: of words, and of amounts or texts
Declared = Paragraph | AmountsTable | RowsOfSheet


@dataclass(frozen=True)
class Filling:
    """What fills in the parts of a document: figures by name, of words one text or several, the currency of their amounts, and the input sheets that it prints, by their tables."""

    facts: Mapping[str, Any]
    currency: str
    sheets: Mapping[str, pd.DataFrame]


def block(part: Declared, filling: Filling, terms: Terms) -> Block:
    """Return a part as it is laid out."""
    match part:
        case Paragraph():
            values = {name: _filled(value, filling, terms) for name, value in part.filled.items()}
            return Text(terms.say(part.term, **values), DRAFT if part.to_complete else NOTE if part.recital else BODY)
        case AmountsTable():
            return _amounts(part, filling, terms)
        case RowsOfSheet():
            return _rows(part, filling, terms)


def explaining(part: Declared, filling: Filling, terms: Terms) -> Iterator[str]:
    """Yield all that a part may print that holds numerals: its figures in their forms, and the words of its inputs."""
    match part:
        case Paragraph():
            yield from (_filled(value, filling, terms) for value in part.filled.values())
        case AmountsTable():
            yield from (terms.decimal(sign * filling.facts[item.figure], part.digits) for item in (*part.items, part.total) for sign in (1, -1))
        case RowsOfSheet():
            yield from filling.sheets[part.table][part.text]


def _amounts(part: AmountsTable, filling: Filling, terms: Terms) -> Grid:
    items = [item for item in part.items if filling.facts[item.figure]]
    rows = [Row(KEY, _amount(item, part, filling, terms)) for item in items]
    caption = terms.say("caption.units", caption=terms.say(part.term), currency=filling.currency)
    return Grid(caption, (), (*rows, Row(TOTAL, _amount(part.total, part, filling, terms))), _WIDTHS, 1)


def _amount(item: Item, part: AmountsTable, filling: Filling, terms: Terms) -> tuple[str, str]:
    amount = filling.facts[item.figure]
    return terms.say(item.term), terms.decimal(-amount if item.less else amount, part.digits)


def _rows(part: RowsOfSheet, filling: Filling, terms: Terms) -> Grid:
    sheet = filling.sheets[part.table]
    pairs = zip(sheet[part.name], sheet[part.text], strict=True)
    rows = tuple(Row(KEY, (terms.value(part.group, name), text)) for name, text in pairs)
    return Grid(terms.say(part.term), (), rows, _WIDTHS[::-1], 0)


def _filled(value: Numeral | str, filling: Filling, terms: Terms) -> str:
    """Return what fills in a term: a figure in its form, or words as they are."""
    return value if isinstance(value, str) else _printed(value, filling, terms)


def _printed(numeral: Numeral, filling: Filling, terms: Terms) -> str:
    value = filling.facts[numeral.figure]
    match numeral.form:
        case "money":
            return terms.money_to_the_cent(value, filling.currency)
        case "whole money":
            return terms.money(value, filling.currency)
        case "words":
            return terms.mark("semicolon").join(map(terms.untranslated, (value,) if isinstance(value, str) else value))
        case "rate":
            return terms.rate(value)
        case "day":
            return terms.date(np.datetime_as_string(value, unit="D"))
        case _:
            return str(int(value)) if numeral.form != NUMBER else terms.amount(value)
