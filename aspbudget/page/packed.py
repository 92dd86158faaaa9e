"""Packed: the data of a page as compressed text, in which what stands in several places stands once."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from typing import Any

from aspbudget.lines.adding import add_up

_SHARED = "~"  # what the place begins with of what stands in several places
_SHORT_TEXT, _SHORT = 6, 80  # how long a text, or a list or an object, may be as JSON that is written out each time
_LISTS, _NESTED = (list, tuple), (str, list, tuple, dict)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def packed(value: object) -> str:
    """Return data as compressed text: a pair of all that stands in several places and the data, in which the place in that list stands for it.

    There is no clock in it, so that the same data give the same text.
    """
    values = _Values()
    whole = values.number(value)
    written = values.written(whole)
    return b64encode(gzip.compress(f"[[{','.join(values.shared)}],{written}]".encode(), mtime=0)).decode()


@dataclass
class _Values:
    """The values of some data, each that is alike once, by its number.

    `parts` has the JSON of one that holds no others, such as a text or a list of numbers; of another `[` or `{` and the numbers of what it holds,
    which of an object are its names and values in turn. `lengths` is how long each is as JSON, `times` how often it stands in the data.
    `places` is where those are, once they are written, that stand in several places, and `shared` these in their order.
    """

    known: dict[tuple[str, tuple[int, ...]], int] = field(default_factory=dict)
    parts: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)

    def number(self, value: Any) -> int:  # noqa: ANN401 - whatever JSON holds
        """Return the number of a value, after those of what it holds."""
        part: tuple[str, tuple[int, ...]]
        if isinstance(value, str):
            part = encode_basestring(value), ()
        elif isinstance(value, dict):
            part = "{", tuple([self.number(each) for name, held in value.items() for each in (str(name), held)])
        elif isinstance(value, _LISTS) and any(isinstance(each, _NESTED) for each in value):
            part = "[", tuple(map(self.number, value))
        else:
            part = _JSON.encode(value), ()
        number = self.known.setdefault(part, len(self.parts))
        if number == len(self.parts):
            self.parts.append(part)
            self.lengths.append(self._length(*part))
            self.times.append(0)
        self.times[number] += 1
        return number

    def _length(self, text: str, inside: tuple[int, ...]) -> int:
        """Return how long a value is as JSON: one that holds others has two brackets, and a sign between each and the next."""
        return len(text) + len(inside) + int(add_up((self.lengths[each] for each in inside), 0)) if inside else len(text)

    def written(self, number: int) -> str:
        """Return a value with the places of what stands in several places, which is written as it is first met."""
        if number in self.places:
            return self.places[number]
        text, inside = self.parts[number]
        texts = [self.written(each) for each in inside]
        if text == "[":
            text = f"[{','.join(texts)}]"
        elif text == "{":
            text = f"{{{','.join(f'{name}:{value}' for name, value in zip(texts[::2], texts[1::2], strict=True))}}}"
        if not self._is_shared(number):
            return text
        self.places[number] = f'"{_SHARED}{len(self.shared)}"'
        self.shared.append(text)
        return self.places[number]

    def _is_shared(self, number: int) -> bool:
        """Whether a value stands in several places and is worth a place of its own, or is a text that would be read as such a place."""
        text, _ = self.parts[number]
        short = _SHORT_TEXT if text.startswith('"') else _SHORT
        return text.startswith(f'"{_SHARED}') or (self.times[number] > 1 and self.lengths[number] > short)
