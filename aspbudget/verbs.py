"""Verbs: what a person may ask of the command line, each naming the function that does it, so that help stays instant."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.terminal import PAGE, no_bar, strong

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import pandas as pd

    from aspbudget.workspace import Workspace


_BETWEEN = 2  # blanks between the columns of a table


class Argument(NamedTuple):
    """An argument or an option: its name or its flags, and what argparse needs to know about it."""

    flags: tuple[str, ...]
    stated: dict[str, Any]


class Book(NamedTuple):
    """A workbook that a verb asks to be written and proven: where, of which models, of which cycle, and its rows by table."""

    path: Path
    workbook: str
    cycle: str
    rows: Mapping[str, pd.DataFrame]


class Answer(NamedTuple):
    """What a verb answers: its JSON document, and the same as lines of text; a workbook that is to be written, if one is; and the exit code, 0 where all is well."""

    document: dict[str, Any]
    lines: Iterable[str]
    book: Book | None = None
    code: int = 0


class Row(NamedTuple):
    """A row of a table as text: its label, its cells, a remark after them, and whether it stands out, as a total does."""

    label: str
    cells: Sequence[str]
    remark: str = ""
    strong: bool = False


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the rows of a table, its columns as wide as what they hold; columns that a page has no room for follow below, with the labels again."""
    labels = max((len(row.label) for row in rows), default=0)
    count = max((len(row.cells) for row in rows), default=0)
    widths = [max(len(row.cells[place]) for row in rows if place < len(row.cells)) + _BETWEEN for place in range(count)]
    blocks = list(_blocks(widths, PAGE - labels))
    for block in blocks:
        yield from [""] if block is not blocks[0] else []
        for row in rows:
            cells = "".join(f"{row.cells[place] if place < len(row.cells) else '':>{widths[place]}}" for place in block)
            remark = f"  {row.remark}" if row.remark and block is blocks[-1] else ""
            line = f"{row.label:<{labels}}{cells}{remark}".rstrip()
            yield strong(line) if row.strong else line


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Yield the places of the columns that stand beside each other."""
    block: list[int] = []
    used = 0
    for place, width in enumerate(widths):
        if block and used + width > room:
            yield block
            block, used = [], 0
        block.append(place)
        used += width
    yield block


def cut(text: str, most: int) -> str:
    """Return a text that is no longer than some signs: of a longer one the beginning."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class Asked(NamedTuple):
    """What a person asks: the options given, the workspace, `say`, which shows progress, and `bar`, which shows that of a long work, step by step.

    `beforehand` prints lines of the answer that are known before the rest, where somebody watches, and says whether it did.
    """

    options: Namespace
    workspace: Workspace
    say: Callable[[str], None]
    bar: Callable[[str, int], AbstractContextManager[Callable[[], None]]] = no_bar
    beforehand: Callable[[Iterable[str]], bool] = lambda _: False

    def cycle(self, having: str = "") -> str:
        """Return the cycle that is asked for; the newest, with the workbook `having` where one is needed, when none is named: then say which.

        Raises `NoCycle` when there is none.
        """
        cycle = self.workspace.cycle(self.options.cycle, having)
        if self.options.cycle is None:
            others = len(self.workspace.cycles()) > 1
            which = "the newest" if others else "the only one"
            self.say(f"Cycle     {cycle}, {which}{f' with {having}' if having and others else ''}")
        return cycle


class Verb(NamedTuple):
    """A command: its name, the function that does it (`module:function`), what it does, an example, and its arguments."""

    name: str
    does: str
    about: str
    example: str
    arguments: tuple[Argument, ...] = ()

    def answer(self, asked: Asked) -> Answer:
        """Do what is asked, and return the answer."""
        from importlib import import_module  # noqa: PLC0415 - help stays instant

        module, _, function = self.does.partition(":")
        answer: Answer = getattr(import_module(module), function)(asked)
        return answer


def jobs(text: str) -> int:
    """Return how many processes may work at a time; raise `ValueError` for what is no number from 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


FULL = "full"


def proving(text: str) -> str:
    """Return how outputs are to be proven; raise `ArgumentTypeError` for what is no way of proving them, such as a cycle that stands after the option."""
    if text != FULL:
        message = f'"{text}" is no way of proving; there is {FULL}, or --prove alone'
        raise ArgumentTypeError(message)
    return text


CYCLE = Argument(("cycle",), {"nargs": "?", "metavar": "CYCLE", "help": "the cycle; the newest when left out"})
