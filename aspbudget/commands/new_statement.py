"""The command `new-statement`: the input workbook of a draft resolution, with its operative paragraphs, to be answered one by one."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.declare.practice import practice
from aspbudget.faults import WrongUse, count
from aspbudget.files.publish import publish
from aspbudget.inputs.cells import PATTERN
from aspbudget.inputs.read import shown
from aspbudget.inputs.ready import prepare
from aspbudget.statements.anatomy import Anatomy, combined, readable
from aspbudget.statements.checks import file_name
from aspbudget.statements.paragraphs import operative_paragraphs
from aspbudget.verbs import Answer
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workspace import SECTION, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_MOST_TEXT = 5_000_000
_LONGEST_SYMBOL = 150  # with its endings it is still a file's name everywhere
_DEVICES = ("CON", "PRN", "AUX", "NUL", *(f"{name}{number}" for name in ("COM", "LPT") for number in range(10)))


class StatementExists(WrongUse):
    """The draft has inputs already; they are never written over."""


class NoText(WrongUse):
    """The text of the draft can't be read, or no symbol is given."""


def new_statement(asked: Asked) -> Answer:
    """Make the input workbook of a draft resolution's statement."""
    options, workspace = asked.options, asked.workspace
    text = text_of(Path(options.text)) if options.text else ""
    cycle = prepare(workspace, asked.cycle(SECTION), lambda _: None)
    file, paragraphs = made(workspace, cycle, options.symbol, text)
    lines = [
        f"Made      {file}",
        f"Found     {count(paragraphs, 'operative paragraph')} to be answered" if text else "Next      write down the operative paragraphs",
        f"Next      answer each paragraph, then run: aspbudget statement {cycle.name} {quote(options.symbol)}",
    ]
    return Answer({"cycle": cycle.name, "symbol": options.symbol, "paragraphs": paragraphs, "files": [file]}, lines)


def text_of(path: Path) -> str:
    """Return the text of a draft from a file, or what is pasted when the file is called `-`."""
    name = "What was pasted" if str(path) == "-" else path.name
    try:
        text = sys.stdin.read(_MOST_TEXT + 1) if str(path) == "-" else _begin(path)
    except UnicodeDecodeError:
        message = f"{name} is not plain text in UTF-8; save it as plain text, or paste it with --text -."
        raise NoText(message) from None
    except OSError as error:
        message = f"{name} can't be read ({error.strerror})."
        raise NoText(message) from None
    if len(text) > _MOST_TEXT:
        message = f"{name} is longer than {_MOST_TEXT:,} characters; give the text of one draft resolution."
        raise NoText(message)
    if not text.strip():
        message = f"{name} holds no text; give the text of the draft, or leave --text out and write down its paragraphs."
        raise NoText(message)
    return text


def _begin(path: Path) -> str:
    """Return the beginning of a file's text: one character more than is allowed, so that a text that is too long is noticed."""
    with path.open(encoding="utf-8-sig") as file:
        return file.read(_MOST_TEXT + 1)


def made(workspace: Workspace, cycle: Cycle, symbol: str, text: str) -> tuple[str, int]:
    """Make the input workbook of a draft resolution in a cycle; return its path as shown and how many paragraphs it has.

    The operative paragraphs of `text`, the text of the draft, become rows to be answered; without it there are none yet. Raises
    `NoText` where the cycle has no section or the symbol can't be a name, and `StatementExists` where the workbook exists.
    """
    section = cycle.section
    if section is None:
        message = "A statement needs its section; put section.xlsx into the folder of the cycle."
        raise NoText(message)
    if reason := _misnamed(symbol.strip()):
        message = f'"{shown(symbol)}" {reason}; a symbol is such as {practice(workspace.content).symbol}.'
        raise NoText(message)
    path = workspace.inputs(section.cycle, f"{STATEMENTS}/{file_name(symbol)}.xlsx")
    if path.exists():
        message = f"{workspace.label(path)} exists already and is never written over; move it away first."
        raise StatementExists(message)
    rows = _begun(symbol, text)
    publish({path: draft_workbook(section, rows)})
    return workspace.label(path), len(rows.get("paragraphs", ()))


def _misnamed(symbol: str) -> str:
    """Return why a symbol can't be the name of a workbook on every system, or of a row; an empty text when it can."""
    name = file_name(symbol)
    if not symbol or not symbol[0].isalnum() or not symbol.isprintable():
        return "does not begin with a letter or digit, or holds a character that cannot be seen"
    if len(name.encode()) > _LONGEST_SYMBOL:
        return f"is longer than {_LONGEST_SYMBOL} characters"
    if PATTERN.search(symbol) or name.endswith((".", "-", ".xlsx")):
        return "holds * ? or ~, or ends with a full stop, a stroke or .xlsx"
    return "is a name that Windows keeps for itself" if name.split(".")[0].upper() in _DEVICES else ""


def draft_workbook(section: Ready, frames: Mapping[str, pd.DataFrame]) -> bytes:
    """Return the input workbook of a draft (.xlsx) with the given rows, by table; other sheets are empty."""
    anatomy = Anatomy(section.catalogue)
    known = combined(anatomy)
    tables = readable(known, anatomy)
    empty = {table.name: pd.DataFrame(columns=list(known.columns(table.name)), dtype=object) for table in tables}
    names = {name: _keys(known, section, name) for name in (*anatomy.vocabulary, *anatomy.activities)}
    with TemporaryDirectory() as folder:
        path = Path(folder, "draft.xlsx")
        write_inputs(path, known, empty | dict(frames), section.cycle, Form(anatomy.practice.instructions, tables, names))
        return path.read_bytes()


def _keys(known: Catalogue, section: Ready, name: str) -> list[str]:
    return [str(key) for key in section.inputs.frames[name][known.key(name)]]


def _begun(symbol: str, text: str) -> dict[str, pd.DataFrame]:
    """Return the first rows of a draft, by table: its symbol, and its operative paragraphs without answers."""
    head = pd.DataFrame([{"symbol": symbol.strip()}], dtype=object)
    found = operative_paragraphs(text)
    rows = [{"paragraph": each.number, "counts": 1, "text": each.text} for each in found]
    return {"draft_resolution": head, "paragraphs": pd.DataFrame(rows, dtype=object)} if rows else {"draft_resolution": head}
