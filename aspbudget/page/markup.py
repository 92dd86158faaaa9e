"""Markup: parts of a page as trees, in which a text can be nothing but a text, whatever an officer has typed into a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard
from xml.etree.ElementTree import Element, tostring

from aspbudget.phrase import Phrase, in_a_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Part = Element | str
_ENDS = re.compile("</(?:td|th|tr)>")


def part(tag: str, *inside: Part | None, **attributes: str) -> Element:
    """Return an element with texts and elements inside it; `class_` is its class, `data_of` its attribute `data-of`, and `None` is nothing."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value})
    for each in inside:
        if each is not None:
            add(made, each)
    return made


def add(whole: Element, inside: Part) -> None:
    """Add a text or an element at the end of an element."""
    if isinstance(inside, Element):
        whole.append(inside)
    elif len(whole):
        whole[-1].tail = _after(whole[-1].tail, inside)
    else:
        whole.text = _after(whole.text, inside)


def _after(before: str | None, text: str) -> str:
    """Return a text after what stands there already, each to be said by itself in another language."""
    return in_a_row([before, text], "") if before else text


def table(caption: str, heads: Iterable[Part], rows: Iterable[Element], **attributes: str) -> Element:
    """Return a table that a screen reader reads as one: its caption, one row of heads, and rows that begin with a head of their own."""
    headed = part("tr", *(each if isinstance(each, Element) else part("th", each, scope="col") for each in heads))
    made = part("table", part("caption", caption), part("thead", headed), part("tbody", *rows), **attributes)
    return part("div", made, class_="wide", tabindex="0", role="region", aria_label=caption)


def worded(title: str) -> Element:
    """Return the head of a column of words, which stand at its left."""
    return part("th", title, scope="col", class_="text")


def translated(whole: Element, words: Callable[[str], str]) -> Element:
    """Return a copy of an element with all that a reader sees or hears of it in other words: its texts, and the names of its parts."""
    made = Element(whole.tag, whole.attrib | ({"aria-label": words(label)} if (label := whole.get("aria-label")) else {}))
    made.text = words(whole.text) if _is_said(whole.text) and whole.tag not in ("script", "style") else whole.text
    made.tail = words(whole.tail) if _is_said(whole.tail) else whole.tail
    made.extend(translated(each, words) for each in whole)
    return made


def _is_said(text: str | None) -> TypeGuard[str]:
    """Whether a text may say something in another language, as one that is composed may where it says nothing in that of the inputs: the currency after an amount."""
    return bool(text) or isinstance(text, Phrase)


def written(whole: Element) -> str:
    """Return an element as HTML."""
    return tostring(whole, encoding="unicode", method="html")


def compact(text: str) -> str:
    """Return what is written without the ends of cells and rows, which HTML takes as said; no text has such a mark in it, for its `<` is written in another way."""
    return _ENDS.sub("", text)
