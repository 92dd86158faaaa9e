"""Translations: each column that is translated has one beside it in each other language, which may be missing and which nothing is computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.sheet import Column
from aspbudget.figures.translations import with_translations

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue

POST, GRADE = Column("post", "Post", "text", "What it is called.", key=True, translated=True), Column("grade", "Grade", "text", "Its grade.")


def a_column_that_is_translated_has_one_more_after_all_others() -> None:
    found = with_translations((POST, GRADE), "aspbudget.models")
    assert [(each.name, each.title) for each in found] == [("post", "Post"), ("grade", "Grade"), ("post_fr", "Post in French")]
    added = found[-1]
    assert (added.kind, added.required, added.newer, added.descriptive, added.key) == ("text", False, True, True, False)


def a_column_that_the_sheet_declares_itself_stays_as_it_is() -> None:
    own = Column("post_fr", "Post, as the French call it", "text", "…")
    assert with_translations((POST, own), "aspbudget.models") == (POST, own)


def there_are_no_columns_of_translations_where_content_has_one_language() -> None:
    assert with_translations((POST, GRADE), "river_commission") == (POST, GRADE)


def a_name_that_an_officer_types_is_translated_and_where_its_row_comes_from(models: Catalogue) -> None:
    translated = {"posts": "post", "meetings": "meeting", "sessions": "session", "documents": "document", "travel": "journey", "operating_requirements": "requirement"}
    for table, key in translated.items():
        assert {f"{key}_fr", "source_fr"} <= set(models.columns(table))
        assert models.translates(table, f"{key}_fr") == key
