"""Translations: what officers typed in a column, with what they typed for it in the column beside it, in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs


def shown(catalogue: Catalogue) -> Iterator[tuple[Table, Column]]:
    """Yield the columns of texts that an output shows; those of translations are not shown beside what they translate."""
    for table in (each for each in (catalogue.tables | catalogue.opening).values() if not each.worded):
        yield from ((table, column) for column in catalogue.columns(table.name).values() if column.textual and not catalogue.translates(table.name, column.name))


def by_officers(catalogue: Catalogue, inputs: Inputs, language: str) -> dict[str, str]:
    """Return the wordings that officers gave in a language: of each text the one that stands first."""
    found: dict[str, str] = {}
    for table, column in shown(catalogue):
        frame, other = inputs.frames.get(table.name), f"{column.name}_{language}"
        if frame is not None and other in frame:
            for text, wording in zip(frame[column.name].tolist(), frame[other].tolist(), strict=True):
                if isinstance(text, str) and isinstance(wording, str) and text and wording:
                    found.setdefault(text, wording)
    return found
