"""The languages of meetings and documents: the sets in which they are held or issued, and the booths that each set needs."""

from aspbudget.declare import CURRENCY, Sheet, Sourced, column, line, where

YES, NO = "yes", "no"


class Languages(Sheet):
    """One row for each language that is interpreted or translated."""

    language: str = column("Language", "Its name.", key=True, example="French")
    standing: str = column(
        "Standing", "Official, working, or other.", required=False, example="official", descriptive=True
    )
    documents: str = column(
        "Documents",
        "Whether documents are issued in it; empty: yes. Sign language has none, nor has a service such as a remote platform.",
        choices=(YES, NO),
        required=False,
        newer=True,
    )


class LanguageSets(Sourced):
    """One row for each combination of languages in which meetings are held or documents are issued."""

    language_set: str = column("Language set", "Its name; meetings and documents refer to it.", key=True, translated=True)


class Booths(Sourced):
    """One row for each language of each set: how many interpreters its booth needs."""

    booth: str = column("Booth", "A name for the row; each name once.", key=True, example="six languages: French")
    language_set: str = column("Language set", "The set to which it belongs.", refers="language_sets")
    language: str = column("Language", "The language.", refers="languages")
    interpreters: float = column(
        "Interpreters", "How many interpreters the booth needs for a day of two meetings.", whole=True, low=0, high=10
    )
    service: str = column(
        "Service priced as",
        "For what isn't interpreters, such as a remote platform: the price of one meeting, a row of sheet Prices; empty: nothing.",
        refers="prices",
        required=False,
        newer=True,
    )


@line(unit="languages", source="Sheet Languages", label="Languages of documents")
def documents_issued(language, languages):
    """1 where documents are issued in the language, 0 where it is only spoken or shown in meetings."""
    return where(languages.at(language, "documents") == NO, 0, 1)


@line(unit="languages", source="As entered", label="Interpreted")
def is_interpreted(interpreters):
    """1 where the language is interpreted, with or without documents, as sign language is; 0 where nobody interprets it."""
    return where(interpreters > 0, 1, 0)


@line(unit=CURRENCY, source="Sheet Prices", label="Service")
def service_price(service, prices):
    """What the service, such as a remote platform, costs for one meeting."""
    return where(service == "", 0, prices.at(service, "unit_price"))


@line(unit="languages", source="The booths of the set, sheet Booths")
def languages(booths, language_set):
    """In how many languages of the set documents are issued."""
    return booths.total("documents_issued", language_set=language_set)


@line(unit="languages", source="The booths of the set, sheet Booths", label="Languages interpreted")
def languages_interpreted(booths, language_set):
    """How many languages of the set are interpreted, whether or not documents are issued in them."""
    return booths.total("is_interpreted", language_set=language_set)


@line(unit=CURRENCY, source="The booths of the set, sheet Booths", label="Services")
def services_of_set(booths, language_set):
    """What the services of the set, such as a remote platform, cost for one meeting."""
    return booths.total("service_price", language_set=language_set)


@line(unit="interpreters", source="The booths of the set, sheet Booths", label="Team")
def interpreters(booths, language_set):
    """How many interpreters one team for the set has."""
    return booths.total("interpreters", language_set=language_set)
