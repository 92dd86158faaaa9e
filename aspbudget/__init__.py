"""Budget sections, statements of budgetary implications and assessed contributions, every figure declared once."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aspbudget.commands.notebook import costed, statement_of
    from aspbudget.models.assessment.assess import assess

__all__ = ["assess", "costed", "statement_of"]

_WHERE = {"assess": "aspbudget.models.assessment.assess", "costed": "aspbudget.commands.notebook", "statement_of": "aspbudget.commands.notebook"}


def __getattr__(name: str) -> object:
    """Import what the package offers only when it is asked for, so that the command line's help stays instant."""
    if name in _WHERE:
        return getattr(importlib.import_module(_WHERE[name]), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
