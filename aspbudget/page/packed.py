"""Packed: the data of a page as compressed text, in which what stands in several places stands once."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from json.encoder import encode_basestring
from typing import Any, NamedTuple

_SHARED = "~"  # what the place begins with of what stands in several places
_SHORT_TEXT, _SHORT = 6, 80  # how long a text, or a list or an object, may be as JSON that is written out each time
_LISTS, _NESTED = (list, tuple), (str, list, tuple, dict)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class _Value(NamedTuple):
    """A value as JSON, with the values inside it: those of a list, or the names and values of an object in turn."""

    text: str
    mark: str = ""
    inside: tuple[_Value, ...] = ()


def packed(value: object) -> str:
    """Return data as compressed text: a pair of all that stands in several places and the data, in which the place in that list stands for it.

    There is no clock in it, so that the same data give the same text.
    """
    times: dict[str, int] = {}
    whole = _value(value, times)
    often = {text for text, number in times.items() if text.startswith(f'"{_SHARED}') or (number > 1 and len(text) > _short(text))}
    shared: dict[str, tuple[str, str]] = {}
    written = _as_written(whole, often, shared)
    return b64encode(gzip.compress(f"[[{','.join(each for _, each in shared.values())}],{written}]".encode(), mtime=0)).decode()


def _short(text: str) -> int:
    return _SHORT_TEXT if text.startswith('"') else _SHORT


def _value(value: Any, times: dict[str, int]) -> _Value:  # noqa: ANN401 - whatever JSON holds
    """Return a value with what is inside it, and count in `times` how often each stands there; a list of numbers alone is one value."""
    mark, inside = "", tuple[_Value, ...]()
    if isinstance(value, dict):
        mark, inside = "{", tuple(_value(each, times) for name, held in value.items() for each in (str(name), held))
    elif isinstance(value, _LISTS) and any(isinstance(each, _NESTED) for each in value):
        mark, inside = "[", tuple(_value(each, times) for each in value)
    text = _joined(mark, [each.text for each in inside]) if mark else encode_basestring(value) if isinstance(value, str) else _JSON.encode(value)
    times[text] = times.get(text, 0) + 1
    return _Value(text, mark, inside)


def _joined(mark: str, texts: list[str]) -> str:
    if mark == "[":
        return f"[{','.join(texts)}]"
    return f"{{{','.join(f'{name}:{value}' for name, value in zip(texts[::2], texts[1::2], strict=True))}}}"


def _as_written(value: _Value, often: set[str], shared: dict[str, tuple[str, str]]) -> str:
    """Return a value with the places of what is shared; `shared` has the place of each of these and, once, itself."""
    if value.text in shared:
        return shared[value.text][0]
    written = _joined(value.mark, [_as_written(each, often, shared) for each in value.inside]) if value.mark else value.text
    if value.text not in often:
        return written
    shared[value.text] = (f'"{_SHARED}{len(shared)}"', written)
    return shared[value.text][0]
