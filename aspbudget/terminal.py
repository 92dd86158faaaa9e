r"""The terminal: the one place that prints, and nothing that it prints is hidden or steers a terminal but for the styles below.

A line is no longer than a page is wide: what is longer goes on in further lines, further in. Styles are seen on a terminal alone, never in a
pipe or a file, nor where `NO_COLOR` is set. What can't be seen (control characters, marks of direction, signs of no width) is shown as it is written in programs, such as `\x1b` for an
escape and `\u202e` for what turns the direction of writing. It may come from the name of a file, a sheet, a cell or an argument.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
import unicodedata
import warnings
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LEFT = frozenset({errno.EPIPE, errno.EINVAL})  # a reader that has left; Windows has the other name for it


PAGE = 100  # signs
_FURTHER = 2
_LABEL = re.compile(r"[A-ZÉ][A-Za-zçéô]{1,8} {2,}(?=\S)")  # such as `Written   ` or `Écrit     `


class Unprintable(Exception):
    """What a command answers can't be printed; what it was asked to do is done. The message says why."""


def visible(text: str) -> str:
    r"""Return a text as one line in which nothing is hidden: each character that can't be seen, a line break too, as its escape."""
    return _escaped(text, lambda sign: sign.encode("unicode_escape").decode("ascii"))


def as_json(document: Any) -> list[str]:  # noqa: ANN401 - whatever JSON can hold
    """Return a document as lines of JSON in which nothing is hidden either."""
    import json  # noqa: PLC0415 - most answers are text, and help stays instant

    lines = json.dumps(document, ensure_ascii=False, indent=2).split("\n")  # a line break within a text is escaped already
    return [_escaped(line, lambda sign: json.dumps(sign)[1:-1]) for line in lines]


class Styled(str):
    """A line, or what stands in one, with the style in which a terminal shows it; elsewhere it is text like any other."""

    __slots__ = ("style",)
    style: str

    def __new__(cls, text: str, style: str) -> Styled:  # noqa: PYI034 - a text can't be subclassed further
        """Return a text in one of the styles."""
        made = super().__new__(cls, text)
        made.style = style
        return made


def strong(text: str) -> Styled:
    """Return a line in bold: a title, a total, the answer."""
    return Styled(text, "1")


def doubtful(text: str) -> Styled:
    """Return a line in yellow: what is a draft, missing, or to be looked at."""
    return Styled(text, "33")


def wrong(text: str) -> Styled:
    """Return a line in red: what must be corrected."""
    return Styled(text, "31")


def faint(text: str) -> Styled:
    """Return a line in grey: what few look for."""
    return Styled(text, "2")


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines no longer than a width, the further ones below what follows its label, or further in than its first.

    A word that is longer by itself, such as a path, stays whole.
    """
    if len(text) <= width:
        return [text]
    import textwrap  # noqa: PLC0415 - few lines are long

    label = _LABEL.match(text)
    blanks = len(text) - len(text.lstrip())
    further = " " * (label.end() if label else blanks + _FURTHER)
    lines = textwrap.wrap(text.lstrip(), width, initial_indent=" " * blanks, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
    return lines or [text]


def _shown(line: str, stream: TextIO) -> str:
    """Return a line as a stream shows it: on several lines where it is long, in its style on a terminal that has styles."""
    pieces = wrapped(visible(line), _width(stream))
    if isinstance(line, Styled) and _has_styles(stream):
        pieces = [f"\x1b[{line.style}m{piece}\x1b[0m" for piece in pieces]
    return "\n".join(pieces)


def _width(stream: TextIO) -> int:
    """Return how wide lines are: as a page, and on a narrower terminal as that."""
    return min(PAGE, columns(PAGE)) if stream.isatty() else PAGE


def columns(otherwise: int) -> int:
    """Return how wide the terminal is, or as stated where there is none; as `shutil` has it, which loads all that packs archives with it."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated):
        return int(stated)
    with suppress(AttributeError, ValueError, OSError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or otherwise  # type: ignore[union-attr]
    return otherwise


def _has_styles(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"


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
    _put("\n".join(_shown(line, sys.stdout) for line in lines))


def beforehand(lines: Iterable[str]) -> bool:
    """Print lines of an answer that are known while the rest is still being worked out, where somebody watches; return whether they were printed."""
    if not (_is_watched() and sys.stdout.isatty()):
        return False
    answer(lines)
    return True


def document(found: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print a document as JSON, whose lines are as long as they are; otherwise like an answer."""
    _put("\n".join(as_json(found)))


def _put(text: str) -> None:
    _clear()
    try:
        print(text, flush=True)
    except OSError as error:
        _give_up(sys.stdout)
        if error.errno not in _LEFT:
            message = f"The answer can't be printed: {error.strerror}."
            raise Unprintable(message) from None


def aside(lines: Iterable[str]) -> None:
    """Print lines beside the answer, such as remarks; where that can't be done, the work goes on without."""
    text = "\n".join(_shown(line, sys.stderr) for line in lines)
    _clear()
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _give_up(sys.stderr)


def progress(text: str) -> None:
    """Show what is under way on one line of a terminal, which the next writes over; where nobody watches, nothing is shown."""
    if _is_watched():
        _over("  ".join([*_bars, text])[: _width(sys.stderr) - 1])


def _is_watched() -> bool:
    """Whether somebody sees what is under way, on a terminal that can write over a line."""
    return sys.stderr.isatty() and os.environ.get("TERM", "") != "dumb"


def _clear() -> None:
    """Take away what showed progress, before something stays."""
    if _is_watched():
        _over("")


_WIDTH = 30  # signs of a bar
_bars: list[str] = []  # the one that is shown now, if any


@contextmanager
def bar(title: str, steps: int) -> Iterator[Callable[[], None]]:
    """Show how far a long work is, on one line beside the answer that is written over, and gone at the end; give what is called after each step.

    What is under way meanwhile stands beside it. Where nobody watches, because standard error is no terminal, nothing is shown.
    """
    if not _is_watched():
        yield lambda: None
        return
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        full = _WIDTH * done // steps
        _bars[:] = [f"{title:<10}{'#' * full}{'.' * (_WIDTH - full)} {done}/{steps}"]
        _over(*_bars)

    try:
        yield advance
    finally:
        _bars.clear()
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
