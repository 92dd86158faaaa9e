"""Page numbers: a document of a set begins where the one before it ended, and says how many pages the whole set has."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from aspbudget.paper.office import Document
from aspbudget.paper.page_numbers import numbered

SIMPLE = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:rPr><w:b/></w:rPr><w:t>7</w:t></w:r></w:fldSimple>'
COMPLEX = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUM</w:instrText></w:r><w:r><w:instrText>PAGES \\* MERGEFORMAT</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def workbook(*feet: str) -> Document:
    """Return a workbook with a sheet for each text of a foot."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for foot in feet:
            sheet = book.add_worksheet()
            sheet.set_landscape()
            sheet.set_footer(foot)
    return Document("section.xlsx", out.getvalue())


def text(field: str, *, sections: int = 1, start: str = "") -> Document:
    """Return a text whose foot has a field, of so many sections, the pages of which begin with a number where one is given."""
    document = docx.Document()
    for _ in range(sections - 1):
        document.add_section()
    for section in document.sections:
        if start:
            section._sectPr.insert(2, parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="decimal" w:start="{start}"/>'))
    paragraph = document.sections[0].footer.paragraphs[0]
    for each in parse_xml(f"<w:p {nsdecls('w')}>{PAGE}{field}</w:p>"):
        paragraph._p.append(each)
    out = BytesIO()
    document.save(out)
    return Document("section.docx", out.getvalue())


def part(document: Document, name: str) -> str:
    """Return a part of a document as text."""
    with ZipFile(BytesIO(document.data)) as package:
        return package.read(name).decode()


def the_first_sheet_begins_with_the_number_and_all_say_how_many_pages_there_are() -> None:
    done = numbered(workbook("&LA &&N B&RPage &P of &N", "&C&P/&N"), 8, 59)
    sheets = [part(done, f"xl/worksheets/sheet{place}.xml") for place in (1, 2)]
    assert re.findall("<oddFooter>(.*)</oddFooter>", sheets[0]) == ["&amp;LA &amp;&amp;N B&amp;RPage &amp;P of 59"]
    assert re.findall("<oddFooter>(.*)</oddFooter>", sheets[1]) == ["&amp;C&amp;P/59"]
    assert ['useFirstPageNumber="1" firstPageNumber="8"' in each for each in sheets] == [True, False]
    assert 'orientation="landscape"' in sheets[0]


@pytest.mark.parametrize("field", [SIMPLE, COMPLEX])
def the_field_that_counts_pages_becomes_a_number_and_the_one_of_the_page_stays(field: str) -> None:
    foot = part(numbered(text(field), 15, 59), "word/footer1.xml")
    assert "NUM" not in foot
    assert re.findall("<w:t>([^<]*)</w:t>", foot) == ["1", "59"]
    assert "PAGE" in foot
    assert ("<w:b/>" in foot) == ("<w:b/>" in field)


def the_first_section_alone_begins_with_the_number_and_the_others_go_on() -> None:
    body = part(numbered(text(SIMPLE, sections=3, start="4"), 15, 59), "word/document.xml")
    assert re.findall("<w:pgNumType[^>]*>", body) == ['<w:pgNumType w:fmt="decimal" w:start="15"/>', *['<w:pgNumType w:fmt="decimal"/>'] * 2]


def the_number_stands_where_the_schema_has_it() -> None:
    body = part(numbered(text(SIMPLE), 15, 59), "word/document.xml")
    assert re.search('<w:pgMar[^>]*/><w:pgNumType w:start="15"/><w:cols', body)
