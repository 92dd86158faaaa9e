r"""The terminal: the one place that prints, and nothing that it prints is hidden or steers a terminal.

What can't be seen (control characters, marks of direction, signs of no width) is shown as it is written in programs, such as `\x1b` for an
escape and `\u202e` for what turns the direction of writing. It may come from the name of a file, a sheet, a cell or an argument.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import unicodedata
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LEFT = frozenset({errno.EPIPE, errno.EINVAL})  # a reader that has left; Windows has the other name for it


class Unprintable(Exception):
    """What a command answers can't be printed; what it was asked to do is done. The message says why."""


def visible(text: str) -> str:
    r"""Return a text as one line in which nothing is hidden: each character that can't be seen, a line break too, as its escape."""
    return _escaped(text, lambda sign: sign.encode("unicode_escape").decode("ascii"))


def as_json(document: Any) -> list[str]:  # noqa: ANN401 - whatever JSON can hold
    """Return a document as lines of JSON in which nothing is hidden either."""
    lines = json.dumps(document, ensure_ascii=False, indent=2).split("\n")  # a line break within a text is escaped already
    return [_escaped(line, lambda sign: json.dumps(sign)[1:-1]) for line in lines]


def _escaped(text: str, escape: Callable[[str], str]) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(escape(sign) if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


def prepare() -> None:
    """Let a terminal that can't show a sign show ? in its place, what is printed where nobody listens go nowhere, and warnings come here."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by who started the tool; no other file must take its place
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as the tool runs
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    warnings.showwarning = lambda message, *_, **__: aside([str(message)])


def answer(lines: Iterable[str]) -> None:
    """Print the lines of an answer; a reader who has left is no error. Raise `Unprintable` when they can't be printed."""
    text = "\n".join(map(visible, lines))
    try:
        print(text, flush=True)
    except OSError as error:
        _give_up(sys.stdout)
        if error.errno not in _LEFT:
            message = f"The answer can't be printed: {error.strerror}."
            raise Unprintable(message) from None


def aside(lines: Iterable[str]) -> None:
    """Print lines beside the answer, such as progress; where that can't be done, the work goes on without."""
    text = "\n".join(map(visible, lines))
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _give_up(sys.stderr)


_WIDTH = 30  # signs of a bar


@contextmanager
def bar(title: str, steps: int) -> Iterator[Callable[[], None]]:
    """Show how far a long work is, on one line beside the answer that is written over, and gone at the end; give what is called after each step.

    Where nobody watches, because standard error is no terminal, nothing is shown.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        full = _WIDTH * done // steps
        _over(f"{title:<10}{'#' * full}{'.' * (_WIDTH - full)} {done}/{steps}")

    try:
        yield advance
    finally:
        _over("")


@contextmanager
def no_bar(_title: str, _steps: int) -> Iterator[Callable[[], None]]:
    """Show nothing of a long work."""
    yield lambda: None


def _over(text: str) -> None:
    """Write a line over the one on which the terminal is, without going to the next."""
    try:
        print(f"\r\x1b[K{visible(text)}", end="", file=sys.stderr, flush=True)
    except OSError:
        _give_up(sys.stderr)


def _give_up(stream: TextIO) -> None:
    """Let what is left of a stream go nowhere, so that Python doesn't try once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
