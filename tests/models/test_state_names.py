"""The names of States: each leads to its State or to none, and is that of the time."""

from __future__ import annotations

import pytest

from aspbudget.models.reference import facts, state_names
from aspbudget.models.reference.facts import UnknownState

NAMES = {
    "SWZ": ("Eswatini", "Swaziland"), "KOR": ("South Korea", "Republic of Korea", "Korea, Republic of", "Corée du Sud", "République de Corée"), "TUR": ("Turkey", "Türkiye", "Turquie", "TURKIYE"),
    "CZE": ("Czech Republic", "Czechia", "République tchèque", "Tchéquie"), "GBR": ("United Kingdom", "Royaume-Uni", "Great Britain", "UK", "U.K."), "CIV": ("Côte d'Ivoire", "Côte d’Ivoire", "Cote dIvoire", "Ivory Coast"),
    "NLD": ("Holland", "Netherlands", "the Netherlands", "Pays-Bas", "Les Pays-Bas"), "MKD": ("Macedonia", "North Macedonia", "The former Yugoslav Republic of Macedonia"), "MMR": ("Burma", "Myanmar"),
    "CPV": ("Cape Verde", "Cabo Verde", "Cap-Vert"), "TLS": ("East Timor", "Timor-Leste", "Timor Leste"), "BOL": ("Bolivia", "Bolivie"), "VEN": ("Venezuela",), "TZA": ("Tanzania", "Tanzanie"), "MDA": ("Moldova", "Moldavie"),
    "PSE": ("Palestine", "State of Palestine"), "RUS": ("Russia", "Russie"), "SYR": ("Syria",), "LAO": ("Laos",), "IRN": ("Iran",), "VNM": ("Vietnam", "Viet Nam"), "COD": ("DR Congo", "D.R. Congo", "Democratic Republic of the Congo", "Zaire"),
    "COG": ("Congo", "Republic of the Congo", "le Congo"), "SRB": ("Serbia and Montenegro", "Serbie-et-Monténégro"), "MNE": ("Montenegro",), "FSM": ("Micronesia",), "LCA": ("St. Lucia", "Saint Lucia", "Sainte-Lucie"),
    "KNA": ("Saint Kitts", "St. Kitts & Nevis"), "USA": ("USA", "U.S.A.", "United States", "États-Unis", "Etats-Unis d’Amérique"), "DEU": ("Germany", "Allemagne", "l’Allemagne", "Allemagne (l')", "DEU", "deu", "DE"),
    "GMB": ("Gambia", "The Gambia", "Gambia (the)"), "GIN": ("Guinea", "Guinée"), "GNB": ("Guinea-Bissau",), "GNQ": ("Equatorial Guinea",), "DMA": ("Dominica", "Dominique"), "DOM": ("Dominican Republic", "République dominicaine"),
    "NER": ("Niger",), "NGA": ("Nigeria", "Nigéria"), "AUT": ("Austria", "Autriche"), "AUS": ("Australia",), "EST": ("EST", "Estonia"), "ZAF": ("South Africa", "Afrique du Sud"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in NAMES.items() for name in names])
def a_name_leads_to_its_state(code: str, name: str) -> None:
    assert state_names.code(name) == code


@pytest.mark.parametrize("text", ["", " ", "Korea", "Deutschland", "Europe", "Czechoslovakia", "Soviet Union", "DEX", "the", "Pol", "Samoa and Tonga"])
def a_text_that_names_no_one_state_leads_to_none(text: str) -> None:
    assert state_names.code(text) == ("POL" if text == "Pol" else "")


def no_name_leads_to_two_states() -> None:
    rows = facts.state_names()
    assert {name: code for name, code in zip(rows["name"], rows["iso3"], strict=True) if state_names.code(name) != code} == {}
    assert [code for code in rows["iso3"] if state_names.code(code) != code] == []


def every_state_of_the_facts_has_a_present_name_in_both_languages() -> None:
    rows = facts.state_names()
    known = set(facts.un_scale()["iso3"]) | set(facts.un_scale_non_members()["iso3"]) | set(facts.states_parties()["iso3"])
    for language in state_names.LANGUAGES:
        present = rows[(rows["kind"] == "present") & (rows["language"] == language)]["iso3"]
        assert present.is_unique
        assert known <= set(present)
    assert set(rows["kind"]) == {"present", "former", "short", "code"}


@pytest.mark.parametrize("language", state_names.LANGUAGES)
def every_state_has_one_name_in_each_year(language: str) -> None:
    dated = facts.state_names().query(f"kind in ('present', 'former') and language == '{language}'")
    for year in range(1998, 2031):
        day = f"{year}-01-01"
        valid = dated[(dated["from"] <= day) & ((dated["until"] == "") | (dated["until"] > day))]
        assert list(valid["iso3"]) == sorted(set(facts.state_names()["iso3"]))


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        ("SRB", 2002, "Yugoslavia"), ("SRB", 2004, "Serbia and Montenegro"), ("SRB", 2006, "Serbia and Montenegro"), ("SRB", 2007, "Serbia"), ("MKD", 2019, "The former Yugoslav Republic of Macedonia"),
        ("MKD", 2020, "North Macedonia"), ("SWZ", 2018, "Swaziland"), ("SWZ", 2019, "Eswatini"), ("CZE", 2016, "Czech Republic"), ("CZE", 2017, "Czechia"), ("CPV", 2013, "Cape Verde"), ("CPV", 2014, "Cabo Verde"),
        ("TUR", 2022, "Turkey"), ("TUR", 2023, "Türkiye"), ("NLD", 2004, "Netherlands"), ("NLD", 2025, "Netherlands (Kingdom of the)"), ("MKD", 1950, "North Macedonia"),
    ],
)  # fmt: skip
def a_state_has_the_name_of_the_time(code: str, year: int, name: str) -> None:
    assert state_names.name(code, year) == name


def a_state_has_its_name_in_french() -> None:
    assert [state_names.name("CZE", year, "fr") for year in (2004, 2025)] == ["République tchèque", "Tchéquie"]
    assert state_names.name("DEU", 2025, "fr") == "Allemagne"
    assert state_names.called("TUR", 2025) == "Türkiye (TUR)"


def a_code_that_is_none_has_no_name() -> None:
    with pytest.raises(UnknownState, match="names no State"):
        state_names.name("XXX", 2025)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Germny", '; did you mean "DEU, Germany"?'), ("Eswatin", '; did you mean "SWZ, Eswatini"?'), ("DEUT", '; did you mean "DEU, Germany"?'),
        ("Hollond", '; did you mean "NLD, Netherlands (Kingdom of the)"?'), ("Poland and Holland", "."), ("XYZ", "."), ("a\u202eb", "."),
    ],
)  # fmt: skip
def a_name_that_was_mistyped_is_told_with_the_state_that_was_meant(text: str, hint: str) -> None:
    with pytest.raises(UnknownState) as refused:
        state_names.codes([text])
    visible = text.replace("\u202e", "\N{REPLACEMENT CHARACTER}")
    assert str(refused.value) == f'"{visible}" names no State; give its name in English or French, or its three-letter code{hint}'
