"""The command `models`: every model with its sheets and lines, in words and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aspbudget.commands import models as listing
from aspbudget.declare.model import GENERAL, Assumption, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.lines.line import CURRENCY, line

if TYPE_CHECKING:
    from conftest import Place


class Posts(Sheet):
    """A post.

    Each is filled for some months.
    """

    post: str = column("Post", "The post.", key=True)
    months: float = column("Work-months", "How long it is filled.", low=0, high=12)


@line(unit=CURRENCY, source="Staff Regulations")
def net_cost(months, price):
    """What the post costs."""
    return months * price


@pytest.fixture
def small() -> Catalogue:
    """Two models, of which the first is general."""
    price = Assumption("price", "EUR", "What a month costs.")
    staff = Model("Staff", "What posts cost.", 1, (Table(Posts, (net_cost,)),), (price,))
    return Catalogue((GENERAL, staff))


def the_catalogue_is_the_same_in_words_and_as_a_document(models: Catalogue) -> None:
    text = "\n".join(listing.lines(models))
    document = listing.as_dict(models)
    assert [model["model"] for model in document["models"]] == [model.title for model in models.models]
    for model in document["models"]:
        for table in model["tables"]:
            assert table["columns"]
            for each in table["lines"]:
                assert f"    {each['title']} = {each['words']}" in text


def a_model_is_listed_with_its_sheets_its_lines_and_its_assumptions(small: Catalogue) -> None:
    assert list(listing.lines(small, general=False)) == [
        "Staff",
        "  What posts cost.",
        "  Posts: A post.  Each is filled for some months.",
        "    Net cost = work-months × price",
        "  price (EUR): What a month costs.",
        "",
    ]
    assert next(listing.lines(small)) == "General"


def a_line_in_the_document_has_its_unit_its_meaning_its_words_and_its_source(small: Catalogue) -> None:
    (table,) = listing.as_dict(small)["models"][1]["tables"]
    assert (table["table"], table["sheet"], table["about"], table["columns"]) == (
        "posts", "Posts", "A post.  Each is filled for some months.", ["Post", "Work-months"],
    )  # fmt: skip
    assert table["lines"] == [
        {
            "line": "net_cost", "title": "Net cost", "unit": "the cycle's currency", "meaning": "What the post costs.",
            "words": "work-months × price", "source": "Staff Regulations",
        }
    ]  # fmt: skip


def the_general_sheets_are_listed_once_for_all_workbooks(place: Place) -> None:
    printed = place.run("models").out.splitlines()
    listed = [model["model"] for model in place.run("models", "--json").document["models"]]
    assert (printed.count("General"), listed.count("General")) == (1, 1)
    *titles, counted = [line for line in printed if line and not line.startswith(" ")]
    assert titles == listed
    assert {"Posts", "Contributions"} <= set(listed)
    assert counted.startswith(f"{len(listed)} models, ")
    assert counted.endswith(" lines; each line in words: aspbudget models --all")


def every_line_is_said_in_words_when_asked_for(place: Place) -> None:
    short, long = (place.run("models", *words).out.splitlines() for words in ((), ("--all",)))
    assert len(short) < len(long) / 4
    assert any(line.startswith("    Net cost = ") for line in long)
    assert not any(line.startswith("    ") for line in short)
