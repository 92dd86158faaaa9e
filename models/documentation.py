"""Documentation: editing, translation, printing and distribution of documents, by phase of the session."""

from aspbudget.declare import (
    CURRENCY,
    Assumption,
    Charge,
    Model,
    Sourced,
    Table,
    column,
    greatest,
    line,
    money,
    round_up,
)
from aspbudget.models.causes import PRICE
from aspbudget.models.months import BY_PHASE, PLANNED
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class Phases(Sourced):
    """One row for each phase of documentation, with the prices that apply in it."""

    phase: str = column("Phase", "Its name.", key=True, example="pre-session")
    translation: str = column(
        "Translation", "The price of a word in one more language, a row of sheet Prices.", refers="prices"
    )
    editing: str = column("Editing", "The price of a word edited, a row of sheet Prices.", refers="prices")
    fixed: str = column("Fixed part", "The price of processing one document, a row of sheet Prices.", refers="prices")


@line(unit=CURRENCY, source="Sheet Prices", label="Translation of a word")
def translated_word(translation, prices):
    """What a word in one more language costs in the phase."""
    return prices.at(translation, "unit_price")


@line(unit=CURRENCY, source="Sheet Prices", label="Editing of a word")
def edited_word(editing, prices):
    """What a word edited costs in the phase."""
    return prices.at(editing, "unit_price")


@line(unit=CURRENCY, source="Sheet Prices", label="Fixed part of a document")
def processed_document(fixed, prices):
    """What processing a document costs in the phase, however long it is."""
    return prices.at(fixed, "unit_price")


class Documents(Requirement):
    """One row for each document, or group of like documents."""

    document: str = column("Document", "What it is; each name once.", key=True)
    session: str = column("Session", "The session for which it is issued.", refers="sessions")
    phase: str = column("Phase", "When it is processed.", refers="phases")
    number: float = column("Documents", "How many such documents.", whole=True, low=0, high=10_000, example=1)
    words: float = column("Words", "How many words each has.", whole=True, low=0, high=1_000_000, example=8500)
    language_set: str = column("Language set", "The languages in which it is issued.", refers="language_sets")
    copies: float = column("Copies", "How many copies are printed in each language.", whole=True, low=0, high=100_000)


@line(unit="languages", source="Sheet Language sets")
def languages(language_set, language_sets):
    """In how many languages the document is issued."""
    return language_sets.at(language_set, "languages")


@line(unit="words", source="Documents × words")
def words_in_all(number, words):
    """The words of all the documents in their original language."""
    return number * words


@line(unit=CURRENCY, source="Words × languages other than the original × price of a word")
def translation(words_in_all, languages, phase, phases):
    """What translation into the other languages costs."""
    return money(words_in_all * greatest(languages - 1, 0) * phases.at(phase, "translated_word"))


@line(unit=CURRENCY, source="Words × price of a word, and a fixed part for each document")
def editing(words_in_all, number, phase, phases):
    """What editing and processing the originals cost."""
    return money(words_in_all * phases.at(phase, "edited_word") + number * phases.at(phase, "processed_document"))


@line(unit="pages", source="Words ÷ words on a page, to the next page, in each language")
def pages(number, words, words_per_page, languages):
    """The pages of all the documents in all their languages."""
    return number * round_up(words / words_per_page) * languages


@line(unit=CURRENCY, source="Pages × copies × price of a printed page")
def printing(pages, copies, printed_page):
    """What printing costs."""
    return money(pages * copies * printed_page)


@line(unit=CURRENCY, source="Documents × languages × copies × price of distributing a copy")
def distribution(number, languages, copies, distributed_copy):
    """What distribution costs."""
    return money(number * languages * copies * distributed_copy)


@line(unit=CURRENCY, source="Editing, translation, printing and distribution (ICC-ASP/2/Res.3, annex, 5.1 (b))")
def full_cost(editing, translation, printing, distribution):
    """What the documents cost, whoever bears it."""
    return editing + translation + printing + distribution


MODEL = Model(
    title="Documentation",
    about="Words × languages × price of a word, a fixed part for each document, and pages × copies.",
    order=80,
    tables=(
        Table(Phases, lines=(translated_word, edited_word, processed_document), cause=PRICE),
        Table(
            Documents,
            lines=(
                languages,
                words_in_all,
                editing,
                translation,
                pages,
                printing,
                distribution,
                full_cost,
                net_cost,
            ),
            charges=(Charge("net_cost", drivers=("number", "words", "languages"), service="phase", months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK),
            in_year=BY_PHASE,
        ),
    ),
    assumptions=(
        Assumption("words_per_page", "words", "How many words fill a page.", 1, 2000),
        Assumption("printed_page", CURRENCY, "The price of printing one page once.", 0, 100, PRICE),
        Assumption("distributed_copy", CURRENCY, "The price of distributing one copy of a document.", 0, 1000, PRICE),
    ),
)
