"""Numbers of lists: what Word shows before a paragraph, by levels, beginnings, restarts, styles and forms."""

from __future__ import annotations

import pytest
from support.numbered_document import anew, definition, document, level, paragraph, use

from aspbudget.documents.shown_text import shown_text

USUAL = definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Request"><w:name w:val="Request"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Request"/></w:style>'
    '<w:style w:type="numbering" w:styleId="Listed"><w:name w:val="Listed"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def numbers(*places: tuple[int, int], lists: str, styles: str = "") -> list[str]:
    """Return the numbers that paragraphs show, each in a list at a level."""
    body = "".join(paragraph("x", number, depth) for number, depth in places)
    return shown(body, lists, styles)


def shown(body: str, lists: str, styles: str = "") -> list[str]:
    """Return what stands before the tab in each paragraph of a document."""
    lines = shown_text(document(body, lists, styles), "draft.docx").text.split("\n\n")[:-1]
    return [line.partition("\t")[0] if "\t" in line else "" for line in lines][: body.count("<w:p>")]


def each_level_counts_by_itself_and_starts_anew_below_the_next_of_a_higher_one() -> None:
    places = ((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 0), (1, 1))
    assert numbers(*places, lists=USUAL + use(1, 1)) == ["1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)"]


def the_two_lists_of_one_definition_go_on_counting_unless_one_starts_anew() -> None:
    lists = USUAL + use(1, 1) + use(2, 1) + use(3, 1, anew(0, 7))
    assert numbers((1, 0), (2, 0), (3, 0), (3, 0), (1, 0), lists=lists) == ["1.", "2.", "7.", "8.", "9."]


def a_level_that_a_list_starts_anew_does_so_below_each_higher_one() -> None:
    assert numbers((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), lists=USUAL + use(1, 1, anew(1, 3))) == ["1.", "(c)", "(d)", "2.", "(c)"]


def a_level_starts_with_its_own_number() -> None:
    lists = definition(1, level(0, "decimal", "%1.", start=5)) + use(1, 1)
    assert numbers((1, 0), (1, 0), lists=lists) == ["5.", "6."]


def a_higher_level_without_a_paragraph_counts_as_its_first() -> None:
    lists = definition(1, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2")) + use(1, 1)
    assert numbers((1, 1), (1, 1), (1, 0), lists=lists) == ["1.1.", "1.2.", "2."]


def a_level_that_never_restarts_counts_through() -> None:
    lists = definition(1, level(0, "upperLetter", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')) + use(1, 1)
    assert numbers((1, 0), (1, 1), (1, 0), (1, 1), lists=lists) == ["A.", "1.", "B.", "2."]


def a_level_that_restarts_after_the_first_goes_on_below_the_second() -> None:
    third = level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    lists = definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), third) + use(1, 1)
    assert numbers((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2), lists=lists) == ["1.", "(a)", "1)", "(b)", "2)", "2.", "1)"]


@pytest.mark.parametrize(
    ("form", "start", "written"),
    [
        ("decimal", 3, "3."), ("decimalZero", 3, "03."), ("lowerLetter", 26, "z."), ("lowerLetter", 28, "bb."), ("upperLetter", 2, "B."), ("lowerRoman", 4, "iv."),
        ("upperRoman", 1949, "MCMXLIX."), ("ordinal", 2, "2."), ("bullet", 1, ""), ("none", 1, ""),
    ],
)  # fmt: skip
def each_form_is_written_as_word_writes_it(form: str, start: int, written: str) -> None:
    assert numbers((1, 0), lists=definition(1, level(0, form, "%1.", start=start)) + use(1, 1)) == [written]


def a_legal_level_has_digits_where_the_higher_one_has_roman_numerals() -> None:
    lists = definition(1, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", "<w:isLgl/>")) + use(1, 1)
    assert numbers((1, 0), (1, 0), (1, 1), lists=lists) == ["I.", "II.", "2.1."]


def a_number_has_the_words_of_its_list() -> None:
    assert numbers((1, 0), (1, 0), lists=definition(1, level(0, "decimal", "OP%1")) + use(1, 1)) == ["OP1", "OP2"]


def a_number_is_never_long() -> None:
    lists = definition(1, level(0, "lowerLetter", 10_000 * "%1", start=99_999)) + use(1, 1)
    assert len(numbers((1, 0), lists=lists)[0]) == 50 * 30


def a_paragraph_has_the_list_and_the_level_of_its_style_unless_it_names_none() -> None:
    lists = definition(1, level(0, "decimal", "%1.", '<w:pStyle w:val="Request"/>'), level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Below"/>')) + use(1, 1)
    body = paragraph("a", style="Request") + paragraph("b", style="Below") + paragraph("c", 0, style="Request") + paragraph("d", style="Request")
    assert shown(body, lists, STYLES) == ["1.", "(a)", "", "2."]


def a_definition_that_names_a_style_is_that_of_the_style() -> None:
    lists = USUAL.replace("<w:lvl ", '<w:styleLink w:val="Listed"/><w:lvl ', 1) + definition(2, more='<w:numStyleLink w:val="Listed"/>') + use(1, 1) + use(2, 2)
    assert numbers((2, 0), (2, 1), (1, 0), lists=lists, styles=STYLES) == ["1.", "(a)", "2."]


@pytest.mark.parametrize("place", [(9, 0), (1, 8), (0, 0)])
def a_list_or_a_level_that_is_not_there_shows_nothing(place: tuple[int, int]) -> None:
    assert numbers(place, lists=USUAL + use(1, 1)) == [""]


def a_document_without_lists_shows_no_numbers() -> None:
    assert numbers((1, 0), lists="") == [""]


def the_styles_that_are_based_on_each_other_end() -> None:
    circle = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    assert shown(paragraph("x", style="A"), USUAL + use(1, 1), circle.format("A", "B") + circle.format("B", "A")) == [""]
