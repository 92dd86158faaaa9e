"""Operative paragraphs: both founding resolutions exactly, other ways of numbering, and text that is not kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.growth import in_proportion

from aspbudget.content import BUILT_IN
from aspbudget.statements.draft_words import draft_words
from aspbudget.statements.paragraphs import BY_BREAKS, IN_ORDER, ONE, RUN_TOGETHER, found_in

DATA = Path(__file__).parents[1] / "data"
LONGEST_KEY = 255


def numbers(text: str) -> list[str]:
    """Return the numbers of the paragraphs found."""
    return [each.number for each in found_in(text).paragraphs]


def found(text: str) -> dict[str, str]:
    """Return the paragraphs found: their texts by number."""
    return dict(found_in(text).paragraphs)


@pytest.fixture(scope="module")
def strengthening() -> dict[str, str]:
    """ICC-ASP/2/Res.7."""
    return found((DATA / "ICC-ASP-2-Res.7.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def secretariat() -> dict[str, str]:
    """ICC-ASP/2/Res.3."""
    return found((DATA / "ICC-ASP-2-Res.3.txt").read_text(encoding="utf-8"))


# The founding resolutions.


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ((DATA / "ICC-ASP-2-Res.7.txt").read_text(encoding="utf-8"), "Strengthening the International Criminal Court and the Assembly of States Parties"),
        ((DATA / "ICC-ASP-2-Res.3.txt").read_text(encoding="utf-8"),
         "Establishment of the Permanent Secretariat of the Assembly of States Parties to the International Criminal Court (ICC-ASP/2/Res.3)"),
        ("Draft resolution\n\nThe Assembly,\n\n1. Decides to meet.", ""),
        ("A matter of meetings\n\n1. Decides to meet.", ""),
        ("The Assembly of States Parties,\n\nRecalling it,\n\n1. Decides to meet.", ""),
        ("1. Decides to meet.\n\n2. Decides to go.", ""),
    ],
    ids=["strengthening", "secretariat", "short", "no opening", "no title", "paragraphs alone"],
)  # fmt: skip
def the_heading_above_the_opening_words_is_the_title(text: str, title: str) -> None:
    assert found_in(text).title == title


def the_resolution_on_strengthening_has_nineteen_paragraphs_and_no_heading_among_them(strengthening) -> None:
    assert list(strengthening) == [str(number) for number in range(1, 20)]
    assert not [text for text in strengthening.values() if "General" in text[:10] or "Institution-building" in text]


def the_first_and_last_words_of_its_paragraphs_are_theirs(strengthening) -> None:
    assert strengthening["4"].startswith("Decides, without prejudice to the functions")
    assert strengthening["10"].endswith("associated with such coordination, when appropriate;")
    assert strengthening["11"].startswith("Recommends that the Court consider the desirability and feasibility")
    assert strengthening["11"].endswith("including its budgetary implications;")
    assert strengthening["18"].startswith("Requests the Bureau") and strengthening["18"].endswith("of States Parties;")  # noqa: PT018
    assert strengthening["19"] == (
        "Decides that it will hold its next ordinary session from 6 to 10 September 2004 in The Hague and that the "
        "Committee on Budget and Finance will also hold its sessions in The Hague, from 29 to 31 March 2004 and from 2 to 6 "
        "August 2004."
    )


def the_marks_of_its_footnotes_are_gone_and_so_are_the_footnotes(strengthening) -> None:
    assert "between the Court and the United Nations, and requests the Court" in strengthening["7"]
    assert strengthening["8"] == (
        "Takes note of the report of the International Criminal Court to the Assembly of States Parties, 2003;"
    )
    assert not [text for text in strengthening.values() if "Official Records" in text or "See document" in text]


def the_resolution_on_the_secretariat_has_four_paragraphs_and_an_annex_with_letters(secretariat) -> None:
    letters = {"5.1": "abc", "5.2": "abcdefg", "5.3": "ab", "5.4": "abcde", "5.5": ""}
    five = [name for part, letter in letters.items() for name in (part, *(f"{part} ({each})" for each in letter))]
    annex = ["1", "2", "3", "4", "5", *five, "6", "7", "8", "8.1", "8.2", "8.3", "8.4", "9", "10"]
    assert list(secretariat) == ["1", "2", "3", "4", *(f"annex {number}" for number in annex)]


def a_paragraph_without_a_number_belongs_to_the_one_before_it(secretariat) -> None:
    assert secretariat["annex 6"].startswith("The Secretariat shall be directed by the Director")
    assert secretariat["annex 6"].endswith("broad managerial and administrative skills.")
    assert "appointed by the Registrar. The Director of the Secretariat shall have" in secretariat["annex 6"]


def the_texts_of_the_secretariat_are_whole_and_without_footnotes(secretariat) -> None:
    assert secretariat["1"].endswith("of the provisional secretariat by the permanent secretariat;")
    assert secretariat["annex 3"].endswith("rights, duties, privileges, immunities and benefits.")
    assert secretariat["annex 5.1"] == "Conference-servicing functions:"
    assert secretariat["annex 5.2 (e)"] == "Public relations;"
    assert "paragraph 8.2 above or through other means" in secretariat["annex 8.3"]
    assert "_" not in "".join(secretariat.values())


@pytest.mark.parametrize("name", ["ICC-ASP-2-Res.7.txt", "ICC-ASP-2-Res.3.txt"])
def the_line_ends_of_windows_and_tabs_change_nothing(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert found_in(text.replace("\n", "\r\n")).paragraphs == found_in(text).paragraphs
    assert found_in(text.replace(". ", ".\t")).paragraphs == found_in(text).paragraphs


# Other ways of numbering.


CASES = {
    "letters and roman numerals": (
        "3. Requests the Registrar:\n(a) To report on:\n  (i) posts;\n  (ii) travel; and\n(b) To publish it;\n4. Decides to meet.",
        ["3", "3 (a)", "3 (a) (i)", "3 (a) (ii)", "3 (b)", "4"],
    ),
    "the letter i after h": (
        "1. Asks for:\n" + "".join(f"({letter}) item {letter};\n" for letter in "abcdefghij"),
        ["1", *(f"1 ({letter})" for letter in "abcdefghij")],
    ),
    "letters on the line of their number": ("3. (a) (i) Decides;\n(ii) Decides also;\n(b) Notes.", ["3 (a) (i)", "3 (a) (ii)", "3 (b)"]),
    "letters with one parenthesis": ("2. Prie le Greffier :\na) D’établir un rapport ;\nb) De le publier.", ["2", "2 (a)", "2 (b)"]),
    "numbers in parentheses": ("(1) Decides;\n(2) Requests;\n", ["1", "2"]),
    "numbers in parentheses below a number": ("4. Decides:\n\n(1) to meet;\n\n(2) to report.", ["4", "4 (1)", "4 (2)"]),
    "a number alone on its line": ("1.\nDecides to meet;\n2.\nRequests a report.", ["1", "2"]),
    "OP before the number": ("PP1 Recalling;\nOP1 Decides;\nOP2. Requests.", ["1", "2"]),
    "OP with a full stop or a blank": ("PP.1 Recalling,\nOP.1 Decides;\nOP. 2 Requests;\nOP 3 Notes;\nOP4: Asks;\nOP5bis – Ends.", ["1", "2", "3", "4", "5 bis"]),
    "OP and footnotes without marks": ("OP1 Welcomes;\n\nOP2 Decides to meet;\n\n1 Official Records.\n2 ICC-ASP/3/12.\n", ["1", "2"]),
    "a recital in brackets after requests": ("OP1 Decides;\n\n[PP2 bis Recalling,]\n\nOP2 Ends.", ["1", "2"]),
    "paragraphs by name": ("Paragraph 1. Welcomes;\nParagraph 2: Decides, as in\nParagraph 7 of the annex;\nParagraphe 3 Note.", ["1", "2", "3"]),
    "the sign of a paragraph": ("§ 1 Decides;\n§2. Requests;", ["1", "2"]),
    "one parenthesis": ("1) Decides;\n2) Requests;", ["1", "2"]),
    "a number before a tab": ("1\tDecides;\n2\tRequests.", ["1", "2"]),
    "inserted paragraphs": ("1. Decides;\n1 bis. Requests;\n1ter. Notes;\n2. Ends.", ["1", "1 bis", "1 ter", "2"]),
    "an excerpt": ("11. Recommends a representation\n18. Requests the Bureau to report", ["11", "18"]),
    "no full stops": ("1. Decides to meet\n2. Requests a report\n3. Ends", ["1", "2", "3"]),
    "headings with numbers": ("1. General\n1. Decides;\n2. Administration\n2. Requests;\n3. Judges\n3. Ends.", ["1", "2", "3"]),
    "annexes": ("1. Decides.\nAnnex I\n1. Scope.\nANNEX II\nTerms of reference\n1. Mandate.\n", ["1", "annex i 1", "annex ii 1"]),
    "an annex without numbers": ("1. Decides.\n\nAnnex\n\nThe group meets twice.\n", ["1", "annex"]),
    "parts that begin anew": ("A. Meetings\n1. Decides;\nB. Posts\n1. Requests.\n", ["1", "B 1"]),
    "a number that comes twice": ("1. Decides;\n2. Requests;\n2. Requests again.", ["1", "2", "2 [2]"]),
    "five point ten is not five point one": ("5. Has:\n5.1 one;\n5.9 nine;\n5.10 ten.", ["5", "5.1", "5.9", "5.10."]),
    "leading noughts": ("01. Decides;\n02. Requests.", ["1", "2"]),
    "digits of another script": ("١. Decides;\n٢. Requests.", ["1", "2"]),
    "OP in brackets": ("[OP1] Decides;\n[OP2.] [Requests;]\n[OP3 Notes;]", ["1", "2", "3"]),
    "OP with a hyphen, or small": ("OP-1 Decides;\n\nOP-2 Requests;\n\nop3. Ends.", ["1", "2", "3"]),
    "French ordinals": ("1er. Décide ;\n\n2e. Prie ;\n\nParagraphe 3e. Invite.", ["1", "2", "3"]),
    "a full stop and a stroke": ("1.- Decides;\n\n2.– Requests;\n", ["1", "2"]),
    "wide digits and full stops": ("１． Decides;\n\n２． Requests;\n", ["1", "2"]),
    "bold numbers in plain text": ("**1.** Decides;\n\n**2.** Requests;\n", ["1", "2"]),
    "a message that is quoted": ("> 1. Decides;\n>\n> 2. Requests\n> a report;\n", ["1", "2"]),
    "a table drawn with strokes": ("| No. | Text |\n|---|---|\n| 1 | Decides; |\n| 2 | Requests; |\n", ["1", "2"]),
    "nothing": ("", []),
    "blanks": (" \n\t\n\u00a0", []),
    "headings only": ("1. Decides.\n\nDone at The Hague\n\n12 September 2003\n", ["1"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def each_way_of_numbering_is_read(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def the_signs_around_a_number_do_not_stay_in_the_text() -> None:
    assert found("[OP1] Decides;\n[OP2.] [Requests;]\n[OP3 Notes;]") == {"1": "Decides;", "2": "[Requests;]", "3": "[Notes;]"}
    assert found("1.- Decides;\n\n**2.** Requests;\n\n> 3e. Prie ;\n\n| 4 | Ends; |") == {"1": "Decides;", "2": "Requests;", "3": "Prie ;", "4": "Ends;"}


def a_text_without_any_number_is_one_paragraph() -> None:
    assert found("Decides to hold\ntwo meetings\nin 2005") == {"1": "Decides to hold two meetings in 2005"}
    assert numbers("The Assembly decides:\n(a) to meet;\n(b) to report.") == ["1", "1 (a)", "1 (b)"]


WORDS = draft_words(BUILT_IN)
UNNUMBERED = {
    "roman numerals": ("The Assembly,\n\nI. Decides to meet;\n\nII. Requests a report;\n\n(a) To publish.", {"1": "Decides to meet;", "2": "Requests a report;", "2 (a)": "To publish."}),
    "letters alone": ("The Assembly,\n\n(a) Decides to meet;\n(b) Requests a report;\n(i) To publish.", {"1": "Decides to meet;", "2": "Requests a report;", "2 (i)": "To publish."}),
    "breaks between": (
        "The Assembly,\n\nRecalling its resolution,\n\nDecides to hold its session in The Hague for ten days;\n\nRequests the Secretariat to translate all documents;\n\nAlso requests the Registrar to report.",
        {"1": "Decides to hold its session in The Hague for ten days;", "2": "Requests the Secretariat to translate all documents;", "3": "Also requests the Registrar to report."},
    ),
    "no breaks between": (
        "The Assembly of States Parties,\nRecalling its\nresolution,\nNoting the report,\nDecides to hold\nits session;\nRequests a report.",
        {"1": "Decides to hold its session;", "2": "Requests a report."},
    ),
    "French": ("L’Assemblée,\nRappelant sa résolution,\nDécide de se réunir ;\nPrie le Greffier :\na) De rendre compte ;\nb) De publier.", {"1": "Décide de se réunir ;", "2": "Prie le Greffier :", "2 (a)": "De rendre compte ;", "2 (b)": "De publier."}),
    "bullets, a heading and more text": (
        "• Decides to meet;\n\nGeneral matters\n\n– Requests a report\nin May.\n\nIt shall be long.\n",
        {"1": "• Decides to meet;", "2": "– Requests a report in May. It shall be long."},
    ),
    "an annex with numbers": ("Decides so.\n\nRequests a group.\n\nAnnex\n\n1. Scope.\n\n2. Ends.", {"1": "Decides so.", "2": "Requests a group.", "annex 1": "Scope.", "annex 2": "Ends."}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNNUMBERED.values(), ids=UNNUMBERED)
def each_request_of_a_draft_without_numbers_is_a_paragraph_in_order(text: str, expected: dict[str, str]) -> None:
    found = found_in(text, WORDS)
    assert (dict(found.paragraphs), found.doubts) == (expected, (IN_ORDER,))


def a_recital_is_part_of_no_paragraph_wherever_it_stands() -> None:
    assert found("OP1 Decides;\n\n[PP2 bis Recalling,]\n\nOP2 Ends.") == {"1": "Decides;", "2": "Ends."}
    assert found("OP1 Decides to meet\n\nPP2 bis Recalling it\n\nOP2 Ends.") == {"1": "Decides to meet", "2": "Ends."}
    unnumbered = found_in("Decides to meet;\n\nRecalling its resolution,\n\nRequests a report.", WORDS)
    assert dict(unnumbered.paragraphs) == {"1": "Decides to meet;", "2": "Requests a report."}


def a_draft_with_numbers_is_parted_by_its_numbers_alone() -> None:
    text = "1.\nDecides to meet;\nRequests a report.\n\n2. Ends."
    assert found_in(text, WORDS).paragraphs == found_in(text).paragraphs != ()


def a_draft_without_numbers_requests_or_breaks_is_one_paragraph_and_that_is_said() -> None:
    found = found_in("The meeting is held in May.\nIt is short.", WORDS)
    assert (dict(found.paragraphs), found.doubts) == ({"1": "The meeting is held in May. It is short."}, (ONE,))


def each_text_in_no_paragraph_is_there_block_by_block() -> None:
    found = found_in("Resolution\n\nThe Assembly,\n\nGeneral\n\n1. Decides1;\n\n1 See the annex.\n\nJudges\n\n2. Ends.", WORDS)
    assert [block.text for block in found.left_out] == ["Resolution", "The Assembly,", "General", "Judges"]
    assert found.footnotes == ("1 See the annex.",)


def a_number_in_the_middle_of_a_sentence_begins_no_paragraph() -> None:
    text = "1. Recalls paragraph\n11. of the annex, the hearings of 17 and\n18 June and article 8, paragraph\n(a) thereof;\n2. Ends."
    assert numbers(text) == ["1", "2"]


RUN_ON = "The Assembly of States Parties, Recalling its resolution 5. of May, {}Decides to meet; {}Requests a report, as in paragraph 4; {}Invites States."


def a_text_without_breaks_is_parted_at_its_numbers_and_that_is_said() -> None:
    found = found_in(RUN_ON.format("1. ", "2. ", "3. "), WORDS)
    assert (dict(found.paragraphs), found.doubts) == (
        {"1": "Decides to meet;", "2": "Requests a report, as in paragraph 4;", "3": "Invites States."}, (RUN_TOGETHER,),
    )  # fmt: skip


def a_text_without_breaks_or_numbers_is_parted_at_its_requests_and_that_is_said() -> None:
    found = found_in(RUN_ON.format("", "", ""), WORDS)
    assert (dict(found.paragraphs), found.doubts) == (
        {"1": "Decides to meet;", "2": "Requests a report, as in paragraph 4;", "3": "Invites States."}, (RUN_TOGETHER, IN_ORDER),
    )  # fmt: skip


def a_text_in_words_that_are_not_known_is_parted_at_its_breaks_and_that_is_said() -> None:
    found = found_in("La Asamblea,\n\nRecordando su resolución,\n\nDecide reunirse:\n\n(a) En mayo;\n\nPide un\ninforme.", WORDS)
    paragraphs = {"1": "La Asamblea,", "2": "Recordando su resolución,", "3": "Decide reunirse:", "3 (a)": "En mayo;", "4": "Pide un informe."}
    assert (dict(found.paragraphs), found.doubts) == (paragraphs, (BY_BREAKS,))


def the_bracketed_alternatives_and_dashes_are_kept() -> None:
    text = "1. Decides [Option A] [to hold two – or three – meetings];\n[2. Requests a report\u2014“soon”.]"
    assert found(text) == {
        "1": "Decides [Option A] [to hold two – or three – meetings];",
        "2": "[Requests a report\u2014“soon”.]",
    }


def a_paragraph_goes_on_after_the_end_of_a_page() -> None:
    text = "1. Decides that the group\u00b9\n\n1 See document.\nIt is long.\n\nICC-ASP/2/L.7\nPage 2\n\n- 2 -\n\nshall meet in 2005;\n2. Ends."
    assert found(text) == {"1": "Decides that the group shall meet in 2005;", "2": "Ends."}


def a_word_that_is_broken_at_its_hyphen_is_whole_again() -> None:
    assert found("1. Asks non-\ngovernmental bodies.") == {"1": "Asks non-governmental bodies."}


def the_marks_that_nobody_sees_are_dropped() -> None:
    assert found("1. De\u00adcides\u200b\x00 to\u202e meet\ufeff.") == {"1": "Decides to meet."}


# Hostile text.


HOSTILE = {
    "one long line": ("1. ", "a", ""),
    "digits": ("", "1", ""),
    "numbers and stops": ("", "1.", ""),
    "blanks": ("1. ", " \t", "x"),
    "breaks": ("", "\n", ""),
    "paragraphs": ("", "1. Decides;\n2. Requests\n", ""),
    "letters": ("1. Decides\n", "(a)\n(i)\n", ""),
    "parentheses": ("", "(", ""),
    "brackets": ("1. ", "[", ""),
    "footnotes": ("1. Word1\n\n", "1 See this\n\n", ""),
    "headings": ("", "A. Part\n", ""),
    "numbered headings": ("", "7. General\n", ""),
    "annexes": ("", "Annex\n1. Text.\n", ""),
    "requests": ("", "Decides\n", ""),
    "recitals": ("", "Recalling,\n\n", ""),
    "words ahead": ("", "Also ", ""),
    "labels": ("", "OP1 \n", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize(("start", "piece", "end"), HOSTILE.values(), ids=HOSTILE)
def a_hostile_text_takes_time_in_proportion_to_its_length(start: str, piece: str, end: str) -> None:
    assert in_proportion(lambda length: start + piece * (length // len(piece)) + end, lambda text: found_in(text, WORDS))


PIECES = st.sampled_from(
    ["1. ", "2. ", "2.1 ", "5.10 ", "(a) ", "(i) ", "(1) ", "a) ", "[", "\n", "\n\n", "\t", "Annex ", "A. ", "Decides", ";", "1 See ",
     "\r\n", "Word1", " ", ".", "¹", "OP1 ", "<>", "*?~", "=1", "bis", "١. "]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200)))
def every_number_can_be_a_key_and_comes_once(text: str) -> None:
    keys = numbers(text)
    assert len({as_spreadsheet(key) for key in keys}) == len(keys)
    for key in keys:
        assert key.isprintable()
        assert 0 < len(key) <= LONGEST_KEY
        assert not set(key) & set("*?~")
        assert key[0] not in "<>= "
        assert key == " ".join(key.split())


def as_spreadsheet(key: str) -> str:
    """Return a key as one that looks like a number is compared: by its value."""
    try:
        return str(float(key))
    except ValueError:
        return key.casefold()


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def every_text_is_without_breaks_and_printable(text: str) -> None:
    for each in found_in(text).paragraphs:
        assert each.text
        assert each.text == " ".join(each.text.split())
        assert each.text.isprintable()
