"""What moved between two texts: the figures of paragraphs and rows, found again by their words."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from aspbudget.documents.moved import Moved, moved


def text(*blocks: str | list[list[str]]) -> bytes:
    """Return a Word document of paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, words in zip(table.rows, block, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def a_text_has_moved_nowhere_from_itself() -> None:
    same = text("EUR 1,000 in 2004.", [["Travel", "1.0", "–"]])
    assert moved(same, same) == []


def a_figure_that_moved_is_shown_with_the_words_around_it() -> None:
    old, new = text("Requirements of EUR 1,000 arise in 2004."), text("Requirements of EUR 1,200 arise in 2004.")
    assert moved(old, new) == [Moved("Requirements of EUR 1,200 arise in 2004.", ("1,000", "2004"), ("1,200", "2004"))]


def a_row_is_found_again_by_its_words_and_a_dash_is_the_figure_of_nothing() -> None:
    old, new = text([["Travel", "1.0", "–"], ["Posts", "2.0", "3.0"]]), text([["Travel", "1.0", "4.5"], ["Posts", "2.0", "3.0"]])
    assert moved(old, new) == [Moved("Travel | 1.0 | 4.5", ("1.0", "–"), ("1.0", "4.5"))]


def no_words_alone_that_were_changed_are_no_figures_that_moved() -> None:
    assert moved(text("It costs 5 euros – today."), text("It will cost 5 euros - as of today.")) == []


def a_reworded_paragraph_is_compared_with_the_one_that_is_most_like_it() -> None:
    old = text("One.", "The Assembly would hold 6 meetings in New York.", "Two.")
    new = text("One.", "Another 7 things.", "The Assembly would hold 8 more meetings in New York.", "Two.")
    assert moved(old, new) == [
        Moved("Another 7 things.", (), ("7",)),
        Moved("The Assembly would hold 8 more meetings in New York.", ("6",), ("8",)),
    ]


def a_paragraph_that_came_and_one_that_went_are_shown_by_their_figures() -> None:
    assert moved(text("One.", "It takes 5 days."), text("One.")) == [Moved("It takes 5 days.", ("5",), ())]
    assert moved(text("One."), text("One.", "It takes 5 days.")) == [Moved("It takes 5 days.", (), ("5",))]


def a_tracked_change_counts_as_it_is_shown() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("EUR ")
    run = "<w:r><w:t>{}</w:t></w:r>"
    paragraph._element.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1">{run.format("").replace("w:t>", "w:delText>").replace("><", ">1,000<", 1)}</w:del>'))
    paragraph._element.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2">{run.format("1,200")}</w:ins>'))
    out = BytesIO()
    document.save(out)
    assert [each.after for each in moved(text("EUR 1,000"), out.getvalue())] == [("1,200",)]
