"""Citations: which rules and decisions a text names, each in one form."""

from __future__ import annotations

import pytest

from aspbudget.figures.citations import cited

ANNEX = "ICC-ASP/2/Res.3, annex, "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Financial Regulation 5.8 (from memory): the oldest first", ["regulation 5.8"]),
        ("an addendum under regulation 3.5 ter", ["regulation 3.5 ter"]),
        ("Rome Statute, article 112, paragraph 8", ["article 112 (8)"]),
        ("a reading of article 112 (8), to be confirmed", ["article 112 (8)"]),
        ("articles 112 and 117", ["article 112", "article 117"]),
        (f"{ANNEX}8.2 and 8.4", [f"{ANNEX}8.2", f"{ANNEX}8.4"]),
        (f"{ANNEX}5.2 (a), (b) and (g), 7", [f"{ANNEX}5.2 (a)", f"{ANNEX}5.2 (b)", f"{ANNEX}5.2 (g)", f"{ANNEX}7"]),
        ("ICC-ASP/2/Res.3, annex 5.1 (a)", [f"{ANNEX}5.1 (a)"]),
        ("ICC-ASP/2/Res.7, operative paragraph 19", ["ICC-ASP/2/Res.7, 19"]),
        ("Staff Rule 103.3 and rule 103.3", ["staff rule 103.3", "rule 103.3"]),
    ],
)
def each_of_what_is_cited_together_is_parted_and_has_one_form(text: str, found: list[str]) -> None:
    assert list(cited(text)) == found


@pytest.mark.parametrize("text", ["a decision, such as ICC-ASP/2/Res.3, annex, 4", 'did you mean "regulation 5.8"?', "A/RES/55/5 B", "ICC-ASP/2/Res.7", "sheet Posts"])
def an_example_and_a_symbol_without_a_paragraph_cite_no_rule(text: str) -> None:
    assert cited(text) == ()
