"""Pasted text: lines as they were copied, without the footnotes, page numbers, symbols and rules of their pages."""

from __future__ import annotations

import pytest

from aspbudget.statements.pasted import pasted


def lines_of(text: str) -> list[str]:
    """Return the lines that are left of a pasted text, empty where there is a break."""
    return list(pasted(text).lines)


def cleaned(*lines: str) -> list[str]:
    """Return the lines that are left of a pasted text, without its breaks."""
    return [line for line in lines_of("\n".join(lines)) if line]


@pytest.mark.parametrize("furniture", ["Page 3", "- 4 -", "3/12", "12 of 15", "p. 7", "ICC-ASP/2/Res.7", "03-53542 (E)", "*0353542*", "/...", "________", "* * *"])
def a_line_that_belongs_to_a_page_goes_where_it_stands_alone(furniture: str) -> None:
    assert cleaned("1. Requests a report;", "", furniture, "", "2. Decides so.") == ["1. Requests a report;", "2. Decides so."]


@pytest.mark.parametrize("text", ["2004", "ICC-ASP/2/Res.7"])
def a_number_or_a_symbol_within_a_paragraph_stays(text: str) -> None:
    assert cleaned("1. Recalls the resolution of", text, "and its annex;") == ["1. Recalls the resolution of", text, "and its annex;"]


@pytest.mark.parametrize("line", ["Distr.: General", "03-53542 (E)"])
def a_line_that_only_a_page_can_have_goes_anywhere(line: str) -> None:
    assert cleaned("1. Requests", line, "a report;") == ["1. Requests", "a report;"]


def a_footnote_goes_with_its_mark() -> None:
    assert cleaned("1. Recalls the report4 of the Court;", "", "4 See document A/58/372.", "", "2. Decides so.") == ["1. Recalls the report of the Court;", "2. Decides so."]


def a_footnote_in_brackets_goes_with_its_mark() -> None:
    assert cleaned("1. Recalls the report[1] of the Court;", "", "[1] See the annex.", "", "2. Decides.") == ["1. Recalls the report of the Court;", "2. Decides."]


def a_footnote_that_goes_on_goes_to_its_end_and_the_next_one_with_it() -> None:
    text = ("1. Recalls the report4", "and the statement5 of the Court;", "", "4 See document A/58/372,", "which is long.", "5 Ibid.", "", "2. Decides.")
    assert cleaned(*text) == ["1. Recalls the report", "and the statement of the Court;", "2. Decides."]


@pytest.mark.parametrize(("first", "second"), [("4", "5"), ("[1]", "[2]")])
def the_two_footnotes_of_one_line_go_with_their_marks(first: str, second: str) -> None:
    text = (f"1. Recalls the report{first} and the statement{second} of the Court;", "", f"{first} See document A/58/372.", f"{second} Ibid.", "", "2. Decides.")
    assert cleaned(*text) == ["1. Recalls the report and the statement of the Court;", "2. Decides."]


def a_footnote_whose_mark_was_lost_is_known_by_the_one_before_it() -> None:
    assert cleaned("1. Recalls the report4;", "", "4 See the annex.", "", "5 See also the statement.", "", "2. Decides.") == ["1. Recalls the report;", "2. Decides."]


def a_paragraph_after_a_footnote_is_not_part_of_it() -> None:
    assert cleaned("1. Recalls the report4;", "", "4 See the annex.", "2. Decides so.") == ["1. Recalls the report;", "2. Decides so."]


def a_number_that_no_mark_announces_begins_no_footnote() -> None:
    assert cleaned("1. Requests;", "", "4 Members of the Committee attend.") == ["1. Requests;", "4 Members of the Committee attend."]


def a_year_and_a_symbol_bear_no_mark() -> None:
    assert cleaned("1. Recalls Res.7 of 2003;", "", "7 Members attend.") == ["1. Recalls Res.7 of 2003;", "7 Members attend."]


def a_raised_mark_goes_but_not_that_of_a_square_metre() -> None:
    assert cleaned("1. Recalls the report² on 300 m² of offices;") == ["1. Recalls the report on 300 m² of offices;"]


def the_blanks_at_the_beginning_of_a_line_are_one_tab_and_others_go() -> None:
    assert lines_of("    (a) First; \n\t(b) Second;\n (c) Third;") == ["\t(a) First;", "\t(b) Second;", "(c) Third;"]


def each_kind_of_line_end_is_one_and_no_sign_that_cannot_be_printed_stays() -> None:
    assert lines_of("a\r\nb\u2028c\x0bd\u200be\u00a0f\x00") == ["a", "b", "c", "de f"]


def a_run_of_empty_lines_is_one_break() -> None:
    assert lines_of("a\n\n\n\n\nb") == ["a", "", "b"]


def a_text_of_nothing_has_no_lines() -> None:
    assert lines_of("") == []


@pytest.mark.parametrize("label", ["OP1", "OP.1", "PP1", "PP.1"])
def the_number_of_a_label_is_no_mark_of_a_footnote(label: str) -> None:
    assert cleaned(f"{label} Welcomes the report1;", "", "1 Official Records.") == [f"{label} Welcomes the report;"]


@pytest.mark.parametrize("label", ["OP1", "OP.1"])
def a_line_with_the_number_of_a_label_is_no_footnote(label: str) -> None:
    assert cleaned(f"{label} Welcomes;", "", "1 Members attend.", "", "OP2 Ends.") == [f"{label} Welcomes;", "1 Members attend.", "OP2 Ends."]


@pytest.mark.parametrize("before", ["OP2 Decides to meet;", "2. Decides to meet;", "(2) Decides to meet;", "§ 2 Decides to meet;", "Paragraph 2. Decides to meet;"])
def the_notes_that_close_a_text_go_even_without_marks(before: str) -> None:
    found = pasted(f"{before}\n\n1 Official Records,\nwhich are long.\n\n2 ICC-ASP/3/12.\n")
    assert [line for line in found.lines if line] == [before]
    assert found.footnotes == ("1 Official Records,", "which are long.", "2 ICC-ASP/3/12.")


@pytest.mark.parametrize(
    "after",
    [
        ("1 Official Records.", "", "3. Ends."),  # a paragraph follows
        ("2 Official Records.",),  # not the first
        ("1 Official Records.", "3 Others."),  # not in order
        ("1\tThe group meets.", "2\tIt reports."),  # numbers before tabs are those of paragraphs
        ("1 Members", "", "Annex", "", "Terms"),
    ],
)
def a_number_that_closes_no_text_begins_no_note(after: tuple[str, ...]) -> None:
    assert cleaned("OP2 Decides;", "", *after) == ["OP2 Decides;", *filter(None, after)]


def a_text_whose_paragraphs_have_no_other_numbers_keeps_them() -> None:
    assert cleaned("The Assembly,", "", "1 Decides;", "", "2 Requests.") == ["The Assembly,", "1 Decides;", "2 Requests."]


def the_lines_of_footnotes_are_kept_apart() -> None:
    assert pasted("1. Recalls the report4;\n\n4 See the annex,\nall of it.\n\n2. Ends.").footnotes == ("4 See the annex,", "all of it.")
