"""Terms: none missing in a language, none idle, none unknown, the same placeholders in all; numbers as each language writes them."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from support.letters import ALL as LETTERS
from support.narratives import resolutions
from support.narratives import variants as sections
from support.statements import ALL, GROUP_MEETINGS, together

from aspbudget.content import languages, notations
from aspbudget.content import terms as listed
from aspbudget.declare.layout import THOUSANDS, Printed, Scale
from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.documents import consolidated, oral, wording
from aspbudget.documents.budget_resolution import paper as resolution_paper
from aspbudget.documents.counted import in_words
from aspbudget.documents.letter import paper as letter_paper
from aspbudget.documents.section_paper import paper as section_paper
from aspbudget.documents.terms import NO_BREAK, NoLanguage, Terms
from aspbudget.documents.word import write_document
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.models import requirement, section
from aspbudget.models.statements import PRACTICE
from aspbudget.review.causes import causes
from aspbudget.statements.statement import APPROVED, PROPOSED, AcceptedDoubt
from aspbudget.statements.versions import STATES

MODELS = Path(__file__).resolve().parents[2] / "models"
VALUES = (
    "signed", "section", "answer", "source", "kind", "means", "service", "sub_programme", "object", "body", "venue", "payment_item", "baseline",
    "printed", "group", "grade", "factor", "cause", "cause_group", "workbook", "uncompared",
    "number", "distribution", "original", "money", "language_set", "paragraph", "language", "standing", "phase", "unit", "category",
)  # fmt: skip


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders of a term."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def is_value(key: str) -> bool:
    """Whether a key is that of a value of the inputs."""
    return key.partition(".")[0] in VALUES


def no_term_is_missing_in_a_language() -> None:
    assert [key for key, wordings in listed().items() if not all(text.strip() for text in wordings.values())] == []
    assert {tuple(wordings) for wordings in listed().values()} == {languages()}
    assert {"en", "fr"} <= set(languages())


def every_term_has_the_same_placeholders_in_each_language() -> None:
    differing = [key for key, wordings in listed().items() if len({frozenset(placeholders(text)) for text in wordings.values()}) > 1]
    assert differing == []


def no_term_has_a_numeral_of_its_own() -> None:
    written = [key for key, wordings in listed().items() if not is_value(key) and re.search(r"\d", "".join(wordings.values()))]
    assert written == []


@pytest.mark.parametrize(
    ("language", "captions"),
    [
        ("en", ["Costs (EUR)", "Costs (thousands of EUR)", "Costs (millions of EUR)"]),
        ("fr", ["Costs (EUR)", "Costs (en milliers d’euros)", "Costs (en millions d’euros)"]),
    ],
)
def a_caption_says_every_scale(language: str, captions: list[str]) -> None:
    assert [Terms(language, scale=scale).in_scale("Costs", "EUR") for scale in (Scale(), THOUSANDS, Scale(1_000_000, 2))] == captions


@pytest.mark.parametrize("language", languages())
def no_term_is_idle_and_none_is_unknown(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()
    say = Terms.say

    def heard(terms: Terms, key: str, **values: object) -> str:
        said.add(key)
        return say(terms, key, **values)

    monkeypatch.setattr(Terms, "say", heard)
    more = [replace(ALL[name], version="Rev.1", state=state) for name in ("rich", "later", "free") for state in STATES]
    sharing = [line._replace(paragraph="") if line.paragraph == "18" else line for line in ALL["rich"].lines]
    terms = Terms(language)
    more += [replace(ALL["rich"], accepted=(AcceptedDoubt("Posts", "Officer", "as decided"),))]
    for statement in (*ALL.values(), *more, replace(ALL["rich"], lines=tuple(sharing))):
        list(wording.blocks(statement, terms))
        list(oral.blocks(statement, terms))
    for name in ("rich", "reported", "free", "absorbed", "asking"):
        for each in together(ALL[name]):
            list(consolidated.blocks(each, terms))
    write_document(ALL["free"], Terms(language))
    one = GROUP_MEETINGS[0]
    in_words([*GROUP_MEETINGS, replace(one, counted=one.counted._replace(alike=(("body", "Bureau"), ("language_set", "one language"))))], Terms(language))
    assert Terms(language).in_scale("Costs", "KES").endswith("KES)")  # a currency of which the list has no name
    assert Terms(language, scale=Scale(1_000_000, 2)).in_scale("Costs", "KES").endswith("KES)")
    for letter in LETTERS.values():
        letter_paper(letter, terms)
    for of_section in sections().values():
        for each in languages():  # what is said of translations isn't said in the language of the inputs
            section_paper(of_section, Terms(each))
    for resolution in resolutions().values():
        resolution_paper(resolution, terms)
    assert {key for key in listed() if not is_value(key)} == said


def every_value_is_one_that_the_inputs_can_have() -> None:
    assert in_list("answer") == list(PRACTICE.answers)
    assert in_list("source") == list(PRACTICE.sources)
    assert in_list("kind") == [ONE_TIME, RECURRENT]
    assert in_list("means") == [requirement.OWN, requirement.POOLED, requirement.OUTSOURCED]
    assert in_list("object") == start("objects")
    assert in_list("baseline") == [PROPOSED, APPROVED, "provisional"]
    assert in_list("sub_programme") == start("sub_programmes")
    assert in_list("cause") == [cause.title for cause in causes(catalogue())]
    assert in_list("cause_group") == list(dict.fromkeys(cause.group for cause in causes(catalogue()) if cause.group))
    assert in_list("workbook") == workbooks()
    assert set(in_list("factor")) == {title_of(table.name, name) for table in catalogue().tables.values() for charge in table.charges for name in charge.drivers}
    assert set(in_list("printed")) >= {label for layout in catalogue().layouts(Printed) for label in labels(layout)}
    assert in_list("language_set") == start("language_sets")
    assert section.start("2004")["cycle"].at[0, "section"] in in_list("section")
    assert PRACTICE.servicing == requirement.MEETINGS_SERVICING == in_list("service")[0]


def title_of(table: str, name: str) -> str:
    """Return the title of a column, or of a line."""
    columns = catalogue().columns(table)
    return columns[name].title if name in columns else catalogue().figures[table, name].title


def labels(layout: Printed) -> list[str]:
    """Return what a printed table says of its columns, and of itself where it stands beside the section."""
    beside = [layout.title] if not catalogue().tables[layout.table].collects else []
    return [*beside, *(label for _, label in layout.figures), *(shown.label for shown in layout.earlier)]


def start(name: str) -> list[str]:
    """Return the first column of the rows with which a new cycle starts."""
    with (MODELS / f"start_{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


def in_list(group: str) -> list[str]:
    """Return the values of a group in the list."""
    return Terms("en").values(group)


def a_value_that_is_not_listed_is_printed_as_it_is() -> None:
    assert Terms("fr").value("object", "Travel") == "Voyages"
    assert Terms("fr").value("object", "Individual contractors") == "Individual contractors"


def a_language_that_lacks_a_term_makes_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    written = {key: wordings | {"xx": "x"} for key, wordings in notations().items()}
    lacking = {key: wordings | {"xx": " " if key.startswith("object.") else "x"} for key, wordings in listed().items()}
    monkeypatch.setattr("aspbudget.documents.terms.terms", lambda _: lacking)
    monkeypatch.setattr("aspbudget.documents.terms.languages", lambda _: ("en", "fr", "xx"))
    monkeypatch.setattr("aspbudget.notation.notations", lambda: written)
    with pytest.raises(NoLanguage, match=r'^The list of terms lacks 13 terms in "xx", the first of them object\.Professional staff; a document needs all\.$'):
        Terms("xx")
    assert Terms("fr").say("draft") == "PROJET"


def a_document_is_in_the_language_of_the_inputs_unless_another_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Terms().language, Terms("fr").of_inputs) == ("en", "en")
    monkeypatch.setattr("aspbudget.documents.terms.languages", lambda _: ("fr", "en"))
    assert Terms().say("draft") == "PROJET"
    assert Terms("en").original("object", "Travel") == "Voyages"


def a_content_without_terms_makes_no_document() -> None:
    with pytest.raises(NoLanguage, match=r"^The content aspbudget\.declare has no list of terms, so that no document can be written\.$"):
        Terms(package="aspbudget.declare")


def an_unknown_language_or_term_is_an_error() -> None:
    with pytest.raises(NoLanguage, match=rf'"de" is not a language of the list of terms; use one of {", ".join(languages())}\.'):
        Terms("de")
    with pytest.raises(KeyError):
        Terms("en").say("nothing")


NUMBERS = {
    "en": ("1,733,400", "1,733.4", "0.1", "–", "(1,200)", "12.5 per cent", "0.0100", f"EUR{NO_BREAK}1,733,400"),
    "fr": (
        f"1{NO_BREAK}733{NO_BREAK}400", f"1{NO_BREAK}733,4", "0,1", "–", f"(1{NO_BREAK}200)", f"12,5{NO_BREAK}%", "0,0100",
        f"1{NO_BREAK}733{NO_BREAK}400{NO_BREAK}EUR",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", languages())
def each_language_writes_numbers_in_its_own_way(language: str) -> None:
    terms = Terms(language)
    written = (
        terms.amount(1_733_400), terms.scaled(1_733_400), terms.scaled(50), terms.amount(0), terms.amount(-1200),
        terms.percent(12.5), terms.rate(0.01), terms.money(1_733_400, "EUR"),
    )  # fmt: skip
    assert written == NUMBERS[language]


def a_half_is_rounded_away_from_nothing() -> None:
    assert [Terms("en").scaled(each) for each in (1250, 2675, 999_950)] == ["1.3", "2.7", "1,000.0"]


def a_mark_of_punctuation_in_french_never_begins_a_line() -> None:
    assert not [text for text in (Terms("fr").say(key) for key in listed() if not is_value(key)) if re.search(r" [:;?!»%]|« ", text)]
