"""Active content: each kind is found by each of its signs, and what only looks like one is let pass."""

from __future__ import annotations

import pytest

from aspbudget.documents.active_content import (
    ACTIVE,
    COMPUTED,
    ELSEWHERE,
    EXTERNAL,
    HYPERLINK,
    Search,
    of_link,
    of_part,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWN = "urn:schemas-microsoft-com:vml"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DDE = "a live exchange of data (DDE)"


def signs(kind: str) -> list[tuple[str, str]]:
    """Return each sign of a kind with the name of what it is a sign of."""
    return [(sign, name) for name, each in ACTIVE.items() for sign in getattr(each, kind).split()]


def searched(*steps: tuple[str, str]) -> list[str]:
    """Return what a search finds in marks and instructions of fields: `("begin", "")`, `("", "DDE a")`."""
    search = Search()
    for mark, words in steps:
        if mark:
            search.start(f"{WORD} fldChar", {f"{WORD} fldCharType": mark})
        else:
            search.start(f"{WORD} instrText", {})
            search.text(words)
            search.start(f"{WORD} r", {})
    search.finish()
    return list(search.found)


def simple(instructions: str) -> list[str]:
    """Return what a search finds in a field in one piece."""
    search = Search()
    search.start(f"{WORD} fldSimple", {f"{WORD} instr": instructions})
    return list(search.found)


def drawn(name: str, **attributes: str) -> list[str]:
    """Return what a search finds in an element of a drawing."""
    search = Search()
    search.start(f"{DRAWN} {name}", attributes)
    return list(search.found)


def every_kind_has_a_sign_and_no_two_kinds_have_one_in_common() -> None:
    assert all(any(each) for each in ACTIVE.values())
    for kind in ("elements", "fields", "links", "types"):
        found = [sign.casefold() for sign, _ in signs(kind)]
        assert len(set(found)) == len(found)


@pytest.mark.parametrize(("sign", "name"), signs("elements"))
def each_element_is_found_by_its_name_in_the_spaces_of_office_alone(sign: str, name: str) -> None:
    for space, found in ((WORD, [name]), ("urn:schemas-microsoft-com:office:office", [name]), ("urn:own", []), ("", [])):
        search = Search()
        search.start(f"{space} {sign}".strip(), {})
        assert list(search.found) == found


@pytest.mark.parametrize(("sign", "name"), signs("fields"))
def each_field_is_found_however_it_is_written(sign: str, name: str) -> None:
    for instructions in (f" {sign} a", sign, f"\t{sign.lower()}\n x", f'"{sign}" a'):
        assert simple(instructions) == [name]
        assert searched(("begin", ""), ("", instructions), ("end", "")) == [name]
    assert simple(f"{sign}X a") == []


@pytest.mark.parametrize(("sign", "name"), signs("links"))
def each_link_is_found_whether_it_leads_out_or_not(sign: str, name: str) -> None:
    assert of_link(f"{RELS}/{sign}", "a", external=False) == of_link(f"{RELS}/{sign.lower()}", "http://a", external=True) == name


@pytest.mark.parametrize(("sign", "name"), signs("types"))
def each_type_of_a_part_is_found(sign: str, name: str) -> None:
    assert of_part(f"application/vnd.x.{sign.upper()}+xml", b"<a/>") == name


def a_part_that_begins_as_an_object_does_is_one_whatever_its_type() -> None:
    assert of_part("image/png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "macros or an object of another program (OLE)"
    assert of_part("image/png", b"\x89PNG\r\n\x1a\n") == ""


def every_link_that_leads_out_is_active_but_to_a_page_or_an_address() -> None:
    assert [of_link(f"{RELS}/{kind}", "http://a", external=True) for kind in ("attachedTemplate", "image", "settings")] == [*EXTERNAL.values(), ELSEWHERE]
    assert [of_link(f"{RELS}/{kind}", "a.xml", external=False) for kind in ("image", "settings", "hyperlink", "package", "chart")] == [""] * 5


@pytest.mark.parametrize("target", ["http://a.org", "HTTPS://a.org/b?c#d", "mailto:a@b.org", "tel:+31", "#mark", "", " https://a.org "])
def a_hyperlink_to_a_page_an_address_or_a_mark_is_let_pass(target: str) -> None:
    assert of_link(f"{RELS}/hyperlink", target, external=True) == ""
    assert simple(f'HYPERLINK "{target}"') == drawn("shape", href=target) == []


@pytest.mark.parametrize("target", ["file:///c:/a.exe", "javascript:x", "\\\\server\\a", "//server/a", "ms-word:ofe|u|http://a", "data:text/html,x", "vbscript:x", "http:\\\\a"])
def a_hyperlink_to_anything_else_is_found(target: str) -> None:
    assert of_link(f"{RELS}/hyperlink", target, external=True) == HYPERLINK
    assert simple(f'HYPERLINK "{target}"') == drawn("shape", href=target) == [HYPERLINK]


def a_hyperlink_without_quotation_marks_or_to_a_mark_is_read() -> None:
    assert simple("HYPERLINK file:///a") == [HYPERLINK]
    assert simple('HYPERLINK \\l "mark" \\o "file:///a"') == []


@pytest.mark.parametrize(("name", "attribute"), [("imagedata", "src"), ("imagedata", "href"), ("fill", "src"), ("stroke", "althref"), ("shape", "src")])
def a_picture_in_a_drawing_is_fetched_from_nowhere(name: str, attribute: str) -> None:
    for address in ("http://a.org/b.png", "\\\\server\\a.png", "file:///a", "//a"):
        assert drawn(name, **{attribute: address}) == [EXTERNAL["image"]]
    assert drawn(name, **{attribute: "media/a.png"}) == drawn(name, title="http://a.org") == []


# Fields in pieces.


def the_instructions_of_a_field_are_read_however_they_are_cut() -> None:
    assert searched(("begin", ""), ("", "D"), ("", "D"), ("", "E a"), ("separate", ""), ("", "x"), ("end", "")) == [DDE]
    assert searched(("begin", ""), ("", "PAGE"), ("separate", ""), ("begin", ""), ("", "DDE a"), ("end", ""), ("end", "")) == [DDE]


def a_field_that_does_not_end_and_instructions_outside_any_are_read_too() -> None:
    assert searched(("begin", ""), ("", "DDE a")) == searched(("", "DD"), ("", "E a")) == searched(("end", ""), ("", "DDE a")) == [DDE]


@pytest.mark.parametrize("begun", ["", " ", "D", " dde", "INCLUDE"])
def a_field_whose_name_another_may_complete_is_found(begun: str) -> None:
    assert COMPUTED in searched(("begin", ""), ("", begun), ("begin", ""), ("", "QUOTE 68"), ("end", ""), ("end", ""))


@pytest.mark.parametrize("begun", ["=", " IF ", "= 2 * ", "QUOTE", "HYPERLINK "])
def a_field_that_another_only_serves_is_let_pass(begun: str) -> None:
    assert searched(("begin", ""), ("", begun), ("begin", ""), ("", "PAGE"), ("end", ""), ("end", "")) == []


def a_prompt_is_no_macro() -> None:
    assert simple("MACROBUTTON NoMacro [Type here]") == []
    assert simple("MACROBUTTON NoSuch x") == ["a button that runs a macro"]
