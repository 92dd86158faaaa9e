"""Packed: the data of a page as compressed text, in which what stands in several places stands once."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from math import isfinite
from typing import Any

_SHARED = "~"  # what the place begins with of what stands in several places
_SHORT_TEXT, _SHORT = 6, 40  # how long a text, or a list or an object, may be as JSON that is written out each time
_LEVEL = 6  # the highest level of compression takes three times as long for a fiftieth less
_LIST, _OBJECT = "[", "{"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def packed(value: object) -> str:
    """Return data as compressed text: a pair of all that stands in several places and the data, in which the place in that list stands for it.

    There is no clock in it, so that the same data give the same text.
    """
    values = _Values()
    whole = values.number(value)
    shared, written = values.written()
    return b64encode(gzip.compress(f"[[{','.join(shared)}],{written[whole]}]".encode(), _LEVEL, mtime=0)).decode()


_NESTED = (str, list, tuple, dict)
_Value = tuple[str, tuple[int, ...]]  # its text, or of what kind it is and the numbers of the values inside it, of an object its names and values in turn


class _Values:
    """Values of JSON, each once; the number of one is higher than those of the values inside it."""

    def __init__(self) -> None:
        self._numbers: dict[str | _Value, int] = {}
        self._found: list[_Value] = []
        self._times: list[int] = []

    def number(self, value: Any) -> int:  # noqa: ANN401 - whatever JSON holds
        """Return the number of a value; a list without texts, lists and objects is one value."""
        if isinstance(value, str):
            known = self._numbers.get(value)
            return self._added(value, (_JSON.encode(value), ())) if known is None else known
        found = self._made(value)
        known = self._numbers.get(found)
        return self._added(found, found) if known is None else known

    def _made(self, value: Any) -> _Value:  # noqa: ANN401
        if type(value) in (float, int) and isfinite(value):
            return repr(value), ()  # as JSON has it, and sooner
        number = self.number
        if isinstance(value, dict):
            return _OBJECT, tuple([number(each) for name, found in value.items() for each in (str(name), found)])
        if isinstance(value, (list, tuple)):
            for each in value:
                if isinstance(each, _NESTED):
                    return _LIST, tuple(map(number, value))
        return _JSON.encode(value), ()

    def _added(self, key: str | _Value, value: _Value) -> int:
        number, times = len(self._found), self._times
        self._numbers[key] = number
        self._found.append(value)
        times.append(0)
        for each in value[1]:
            times[each] += 1
        return number

    def written(self) -> tuple[list[str], list[str]]:
        """Return what stands in several places, and each value by its number, with the places of these."""
        shared: list[str] = []
        written: list[str] = []
        for (kind, inside), times in zip(self._found, self._times, strict=True):
            text = _joined(kind, [written[each] for each in inside]) if inside or kind == _OBJECT else kind
            if text.startswith(f'"{_SHARED}') or (times > 1 and len(text) > (_SHORT_TEXT if text.startswith('"') else _SHORT)):
                shared.append(text)
                text = f'"{_SHARED}{len(shared) - 1}"'
            written.append(text)
        return shared, written


def _joined(text: str, inside: list[str]) -> str:
    if text == _OBJECT:
        return f"{{{','.join([f'{name}:{value}' for name, value in zip(inside[::2], inside[1::2], strict=True)])}}}"
    return f"[{','.join(inside)}]" if text == _LIST else text
