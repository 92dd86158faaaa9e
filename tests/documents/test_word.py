"""The document: in its order, every numeral a figure, every table footing, a draft on every page, on any template, the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.shared import Cm
from support.statements import ALL, DOCUMENTS, FREE, MEETINGS, RICH, SINGLE, line, paragraph

from aspbudget.content import languages
from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.documents.numerals import unexplained
from aspbudget.documents.stationery import default_template
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Refused
from aspbudget.statements.breakdown import requirements
from aspbudget.statements.statement import Amounts, Statement

if TYPE_CHECKING:
    from docx.document import Document

in_each_language = pytest.mark.parametrize("language", languages())
of_each_statement = pytest.mark.parametrize("name", ALL)
LETTERS = "ABCDEFGH"


def written(statement: Statement, language: str = "en", template: bytes | None = None) -> Document:
    """Return the document of a statement, read back."""
    return docx.Document(BytesIO(write_document(statement, Terms(language), template)))


def texts(document: Document) -> list[str]:
    """Return every paragraph of the document, those of tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in dict.fromkeys(row.cells)]
    return [*(each.text for each in document.paragraphs), *cells]


def headings(document: Document) -> list[str]:
    """Return the headings, without the title."""
    return [each.text for each in document.paragraphs if each.style.name == "Heading 1"]


def part(document: Document, letter: str) -> str:
    """Return the paragraphs of the part whose heading has a letter."""
    inside, found = False, []
    for each in document.paragraphs:
        if each.style.name == "Heading 1":
            inside = each.text.startswith(f"{letter}. ")
        elif inside:
            found.append(each.text)
    return "\n".join(found).replace(NO_BREAK, " ")


def edges(document: Document) -> list[str]:
    """Return the words of the header of each section."""
    return [" ".join(each.text or "" for each in section.header._element.iter("{*}t")) for section in document.sections]


