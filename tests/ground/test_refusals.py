"""Refusals: each is declared once, and the check of a workbook and the page both ask for it by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aspbudget.phrase import gaps
from aspbudget.refusals import REFUSALS, ending, refusal

ENGINE = Path(__file__).resolve().parents[2] / "aspbudget"
SOURCES = {path: path.read_text(encoding="utf-8") for path in (*ENGINE.rglob("*.py"), *ENGINE.rglob("*.js")) if path.name != "refusals.py" and path.parent.name != "models"}
SERIES = re.compile(r"(hold|be)_(text|number|whole|date)")
LONG = 24  # a piece of a sentence that is longer than this stands nowhere by chance


@pytest.mark.parametrize("name", REFUSALS)
def each_refusal_is_asked_for_by_the_check_of_a_workbook_and_by_the_page(name: str) -> None:
    asked = {path.suffix for path, text in SOURCES.items() if f'"{name}"' in text or (SERIES.fullmatch(name) and re.search(rf"[\"`]{name.split('_', maxsplit=1)[0]}_\$?{{", text))}
    assert asked == {".py", ".js"}


def no_sentence_of_a_refusal_stands_in_a_second_place() -> None:
    pieces = {plain.strip() for wording in REFUSALS.values() for plain, *_ in gaps(wording) if len(plain.strip()) > LONG}
    assert len(pieces) > 20
    assert [(path.name, piece) for path, text in SOURCES.items() for piece in pieces if piece in text] == []


def a_refusal_has_its_gaps_filled_in_and_may_end_in_another_way() -> None:
    message = refusal("one_of", title="Status", found='"{old}"', choices="published, missing")
    assert message == 'Status is "{old}"; it must be one of: published, missing.'
    assert ending(message, "") == message
    assert ending(message, '; did you mean "published"?') == 'Status is "{old}"; it must be one of: published, missing; did you mean "published"?'
