"""Charts of the page: bars from zero, each beside its value, as a table that can be read aloud; live ones follow what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.page.markup import part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element


class Bar(NamedTuple):
    """A bar: its label, its length in any unit, its value in words, and, where it is live, where the value comes from and its format."""

    label: str
    value: float
    text: str
    where: str = ""
    how: str = ""


def bars(title: str, found: Sequence[Bar]) -> Element:
    """Return bars from zero, one below the other, losses to the left of it; all have one scale, which stays when a value changes."""
    low = min(0.0, *(each.value for each in found)) if found else 0.0
    room = max(0.0, *(each.value for each in found)) - low if found else 0.0
    rows = (_bar(each, low, room or 1.0) for each in found)
    return part("table", part("caption", title), part("tbody", *rows), class_="bars")


def _bar(each: Bar, low: float, room: float) -> Element:
    shape = part(
        "svg",
        part("rect", x=f"{min(each.value, 0.0):.6g}", y="0", width=f"{abs(each.value):.6g}", height="1", class_="less" if each.value < 0 else "more"),
        part("line", x1="0", x2="0", y1="0", y2="1", class_="axis"),
        viewBox=f"{low:.6g} 0 {room:.6g} 1", preserveAspectRatio="none", aria_hidden="true",
    )  # fmt: skip
    value = part("button", each.text, type="button", class_="figure", data_of=each.where, data_as=each.how) if each.where else part("span", each.text)
    return part("tr", part("th", each.label, scope="row"), part("td", shape, class_="bar"), part("td", value))
