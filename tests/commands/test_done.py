"""What is done: a run and an issued statement as JSON documents, whose parts add up to their totals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
from support.small_section import FRAMES
from support.small_section import ready as small
from support.statements import FREE, RICH

from aspbudget.commands.done import Issued, Put, Run, round_cents, section_of
from aspbudget.faults import Remark
from aspbudget.inputs.ready import Cycle
from aspbudget.inputs.standing import Standing
from aspbudget.statements.statement import Amounts
from aspbudget.workbooks.reconcile import Reconciliation

if TYPE_CHECKING:
    from aspbudget.statements.statement import Statement

CHECKED = Reconciliation("an engine", 12, ())
SECTION = Path("section.xlsx")
PUT = Put({SECTION: "section.xlsx", Path("L.7.xlsx"): "L.7.xlsx", Path("L.7.docx"): "L.7 (new).docx"}, {Path("L.7.docx"): "L.7.docx"})


REMARK = Remark("L.7.xlsx", "Cycle", "D5", "Date is 30 September 2003 23:59:40; read as 1 October 2003.")


def issued(statement: Statement) -> Issued:
    """Return an issued statement that is a draft, with two files and what was compared in them."""
    found: Any = SimpleNamespace(standing=Standing(("3 missing",), (), ()), draft_rows=SimpleNamespace(inputs=SimpleNamespace(remarks=(REMARK,))))
    return Issued(found, statement, {Path("L.7.xlsx"): b"cells", Path("L.7.docx"): b"words"}, (CHECKED, Reconciliation("its text", 3, ())))


def the_section_is_every_pair_of_its_keys_with_what_is_printed_and_what_it_is_before_it_is_rounded() -> None:
    lines = section_of(small("2004", FRAMES["posts"]))
    assert len(lines) == 2 * 3
    assert {(line["programme"], line["object"]): (line["unrounded"], line["amount"]) for line in lines if line["amount"]} == {
        ("A", "Salaries"): (10_800.0, 10_800), ("B", "Salaries"): (2_700.0, 2_700), ("A", "Travel"): (1_125.0, 1_100),
    }  # fmt: skip


def an_amount_is_without_the_noise_of_adding_up_in_binary() -> None:
    assert round_cents(float(np.sum([0.1] * 3))) == 0.3
    assert (round_cents(2.675), round_cents(-1e-12)) == (2.67, 0.0)


def a_run_lists_its_workbooks_then_the_files_of_its_statements_and_what_was_compared_in_each() -> None:
    run = Run(Cycle("2004", (small("2004", FRAMES["posts"]),)), (SECTION,), (CHECKED,), (issued(RICH),), PUT, ("old.docx",))
    assert run.files == ("section.xlsx", "L.7.xlsx", "L.7 (new).docx")
    document = run.as_dict()
    assert [(each["name"], each["engine"], each["cells"], each["different"]) for each in document["checks"]] == [
        ("section.xlsx", "an engine", 12, 0), ("L.7.xlsx", "an engine", 12, 0), ("L.7 (new).docx", "its text", 3, 0),
    ]  # fmt: skip
    assert replace(run, page=(SECTION,)).files == (*run.files, "section.xlsx")
    assert len(replace(run, page=(SECTION,)).as_dict()["checks"]) == 3
    assert (document["edited"], document["left"]) == ([{"kept": "L.7.docx", "new": "L.7 (new).docx"}], ["old.docx"])
    assert (document["cycle"], document["currency"], document["total"]) == ("2004", "EUR", 10_800 + 2_700 + 1_100)


def a_run_with_an_illustrative_row_is_a_draft_and_counts_it() -> None:
    document = Run(Cycle("2004", (small("2004", FRAMES["posts"]),)), (SECTION,), (CHECKED,), (), PUT).as_dict()
    assert document["status"] == "DRAFT"
    assert document["assumptions"] == {"illustrative": 1, "missing": 0}


def a_statement_adds_up_by_paragraph_with_what_is_joint_by_line_and_by_year() -> None:
    document = issued(RICH).as_dict(["L.7.xlsx"])
    for part in Amounts._fields:
        total = document["totals"][part]
        assert sum(each[part] for each in document["paragraphs"]) + document["joint"][part] == total
        assert sum(each[part] for each in document["lines"] if each["year"] == document["year"]) == total
        assert next(each[part] for each in document["years"] if each["year"] == document["year"]) == total
    for each in (*document["paragraphs"], document["joint"], document["totals"], *document["years"], *document["lines"]):
        assert each["full"] - each["provided"] - each["pooled"] - each["absorbed"] == each["additional"]
    assert (document["symbol"], document["status"], document["files"]) == ("ICC-ASP/2/L.7", "DRAFT", ["L.7.xlsx"])
    assert document["remarks"] == [REMARK.as_dict()]
    assert all(line["paragraph"] is None or line["paragraph"] in {each["paragraph"] for each in document["paragraphs"]} for line in document["lines"])


def a_statement_of_no_cost_is_0_throughout() -> None:
    document = issued(FREE).as_dict([])
    assert document["totals"] == dict.fromkeys(Amounts._fields, 0)
    assert document["lines"] == document["states"] == []
