"""Verbs: each names the function that does it, which is imported only when it is asked for."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

import pytest

from aspbudget.verbs import CYCLE, Answer, Argument, Asked, Verb, proving
from aspbudget.workspace import NoCycle, Workspace

if TYPE_CHECKING:
    from pathlib import Path

ECHO = """
from aspbudget.verbs import Answer

def echo(asked):
    return Answer({"word": asked.options.word}, [asked.options.word])
"""


def workspace(root: Path, *cycles: str) -> Workspace:
    """Return a workspace with the inputs of some cycles."""
    for cycle in cycles:
        (root / "inputs" / cycle).mkdir(parents=True)
        (root / "inputs" / cycle / "section.xlsx").touch()
    return Workspace(root)


def a_verb_imports_its_function_when_it_is_asked_and_not_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "verb_that_echoes.py").write_text(ECHO, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    verb = Verb("echo", "verb_that_echoes:echo", "say a word again", "aspbudget echo word", (Argument(("word",), {}),))
    assert "verb_that_echoes" not in sys.modules
    answer = verb.answer(Asked(Namespace(word="twice"), Workspace(tmp_path), lambda _: None))
    assert answer == Answer({"word": "twice"}, ["twice"])
    assert "verb_that_echoes" in sys.modules


@pytest.mark.parametrize(
    ("cycles", "named", "expected", "shown"),
    [
        (("2004",), None, "2004", ["Cycle     2004, the only one"]),
        (("2004", "2005"), None, "2005", ["Cycle     2005, the newest"]),
        (("2004", "2005"), "2004", "2004", []),
    ],
)
def a_cycle_that_is_not_named_is_the_newest_and_is_shown(
    cycles: tuple[str, ...], named: str | None, expected: str, shown: list[str], tmp_path: Path
) -> None:
    progress: list[str] = []
    asked = Asked(Namespace(cycle=named), workspace(tmp_path, *cycles), progress.append)
    assert asked.cycle() == expected
    assert progress == shown


def no_cycle_is_shown_where_there_is_none(tmp_path: Path) -> None:
    progress: list[str] = []
    with pytest.raises(NoCycle):
        Asked(Namespace(cycle=None), workspace(tmp_path), progress.append).cycle()
    assert progress == []


def a_cycle_need_not_be_named() -> None:
    assert (CYCLE.flags, CYCLE.stated["nargs"]) == (("cycle",), "?")


def a_word_after_the_option_prove_that_says_nothing_of_proving_is_refused() -> None:
    assert proving("full") == "full"
    with pytest.raises(ArgumentTypeError, match=r'^"2004" is no way of proving; there is full, or --prove alone$'):
        proving("2004")
