"""Cases of chance: some of them in every run of the tests, all of them before a release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence


def some(cases: Sequence[Any], few: int) -> list[Any]:
    """Return cases as parameters of a test: the first few as they are, the others for `--long` alone."""
    return [*cases[:few], *(pytest.param(each, marks=pytest.mark.long) for each in cases[few:])]
