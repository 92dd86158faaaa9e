"""Causes: why a section differs from the one before it, in the order in which the bridge costs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.model import ADDED, FULL_YEAR, LAPSED, METHOD, MOVED, REMOVED, Cause
from aspbudget.declare.sheet import sentence

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue

# What the bridge calls the causes that it tells apart itself, where the models don't.
_OWN = (
    Cause(LAPSED, "One-time items out", "Rows that were for the earlier cycle only and are gone."),
    Cause(FULL_YEAR, "Full-year effect", "Rows that were there for a part of the earlier cycle, and are now for the whole of it."),
    Cause(MOVED, "Volume", "Rows of both cycles whose quantities moved."),
    Cause(ADDED, "New", "Rows that are there only now."),
    Cause(REMOVED, "Savings", "Rows that are no longer there."),
    Cause(METHOD, "Method", "What today's models make of the earlier cycle's inputs, less what was approved."),
)


def causes(catalogue: Catalogue) -> tuple[Cause, ...]:
    """Return the causes of a bridge in the order in which they are costed: those that models declare, then those that are only named.

    A cause that a column, a table or an assumption names and no model declares has its name as its title; the bridge's own,
    such as savings, come last; that of the full year only where rows have other values in later years.
    """
    declared = {cause.name: cause for model in catalogue.models for cause in model.causes}
    named = [column.cause for table in catalogue.tables for column in catalogue.columns(table).values()]
    named += [table.cause for table in catalogue.tables.values()] + [each.cause for each in catalogue.assumptions.values()]
    later = any(table.later for table in catalogue.tables.values())
    own = {cause.name: cause for cause in _OWN if later or cause.name != FULL_YEAR}
    others = {name: Cause(name, sentence(name), "") for name in named if name and name not in declared and name not in own}
    return tuple((declared | others | {name: cause for name, cause in own.items() if name not in declared}).values())
