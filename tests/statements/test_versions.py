"""Versions of a draft by their symbols: which is the latest, and what is no version of it."""

from __future__ import annotations

import pytest

from aspbudget.statements.versions import Revised, latest, revised

NAMES = ("A-2-L.5", "A-2-L.5-Rev.2", "A-2-L.5-Rev.10", "A-2-L.5-Rev.10-Corr.1", "A-2-L.5-Add.1", "A-2-L.51", "A-2-L.6")


@pytest.mark.parametrize(
    ("symbol", "found"),
    [("A/2/L.5", ("A/2/L.5", "")), ("A/2/L.5/Rev.1", ("A/2/L.5", "/Rev.1")), ("A-2-L.5-Rev.2-Corr.1", ("A-2-L.5", "-Rev.2-Corr.1")), ("Revision", ("Revision", ""))],
)  # fmt: skip
def a_symbol_is_taken_apart_into_that_of_the_draft_and_its_revision(symbol: str, found: tuple[str, str]) -> None:
    assert revised(symbol) == Revised(*found)


@pytest.mark.parametrize(("asked", "found"), [("A-2-L.5", "A-2-L.5-Rev.10-Corr.1"), ("A-2-L.5-Rev.2", "A-2-L.5-Rev.2"), ("A-2-L.6", "A-2-L.6"), ("A-2-L.7", "A-2-L.7")])
def the_latest_version_is_that_of_the_highest_revision_and_then_corrigendum(asked: str, found: str) -> None:
    assert latest(asked, NAMES) == found
    assert latest(asked, tuple(reversed(NAMES))) == found


def an_addendum_replaces_nothing() -> None:
    assert latest("A-2-L.5", ("A-2-L.5", "A-2-L.5-Add.1")) == "A-2-L.5"
