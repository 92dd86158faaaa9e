"""The sheets around the figures: what the workbook is, how each line is derived, what was compared, and what is in doubt."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest
from support.small_section import (
    CATALOGUE,
    PRINTED,
    SCHEDULE,
    TABLES,
    figures,
    inputs,
    new_book,
    opened,
    rows,
    values,
    with_tables,
)

from aspbudget.declare.layout import CHECKS, CONTENTS, DERIVATION, NOTES, TO_CONFIRM
from aspbudget.faults import Remark
from aspbudget.inputs.accepted import accepted_rows
from aspbudget.inputs.standing import Heading, Standing
from aspbudget.language import Language
from aspbudget.phrase import phrase
from aspbudget.refusals import REFUSALS
from aspbudget.workbooks import appendix
from aspbudget.workbooks.book import Book, Group, Places
from aspbudget.workbooks.checks_sheet import count_of_checks, write_checks
from aspbudget.workbooks.contents_sheet import write_contents
from aspbudget.workbooks.printed_sheets import write_printed
from aspbudget.workbooks.reconcile import reconcile
from aspbudget.workbooks.schedule_sheets import write_schedule
from aspbudget.workbooks.translation import Translation

if TYPE_CHECKING:
    from aspbudget.figures.cost import Figures
    from aspbudget.workbooks.book import Headline

DRAFT = Standing(("1 illustrative",), (("posts", 6),), (("posts", 8),), (Heading("programmes", 6, "fr"),))
FINAL = Standing((), (), ())


def printed(book: Book, computed: Figures) -> list[Headline]:
    """Write the printed table and the schedule, and return their headline totals."""
    schedule = write_schedule(book, computed, SCHEDULE)
    assert schedule is not None
    return [write_printed(book, computed, PRINTED), schedule]


@pytest.fixture
def whole() -> Book:
    """A book with its printed tables, its tables and what was compared."""
    book, computed = new_book(), figures()
    headlines = printed(book, computed)
    with_tables(book, computed)
    write_checks(book, computed, headlines, "An engine", 1_234)
    return book


def every_comparison_holds_when_it_is_computed_again(whole: Book) -> None:
    found = values(whole, CHECKS)
    assert [found[row, 2] for row in (5, 6, 7)] == [14_625, pytest.approx(14.6), 14_625]
    assert [found[row, 5] for row in (5, 6, 7)] == ["agrees"] * 3
    assert found[9, 4] == 0
    proven = reconcile(whole.close("A small section"), whole.formulas)
    assert (proven.differences, proven.cells) == ((), len(whole.formulas))


def the_comparisons_are_what_rows_cost_and_what_tables_print(whole: Book) -> None:
    written = rows(opened(whole), CHECKS)
    assert [line[0] for line in written[4:7]] == [
        "Posts: what its rows cost, and what reaches the lines of the section",
        "Section, total (thousands of EUR): as printed, and added up over the rows of its table",
        "Costs of posts, total of Net cost (EUR): as printed, and added up over the rows of its table",
    ]
    assert written[4][1:3] == ["=SUM(Posts[[Net cost (EUR)]])", "=SUM(SectionLines[[Posts (EUR)]])"]
    assert written[8][3] == '=COUNTIFS(E5:E7,"differs")'
    assert str(written[12][0]).startswith("Before this workbook was published, An engine recalculated it: 1,234 formulas, 0 different")


def a_comparison_that_fails_is_found_by_the_second_engine() -> None:
    book, computed = new_book(), figures()
    headlines = printed(book, computed)
    wrong = headlines[1]._replace(cell="'Costs of posts'!$C$6")
    with_tables(book, computed)
    write_checks(book, computed, [headlines[0], wrong], "An engine", 0)
    differing = {(each.sheet, each.cell): each.recalculated for each in reconcile(book.close(""), book.formulas).differences}
    assert differing[CHECKS, "E7"] == "differs"
    assert differing[CHECKS, "D9"] == 1
    assert str(differing["Section", "A4"]).startswith("A comparison fails")


def the_formulas_of_the_checks_are_counted_before_they_are_written(whole: Book) -> None:
    other = new_book()
    headlines = printed(other, figures())
    assert count_of_checks(figures(), headlines) == len(values(whole, CHECKS))


def each_line_is_derived_in_the_words_of_its_formula() -> None:
    book = new_book()
    appendix.write_derivation(book, figures())
    written = rows(opened(book), DERIVATION)
    assert written[3] == ["Sheet", "Column", "What it means", "How it is derived", "Unit", "Source of the rule"]
    lines = {(line[0], line[1]): line[2:] for line in written[4:]}
    assert lines["Posts", "Full cost"] == ["What the post costs when it is always filled.", "work-months × price", "EUR", "Staff Regulations"]
    assert ("Section lines", "Posts") in lines
    assert len(written) == 4 + sum(len(table.lines) for table in TABLES) + 2  # what posts charge to a line, and the sum of that


def each_row_that_is_in_doubt_is_listed_with_its_cell_and_source() -> None:
    book, computed = new_book(), figures()
    appendix.write_to_confirm(book, computed, inputs(computed), DRAFT)
    written = rows(opened(book), TO_CONFIRM)[4:]
    assert written == [
        ["✕ missing", "Posts A8", "Mission", "An offer"],
        ["○ illustrative", "Posts A6", "Editor", "An estimate"],
        ["no term in fr", "Programmes A6", "B", "The list of terms has no wording in fr, so that documents in it print this one."],
    ]


def the_texts_of_a_list_stand_as_far_in_as_their_titles_so_that_columns_keep_apart() -> None:
    book, computed = new_book(), figures()
    appendix.write_to_confirm(book, computed, inputs(computed), DRAFT)
    indents = {cell.alignment.indent for row in opened(book)[TO_CONFIRM].iter_rows(min_row=4) for cell in row if cell.value}
    assert indents == {1.0}


def each_run_of_rows_that_say_the_same_of_their_source_stand_together() -> None:
    book, computed = new_book(), figures()
    alike = inputs(computed)
    posts = alike.frames["posts"].assign(source="An estimate")
    appendix.write_to_confirm(book, computed, replace(alike, frames=alike.frames | {"posts": posts}), Standing((), tuple(("posts", row) for row in (5, 6, 8)), ()))
    assert rows(opened(book), TO_CONFIRM)[4:] == [["○ illustrative", "Posts A5:A6, A8", "Director; Editor; Mission", "An estimate"]]


def a_remark_that_a_rule_makes_is_said_in_the_language_of_the_workbook_and_any_other_is_listed_as_it_is() -> None:
    computed = figures()
    book = Book(Places(CATALOGUE, "EUR", words=Translation(Language("fr"))), "A small section, 2004", draft=True)
    of_a_rule = Remark("section.xlsx", "Posts", "C6", phrase(REFUSALS["broken"], title="Day", found="3 December 2005", meaning="that is a Saturday or a Sunday"))
    other = Remark("section.xlsx", "Posts", "C8", "The row is hidden.")
    appendix.write_to_confirm_at_last(book, computed, replace(inputs(computed), remarks=(of_a_rule, other)), FINAL)
    printed = [line[-1] for line in rows(opened(book), "À confirmer")[4:] if line[0] == "remarque"]
    assert printed == ["Jour\N{NO-BREAK SPACE}: 3 décembre 2005\N{NO-BREAK SPACE}; c’est un samedi ou un dimanche.", "The row is hidden."]
    assert [texts for _, texts, _ in book.words.untranslated()][0] == ["The row is hidden."]  # noqa: RUF015 - those of the tool come after


def a_remark_is_listed_with_the_name_of_its_row_and_one_on_a_sheet_as_no_mistake() -> None:
    book, computed = new_book(), figures()
    remarks = (Remark("section.xlsx", "Posts", "C6", "The row is hidden."), Remark("section.xlsx", "Posts", "", "The sheet is hidden."))
    appendix.write_to_confirm(book, computed, replace(inputs(computed), remarks=remarks), FINAL)
    assert [line[1:3] for line in rows(opened(book), TO_CONFIRM)[4:]] == [["Posts C6", "Editor"], ["Posts A1", "no mistake in itself"]]


def a_cell_of_another_workbook_is_listed_in_the_language_of_the_workbook() -> None:
    computed = figures()
    book = Book(Places(CATALOGUE, "EUR", words=Translation(Language("fr"))), "A small section, 2004", draft=True)
    remarks = (Remark("draft.xlsx", "Posts", "C6 of section.xlsx", "The row is hidden."),)
    appendix.write_to_confirm_at_last(book, computed, replace(inputs(computed), remarks=remarks), FINAL)
    assert rows(opened(book), "À confirmer")[4][1] == "Posts C6 de section.xlsx"


@pytest.mark.parametrize(("language", "sheet", "word"), [("", TO_CONFIRM, "accepted"), ("fr", "À confirmer", "accepté")])
def a_row_that_an_officer_has_accepted_is_listed_with_its_cell_and_reason(language: str, sheet: str, word: str) -> None:
    computed = figures()
    book = Book(Places(CATALOGUE, "EUR", words=Translation(Language(language))), "A small section, 2004", draft=False) if language else new_book()
    given = replace(inputs(computed), accepted={("posts", 6): "=upgraded by the decision", ("posts", 99): "a row that is not there", ("gone", 6): "a sheet that is not there"})
    listed = list(accepted_rows(CATALOGUE, given))
    appendix.write_to_confirm(book, computed, given, FINAL, listed)
    appendix.write_to_confirm_at_last(book, computed, given, FINAL, listed)
    assert [line for line in rows(opened(book), sheet)[4:] if line[0] == word] == [[word, "Posts A6", "Editor", "=upgraded by the decision"]]


@pytest.mark.parametrize(("sources", "listed"), [
    (("Of 12.5, a choice", "Of 3, a choice", "Of 4,000.10, a choice"), ["Of 12.5, a choice (2 more sources say the same with other numbers)"]),
    (("Of 12.5, a choice", "Of 3, a choice", "Of 4, a guess"), ["Of 12.5, a choice", "Of 3, a choice", "Of 4, a guess"]),
])  # fmt: skip
def each_of_several_sources_that_differ_only_in_their_numbers_stand_together(sources: tuple[str, ...], listed: list[str]) -> None:
    book, computed = new_book(), figures()
    given = inputs(computed)
    posts = given.frames["posts"].copy()
    posts.loc[[5, 6, 8], "source"] = sources
    appendix.write_to_confirm(book, computed, replace(given, frames=given.frames | {"posts": posts}), Standing((), tuple(("posts", row) for row in (5, 6, 8)), ()))
    assert [row[3] for row in rows(opened(book), TO_CONFIRM)[4:]] == listed


def a_long_name_is_cut_at_a_word() -> None:
    book, computed = new_book(), figures()
    given = inputs(computed)
    posts = given.frames["posts"].copy()
    posts.loc[5, computed.catalogue.key("posts")] = "Welcomes the fact " * 9
    appendix.write_to_confirm(book, computed, replace(given, frames=given.frames | {"posts": posts}), Standing((), (("posts", 5),), ()))
    (shown,) = [row[2] for row in rows(opened(book), TO_CONFIRM)[4:]]
    assert shown == "Welcomes the fact " * 5 + "…"


def the_run_is_recorded_with_its_input_its_standing_and_its_versions() -> None:
    book, computed = new_book(), figures()
    appendix.write_notes(book, inputs(computed), DRAFT, [("Cycle", "2004")])
    written = dict(map(tuple, rows(opened(book), NOTES)[4:]))
    assert (written["Cycle"], written["Standing"]) == ("2004", "DRAFT: 1 illustrative")
    assert (written["Input"], written["SHA-256 of the input"]) == ("inputs/2004/section.xlsx", "0" * 64)
    assert all(f"{name} {version(name)}" in str(written["Versions"]) for name in appendix.LIBRARIES)


@pytest.mark.parametrize(("standing", "red"), [(DRAFT, True), (FINAL, False)])
def the_contents_say_what_the_workbook_is_and_list_its_sheets_by_group(standing: Standing, red: object) -> None:
    book = new_book()
    book.sheet("Posts", "What was entered.", Group.INPUTS)
    book.sheet("Costs", "What posts\ncost.")
    book.sheet("Unlisted")
    book.sheet("Steps", "How.", printed=False)
    write_contents(book, "A small section, 2004", standing)
    sheet = opened(book)[CONTENTS]
    written = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (line,) = [row for row in sheet.iter_rows() if row[0].value == "Standing"]
    assert written[0][0] == "A small section, 2004"
    assert (line[1].value, line[1].font.color.rgb == "FFC00000") == (standing.sentence, red)
    assert written[-5:] == [
        ["For readers", None, "On paper"], ["Costs", "What posts cost.", "printed"], ["Steps", "How.", "on demand"],
        ["Inputs: what was entered", None, None], ["Posts", "What was entered.", None],
    ]  # fmt: skip
    assert sheet.cell(len(written), 1).hyperlink.location == "'Posts'!A1"
