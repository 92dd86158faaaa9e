"""Budget sections, statements of budgetary implications and assessed contributions, every figure declared once."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aspbudget.commands.notebook import compare, costed, statement_of
    from aspbudget.models.assessment.assess import assess

__all__ = ["assess", "compare", "costed", "statement_of"]

_NOTEBOOK = "aspbudget.commands.notebook"
_WHERE = {"assess": "aspbudget.models.assessment.assess", "compare": _NOTEBOOK, "costed": _NOTEBOOK, "statement_of": _NOTEBOOK}


def __getattr__(name: str) -> object:
    """Import what the package offers only when it is asked for, so that the command line's help stays instant."""
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    """Return the names that the package offers and no others, so that these complete on Tab before they are imported."""
    return [*__all__]
