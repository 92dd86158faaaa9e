"""The section as a text: what it is made from, and the words of its inputs in the language of a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aspbudget.declare.layout import Printed
from aspbudget.figures.printed import Place, cycle_before, is_full, keys_across, lines_of
from aspbudget.inputs.standing import given
from aspbudget.review.justification import Justification

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aspbudget.declare.narrative import Narrative
    from aspbudget.documents.terms import Terms
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.printed import Amounts
    from aspbudget.inputs.ready import Ready
    from aspbudget.review.bridge import Bridge
    from aspbudget.review.comparison import Comparison

Texts = dict[str, Any]


@dataclass(frozen=True)
class SectionText:
    """A section that is put into words: its figures, how it compares with the earlier one or why it doesn't, and the sheets that hold its texts."""

    ready: Ready
    found: Comparison | str
    narrative: Narrative

    @property
    def figures(self) -> Figures:
        """The figures of the section."""
        return self.ready.figures

    @property
    def catalogue(self) -> Catalogue:
        """The models by which they were computed."""
        return self.ready.catalogue

    @property
    def layout(self) -> Printed:
        """The printed table of the section."""
        return self.ready.layout

    @property
    def cycle(self) -> str:
        """The year that is budgeted for."""
        return self.ready.cycle

    @property
    def currency(self) -> str:
        """The currency of the section."""
        return str(self.ready.inputs.cycle["currency"])

    @property
    def bridge(self) -> Bridge | None:
        """Why the section moved, where there is an earlier one."""
        return None if isinstance(self.found, str) else self.found.bridge

    @cached_property
    def proposed(self) -> Amounts:
        """What is proposed for each line."""
        return lines_of(self.figures, self.layout)

    @cached_property
    def words(self) -> Justification:
        """What each line is made of."""
        return Justification(self.figures, self.layout, self.currency, self.bridge)

    @property
    def approved(self) -> Amounts:
        """What was approved for each line before; empty when it isn't known."""
        found = self.words.approved
        return found if any(found.values()) else {}

    @property
    def other_tables(self) -> list[Printed]:
        """What the models have printed as tables beside the section, such as its staff."""
        return [each for each in self.catalogue.layouts(Printed) if each is not self.layout and not self.catalogue.tables[each.table].collects]

    def lines(self, layout: Printed, figure: str) -> Amounts:
        """Return a line of a printed table, of every place."""
        return lines_of(self.figures, layout, figure)

    @property
    def full(self) -> bool:
        """Whether earlier years are shown beside what is proposed."""
        return is_full(self.figures, self.layout)

    @property
    def across(self) -> list[tuple[str, str]]:
        """The keys that run across the section, each with its heading."""
        return keys_across(self.figures, self.layout)

    def before(self, terms: Terms, back: int = 1) -> str:
        """Return the cycle that many years before this one, in words where it has no year of its own."""
        return cycle_before(self.figures, back) or terms.say("narrative.before")

    def stated(self) -> dict[str, str]:
        """Return what sheet Cycle says at the head of documents: the title, who answers for the figures, and the day."""
        cycle = self.ready.inputs.cycle
        found = {name: str(cycle[name]) if given(cycle[name]) else "" for name in ("section", "prepared_by", "reviewed_by")}
        return found | {"prepared_on": f"{cycle['prepared_on']:%Y-%m-%d}" if given(cycle["prepared_on"]) else ""}

    # The texts of the inputs.

    def rows(self, table: str) -> list[Texts]:
        """Return the rows of a sheet of texts, in order."""
        return [{str(name): value for name, value in row.items()} for row in self.figures.frame(table).to_dict("records")]

    def key_of(self, table: str) -> str:
        """Return the column of a sheet of texts that says to which key running across the section a row belongs."""
        other = self.catalogue.headings(self.catalogue.axes.across)
        return next(column.name for column in self.catalogue.columns(table).values() if column.refers == other)

    def overview(self, key: str = "") -> list[Texts]:
        """Return the paragraphs about one key that runs across the section, or about all of it."""
        name = self.key_of(self.narrative.overview)
        return [row for row in self.rows(self.narrative.overview) if row[name] == key]

    def results(self, key: str) -> list[Texts]:
        """Return the expected results of one key that runs across the section, a row for each indicator."""
        name = self.key_of(self.narrative.results)
        return [row for row in self.rows(self.narrative.results) if row[name] == key]

    def symbols(self, document: str) -> Texts:
        """Return what stands at the head of a document, or nothing where it isn't entered."""
        return next((row for row in self.rows(self.narrative.symbols) if row["document"] == document), {})

    @property
    def texts(self) -> list[Texts]:
        """Every text that an officer wrote."""
        return [*self.rows(self.narrative.overview), *self.rows(self.narrative.results)]

    @property
    def unsettled(self) -> int:
        """How many texts are those of an earlier cycle, or only show what may stand there."""
        return len([row for row in self.texts if row["standing"] in self.narrative.unsettled])


def in_language(row: Mapping[str, Any], name: str, terms: Terms) -> str:
    """Return a text of a row in the language of a document; marked as not translated where it isn't."""
    translation = row.get(f"{name}_{terms.language}", "")
    return terms.typed(translation) if translation else terms.untranslated(row.get(name, ""))


def untranslated(rows: Iterable[Texts], terms: Terms) -> int:
    """Return how many texts of rows have no translation into the language of a document."""
    other = terms.language if terms.language != terms.of_inputs else next(iter(terms.others), "")
    ending = f"_{other}"
    pairs = ((row[name.removesuffix(ending)], row[name] if other == terms.language else "") for row in rows for name in row if name.endswith(ending))
    return len([text for text, translation in pairs if text and not translation and terms.language_of(text) != terms.language])


def key_in_words(section: SectionText, key: str, terms: Terms) -> str:
    """Return a key that runs across the section with its name: that of the list of terms, unless the section has another for it."""
    axis, heading = section.layout.across, dict(section.across)[key]
    listed = terms.value(axis, key)
    if terms.original(axis, key) in (f"{key} {heading}", key) and listed != key:
        return listed
    return f"{key} {terms.untranslated(heading)}"


def of_line(amounts: Amounts, across: str = "", down: str = "") -> int:
    """Return what the lines of one key across, one down, both, or all of them add up to."""
    found = 0
    for (one, other), amount in amounts.items():
        found += amount if across in ("", one) and down in ("", other) else 0
    return found


def places_of(section: SectionText, key: str) -> list[Place]:
    """Return the lines of a key that runs across the section, in order, of which there is anything to say: what is proposed, was approved, or is pooled."""
    pooled = {each.place for each in section.words.requirements if each.full}
    return [place for place in section.proposed if place[0] == key and (section.proposed[place] or section.approved.get(place) or place in pooled)]
