"""Cases that a finance officer can read and write: small inputs, the figures that must come out, and the rule."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.utils import coordinate_to_tuple

from aspbudget.faults import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue

from support.cases import FOLDER, figures, loaded, values

FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "defaults")
CASES = [(path.stem, case) for path in FILES for case in loaded(path)]
LONGEST = 25


@pytest.mark.parametrize(("model", "case"), CASES, ids=[f"{model}: {case['case']}" for model, case in CASES])
def a_case_comes_out_as_expected(model: str, case: dict[str, Any], models: Catalogue) -> None:
    if "refused" in case:
        with pytest.raises(Refused) as refused:
            figures(models, case)
        said = [
            f"{fault.sheet}, {title(models, fault.sheet, fault.cell)}: {fault.message}"
            for fault in refused.value.faults
        ]
        assert said == case["refused"], f"{model}: {case['rule']}"
        return
    found = values(figures(models, case), case["expect"])
    expected = {
        name: pytest.approx(wanted, abs=0.005) if isinstance(wanted, int | float) else wanted
        for name, wanted in case["expect"].items()
    }
    assert found == expected, f"{model}: {case['rule']}"


def title(models: Catalogue, sheet_title: str, cell: str) -> str:
    """Return the title of the column in which a cell stands."""
    table = next(table for table in models.tables.values() if table.title == sheet_title)
    return list(models.columns(table.name).values())[coordinate_to_tuple(cell)[1] - 1].title


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def every_case_is_short_has_a_rule_and_says_what_must_come_out(path: Path) -> None:
    for case, text in zip(loaded(path), path.read_text(encoding="utf-8").split("\n\n"), strict=True):
        assert text.count("\n") < LONGEST
        assert case["rule"]
        assert ("expect" in case) != ("refused" in case)


@cache
def kinds() -> set[str]:
    """Return the tables that the cases' expectations name."""
    return {name.split(" / ")[0] for _, case in CASES for name in case.get("expect", {})}


def every_model_that_charges_has_several_cases(models: Catalogue) -> None:
    charging = [model for model in models.models if any(table.charges for table in model.tables)]
    cases = {path.stem: len(loaded(path)) for path in FILES}
    named = {model.title.lower().replace(" ", "_") for model in charging}
    assert {name: cases.get(name, 0) for name in named if cases.get(name, 0) < 3} == {}
    assert {table.title for model in charging for table in model.tables if table.charges} <= kinds() | {"4100", "4200"}
