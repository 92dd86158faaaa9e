"""Words without a translation: marked where the document is in another language, parted again when it is written, and never printed as marks."""

from __future__ import annotations

from aspbudget.documents.foreign import marked, parted, plain
from aspbudget.documents.stationery import safe
from aspbudget.documents.terms import NO_BREAK, Terms


def a_text_is_parted_into_what_is_marked_and_what_is_not() -> None:
    assert parted(f"Ce montant couvre : {marked('Director', 'en')} (1) ; {marked('Editor', 'en')}.") == [
        ("Ce montant couvre : ", ""), ("Director", "en"), (" (1) ; ", ""), ("Editor", "en"), (".", ""),
    ]  # fmt: skip
    assert (parted("plain"), parted(""), marked("", "en")) == ([("plain", "")], [], "")
    assert (plain(f"the {marked('x', 'en')}."), plain("x")) == ("the x.", "x")


def a_mark_that_is_left_over_is_never_printed() -> None:
    assert safe(f"{marked('Director', 'en')}\x03") == "Director"


def a_value_without_a_term_is_marked_in_any_language_but_that_of_the_inputs() -> None:
    assert [Terms(language).translated("object", "Travel") for language in ("en", "fr")] == ["Travel", "Voyages"]
    assert [Terms(language).translated("object", "Boats") for language in ("en", "fr")] == ["Boats", marked("Boats", "en")]


def a_name_that_is_made_of_names_has_their_wordings_and_one_of_a_part_without_any_is_marked_whole() -> None:
    terms = Terms("fr").with_wordings({"Assembly, third session": "Assemblée, troisième session", "Conference centre, day": "Centre de conférences, jour", "From memory": "De mémoire, à confirmer"})
    said = {"Assembly, third session, own": "Assemblée, troisième session, ressources propres", "Conference centre": "Centre de conférences", "P-4": "P-4"}
    assert {text: terms.untranslated(text) for text in said} == said
    assert [terms.untranslated(text) for text in ("Boats, own", "Boats", "")] == [marked("Boats, own", "en"), marked("Boats", "en"), ""]
    assert Terms("en").untranslated("Boats, own") == "Boats, own"
    assert [terms.with_wordings({"Hall, day": "Salle, jour"}).untranslated(text) for text in ("Hall", "Conference centre")] == ["Salle", "Centre de conférences"]


def an_empty_text_stays_empty_whatever_wordings_officers_gave() -> None:
    assert Terms("fr").with_wordings({"From memory": "De mémoire, non officiel"}).untranslated("") == ""


def a_text_that_an_officer_typed_in_french_is_marked_in_a_text_in_english_and_as_it_is_in_one_in_french() -> None:
    sentence, name = "La séance des Membres de la Commission aura lieu dans la salle des conférences", "Archiviste"
    english, french = (Terms(language).with_languages({name: "fr"}) for language in ("en", "fr"))
    assert [english.untranslated(text) for text in (sentence, name, "Legal Officer")] == [marked(sentence, "fr"), marked(name, "fr"), "Legal Officer"]
    assert [french.untranslated(text) for text in (sentence, name, "Boats")] == [sentence, name, marked("Boats", "en")]
    assert Terms("en").untranslated(name) == name  # one word alone tells nothing


def a_small_share_is_not_nothing_and_a_number_has_the_decimals_that_it_has() -> None:
    terms = Terms("fr")
    assert [terms.share(each) for each in (0.0, 0.01, -0.01, 12.25, -3.0)] == ["–", "0,0", "0,0", "12,3", "(3,0)"]
    assert [Terms("en").number(each) for each in (12.0, 0.5, 8_000.0, 3.125)] == ["12", "0.5", "8,000", "3.125"]


def a_typed_text_has_the_apostrophes_and_the_blanks_of_its_language() -> None:
    assert Terms("fr").typed("l'Assemblée ; elle : « oui »") == f"l’Assemblée{NO_BREAK}; elle{NO_BREAK}: «{NO_BREAK}oui{NO_BREAK}»"
    assert Terms("en").typed("the Assembly's") == "the Assembly's"
