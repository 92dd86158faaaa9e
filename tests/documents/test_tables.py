"""Grids: every table of a statement foots, down and across, and its totals are those of the statement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from support.opened_documents import of_each_statement, written
from support.statements import ACTIVITIES, ALL, ASKING, NO_IMPLICATION, RICH, SINGLE, paragraph

from aspbudget.documents import tables
from aspbudget.documents.blocks import GROUP, KEY, SUBTOTAL, TOTAL
from aspbudget.documents.places import own_text
from aspbudget.documents.tables import shortened
from aspbudget.documents.terms import NO_BREAK, Terms

if TYPE_CHECKING:
    from docx.document import Document

ENGLISH = Terms("en")


def number(text: str) -> float:
    """Return a printed number; a dash is nothing."""
    plain = text.replace(NO_BREAK, "").replace(",", "")
    return 0.0 if plain == "–" else -float(plain[1:-1]) if plain.startswith("(") else float(plain)


def columns(table: Any) -> list[tuple[str, list[float]]]:
    """Return the rows of a table with their label and their numbers, without its head and the titles of its groups."""
    rows = [(dict.fromkeys(row.cells), row) for row in table.rows if not row._tr.xpath("w:trPr/w:tblHeader")]
    return [
        (next(iter(cells)).text, [number(each.text) for each in cells if re.fullmatch(r"–|\(?[\d.,]+\)?", each.text)])
        for cells, _ in rows
        if len(cells) > 1
    ]


def table_of(document: Document, caption: str) -> Any:
    """Return the table under a caption."""
    (place,) = [each for each in document.paragraphs if each.style.name == "Caption" and own_text(each._element).partition(". ")[2].startswith(caption)]
    return next(table for table in document.tables if table._element is place._element.getnext())


def kinds(rows: list[tuple[str, list[float]]]) -> dict[str, list[list[float]]]:
    """Return the numbers of the rows by kind: plain, subtotal, total."""
    found: dict[str, list[list[float]]] = {"plain": [], "Subtotal": [], "Total": []}
    for label, numbers in rows:
        found[label if label in found else "plain"].append(numbers)
    return found


def sums(rows: list[list[float]]) -> list[float]:
    """Return the sum of each column."""
    return [round(sum(column), 4) for column in zip(*rows, strict=True)]


FOOTING = ("Requirements at full cost", "Requirements for 2004", "Requirements by sub-programme", "Already provided for")


@pytest.mark.slow
@of_each_statement
@pytest.mark.parametrize("caption", FOOTING[:3])
def every_table_foots_down(name: str, caption: str) -> None:
    document = written(ALL[name])
    if not any(f". {caption}" in own_text(each._element) for each in document.paragraphs if each.style.name == "Caption"):
        return
    found = kinds(columns(table_of(document, caption)))
    assert sums(found["plain"]) == found["Total"][0]
    assert not found["Subtotal"] or sums(found["Subtotal"]) == found["Total"][0]


def the_table_of_what_is_there_already_foots_down() -> None:
    for statement in (RICH, ASKING):
        *rows, (_, total) = [(label, row[-3:]) for label, row in columns(table_of(written(statement), FOOTING[3]))]
        assert sums([row for _, row in rows]) == total


def every_table_foots_across() -> None:
    document = written(RICH)
    for _, row in columns(table_of(document, FOOTING[1])):
        assert round(row[0] - sum(row[1:4]), 4) == row[4]
    for _, row in columns(table_of(document, FOOTING[2])):
        assert round(row[0] - sum(row[1:4]), 4) == row[4]


def the_totals_of_the_tables_are_those_of_the_statement() -> None:
    document = written(RICH)
    total = RICH.total
    assert kinds(columns(table_of(document, FOOTING[0])))["Total"][0] == [RICH.in_year(year).full / 1000 for year in RICH.years]
    later = [RICH.in_year(year).additional / 1000 for year in RICH.years[1:]]
    assert kinds(columns(table_of(document, FOOTING[2])))["Total"][0] == [*(each / 1000 for each in total), *later]
    assert columns(table_of(document, FOOTING[1]))[-1] == ("Total", [each / 1000 for each in total])
    assert columns(table_of(document, FOOTING[3]))[-1] == ("Total", [each / 1000 for each in total[1:4]])
    answered = columns(table_of(document, "Operative paragraphs"))
    assert answered[-1] == ("Total", [total.full / 1000, total.additional / 1000])
    assert sums([row[-2:] for _, row in answered[:-1]]) == [total.full / 1000, total.additional / 1000]


def the_annex_has_every_state_and_its_total() -> None:
    rows = columns(written(RICH).tables[-1])
    assert [label for label, _ in rows] == ["France", "Germany", "Vanuatu", "Total"]
    assert sums([row for _, row in rows[:-1]]) == rows[-1][1] == [99.9995, 100399.0]
    assert [row.cells[0].text for row in written(RICH, "fr").tables[-1].rows[1:]] == ["Allemagne", "France", "Vanuatu", "Total"]


# Grid by grid.


@pytest.mark.parametrize("grid", [tables.answers, tables.there, tables.costs, tables.full, tables.net, tables.sources, tables.options, tables.shares])
def every_grid_is_as_wide_as_a_page_and_each_row_fills_its_columns(grid: Any) -> None:
    found = grid(RICH, ENGLISH)
    assert sum(found.widths) == pytest.approx(17)
    assert all(sum(span for _, span in head) == len(found.widths) for head in found.head)
    assert all(len(row.cells) == (1 if row.kind == GROUP else len(found.widths)) for row in found.rows)


def a_line_of_one_mission_is_worked_out_by_hand() -> None:
    found = tables.net(SINGLE, ENGLISH)
    name = found.rows[0].cells[0]
    assert str(name).startswith("4200")
    amounts = ("6.7", "–", "–", "–", "6.7", "6.7", "–")
    assert [(row.kind, row.cells[1:]) for row in found.rows] == [(GROUP, ()), (KEY, amounts), (SUBTOTAL, amounts), (TOTAL, amounts)]


def the_requirements_of_one_mission_are_no_conference_service() -> None:
    found = tables.full(SINGLE, ENGLISH)
    assert [row.kind for row in found.rows] == [GROUP, KEY, SUBTOTAL, TOTAL]
    assert found.rows[-1].cells[1:] == ("6.7", "6.7", "–")


def a_paragraph_is_answered_in_the_words_of_the_practice_with_its_range_and_reason() -> None:
    rows = {row.cells[0]: row.cells for row in tables.answers(RICH, ENGLISH).rows}
    _, text, answer, full, additional = rows["16"]
    assert (text, full, additional) == (RICH.paragraphs[3].text.rstrip(";"), "–", "–")
    assert "40,000" in answer[0]
    assert "125,000" in answer[0]
    assert rows["15"][2] == ("Within existing resources", "The report is one of those for which the section provides")
    assert rows["annex 5.1 (a)"][2] == ("Activities described above", "left out")
    assert "1" not in rows
    assert "annexe 5.1 (a)" in {row.cells[0] for row in tables.answers(RICH, Terms("fr")).rows}


def the_paragraphs_that_ask_for_nothing_are_named_together() -> None:
    numbers = ("1", "2", "3", "4", "5", "annex 1", "annex 2")
    asking = replace(RICH, paragraphs=tuple(paragraph(each, "Notes.", ACTIVITIES if each == "4" else NO_IMPLICATION) for each in numbers))
    assert tables.idle(asking, ENGLISH) == "1–3, 5, annex 1, annex 2"
    assert tables.idle(asking, Terms("fr")) == "1–3, 5, annexe 1, annexe 2"
    assert tables.idle(replace(RICH, paragraphs=RICH.paragraphs[1:]), ENGLISH) == ""


def a_paragraph_is_named_by_its_few_words_or_by_how_its_text_begins() -> None:
    long = replace(RICH.paragraphs[1], translated=(("text_fr", "Recommande à la Cour …"),))
    assert tables.asked(long, ENGLISH).endswith(" …")
    assert tables.asked(long, Terms("fr")) == "Recommande à la Cour …"
    assert tables.asked(RICH.paragraphs[3], Terms("fr")) == f"\x02{RICH.paragraphs[3].text.rstrip(';')}\x04en\x03"
    assert tables.asked(replace(long, short="a report"), ENGLISH) == "A report"
    assert tables.asked(replace(long, short="a report"), Terms("fr")) == "\x02A report\x04en\x03"


def the_things_that_are_there_are_called_by_its_names_or_is_engaged_in_any_case() -> None:
    rows = {row.cells[0]: row.cells[1] for row in tables.there(RICH, ENGLISH).rows}
    assert rows["15"] == "Report of the Board of Directors"
    assert rows["18"] == "Rooms and security"
    engaged = replace(RICH, activities=())
    assert {row.cells[0]: row.cells[1] for row in tables.there(engaged, ENGLISH).rows}["18"] == "Services that are engaged on the day in any case"
    (named,) = [row.cells[1] for row in tables.there(ASKING, ENGLISH).rows if row.cells[0] == "2"]
    assert str(named).startswith("Four documents of 6,000 words together, in two languages (Paper 2 and Paper 3); Bureau: one meeting without interpretation, on 1 September 2004; ")
    assert str(named).endswith("; Desk, Computer 1, Computer 2, Computer 3, Computer 4 and four more")


def no_text_of_a_paragraph_is_cut_within_a_word() -> None:
    assert shortened("Requests the Secretariat.") == "Requests the Secretariat."
    cut = shortened("Requests the Secretariat to report, " * 10)
    assert cut == ("Requests the Secretariat to report, " * 4).rstrip(", ") + " …"
    assert len(cut) <= 150 + 2
