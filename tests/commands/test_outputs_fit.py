"""Every command of the README runs as it is written; what each prints fits a page, says its answer last, and has styles on a terminal alone."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.small_section import whole
from support.workbooks import cell, change_cells

from aspbudget.cli import DONE, FAULTS, main, verbs
from aspbudget.content import BUILT_IN
from aspbudget.inputs.read import read
from aspbudget.inputs.signature import new_pair
from aspbudget.terminal import PAGE

if TYPE_CHECKING:
    from aspbudget.workbooks.cycle_book import Emitted

STYLE = re.compile(r"\x1b\[[0-9]*m")
ROW = re.compile(r"^\| `aspbudget ([^`]+)` \|", re.MULTILINE)
COMMANDS = ROW.findall((REPOSITORY / "README.md").read_text(encoding="utf-8"))
FEW = {"selftest": "2025 --most 1 --sample 10", "letters": "2004 --state Germany"}  # not thousands of errors, nor a letter to each of 97 States
# With what the last line of each command begins, asked as in the README: the answer.
ANSWERS = {
    "cost": "Missing   ",
    "check": "Nothing to correct in ",
    "selftest": "inputs/2025/contributions.xlsx ",
    "page": "Written   ",
    "what-if": "Can't follow: ",
    "explain": "Next      ",
    "new": "Next      ",
    "compare": "Proposed, 2005",
    "merge": "Nothing was in conflict.",
    "verify": "",
    "new-key": "Key       ",
    "sign": "",
    "new-statement": "",
    "statement": "Missing   ",
    "adopt": "",
    "letters": "Draft     ",
    "narrative": "Missing   ",
    "slots": "",
    "assess": "",
    "prove": "Each figure, with its source",
    "tidy": "",
    "rules": "",
    "models": "",
}
# What is asked otherwise, the exit code, and with what the answer begins.
OTHERWISE = [
    ("adopt 2004 Res.3", FAULTS, "1 cell to correct. "),
    ("verify inputs/2004/section.xlsx", FAULTS, ""),
    ("explain 2004 '4100 / Travel'", DONE, "Next      "),
    ("slots 2004", DONE, ""),
    ("assess 2025", DONE, ""),
    ("models", DONE, ""),
]
QUICK = ("explain", "models", "assess")


class Terminal(StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """Return that someone watches."""
        return True


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked_once: None) -> Path:  # noqa: ARG001 - what is printed is the same, whether it was checked before or not
    """A copy of the repository's inputs, in which the test is."""
    shutil.copytree(REPOSITORY / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def filled(copy: Path, emitted: Emitted, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """That copy with the text of a draft, three copies of a section, its workbook, and a pair of keys where one is not made; one of its drafts has been adopted.

    What is verified or signed is the workbook of a small section, of which the same is said.
    """
    for name in ("sent", "mine", "yours"):
        shutil.copyfile(REPOSITORY / "inputs" / "2004" / "section.xlsx", copy / f"{name}.xlsx")
    (copy / "section.xlsx").write_bytes(whole() if request.node.callspec.params["command"].startswith(("verify", "sign")) else emitted.data)
    if "treasury.key" in request.node.callspec.params["command"]:
        keys = new_pair("Den Haag")
        (copy / "treasury.pub").write_bytes(keys.public)
        (copy / "treasury.key").write_bytes(keys.private)
    path = copy / "inputs" / "2004" / "statements" / "ICC-ASP-2-Res.3.xlsx"
    change_cells(path, {cell(read(path, path.name), "Draft resolution", "State"): "adopted"})
    (copy / "draft.txt").write_text("1. Decides to meet;\n\n2. Requests the Secretariat to report.\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", StringIO("Den Haag\nDen Haag\n"))
    return copy


def no_command_is_left_out() -> None:
    assert set(ANSWERS) == {shlex.split(command)[0] for command in COMMANDS} == {verb.name for verb in verbs(BUILT_IN)}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def each_command_of_the_readme_runs_as_it_is_written_and_prints_lines_that_fit_without_styles_and_its_answer_last(
    command: str, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filled == Path.cwd()
    name = shlex.split(command)[0]
    answers(command.replace("[CYCLE]", FEW.get(name, "2004")), DONE, ANSWERS[name], capsys)


@pytest.mark.parametrize(("asked", "code", "last"), [pytest.param(*each, marks=[] if each[0].split()[0] in QUICK else pytest.mark.slow) for each in OTHERWISE])
def a_command_in_a_pipe_prints_lines_that_fit_without_styles_and_its_answer_last(asked: str, code: int, last: str, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copy == Path.cwd()
    answers(asked, code, last, capsys)


def answers(asked: str, code: int, last: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run a command in the folder where the test is, and assert how it ends and what its lines are."""
    assert main(shlex.split(asked)) == code, capsys.readouterr().err
    out, err = capsys.readouterr()
    assert out
    assert "\x1b" not in out + err
    assert [line for line in (out + err).splitlines() if too_long(line)] == []
    ending = next(line for line in reversed(out.splitlines()) if not line.startswith("  ") or not last)
    assert ending.startswith(last), ending


def too_long(line: str) -> bool:
    """Whether a line is longer than a page although it could have been parted."""
    return len(line) > PAGE and " " in line.strip()


@pytest.mark.parametrize(("named", "styled"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
@pytest.mark.parametrize("columns", [80, 100, 200])
def a_command_on_a_terminal_has_styles_where_they_are_wanted_and_fits(named: dict[str, str], styled: bool, columns: int, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    for name, value in {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": str(columns), "LINES": "24", **named}.items():
        monkeypatch.setenv(name, value)
    shown = Terminal()
    monkeypatch.setattr(sys, "stdout", shown)
    assert main(["explain", "2004", "4100 / Travel", "--depth", "3", "--workspace", str(copy)]) == DONE
    assert bool(STYLE.search(shown.getvalue())) == styled
    assert [line for line in STYLE.sub("", shown.getvalue()).splitlines() if len(line) > min(columns, PAGE) and " " in line.strip()] == []


def the_faults_stand_below_the_name_of_their_workbook_which_is_said_once(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "inputs" / "2004" / "notes.txt").write_text("x")
    (copy / "inputs" / "2004" / "section (1).xlsx").write_bytes(b"x")
    assert main(["check", "2004", "--workspace", str(copy)]) == FAULTS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "inputs/2004/section (1).xlsx"
    assert lines[1].startswith("  This file is not read; ")
    assert sum("section (1).xlsx" in line for line in lines) == 1
    assert lines[-1].endswith(" to correct. Nothing was written.")
