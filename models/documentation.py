"""Documentation: editing, translation, printing and distribution of documents, by phase of the session."""

from aspbudget.declare import (
    CURRENCY,
    Assumption,
    Charge,
    Model,
    Rule,
    Sourced,
    Table,
    column,
    greatest,
    line,
    money,
    round_up,
    where,
)
from aspbudget.models.causes import PRICE
from aspbudget.models.months import BY_PHASE, PLANNED
from aspbudget.models.requirement import DECISION, EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class Phases(Sourced):
    """One row for each phase of documentation, with the prices that apply in it."""

    phase: str = column("Phase", "Its name.", key=True, translated=True, example="pre-session")
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


class DocumentKinds(Sourced):
    """One row for each kind of document that has a limit of pages."""

    document_kind: str = column("Document kind", "Its name; documents refer to it.", key=True, translated=True, example="report")
    most_pages: float = column(
        "Pages", "How many pages a document of the kind has at the most, without annexes in the original language only.", whole=True, low=1, high=10_000,
        example=32,
    )  # fmt: skip


class Documents(Requirement):
    """One row for each document, or group of like documents."""

    document: str = column("Document", "What it is; each name once.", key=True, translated=True)
    session: str = column("Session", "The session for which it is issued.", refers="sessions")
    phase: str = column("Phase", "When it is processed.", refers="phases")
    number: float = column("Documents", "How many such documents.", whole=True, low=0, high=10_000, example=1)
    words: float = column("Words", "How many words each has.", whole=True, low=0, high=1_000_000, example=8500)
    language_set: str = column("Language set", "The languages in which it is issued.", refers="language_sets")
    copies: float = column("Copies", "How many copies are printed in each language.", whole=True, low=0, high=100_000)
    recycled: float = column(
        "Recycled words",
        "How many of the words of each are taken from texts that exist in all its languages, so that they need no translation.",
        whole=True,
        low=0,
        high=1_000_000,
        required=False,
        newer=True,
    )
    annexes: float = column(
        "Annex words",
        "How many of the words of each are in annexes that are issued in the original language only.",
        whole=True,
        low=0,
        high=1_000_000,
        required=False,
        newer=True,
    )
    document_kind: str = column(
        "Document kind", "Its kind, where that has a limit of pages, a row of sheet Document kinds.", refers="document_kinds", required=False, newer=True
    )
    waiver: str = column(
        "Waiver", "The decision that allows it more pages than its kind has.", required=False, newer=True, pattern=DECISION
    )


class CopiesByLanguage(Sourced):
    """One row for each language in which a document is printed in another number of copies than sheet Documents says."""

    row: str = column("Row", "A name for the row; each name once.", key=True, example="Report: French")
    document: str = column("Document", "The document, a row of sheet Documents.", refers="documents")
    language: str = column("Language", "The language, one of its language set.", refers="languages")
    copies: float = column("Copies", "How many copies are printed in this language.", whole=True, low=0, high=100_000, example=150)


@line(unit="languages", source="Sheet Language sets")
def languages(language_set, language_sets):
    """In how many languages the document is issued."""
    return language_sets.at(language_set, "languages")


@line(unit="words", source="Documents × words")
def words_in_all(number, words):
    """The words of all the documents in their original language."""
    return number * words


@line(unit="words", source="Documents × (words − recycled words − annex words)")
def words_to_translate(number, words, recycled, annexes):
    """The words of all the documents that are translated."""
    return number * (words - recycled - annexes)


@line(unit=CURRENCY, source="Words to translate × languages other than the original × price of a word")
def translation(words_to_translate, languages, phase, phases):
    """What translation into the other languages costs."""
    return money(words_to_translate * greatest(languages - 1, 0) * phases.at(phase, "translated_word"))


@line(unit=CURRENCY, source="Words × price of a word, and a fixed part for each document")
def editing(words_in_all, number, phase, phases):
    """What editing and processing the originals cost; recycled words and annexes are edited like others."""
    return money(words_in_all * phases.at(phase, "edited_word") + number * phases.at(phase, "processed_document"))


