"""What comes of hostile and broken files, of names that attack the terminal, and of commands that are asked for what there is not."""

from __future__ import annotations

import io
import re
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from support.commission import CONTENT, fill
from support.crafted_documents import crafted
from support.damaged_documents import damaged
from support.statements import FREE

from aspbudget.cli import DONE, FAULTS, WRONG_USE, main
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from trust.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[2]
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CODES = {DONE: "done", FAULTS: "faults", WRONG_USE: "wrong use"}
NAMES = (
    "../../x", "..", ".", "/etc", "2004/../2004", "2004/", "C:\\x", "CON", "NUL.xlsx", "2004.", "2004 ", "\u0662\u0660\u0660\u0664", "2004\n", "2004\x1b[31m", "",
    " ", "-1", "20040", "2004-", "2004-2003", "~", "*", "$(id)", "`id`", "%2e%2e", "a" * 300, "\u202e4002", "2004\udcff", "0000", "2004;ls", "=cmd|'/c calc'!A0",
    "a<b>", "a|b", 'a"b', "ICC\tASP", "\u0130", "a\u0301", "\u200b", "--help", "x.xlsx", "section", "~$x",
)  # fmt: skip
FILES = ("ev\x1b[31mil\x07.xlsx", "a\nNothing to correct.\n.xlsx", "\u202exslx.exe.xlsx", "section.ods", "Section.XLS", "statements/ev\x1b[31mil.doc")
COMPANIONS = ("~$section.xlsx", ".~lock.section.xlsx#", "._section.xlsx", "~WRL0001.tmp", "statements/~$L.1.xlsx", "statements/Thumbs.db", "statements/.DS_Store")


def rows(folder: Path, *, long: bool) -> Iterator[Row]:
    """Yield the rows of what is hostile."""
    yield from _crafted()
    yield from but_crafted(folder, long=long)


def _crafted() -> Iterator[Row]:
    documents = crafted()
    for kind, right in (("legal", ("written",)), ("active", ("refused",)), ("broken", ("refused",))):
        cases = [case.data for name, case in documents.items() if name.startswith(kind)]
        yield Row.of(f"a crafted Word document as a template, {kind}", map(_document, cases), right)


def but_crafted(folder: Path, *, long: bool) -> Iterator[Row]:
    """Yield the rows but those of crafted Word documents, each of which is a test of `tests/documents` as well."""
    whole = [case.data for name, case in crafted().items() if name.startswith("legal")][:12]
    yield Row.of("a Word document damaged at random", (_document(damaged(whole, number)) for number in range(10_000 if long else 100)), ("written", "refused"))
    yield Row.of("an input workbook damaged at random", _workbooks(folder / "workbooks", 10_000 if long else 100), ("taken", "refused"))
    place = _workspace(folder / "names")
    yield Row.of("a name that attacks, of a cycle, a symbol or a file", _names(place), CODES.values())
    yield Row.of("a file that attacks beside the inputs", (_beside(place, name) for name in FILES), ("faults",))
    yield Row.of("a file that a program or a system left beside the inputs", (_beside(place, name) for name in COMPANIONS), ("done",))


def _document(data: bytes) -> str:
    try:
        write_document(FREE, Terms("en"), data)
    except Refused:
        return "refused"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        return type(error).__name__
    return "written"


def _workbooks(folder: Path, tries: int) -> Iterator[str]:
    """Damage the input workbook of a small organisation, and read and check what is left of it."""
    sys.path.insert(0, str(REPOSITORY / "tests" / "another"))
    folder.mkdir(parents=True)
    (folder / "aspbudget.toml").write_text(f'content = "{CONTENT}"\n', encoding="utf-8")
    _said("new", "2030", "--workspace", str(folder))
    filled = folder / "inputs" / "2030" / "section.xlsx"
    fill(filled)
    small = filled.read_bytes()
    path = folder / "damaged.xlsx"
    for number in range(tries):
        path.write_bytes(damaged([small], number))
        try:
            check(catalogue("section", CONTENT), read(path, path.name), "2030")
        except Refused:
            yield "refused"
        except Exception as error:  # noqa: BLE001 - as above
            yield type(error).__name__
        else:
            yield "taken"


def _workspace(folder: Path) -> Path:
    (folder / "inputs" / "2004" / "statements").mkdir(parents=True)
    shutil.copy(REPOSITORY / "inputs" / "2004" / "contributions.xlsx", folder / "inputs" / "2004")
    return folder


def _names(place: Path) -> Iterator[str]:
    for name in NAMES:
        for command in (("cost", name), ("check", name), ("new", name), ("tidy", name), ("statement", "2004", name), ("compare", name, name), (name,)):
            yield _outcome(place, *command)
            for made in place.glob("inputs/*"):
                if made.name != "2004":
                    shutil.rmtree(made)


def _beside(place: Path, name: str) -> str:
    path = place / "inputs" / "2004" / name
    path.write_bytes(b"x")
    found = _outcome(place, "check", "2004")
    path.unlink()
    return found


def _outcome(place: Path, *command: str) -> str:
    """Return what a command ends with; a control character in what it says, a mistake or a file elsewhere are outcomes of their own."""
    before = {path for path in place.parent.rglob("*") if place not in path.parents}
    code, said = _said(*command, "--workspace", str(place))
    elsewhere = {path for path in place.parent.rglob("*") if place not in path.parents} - before
    wrong = ["a control character"] * bool(CONTROL.search(said)) + ["a mistake"] * ("This is a mistake in the tool" in said or "Traceback" in said) + ["a file elsewhere"] * bool(elsewhere)
    return wrong[0] if wrong else CODES.get(code, f"exit {code}")


def _said(*command: str) -> tuple[int, str]:
    """Run a command in this process, and return its exit code and all that it says."""
    out = io.StringIO()
    code = DONE
    with redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):  # as --help ends
        code = main(list(command))
    return code, out.getvalue()
