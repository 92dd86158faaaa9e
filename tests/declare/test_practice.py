"""Practice: an organisation that states budgetary implications hands its words and rules over, and another has none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from aspbudget.content import BUILT_IN, NoContent
from aspbudget.declare.practice import NoPractice, Practice, known, practice
from aspbudget.models.statements import PRACTICE

if TYPE_CHECKING:
    from pathlib import Path


def package(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, statements: str | None) -> str:
    """Make a content package that can be imported, with this text as its module of statements, if any."""
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text('"""An organisation."""\n', encoding="utf-8")
    if statements is not None:
        (folder / name / "statements.py").write_text(statements, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    return name


def the_practice_is_that_which_the_content_hands_over() -> None:
    assert practice(BUILT_IN) is known(BUILT_IN) is PRACTICE


def a_practice_of_another_organisation_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "from aspbudget.declare.practice import Answers, Means, Practice\n"
        "PRACTICE = Practice(Answers('no', 'within', 'yes', 'report', 'open'), ('reserve',), 'reserve', Means('own', 'shared', 'bought'),\n"
        "                    'meetings', '', '', 'half up', 'R.1', (), digits=0)\n"
    )
    found = practice(package(tmp_path, monkeypatch, "organisation_with_statements", text))
    assert isinstance(found, Practice)
    assert (found.answers.activities, found.means.pooled, found.later_years, found.unit) == ("yes", "shared", 2, 1)


@pytest.mark.parametrize("text", [None, '"""Nothing yet."""\nPRACTICE = None\n'])
def an_organisation_without_a_practice_is_refused_in_words(text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = package(tmp_path, monkeypatch, f"organisation_without_{'file' if text is None else 'practice'}", text)
    assert known(name) is None
    with pytest.raises(NoPractice, match=f"^The content {name} has no statements of budgetary implications\\.$"):
        practice(name)


def no_practice_is_sought_in_a_content_that_is_not_installed() -> None:
    with pytest.raises(NoContent):
        practice("organisation_that_nobody_installed")


@pytest.mark.parametrize(("digits", "unit"), [(-2, 100), (-3, 1_000), (0, 1), (2, 1)])
def a_printed_line_is_a_whole_number_of_its_unit(digits: int, unit: int) -> None:
    assert replace(PRACTICE, digits=digits).unit == unit