@line(unit="pages", source="Words without annex words ÷ words on a page, to the next page")
def pages_of_each(words, annexes, words_per_page):
    """The pages of one of the documents in one language, without annexes in the original language only."""
    return round_up((words - annexes) / words_per_page)


@line(unit="pages", source="Words ÷ words on a page, to the next page, less the pages of each")
def annex_pages(words, words_per_page, pages_of_each):
    """The pages that one of the documents has more in its original language."""
    return round_up(words / words_per_page) - pages_of_each


@line(unit="pages", source="Documents × (pages of each × languages + annex pages)")
def pages(number, pages_of_each, languages, annex_pages):
    """The pages of all the documents in all their languages."""
    return number * (pages_of_each * languages + annex_pages)


@line(unit="copies", source="Copies × languages; other numbers of copies from sheet Copies by language")
def copies_of_each(document, copies, languages, copies_by_language):
    """How many copies one of the documents has in all its languages."""
    others = languages - copies_by_language.count(document=document)
    return copies * others + copies_by_language.total("copies", document=document)


@line(unit=CURRENCY, source="Documents × (pages of each × copies of each + annex pages × copies) × price of a printed page")
def printing(number, pages_of_each, copies_of_each, annex_pages, copies, printed_page):
    """What printing costs."""
    return money(number * (pages_of_each * copies_of_each + annex_pages * copies) * printed_page)


@line(unit=CURRENCY, source="Documents × copies of each × price of distributing a copy")
def distribution(number, copies_of_each, distributed_copy):
    """What distribution costs."""
    return money(number * copies_of_each * distributed_copy)


@line(unit=CURRENCY, source="Editing, translation, printing and distribution (ICC-ASP/2/Res.3, annex, 5.1 (b))")
def full_cost(editing, translation, printing, distribution):
    """What the documents cost, whoever bears it."""
    return editing + translation + printing + distribution


@line(unit="", source="Recycled words and annex words are words of the document")
def has_words_enough(recycled, annexes, words):
    """recycled words and annex words are {found} together, and the document has {wanted}; correct one of the three"""
    return recycled + annexes <= words


@line(unit="", source="Sheet Document kinds")
def is_within_its_limit(pages_of_each, document_kind, waiver, document_kinds):
    """that makes {found} pages, and its kind has {wanted} at the most; shorten it, or give in column Waiver the decision that allows it more"""
    limited = (document_kind != "") & (waiver == "")
    return pages_of_each <= where(limited, document_kinds.at(document_kind, "most_pages"), pages_of_each)


@line(unit="", source="Sheet Booths")
def is_of_the_set(language, document, documents, booths):
    """the document isn't issued in this language; give one of its language set, or clear the row"""
    return booths.total("documents_issued", language_set=documents.at(document, "language_set"), language=language) > 0


@line(unit="", source="A document has one number of copies in a language")
def is_the_only_number(document, language, copies_by_language):
    """the document has another row for this language; clear one of them"""
    return copies_by_language.count(document=document, language=language) == 1


MODEL = Model(
    title="Documentation",
    about="Words to translate × languages × price of a word, a fixed part for each document, and pages × copies.",
    order=80,
    tables=(
        Table(Phases, lines=(translated_word, edited_word, processed_document), cause=PRICE),
        Table(DocumentKinds),
        Table(
            Documents,
            lines=(
                languages,
                words_in_all,
                words_to_translate,
                editing,
                translation,
                pages_of_each,
                annex_pages,
                pages,
                copies_of_each,
                printing,
                distribution,
                full_cost,
                net_cost,
            ),
            charges=(Charge("net_cost", drivers=("number", "words", "languages"), service="phase", months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK, Rule(has_words_enough, at="recycled"), Rule(is_within_its_limit, at="words")),
            in_year=BY_PHASE,
        ),
        Table(CopiesByLanguage, rules=(Rule(is_of_the_set, at="language"), Rule(is_the_only_number, at="language")), follows="document"),
    ),
    assumptions=(
        Assumption("words_per_page", "words", "How many words fill a page.", 1, 2000),
        Assumption("printed_page", CURRENCY, "The price of printing one page once.", 0, 100, PRICE),
        Assumption("distributed_copy", CURRENCY, "The price of distributing one copy of a document.", 0, 1000, PRICE),
    ),
)
