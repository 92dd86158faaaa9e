"""What every command prints fits a page, says its answer last, and has styles on a terminal alone."""

from __future__ import annotations

import re
import shutil
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.cli import DONE, FAULTS, main, verbs
from aspbudget.content import BUILT_IN
from aspbudget.terminal import PAGE

if TYPE_CHECKING:
    from pathlib import Path

STYLE = re.compile(r"\x1b\[[0-9]*m")
# What each command is asked, and with what its last line begins: the answer.
ASKED = {
    "cost": (["2004"], "Missing   "),
    "check": (["2004"], "Nothing to correct in "),
    "page": (["2004"], "Written   "),
    "what-if": (["2004", "Currencies / USD / Rate = 1/1.20"], "Can't follow: "),
    "explain": (["2004", "4100 / Travel"], "Next      "),
    "new": (["2031", "--from", "2004"], "Next      "),
    "compare": (["2004", "2005"], "Proposed, 2005"),
    "new-statement": (["L.99", "--text", "draft.txt", "--cycle", "2004"], ""),
    "statement": (["2004", "Res.7"], "Missing   "),
    "adopt": (["2004", "Res.3"], "1 cell to correct. "),
    "tidy": (["2004"], ""),
    "verify": (["inputs/2004/section.xlsx"], ""),
    "merge": (["inputs/2004/section.xlsx"] * 3 + ["-o", "merged.xlsx"], "Nothing was in conflict."),
    "selftest": (["2025", "--most", "1"], "inputs/2025/contributions.xlsx         100.0 %"),
    "rules": (["8.3"], ""),
    "models": ([], ""),
    "assess": (["2025"], ""),
    "letters": (["2004", "--state", "Germany"], "Draft     "),
    "narrative": (["2004"], "Missing   "),
    "slots": (["2004"], ""),
    "prove": ([], "Each figure, with its source"),
    "new-key": (["mine"], "Key       "),
}
WITH_A_KEY = {"sign"}  # it needs one, and an output: tests/commands/test_signing.py
QUICK = ("explain", "models", "assess")


class Terminal(StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        """Return that someone watches."""
        return True


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked_once: None) -> Path:  # noqa: ARG001 - what is printed is the same, whether it was checked before or not
    """A copy of the repository's inputs, with the text of a draft, in which the test is."""
    shutil.copytree(REPOSITORY / "inputs", tmp_path / "inputs")
    (tmp_path / "draft.txt").write_text("1. Decides to meet;\n\n2. Requests the Secretariat to report.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", StringIO("a passphrase\n"))
    return tmp_path


def no_command_is_left_out() -> None:
    assert set(ASKED) | WITH_A_KEY == {verb.name for verb in verbs(BUILT_IN)}


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in QUICK else pytest.mark.slow) for name in ASKED])
def a_command_in_a_pipe_prints_lines_that_fit_without_styles_and_its_answer_last(name: str, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words, last = ASKED[name]
    assert main([name, *words, "--workspace", str(copy)]) == (FAULTS if name in ("adopt", "verify") else DONE)
    out, err = capsys.readouterr()
    assert "\x1b" not in out + err
    assert [line for line in (out + err).splitlines() if too_long(line)] == []
    lines = out.splitlines()
    ending = next(line for line in reversed(lines) if not line.startswith("  ") or not last)
    assert ending.startswith(last)


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
