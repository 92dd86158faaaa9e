"""Packed: the data of a page as compressed text, in which what stands in several places stands once."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections import Counter
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_SHARED = "~"  # what the place begins with of what stands in several places
_SHORT_TEXT, _SHORT = 6, 40  # how long a text, or a list or an object, may be as JSON that is written out each time
_LEVEL = 6  # the highest level of compression takes three times as long for a fiftieth less
_LIST, _OBJECT = "[", "{"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def packed(value: object) -> str:
    """Return data as compressed text: a pair of all that stands in several places and the data, in which the place in that list stands for it.

    There is no clock in it, so that the same data give the same text.
    """
    packing = Packing()
    packing.number(value)
    return packing.text()


_NESTED = (str, list, tuple, dict)
_Value = tuple[str, tuple[int, ...]]  # its text, or of what kind it is and the numbers of the values inside it, of an object its names and values in turn


class Packing:
    """Values of JSON, each once; the number of one, which is its place, is higher than those of the values inside it. A list without texts, lists and objects is one value.

    What is numbered need be kept no longer: of a long list each part may be made, added, and let go of, before the next one is.
    """

    def __init__(self) -> None:
        self._found: list[_Value] = []
        self._added: list[int] = []
        self.number, self._let_go = _numbering(self._found)

    def add(self, value: object) -> None:
        """Add a value to the list that is packed."""
        self._added.append(self.number(value))

    def text(self) -> str:
        """Return the last value that was numbered as compressed text, or the list of those that were added; nothing can be added after that."""
        if self._added:
            self._found.append((_LIST, tuple(self._added)))
        self._let_go()
        shared, whole = _written(self._found)
        return b64encode(gzip.compress(f"[[{','.join(shared)}],{whole}]".encode(), _LEVEL, mtime=0)).decode()


def _numbering(found: list[_Value]) -> tuple[Callable[[Any], int], Callable[[], None]]:
    """Return what adds a value to those that are found, unless it is there, and returns its number; and what lets go of that, for it names itself and would stay in memory."""
    numbers: dict[str | _Value, int] = {}

    def number(value: Any) -> int:  # noqa: ANN401 - whatever JSON holds
        if isinstance(value, str):
            known = numbers.get(value)
            return added(value, (_JSON.encode(value), ())) if known is None else known
        if isinstance(value, (list, tuple)) and any(issubclass(kind, _NESTED) for kind in set(map(type, value))):
            made: _Value = _LIST, tuple([number(each) for each in value])
        elif isinstance(value, dict):
            made = _OBJECT, tuple([number(each) for name, inside in value.items() for each in (str(name), inside)])
        elif type(value) in (float, int) and isfinite(value):
            made = repr(value), ()  # as JSON has it, and sooner
        else:
            made = _JSON.encode(value), ()
        known = numbers.get(made)
        return added(made, made) if known is None else known

    def added(key: str | _Value, value: _Value) -> int:
        numbers[key] = place = len(found)
        found.append(value)
        return place

    def let_go() -> None:
        nonlocal number
        number = None  # type: ignore[assignment]

    return number, let_go


def _written(found: list[_Value]) -> tuple[list[str], str]:
    """Return what stands in several places, and the last of the values, which is the whole, with the places of these."""
    times = Counter(chain.from_iterable(inside for _, inside in found))
    shared: list[str] = []
    written: list[str] = []
    for place, (kind, inside) in enumerate(found):
        text = _joined(kind, [written[each] for each in inside]) if inside or kind == _OBJECT else kind
        if text.startswith(f'"{_SHARED}') or (times[place] > 1 and len(text) > (_SHORT_TEXT if text.startswith('"') else _SHORT)):
            shared.append(text)
            text = f'"{_SHARED}{len(shared) - 1}"'
        written.append(text)
        for each in inside:
            if times[each] == 1:
                written[each] = ""  # it stands in this one alone
    return shared, written[-1]


def _joined(text: str, inside: list[str]) -> str:
    if text == _OBJECT:
        return f"{{{','.join([f'{name}:{value}' for name, value in zip(inside[::2], inside[1::2], strict=True)])}}}"
    return f"[{','.join(inside)}]" if text == _LIST else text