def saved(document: Document) -> bytes:
    """Return a document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


# The order.


@in_each_language
@of_each_statement
def the_parts_come_in_their_order_each_with_something_to_say(name: str, language: str) -> None:
    document = written(ALL[name], language)
    found = headings(document)
    assert [text[0] for text in found[:8]] == list(LETTERS)
    assert len(found) == 8 + bool(ALL[name].shares)
    assert all(part(document, letter) for letter in LETTERS)
    assert document.paragraphs[0].style.name == "Title"
    assert ALL[name].symbol in document.paragraphs[0].text


def the_requests_are_quoted_and_every_paragraph_is_answered() -> None:
    document = written(RICH)
    said = part(document, "A")
    assert said.startswith("Under the terms of operative paragraphs 11, 15, 16, 18 and annex 5.1 (a) of draft resolution ICC-ASP/2/L.7, ")
    assert "Paragraph 16: “Decides to consider the arrangements for the permanent premises of the Court”" in said
    assert "Operative paragraph annex 5.1 (a) is left out of this statement" in said
    table = document.tables[0]
    assert [row.cells[0].text for row in table.rows][1:] == ["1", "11", "15", "16", "18", "annex 5.1 (a)", "", "Total"]


def the_conclusion_says_what_would_arise_when_and_of_which_kind() -> None:
    assert part(written(RICH), "H").startswith(
        "Should the Assembly adopt draft resolution ICC-ASP/2/L.7, additional requirements of EUR 217,400 would arise under "
        "Major Programme IV, namely EUR 100,400 for 2004, EUR 62,500 for 2005 and EUR 54,500 for 2006. Of that amount, EUR 37,900 "
        "would be one-time and EUR 179,500 recurrent."
    )
    assert part(written(RICH, "fr"), "H").startswith(
        "Si l’Assemblée adopte le projet de résolution ICC-ASP/2/L.7, des ressources supplémentaires d’un montant de 217 400 EUR "
        "seront à prévoir au titre du Grand Programme IV, soit 100 400 EUR pour 2004, 62 500 EUR pour 2005 et 54 500 EUR pour 2006."
    )


def a_statement_that_costs_nothing_says_so() -> None:
    document = written(FREE)
    assert part(document, "H") == (
        "Should the Assembly adopt draft resolution ICC-ASP/2/L.3, no additional requirements would arise under Major Programme IV."
    )
    assert part(document, "G") == "As no additional requirements arise, nothing would be added to the assessed contributions."


def what_is_not_yet_determinable_is_a_range_outside_the_totals() -> None:
    said = part(written(RICH), "H")
    assert (
        "The requirements under operative paragraph 16 are not yet determinable. They are estimated at between EUR 40,000 and "
        "EUR 125,000, and are not included in the amounts above. Reason given: The premises have not been chosen."
    ) in said


def what_is_absorbed_and_outsourced_is_said_with_its_reason() -> None:
    said = part(written(RICH), "E")
    assert "Of that amount, EUR 28,700 would be absorbed. The section already provides for EUR 9,000." in said
    assert "would be outsourced: Report on a representation. Reason given: The Court has no translators into Arabic." in said
    assert "The following activity would be pooled with the Court: Rooms and security." in said


@pytest.mark.parametrize(("name", "said"), [("rich", "Contingency Fund"), ("single", "revised estimate"), ("supplementary", "supplementary budget")])
def each_way_of_meeting_the_requirements_has_its_sentence(name: str, said: str) -> None:
    document = written(ALL[name])
    assert said in part(document, "G").splitlines()[0]
    (table,) = [each for each in document.tables if each.rows[0].cells[0].text == "Met from"]
    added = {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}
    net = "100.4" if name == "rich" else "6.7"
    assert list(added.values()) == ["–", net, net]
    assert [source for source in added if source.endswith("(proposed)")] == [f"{said[0].upper()}{said[1:]} (proposed)"]


# Every numeral.


@in_each_language
@of_each_statement
def every_numeral_of_the_document_is_a_figure_of_the_statement(name: str, language: str) -> None:
    assert unexplained(texts(written(ALL[name], language)), ALL[name], Terms(language)) == []


@in_each_language
def a_numeral_that_no_figure_explains_is_found(language: str) -> None:
    document = written(RICH, language)
    document.add_paragraph("EUR 217,500 and 4.4 per cent, in 2007")
    document.tables[0].rows[1].cells[0].text = "12"
    planted = unexplained(texts(document), RICH, Terms(language))
    assert planted == ["217,500", "4.4", "2007", "12"]


def a_figure_of_another_statement_is_found() -> None:
    assert "217,400" in unexplained(texts(written(RICH)), SINGLE, Terms("en"))


# Every table.


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
    (place,) = [each for each in document.paragraphs if each.style.name == "Caption" and each.text.startswith(caption)]
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


FOOTING = ("Requirements at full cost", "What would be absorbed", "Requirements by sub-programme")


@of_each_statement
@pytest.mark.parametrize("caption", FOOTING)
def every_table_foots_down(name: str, caption: str) -> None:
    document = written(ALL[name])
    if not any(each.text.startswith(caption) for each in document.paragraphs):
        return
    found = kinds(columns(table_of(document, caption)))
    numbers = [row[-6:] if caption == FOOTING[1] else row for row in found["plain"]]
    assert sums(numbers) == found["Total"][0]
    assert not found["Subtotal"] or sums(found["Subtotal"]) == found["Total"][0]


def every_table_foots_across() -> None:
    document = written(RICH)
    for _, row in columns(table_of(document, FOOTING[0])):
        assert round(sum(row[:-1]), 4) == row[-1]
    for _, row in columns(table_of(document, FOOTING[1])):
        full, provision, pooled, shared, absorbed, net = row[-6:]
        assert round(provision + pooled + shared, 4) == absorbed
        assert round(full - absorbed, 4) == net
    for _, row in columns(table_of(document, FOOTING[2])):
        full, absorbed, net, *years, one_time, recurrent = row
        assert round(full - absorbed, 4) == net == round(sum(years), 4) == round(one_time + recurrent, 4)


def the_totals_of_the_tables_are_those_of_the_statement() -> None:
    document = written(RICH)
    total = RICH.total
    assert kinds(columns(table_of(document, FOOTING[0])))["Total"][0][-1] * 1000 == total.full
    assert kinds(columns(table_of(document, FOOTING[2])))["Total"][0][:3] == [each / 1000 for each in (total.full, total.absorbed, total.net)]
    assert columns(document.tables[0])[-1] == ("Total", [total.full / 1000, total.net / 1000])
    assert sums([row[-2:] for _, row in columns(document.tables[0])[:-1]]) == [total.full / 1000, total.net / 1000]


def the_annex_has_every_state_and_its_total() -> None:
    rows = columns(written(RICH).tables[-1])
    assert [label for label, _ in rows] == ["Germany", "France", "Vanuatu", "Total"]
    assert sums([row for _, row in rows[:-1]]) == rows[-1][1] == [99.9995, 100399.0]
    assert written(RICH, "fr").tables[-1].rows[1].cells[0].text == "Allemagne"


def a_line_is_divided_among_services_without_a_remainder() -> None:
    for statement in ALL.values():
        found = requirements(statement)
        for year in statement.years:
            assert sum(each.full for each in found if each.year == year) == statement.in_year(year).full
    divided = {each.service: each.full for each in requirements(RICH) if each.down == DOCUMENTS and each.across == "4500" and each.year == 2004}
    assert divided == {"summary records": 3_300.0, "in-session": 1_200.0}


def the_cost_that_documents_do_not_explain_is_for_servicing_meetings() -> None:
    report = replace(RICH.activities[7], down=MEETINGS, kind=RECURRENT, full=5_091.0, last_year=0)
    meetings = [each for each in RICH.activities if not each.down]
    joint = line("", ("4100", MEETINGS), 2004, RECURRENT, Amounts(-2_000.0, net=-2_000.0))
    lines = (line("18", ("4100", MEETINGS), 2004, RECURRENT, Amounts(29_600.0, net=29_600.0)), joint)
    found = requirements(replace(RICH, activities=(*meetings, report), lines=lines))
    assert [(each.service, each.full) for each in found] == [
        ("post-session", 5_100.0), ("meetings servicing", 24_500.0), ("meetings servicing", -2_000.0)
    ]  # fmt: skip


# Laid out.


@in_each_language
def every_table_repeats_its_head_splits_no_row_and_has_numbers_at_the_right(language: str) -> None:
    for table in written(RICH, language).tables:
        assert table.style.name == "Statement Table"
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        for cell in (cell for row in table.rows for cell in row.cells if re.fullmatch(rf"[\d,.{NO_BREAK}]+[,.]\d", cell.text)):
            assert cell.paragraphs[0].alignment == 2, cell.text  # right


def no_paragraph_has_a_tab_or_a_break_of_its_own() -> None:
    body = written(RICH).element.body
    assert not body.xpath("//w:body//w:tab | //w:body//w:br")


def every_heading_and_caption_stays_with_what_follows() -> None:
    document = written(RICH)
    for each in document.paragraphs:
        if each.style.name in ("Heading 1", "Caption"):
            assert each.style.paragraph_format.keep_with_next
        if each._element.getnext() is not None and each._element.getnext().tag.endswith("}tbl") and each.style.name != "Caption":
            assert each.paragraph_format.keep_with_next


def the_page_is_a4() -> None:
    section = written(RICH).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


@in_each_language
def the_language_of_the_document_is_set(language: str) -> None:
    document = written(RICH, language)
    expected = {"en": "en-GB", "fr": "fr-FR"}[language]
    assert document.core_properties.language == expected
    assert set(document.styles.element.xpath("//w:docDefaults//w:lang/@w:val")) == {expected}


# A draft.


@in_each_language
def a_draft_says_so_on_every_page_and_why(language: str) -> None:
    document = written(RICH, language)
    mark = {"en": "DRAFT", "fr": "PROJET"}[language]
    assert all(mark in edge for edge in edges(document))
    said = [each.text for each in document.paragraphs]
    assert any(text.startswith(f"{mark}. ") for text in said)
    numbers = {"en": ("3 figures are missing.", "1,121 figures are illustrative."), "fr": ("3 chiffres manquent.",)}[language]
    assert set(numbers) <= set(said)


@in_each_language
def a_final_statement_is_no_draft(language: str) -> None:
    document = written(FREE, language)
    assert not [text for text in [*texts(document), *edges(document)] if "DRAFT" in text or text.startswith("PROJET")]
    assert {"Prepared by A. Officer", "Reviewed by B. Reviewer"} <= set(texts(written(FREE)))


# Other templates.


def office() -> Document:
    """Return an office's own template: landscape, with a letterhead, a style and a place for the statement."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Cm(29.7), Cm(21), Cm(3), Cm(3)
    section.header.paragraphs[0].text = "Secretariat of the Assembly, {symbol}, {unknown}"
    split = section.footer.paragraphs[0]
    for piece in ("For {sec", "tion}", " of {cy", "cle}", "."):
        split.add_run(piece)
    document.add_paragraph("To the Bureau: {title}")
    document.add_paragraph("{statement}")
    document.add_paragraph("Yours faithfully, {prepared_by}")
    document.styles["Heading 1"].font.size = Cm(1)
    return document


