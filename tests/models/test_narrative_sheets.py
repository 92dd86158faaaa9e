"""The sheets of texts: what officers may enter of the section's words, what is a fault there, and what becomes of it in a new cycle."""

from __future__ import annotations

import pytest

from aspbudget.content import terms
from aspbudget.declare.correspondence import AmountsTable, Numeral, Paragraph
from aspbudget.declare.layout import Printed
from aspbudget.declare.narrative import NoNarrative, PrintedTable, narrative, resolution
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.models.narrative import MODEL, NARRATIVE
from aspbudget.models.resolution import RESOLUTION, facts


def no_figure_is_computed_from_the_texts_and_no_workbook_shows_them(models: Catalogue) -> None:
    for table in MODEL.tables:
        assert (table.optional, table.worded, table.lines, table.charges) == (True, True, (), ())
        assert [figure for figure in models.figures.values() if table.name in figure.looks_in] == []


def every_text_has_a_column_for_its_translation(models: Catalogue) -> None:
    columns = models.columns(NARRATIVE.overview) | models.columns(NARRATIVE.results)
    translated = {name for name in columns if f"{name}_fr" in columns}
    assert translated == {"heading", "text", "objective", "result", "indicator", "target"}
    assert {name for name in NARRATIVE.lines if f"{name}_fr" in models.columns(NARRATIVE.symbols)} == set(NARRATIVE.lines) - {"symbol"}


def a_content_without_a_narrative_is_refused_in_words() -> None:
    assert resolution("river_commission") is None
    with pytest.raises(NoNarrative, match=r"^The content river_commission has no narrative of its section\.$"):
        narrative("river_commission")


def every_part_of_the_resolution_has_its_term_and_its_figure() -> None:
    known = facts("2004", {"section": _Section()})
    for part in RESOLUTION.parts:
        assert part.term in terms()
        numerals = part.filled.values() if isinstance(part, Paragraph) else ()
        assert {each.figure for each in numerals if isinstance(each, Numeral)} <= set(known)
        if isinstance(part, AmountsTable):
            assert {item.figure for item in (*part.items, part.total)} <= set(known)
        if isinstance(part, Paragraph) and part.to_complete:
            assert f"{part.term}.reason" in terms()
    titles = {layout.title for layout in catalogue().layouts(Printed)}
    assert {part.layout for part in RESOLUTION.parts if isinstance(part, PrintedTable)} <= titles


class _Section:
    """The figures of a section of which no line has an amount."""

    def frame(self, _: str) -> dict[str, tuple[float, ...]]:
        """Return its lines."""
        return {"amount": ()}


def a_cycle_without_contributions_knows_nothing_of_the_whole_of_which_its_section_is_a_part() -> None:
    known = facts("2004", {"section": _Section()})
    assert (known["year"], known["section"], known["states"], known["scale"]) == (2004, 0, 0, ())
    assert all(known[name] != known[name] for name in ("court", "fund", "twelfth", "base", "loan", "surplus"))
