"""Unpriced: what has no price yet is called by its name, without the unit that a column of its own has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import bought, draft, rows, section

from aspbudget.statements.costing import statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """An empty section."""
    return section(models, {})


@pytest.mark.parametrize(("name", "said"), [("Hall, day", "Hall"), ("Hall, large", "Hall, large"), ("day", "day")])
def the_name_of_a_missing_price_is_without_its_unit(name: str, said: str, beside: Ready, tmp_path: Path) -> None:
    price = {"price": name, "per": "day", "amount": None, "currency": "EUR", "source": "not known", "status": "missing"}
    found = statement(draft(tmp_path, beside, {"prices": rows(price), "operating_requirements": rows(bought("hall", price=name))}))
    assert found.excludes == (said,)
