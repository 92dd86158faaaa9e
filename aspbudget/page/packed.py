"""Packed: the data of a page as compressed text, in which what stands in several places stands once."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHARED = "~"  # what the place begins with of what stands in several places
_SHORT_TEXT, _SHORT = 6, 80  # how long a text, or a list or an object, may be as JSON that is written out each time
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
    whole = _value(value)
    often = {text for text, number in Counter(_texts(whole)).items() if text.startswith(f'"{_SHARED}') or (number > 1 and len(text) > _short(text))}
    shared: dict[str, tuple[str, str]] = {}
    written = _as_written(whole, often, shared)
    return b64encode(gzip.compress(f"[[{','.join(each for _, each in shared.values())}],{written}]".encode(), mtime=0)).decode()


def _short(text: str) -> int:
    return _SHORT_TEXT if text.startswith('"') else _SHORT


def _value(value: Any) -> _Value:  # noqa: ANN401 - whatever JSON holds
    """Return a value with what is inside it; a list of numbers alone is one value."""
    if isinstance(value, dict):
        return _whole("{", tuple(_value(each) for name, inside in value.items() for each in (str(name), inside)))
    if isinstance(value, list | tuple) and any(isinstance(each, str | list | tuple | dict) for each in value):
        return _whole("[", tuple(map(_value, value)))
    return _Value(_JSON.encode(value))


def _whole(mark: str, inside: tuple[_Value, ...]) -> _Value:
    return _Value(_joined(mark, [each.text for each in inside]), mark, inside)


def _joined(mark: str, texts: list[str]) -> str:
    if mark == "[":
        return f"[{','.join(texts)}]"
    return f"{{{','.join(f'{name}:{value}' for name, value in zip(texts[::2], texts[1::2], strict=True))}}}"


def _texts(value: _Value) -> Iterator[str]:
    """Yield a value and all that is inside it, each as JSON."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        yield each.text
        waiting.extend(each.inside)


def _as_written(value: _Value, often: set[str], shared: dict[str, tuple[str, str]]) -> str:
    """Return a value with the places of what is shared; `shared` has the place of each of these and, once, itself."""
    if value.text in shared:
        return shared[value.text][0]
    written = _joined(value.mark, [_as_written(each, often, shared) for each in value.inside]) if value.mark else value.text
    if value.text not in often:
        return written
    shared[value.text] = (f'"{_SHARED}{len(shared)}"', written)
    return shared[value.text][0]
