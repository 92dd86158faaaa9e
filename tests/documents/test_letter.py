"""The letter: what it says of each State's case in each language, that every numeral is a figure of its own, and when it is a draft."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from support.letters import ALL, DETAILS, PLAIN_LETTER, REASONS, letter, occasion

from aspbudget.documents.letter import Letter, paper, unexplained
from aspbudget.documents.numerals import numerals_in, read_back
from aspbudget.documents.stationery import default_template
from aspbudget.documents.template import LETTER
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_each
from aspbudget.faults import Refused

in_each_language = pytest.mark.parametrize("language", ["en", "fr"])
of_each_letter = pytest.mark.parametrize("name", ALL)


def written(of: Letter, language: str = "en", template: bytes | None = None) -> bytes:
    """Return one letter as a Word document."""
    terms = Terms(language)
    return next(iter(write_each([paper(of, terms)], terms, LETTER, template)))


def said(of: Letter, language: str = "en") -> str:
    """Return what a letter says, a line for each paragraph, with plain blanks."""
    return "\n".join(read_back(written(of, language))).replace(NO_BREAK, " ")


@in_each_language
@of_each_letter
def every_numeral_of_a_letter_is_a_figure_of_its_state(name: str, language: str) -> None:
    texts = read_back(written(ALL[name], language))
    assert len(numerals_in(texts)) > 5
    assert unexplained(texts, ALL[name], Terms(language)) == []


@in_each_language
def a_figure_of_another_state_is_found(language: str) -> None:
    terms = Terms(language)
    texts = read_back(written(ALL["in arrears"], language))
    other = [terms.cents(amount) for amount in (91_000.5, 9_185_100.0, 12.0, 13.0, 9_276_125.5)]
    found = unexplained(texts, letter("KEN", {"payable": 1.0, "contribution": 1.0}), terms)
    assert {numeral for text in other for numeral in numerals_in([text])} <= set(found)


def a_letter_says_to_whom_it_goes_and_what_is_asked_of_it() -> None:
    text = said(PLAIN_LETTER)
    assert text.splitlines()[:3] == ["Assessed contributions for 2024", "To: Germany", "The Hague, 1 January 2024"]
    assert "Its rate of assessment for 2024 is 6.1234 per cent of EUR 150,000,000.50" in text
    assert "Contribution to the budget\n9,185,100.00\nTotal\n9,185,100.00\n" in text
    assert "They are due on 31 January 2024." in text
    assert "IBAN\nNL00 EXAM 0123 4567 89\nReference\nContribution 2024\n" in text


def the_name_is_that_of_the_state_in_the_language_of_the_letter() -> None:
    assert said(ALL["to complete"], "fr").splitlines()[1] == "Destinataire : Côte d’Ivoire"
    assert "Destinataire : Allemagne" in said(PLAIN_LETTER, "fr")
    assert "Sa quote-part pour 2024 est de 6,1234 pour cent" in said(PLAIN_LETTER, "fr")


def an_amount_of_nothing_has_no_row_and_credits_are_taken_off() -> None:
    text = said(ALL["everything asked"])
    assert "Host State loan" not in said(PLAIN_LETTER)
    assert "Instalment of the Host State loan\n1,850.00\nChange of the advance to the Working Capital Fund\n(20.25)\n" in text
    assert "Less: credits\n(30.50)\nTotal\n9,186,976.25\n" in text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("joins", "The Rome Statute entered into force for it on 1 February 2024. It is assessed for 11 of the twelve months of the year."),
        ("leaves", "Its withdrawal from the Rome Statute takes effect on 2 June 2024. It is assessed for the part of the year before that day."),
        ("credited", "Nothing is payable for 2024: what is credited exceeds what is assessed, and the total in brackets above is to the credit of the State."),
        ("nothing", "Nothing is payable for 2024: what is credited is what is assessed."),
        ("in arrears", "Contributions of earlier years of EUR 91,000.50 are outstanding."),
        ("in arrears", "The least payment by which the State has a vote again is EUR 0.26."),
        ("paid", "No contributions of earlier years are outstanding."),
        ("paid", "Payments received have settled all that is due."),
        ("paid", "An amount of EUR 100.75 beyond all that is due stands to the credit of the State."),
    ],
)
def each_case_has_its_sentence_and_the_plain_letter_does_not(name: str, sentence: str) -> None:
    assert sentence in said(ALL[name])
    assert sentence not in said(PLAIN_LETTER)


@in_each_language
def no_claim_is_made_of_an_account_that_is_not_entered(language: str) -> None:
    terms = Terms(language)
    text = said(PLAIN_LETTER, language)
    assert terms.say("letter.not_entered") in text.replace(" ", NO_BREAK) or terms.say("letter.not_entered") in text
    for term in ("letter.no_arrears", "letter.account", "letter.settled"):
        assert terms.say(term) not in text


@in_each_language
def a_state_that_is_credited_is_not_asked_to_pay(language: str) -> None:
    terms = Terms(language)
    assert terms.say("letter.how_to_pay") not in said(ALL["credited"], language)
    assert not ALL["credited"].to_complete


def a_letter_that_lacks_nothing_is_no_draft() -> None:
    assert not PLAIN_LETTER.is_draft
    assert "draft" not in said(PLAIN_LETTER).casefold()


def a_part_to_be_completed_is_marked_and_makes_the_letter_a_draft() -> None:
    lacking = ALL["only the day lacks"]
    assert lacking.is_draft
    assert "DRAFT. This letter is a draft and is not to be sent, for the following reason:\nThe due date is not entered.\n" in said(lacking)
    assert "[Due date: to be completed before this letter is sent.]" in said(lacking)
    marked = [each for each in docx.Document(BytesIO(written(lacking))).paragraphs if each.text.startswith("[")]
    assert [each.style.name for each in marked if each.style] == ["Statement Draft"]


def a_draft_says_so_with_all_its_reasons() -> None:
    text = said(ALL["to complete"])
    assert text.splitlines()[3:9] == [
        "DRAFT. This letter is a draft and is not to be sent, for the following five reasons:",
        "Three figures are missing.",
        "1,121 figures are illustrative.",
        "Not filled in: prepared by and date.",
        "The due date is not entered.",
        "The details of payment are not entered.",
    ]
    assert letter(of=occasion(REASONS)).is_draft


def an_office_replaces_the_template() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Office of {addressee}, {cycle} {standing}"
    for line in ("Our letterhead", "{letter}", "Signed by {prepared_by}"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    found = docx.Document(BytesIO(written(ALL["only the day lacks"], template=out.getvalue())))
    texts = [each.text for each in found.paragraphs]
    assert (texts[0], texts[1], texts[-1]) == ("Our letterhead", "Assessed contributions for 2024", "Signed by A. Officer")
    assert found.sections[0].header.paragraphs[0].text == "Office of Côte d'Ivoire, 2024 DRAFT"


def a_template_without_a_place_for_a_letter_is_refused_as_that_of_letters() -> None:
    document = docx.Document()
    document.add_paragraph("{statement}")
    out = BytesIO()
    document.save(out)
    with pytest.raises(Refused) as found:
        written(PLAIN_LETTER, template=out.getvalue())
    assert str(found.value) == (
        "inputs/letter_template.docx: No paragraph of its text says {letter}: type {letter}, in braces, in a paragraph of its own where the "
        "letter is to stand, and save the document again."
    )


def a_file_that_is_no_document_is_refused_as_the_template_of_letters() -> None:
    with pytest.raises(Refused) as found:
        written(PLAIN_LETTER, template=b"no document")
    assert {fault.workbook for fault in found.value.faults} == {"inputs/letter_template.docx"}


@in_each_language
def an_office_may_start_from_the_built_in_template(language: str) -> None:
    template = default_template(Terms(language), LETTER)
    assert read_back(written(PLAIN_LETTER, language, template)) == read_back(written(PLAIN_LETTER, language))


def the_same_letter_gives_the_same_bytes_alone_and_among_others() -> None:
    terms = Terms("en")
    many = list(write_each([paper(each, terms) for each in ALL.values()], terms, LETTER))
    assert many == [written(each) for each in ALL.values()]


def a_name_that_word_cannot_hold_do_no_harm() -> None:
    hostile = replace(PLAIN_LETTER, names={"en": "A\x00B\u202e", "fr": "A"})
    assert "To: AB" in said(hostile)
    details = DETAILS.assign(details=["{standing} {letter}", "x"])
    assert "{standing} {letter}" in said(letter(of=occasion(details=details)))
