"""The terminal: nothing that it prints is hidden, and nothing steers it, wherever the text comes from."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import unicodedata
import warnings
import zipfile
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget import terminal
from aspbudget.cli import DONE, FAULTS, WRONG_USE
from aspbudget.terminal import as_json, visible
from aspbudget.workbooks import proving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Place, Said

HOSTILE = "e\x1b[31m\x07\x9b\x7f\u202e\u2066\u200b\u200f\u2028\ufeff\U000e0041\nNothing to correct.\n"
SHOWN = r"e\x1b[31m\x07\x9b\x7f\u202e\u2066\u200b\u200f\u2028\ufeff\U000e0041\nNothing to correct.\n"


@cache
def unseen() -> frozenset[str]:
    """Return every sign that nobody sees, by what Unicode says of it."""
    return frozenset(sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"))


def is_clean(said: Said) -> bool:
    """Whether nothing hidden stands in what was printed, and no line of its own was put into it."""
    text = said.out + said.err
    return not set(text) & (unseen() - {"\n"}) and "Nothing to correct." not in text.splitlines()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Travel: 1 200 €, “P-3”, œuvre, 東京, 🎈", "Travel: 1 200 €, “P-3”, œuvre, 東京, 🎈"),
        ("1\u00a0200", "1\u00a0200"),
        ("C:\\x", "C:\\x"),
        (HOSTILE, SHOWN),
        ("\udcff\t\r", r"\udcff\t\r"),
    ],
)
def a_text_is_shown_with_all_that_can_be_seen_and_with_what_cannot(text: str, shown: str) -> None:
    assert visible(text) == shown


def no_character_that_cannot_be_seen_is_printed_as_it_is() -> None:
    assert not set(visible("".join(unseen()))) & unseen()
    assert not set("".join(as_json({"".join(unseen()): "".join(unseen())}))) & unseen()


@pytest.mark.parametrize("text", [lambda: HOSTILE, lambda: "".join(sign for sign in sorted(unseen()) if unicodedata.category(sign) != "Cs"), lambda: "東京 🎈 \u00a0 \\x1b"], ids=["hostile", "all", "plain"])
def a_document_is_read_back_as_it_was(text: Callable[[], str]) -> None:
    assert json.loads("\n".join(as_json({"text": [text()]}))) == {"text": [text()]}


@pytest.mark.slow
@pytest.mark.parametrize("option", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    "command",
    [
        ["cost", HOSTILE], ["explain", "2004", HOSTILE], ["statement", "2004", HOSTILE], ["new", HOSTILE], ["new", "2006", "--from", HOSTILE],
        ["compare", "2004", HOSTILE], ["new-statement", "L.1", "--text", HOSTILE], ["assess", "2025", "--state", HOSTILE], [HOSTILE],
        ["cost", "2004", "--" + HOSTILE], ["cost", "2004", HOSTILE], ["assess", "2025", "--base", HOSTILE], ["check", "2004", "--debug", HOSTILE],
        ["cost", HOSTILE, "--debug"],
    ],
    ids=lambda words: " ".join(words).replace(HOSTILE, "…"),
)  # fmt: skip
def no_argument_steers_the_terminal(command: list[str], option: list[str], place: Place) -> None:
    said = place.run(*command, *option)
    assert said.code == WRONG_USE
    assert is_clean(said)
    assert HOSTILE[:3] not in said.out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["inputs/2004/{}.xlsx", "inputs/2004/statements/{}.doc", "inputs/2004/statements/{}.xlsx"])
def no_name_of_a_file_steers_the_terminal(name: str, place: Place) -> None:
    file = place.root / name.format(HOSTILE.replace("/", ""))
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"x")
    for option in ([], ["--json"], ["--debug"]):
        said = place.run("check", "2004", *option)
        assert said.code == FAULTS
        assert is_clean(said)
        assert (SHOWN[:12] in said.out) == (option != ["--json"])
        assert ("Traceback" in said.err) == (option == ["--debug"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def no_folder_of_a_workspace_and_no_content_steers_the_terminal(tmp_path: Path, place: Place) -> None:
    place.root = tmp_path / HOSTILE
    (place.root / "outputs").mkdir(parents=True)
    (place.root / "inputs" / "2004").mkdir(parents=True)
    shutil.copy(REPOSITORY / "inputs" / "2004" / "contributions.xlsx", place.root / "inputs" / "2004")
    (place.root / "outputs" / "2004").write_text("a file where the folder should be")
    said = place.run("cost", "2004")
    assert SHOWN in said.err.splitlines()[-1]
    assert is_clean(said)
    (place.root / "aspbudget.toml").write_text('content = "e\\u001b\\u202e"\n"\\u2066" = 1')
    assert is_clean(place.run("cost", "2004"))
    (place.root / "aspbudget.toml").write_text('content = "e\\u001b\\u202e"')
    assert is_clean(place.run("cost", "2004"))


@pytest.mark.parametrize("old", [b'name="Posts"', b">Sub-programme<"], ids=["sheet", "cell"])
def no_sheet_and_no_cell_steers_the_terminal(old: bytes, place: Place) -> None:
    sign = "\u202e\u2066\u200b\u200f\u007f\u009b".encode()
    with zipfile.ZipFile(place.input) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert any(old in data for data in parts.values())
    parts = {name: data.replace(old, old[:-1] + sign + old[-1:]) for name, data in parts.items()}
    with zipfile.ZipFile(place.input, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    for option in ([], ["--json"]):
        said = place.run("check", "2004", *option)
        assert said.code == FAULTS
        assert is_clean(said)


@pytest.mark.slow
def no_mistake_of_the_tool_and_no_warning_steers_the_terminal(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(HOSTILE, stacklevel=1)
        raise ZeroDivisionError(HOSTILE)

    monkeypatch.setattr(proving, "reconcile", fails)
    said = place.run("cost", "2004")
    assert is_clean(said)
    assert said.err.splitlines()[-1].startswith(f"ZeroDivisionError: {SHOWN}. This is a mistake in the tool")


def a_terminal_that_cannot_show_a_sign_shows_another_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(held, encoding="ascii"))
    terminal.prepare()
    terminal.answer(["1 €", "\u202e"])
    assert held.getvalue().decode().split() == ["1", "?", r"\u202e"]


@pytest.mark.parametrize("command", ["models", "prove"])
def an_answer_without_anything_hidden_is_printed_as_it_is(command: str, empty_place: Place) -> None:
    said = empty_place.run(command)
    assert said.code == DONE
    assert "\\u" not in said.out


class Screen(io.StringIO):
    """Standard error as a person sees it: a terminal."""

    def isatty(self) -> bool:
        """Return that someone watches."""
        return True


def a_long_work_is_shown_on_one_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.bar("Letters", 4) as advance:
        for _ in range(4):
            advance()
    assert screen.getvalue().split("\r\x1b[K")[1:] == [
        "Letters   #######....................... 1/4",
        "Letters   ###############............... 2/4",
        "Letters   ######################........ 3/4",
        "Letters   ############################## 4/4",
        "",
    ]
    assert "\n" not in screen.getvalue()


def a_long_work_that_ends_early_leaves_a_clean_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    with suppress(KeyboardInterrupt), terminal.bar("Letters", 4) as advance:
        advance()
        raise KeyboardInterrupt
    assert screen.getvalue().endswith("\r\x1b[K")


def the_work_under_way_stands_beside_the_bar_and_alone_once_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    _, screen = on_a_terminal(monkeypatch)
    long = "Writing   the other, which has a name that is much longer than what is left of the line"
    with terminal.bar("Files", 2) as advance:
        terminal.progress("Writing   one")
        advance()
        terminal.progress(long)
    terminal.progress("Proving   both")
    bar = "Files     ###############............... 1/2"
    shown = screen.getvalue().split("\r\x1b[K")[1:]
    assert shown == ["Writing   one", bar, f"{bar}  {long}"[: terminal.PAGE - 1], "", "Proving   both"]
    assert len(bar) + len(long) > terminal.PAGE


def an_answer_that_is_known_beforehand_is_printed_where_somebody_watches_and_nowhere_else(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert not terminal.beforehand(["Total  1"])
    assert capsys.readouterr() == ("", "")
    window, _ = on_a_terminal(monkeypatch)
    assert terminal.beforehand(["Total  1"])
    assert window.getvalue() == "Total  1\n"
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not terminal.beforehand(["Total  1"])
    assert sys.stdout.getvalue() == ""  # type: ignore[attr-defined]  # a text of its own


def no_bar_is_shown_where_nobody_watches_and_none_when_none_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for shown in (terminal.bar, terminal.no_bar):
        with shown("Letters", 2) as advance:
            advance()
    assert capsys.readouterr() == ("", "")


class Window(Screen):
    """Standard output on a terminal."""


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int = 100, **named: str) -> tuple[Window, Screen]:
    """Let both streams be a terminal of a width; return what they show."""
    for name in ("NO_COLOR", "TERM", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", "COLUMNS": str(columns), "LINES": "24", **named}.items():
        monkeypatch.setenv(name, value)
    window, screen = Window(), Screen()
    monkeypatch.setattr(sys, "stdout", window)
    monkeypatch.setattr(sys, "stderr", screen)
    return window, screen


STYLED = [(terminal.strong, "1"), (terminal.doubtful, "33"), (terminal.wrong, "31"), (terminal.faint, "2")]


@pytest.mark.parametrize(("style", "code"), STYLED)
def a_style_is_seen_on_a_terminal_alone(style: Callable[[str], str], code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.answer([style("Total  1")])
    assert capsys.readouterr().out == "Total  1\n"
    window, _ = on_a_terminal(monkeypatch)
    terminal.answer([style("Total  1"), "plain"])
    assert window.getvalue() == f"\x1b[{code}mTotal  1\x1b[0m\nplain\n"


@pytest.mark.parametrize("named", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def no_style_is_seen_where_none_is_wanted(named: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    window, _ = on_a_terminal(monkeypatch, **named)
    terminal.answer([terminal.strong("Total  1")])
    assert window.getvalue() == "Total  1\n"


def a_text_in_a_style_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    window, _ = on_a_terminal(monkeypatch)
    terminal.answer([terminal.wrong("a\x1b[0mb")])
    assert window.getvalue() == "\x1b[31ma\\x1b[0mb\x1b[0m\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Written   a file", ["Written   a file"]),
        ("Missing   one of these and two of those", ["Missing   one of these", "          and two of", "          those"]),
        ("DRAFT     one of these and two of those", ["DRAFT     one of these", "          and two of", "          those"]),
        ("  Posts!C6: Work-months is -1; it must be", ["  Posts!C6: Work-months", "    is -1; it must be"]),
        ("a path/that/is/longer/than/the/page/is/wide here", ["a", "  path/that/is/longer/than/the/page/is/wide", "  here"]),
    ],
)
def a_long_line_goes_on_further_in_and_a_path_stays_whole(text: str, lines: list[str]) -> None:
    assert terminal.wrapped(text, 24) == lines


@pytest.mark.parametrize(("columns", "longest"), [(60, 60), (80, 80), (100, 100), (200, 100)])
def each_line_is_as_wide_as_the_terminal_but_no_wider_than_a_page(columns: int, longest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    window, _ = on_a_terminal(monkeypatch, columns)
    terminal.answer(["a " * 300])
    assert max(map(len, window.getvalue().splitlines())) in (longest, longest - 1)


def a_document_is_not_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.document({"text": "a " * 300})
    assert json.loads(capsys.readouterr().out) == {"text": "a " * 300}


def a_work_under_way_is_one_line_that_the_next_and_the_answer_write_over(monkeypatch: pytest.MonkeyPatch) -> None:
    window, screen = on_a_terminal(monkeypatch, 20)
    terminal.progress("Reading   inputs/2004/section.xlsx")
    terminal.progress("Costing")
    terminal.answer(["Done"])
    assert screen.getvalue() == "\r\x1b[KReading   inputs/20\r\x1b[KCosting\r\x1b[K"
    assert window.getvalue() == "Done\n"


def no_work_under_way_is_shown_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.progress("Reading   inputs/2004/section.xlsx")
    assert capsys.readouterr() == ("", "")
