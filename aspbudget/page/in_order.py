"""In order: on a page in another language, lists of names and choices among them, such as of States, stand in the order of its alphabet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.letters import alphabetical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element


def put_in_order(whole: Element, by: Mapping[str, str]) -> None:
    """Put the rows of each list of an alphabetical table, and the choices below the first of each drop-down, in the order of what is shown of them; `by` gives the column of names of each such list."""
    for each in whole.iter("table"):
        if each.get("data-list") in by:
            _put_rows(each, by)
    for each in whole.iter("select"):
        each[1:] = sorted(each[1:], key=lambda option: alphabetical(option.text or ""))


def _put_rows(table: Element, by: Mapping[str, str]) -> None:
    """Put the rows of a list in order; the numbers before its names, which are places in the order of the inputs, are left out."""
    heads, body = table.find("thead/tr"), table.find("tbody")
    if heads is None or body is None:
        return
    name = by[table.attrib["data-list"]]
    numbered = name == table.get("data-key")
    at = 0 if numbered else next(place for place, head in enumerate(heads) if head.get("data-name") == name)
    rows = [row for row in body if row.get("data-row")]
    body[: len(rows)] = sorted(rows, key=lambda row: alphabetical("".join(row[at].itertext())))
    for row in (heads, *body) if numbered else ():
        del row[1]
