"""Budget sections, statements of budgetary implications and assessed contributions, every figure declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aspbudget.models.assessment import assess

__all__ = ["assess"]


def __getattr__(name: str) -> object:
    """Import what the package offers only when it is asked for, so that the command line's help stays instant."""
    if name == "assess":
        from aspbudget.models.assessment import assess  # noqa: PLC0415

        return assess
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