def a_template_of_an_office_is_kept_and_filled_in() -> None:
    document = written(RICH, template=saved(office()))
    said = [each.text for each in document.paragraphs]
    assert said[0] == f"To the Bureau: {RICH.title}"
    assert said[1].startswith("Statement of budgetary implications")
    assert said[-1] == "Yours faithfully, A. Officer"
    assert "{statement}" not in "".join(said)
    assert edges(document)[0].endswith("Secretariat of the Assembly, ICC-ASP/2/L.7, {unknown}")
    assert document.sections[0].footer.paragraphs[0].text == "For Major Programme IV of 2004."
    assert document.styles["Heading 1"].font.size.cm == pytest.approx(1, abs=0.02)


def a_template_without_a_place_for_its_standing_still_says_draft_and_numbers_its_pages() -> None:
    document = written(RICH, template=saved(office()))
    assert edges(document)[0].startswith("DRAFT")
    fields = document.sections[0].footer._element.iter("{*}fldSimple")
    assert [each.get(each.keys()[0]).strip() for each in fields] == ["PAGE", "NUMPAGES"]
    assert edges(written(FREE, template=saved(office())))[0].startswith("Secretariat")


def each_section_and_first_page_of_a_template_says_draft() -> None:
    own = office()
    own.sections[0].different_first_page_header_footer = True
    own.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    document = written(RICH, template=saved(own))
    first = document.sections[0].first_page_header
    assert [edge.startswith("DRAFT") for edge in edges(document)] == [True, True]
    assert first.paragraphs[0].text == "DRAFT"


