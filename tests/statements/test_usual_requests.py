"""Usual requests: each kind has a template whose cells are those of sheets that there are, and is found by the words of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import draft, rows, section

from aspbudget import content
from aspbudget.content import BUILT_IN
from aspbudget.faults import Refused
from aspbudget.models.usual_requests import UsualRequests
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.draft_sheets import combined
from aspbudget.statements.usual_requests import LIST, WORDS, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue

KINDS = next(column.choices for column in UsualRequests.columns() if column.name == "kind")


def each_kind_has_a_template_and_words_in_every_language() -> None:
    assert tuple(dict.fromkeys(row["kind"] for row in content.rows(BUILT_IN, LIST))) == KINDS
    assert {(row["kind"], row["language"]) for row in content.rows(BUILT_IN, WORDS)} == {(kind, each) for kind in KINDS for each in ("en", "fr")}


def each_row_of_a_template_has_every_cell_that_nothing_else_gives(models: Catalogue) -> None:
    known = combined(Anatomy(models))
    titles = {table.title: name for name, table in known.sheets.items()}
    requests = known.columns("usual_requests")
    rows: dict[tuple[str, str, str], set[str]] = {}
    for row in content.rows(BUILT_IN, LIST):
        if row["sheet"]:
            rows.setdefault((row["kind"], row["sheet"], row["row"]), set()).add(row["column"])
    for (kind, sheet, number), given in rows.items():
        needed = [column for column in known.columns(titles[sheet]).values() if column.required and not column.prefilled and column.name not in requests]
        assert [column.title for column in needed if column.title not in given] == [], (kind, sheet, number)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Requests the Registrar to submit a report on the premises;", "report"),
        ("Prie le Greffier de présenter un rapport à l’Assemblée;", "report"),
        ("Decides to establish a working group of States;", "working group"),
        ("Decides to hold a session in New York;", "session elsewhere"),
        ("Requests the Secretariat to send a mission to New York, and to report to the Bureau;", "mission"),
        ("Decides to establish a post of legal officer;", "post"),
        ("Decides to convene a two-day meeting of the Working Group on Amendments;", "working group"),
        ("Decides that the Working Group on the crime of aggression shall hold a two-day meeting in The Hague;", "working group"),
        ("Requests the Committee to hold an additional session of three days in The Hague;", "working group"),
        ("Décide que le Groupe de travail sur les amendements tiendra une réunion de deux jours;", "working group"),
        ("Requests the Secretariat to recruit a liaison officer at P-3 for six months;", "temporary assistance"),
        ("Decides to recruit at P-3 for six months a liaison officer;", "temporary assistance"),
        ("Requests the Registrar to secure the services of an archivist for three months;", "temporary assistance"),
        ("Prie le Secrétariat de recruter un attaché de liaison pour une période de six mois;", "temporary assistance"),
        ("Decides to establish within the Secretariat two P-3 posts;", "post"),
        ("Prie le Secrétariat de recruter un attaché de liaison;", "post"),
        ("Requests the Registrar to provide a report in six languages on the premises;", "report"),
        ("Requests the President to submit to the Assembly, at its next session, a report;", "report"),
        ("Decides to hold an additional session in New York;", "session elsewhere"),
        ("Decides that the fourth session of the Assembly shall be held in New York;", "session elsewhere"),
        ("Requests the Bureau to undertake a visit to Kampala;", "mission"),
        ("Decides to send two officers on mission to Bunia;", "mission"),
        ("Requests the Registrar to prepare the budget, taking into account the report of the Committee;", ""),
        ("Requests the Court to recruit among nationals of States Parties;", ""),
        ("Requests the Bureau to convene; the working group remains as it is;", ""),
        ("Takes note of the meeting of the Working Group on Amendments;", ""),
        ("Takes note of the report of the Court;", ""),
        ("Welcomes the establishment of the posts;", ""),
    ],
)
def a_request_is_known_by_the_first_words_that_make_one(text: str, kind: str) -> None:
    assert kind_of(text, BUILT_IN) == kind


def a_name_of_a_template_that_the_section_has_not_is_told_at_the_kind_of_the_request(models: Catalogue, tmp_path: Path) -> None:
    request = {"request": "Officer", "kind": "post", "grade": "P-3", "paragraph": "1", "recurrence": "recurrent", "means": "own", "source": "s", "status": "derived"}
    with pytest.raises(Refused) as refused:
        draft(tmp_path, section(models, {}), {"usual_requests": rows(request)})
    (found,) = [fault for fault in refused.value.faults if fault.cell == "G5"]
    assert found.sheet == "Usual requests"
    assert found.message.startswith('The row stands for "Officer: furniture" on sheet Operating requirements: Price is "Office furniture", which is not in sheet Prices')


def a_request_whose_cell_is_wrong_is_told_for_that_alone(models: Catalogue, tmp_path: Path) -> None:
    request = {"request": "Report", "kind": "report", "session": "no such session", "paragraph": "1", "means": "own", "source": "s", "status": "derived"}
    with pytest.raises(Refused) as refused:
        draft(tmp_path, section(models, {}), {"usual_requests": rows(request)})
    found = [fault.message for fault in refused.value.faults if "session" in fault.message]
    assert found == ['Session is "no such session", which is not in sheet Sessions; it must be one of: session; did you mean "session"?']
