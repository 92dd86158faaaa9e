"""Notes in a workbook that is being changed: a note at a cell, below what is noted there already, with the box in which a spreadsheet shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aspbudget.copies.markup import Element, Splice, attribute, cell_text, elements, named, qualified, spliced, within
from aspbudget.inputs.package import CONTENTS
from aspbudget.lines.addresses import letters_of

if TYPE_CHECKING:
    from aspbudget.copies.book_copy import BookCopy
    from aspbudget.copies.sheet_copy import Place

_COMMENTS, _DRAWING, _BOXES = "comments", "vmlDrawing", "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NO_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>'
)
_SPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"'
_NO_BOXES = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_KIND_OF_BOX = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;margin-top:1.5pt;width:240pt;height:90pt;z-index:{{order}};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NUMBERED = re.compile(r'"_x0000_s([0-9]{1,9})"')
_FIRST_NUMBER = 1025


def add_note(book: BookCopy, sheet: str, place: Place, text: str, author: str) -> None:
    """Note a text at a cell, on a line of its own below a note that is there."""
    part = _comments(book, sheet)
    address = f"{letters_of(place[1])}{place[0]}"
    markup = book.text(part)
    there = next((each for each in named(markup, "comment") if each.attributes.get("ref") == address), None)
    if there is not None:
        book.write(part, spliced(markup, [_further(markup, there, text)]))
        return
    who = _author(book, part, author)
    markup = book.text(part)
    (whole,) = named(markup, "commentList")
    comment, piece, letters = (_tag(whole, name) for name in ("comment", "text", "t"))
    note = f'<{comment} ref="{address}" authorId="{who}"><{piece}><{letters} xml:space="preserve">{cell_text(text)}</{letters}></{piece}></{comment}>'
    book.write(part, spliced(markup, [within(markup, whole, note)]))
    _add_box(book, sheet, place)


def _tag(like: Element, name: str) -> str:
    return f"{like.prefix}:{name}" if like.prefix else name


def _further(markup: str, comment: Element, text: str) -> Splice:
    """Return what puts a text below a note; a note of one piece becomes one of two."""
    holding = next(each for each in elements(markup) if each.name == "text" and comment.inside <= each.start < comment.outside)
    run, letters = _tag(comment, "r"), _tag(comment, "t")
    more = f'<{run}><{letters} xml:space="preserve">\n{cell_text(text)}</{letters}></{run}>'
    plain = [each for each in elements(markup) if each.name == "t" and each.depth == holding.depth + 1 and holding.inside <= each.start < holding.outside]
    inside = markup[holding.inside : holding.outside]
    inside = f"<{run}>{inside}</{run}>" if plain else inside
    return Splice(holding.start, holding.end, f"<{qualified(holding)}>{inside}{more}</{qualified(holding)}>")


def _comments(book: BookCopy, sheet: str) -> str:
    """Return the part that has the notes of a sheet, which is added where there is none."""
    for part in book.linked(book.parts[sheet], _COMMENTS):
        return part
    part = book.free("xl/comments{}.xml")
    book.add(part, _COMMENTS, _NO_COMMENTS)
    book.link(book.parts[sheet], _COMMENTS, part)
    return part


def _author(book: BookCopy, part: str, author: str) -> int:
    """Return the number of an author, who is added where notes have none of this name."""
    markup = book.text(part)
    known = [markup[each.inside : each.outside] for each in named(markup, "author")]
    if attribute(author) not in known:
        (whole,) = named(markup, "authors")
        tag = _tag(whole, "author")
        book.write(part, spliced(markup, [within(markup, whole, f"<{tag}>{attribute(author)}</{tag}>")]))
        return len(known)
    return known.index(attribute(author))


def _add_box(book: BookCopy, sheet: str, place: Place) -> None:
    """Add the box in which a spreadsheet shows a note."""
    part = _boxes(book, sheet)
    markup = book.drawn(part)
    end = markup.rindex("</xml>")
    known = [int(number) for number in _NUMBERED.findall(markup)]
    kind = "" if '"_x0000_t202"' in markup else _KIND_OF_BOX
    box = _BOX.format(number=max([_FIRST_NUMBER, *known]) + 1, order=len(known) + 1, row=place[0] - 1, column=place[1] - 1)
    book.write(part, f"{markup[:end]}{kind}{box}{markup[end:]}")


def _boxes(book: BookCopy, sheet: str) -> str:
    """Return the part that has the boxes of a sheet, which is added where there is none."""
    owner = book.parts[sheet]
    named_by = book.sheet(sheet).drawing_of_notes()
    for link in book.links(owner):
        if link.kind.endswith(f"/{_DRAWING}") and link.name == named_by and book.has(link.part):
            return link.part
    part = book.free("xl/drawings/vmlDrawing{}.vml")
    contents = book.text(CONTENTS)
    if not any(each.attributes.get("Extension", "").casefold() == "vml" for each in named(contents, "Default")):
        *_, root = elements(contents)
        book.write(CONTENTS, spliced(contents, [within(contents, root, f'<{_tag(root, "Default")} Extension="vml" ContentType="{_BOXES}"/>', first=True)]))
    book.write(part, _NO_BOXES)
    book.sheet(sheet).add_drawing_of_notes(book.link(owner, _DRAWING, part))
    return part