def a_template_with_page_numbers_of_its_own_gets_no_others() -> None:
    document = written(RICH, template=default_template(Terms("en")))
    assert len(list(document.sections[0].footer._element.iter("{*}fldSimple"))) == 2


def the_statement_goes_to_the_end_of_a_template_that_has_no_place_for_it() -> None:
    own = docx.Document()
    own.add_paragraph("To the Bureau")
    said = [each.text for each in written(RICH, template=saved(own)).paragraphs]
    assert said[0] == "To the Bureau"
    assert said[1].startswith("Statement of budgetary implications")


def a_table_fills_the_page_of_its_template() -> None:
    table = written(RICH, template=saved(office())).tables[0]
    assert sum(column.width.cm for column in table.columns) == pytest.approx(23.7, abs=0.1)


def an_empty_template_borrows_the_styles_that_it_lacks() -> None:
    own = docx.Document()
    for name in ("Quote", "Caption", "Title"):
        own.styles[name].delete()
    document = written(RICH, template=saved(own))
    assert document.styles["Title"].font.bold
    assert headings(document) == headings(written(RICH))


def the_built_in_template_can_be_given_back() -> None:
    terms = Terms("en")
    assert texts(written(RICH, template=default_template(terms))) == texts(written(RICH))


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04 damaged", b"%PDF-1.4"])
def a_template_that_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        write_document(RICH, Terms("en"), data)
    (fault,) = refused.value.faults
    assert str(fault) == (
        "inputs/statement_template.docx: This is not a Word document (.docx), or it is damaged or holds macros: open it in Word and "
        "save it as Word Document (.docx)."
    )


def a_workbook_or_a_template_with_macros_is_refused() -> None:
    out = BytesIO()
    with ZipFile(BytesIO(saved(office()))) as read, ZipFile(out, "w") as changed:
        for name in read.namelist():
            data = read.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
            changed.writestr(name, data)
    with pytest.raises(Refused):
        write_document(RICH, Terms("en"), out.getvalue())


# Safe and the same.


def the_words_of_inputs_are_only_words() -> None:
    hostile = "{title} =1+1 \x00\x1b<w:p/>&amp; \ufffe{statement}"
    statement = replace(SINGLE, title=hostile, paragraphs=(paragraph("2", hostile),), prepared_by="{symbol}")
    document = written(statement)
    assert "{title} =1+1 <w:p/>&amp; {statement}" in [each.text for each in document.paragraphs]
    assert "Prepared by {symbol}" in [each.text for each in document.paragraphs]
    assert not document.element.body.xpath(".//w:fldSimple | .//w:instrText | .//w:hyperlink")


@in_each_language
def the_same_statement_gives_the_same_bytes(language: str) -> None:
    template = saved(office())
    assert write_document(RICH, Terms(language)) == write_document(RICH, Terms(language))
    assert write_document(RICH, Terms(language), template) == write_document(RICH, Terms(language), template)
    with ZipFile(BytesIO(write_document(RICH, Terms(language)))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def the_kinds_of_costs_are_named() -> None:
    assert "All of it would be recurrent." in part(written(SINGLE), "F")
    one_time = replace(SINGLE, lines=tuple(each._replace(kind=ONE_TIME) for each in SINGLE.lines))
    assert "All of it would be one-time." in part(written(one_time), "F")
