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
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget import terminal
from aspbudget.cli import DONE, FAULTS, WRONG_USE
from aspbudget.commands import in_languages
from aspbudget.terminal import as_json, visible

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place, Said

UNSEEN = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
HOSTILE = "e\x1b[31m\x07\x9b\x7f\u202e\u2066\u200b\u200f\u2028\ufeff\U000e0041\nNothing to correct.\n"
SHOWN = r"e\x1b[31m\x07\x9b\x7f\u202e\u2066\u200b\u200f\u2028\ufeff\U000e0041\nNothing to correct.\n"


def is_clean(said: Said) -> bool:
    """Whether nothing hidden stands in what was printed, and no line of its own was put into it."""
    text = said.out + said.err
    return not set(text) & (set(UNSEEN) - {"\n"}) and "Nothing to correct." not in text.splitlines()


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
    assert not set(visible("".join(UNSEEN))) & set(UNSEEN)
    assert not set("".join(as_json({"".join(UNSEEN): "".join(UNSEEN)}))) & set(UNSEEN)


@pytest.mark.parametrize("text", [HOSTILE, "".join(sign for sign in UNSEEN if unicodedata.category(sign) != "Cs"), "東京 🎈 \u00a0 \\x1b"], ids=["hostile", "all", "plain"])
def a_document_is_read_back_as_it_was(text: str) -> None:
    assert json.loads("\n".join(as_json({"text": [text]}))) == {"text": [text]}


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
    shutil.copytree(REPOSITORY / "inputs" / "2004", place.root / "inputs" / "2004")
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

    monkeypatch.setattr(in_languages, "reconcile", fails)
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
    monkeypatch.setattr(sys, "stderr", screen)
    with suppress(KeyboardInterrupt), terminal.bar("Letters", 4) as advance:
        advance()
        raise KeyboardInterrupt
    assert screen.getvalue().endswith("\r\x1b[K")


def no_bar_is_shown_where_nobody_watches_and_none_when_none_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for shown in (terminal.bar, terminal.no_bar):
        with shown("Letters", 2) as advance:
            advance()
    assert capsys.readouterr() == ("", "")
