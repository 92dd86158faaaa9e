"""The texts of inputs in the language of a workbook: as officers typed them there, as lists have them, or as they are."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import RULES_APPLIED
from aspbudget.figures.regulations import regulations
from aspbudget.language import Language
from aspbudget.lines.formula import Dash, Text, parts
from aspbudget.workbooks.translation import Translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs


class Further(NamedTuple):
    """Texts that a workbook shows beside those of its input: those of other `inputs`, and `names` by the group in which lists have them."""

    inputs: tuple[Inputs, ...] = ()
    names: Mapping[str, Sequence[str]] = MappingProxyType({})


def translation(figures: Figures, inputs: Inputs, language: str | None = None, further: Further = Further()) -> Translation:  # noqa: B008 - it never changes
    """Return the words of a workbook in a language, or in that of the inputs where none is named.

    The same text has the same wording everywhere, and no two texts have one wording, so that what is looked up, compared and added up by texts
    comes out as it does in the language of the inputs.
    """
    catalogue = figures.catalogue
    said = Language(language, catalogue.package)
    if said.language == said.of_inputs:
        return Translation(said)
    every, own = (*further.inputs, inputs), _own(catalogue)
    typed = dict(_of_rules(catalogue)) | {text: sheet for each in every for text, sheet in _typed(catalogue, each)}
    asked = [(text, group) for group, texts in further.names.items() for text in texts]
    wordings = _listed(Language(language, catalogue.package), {*typed, *own}, [*_grouped(catalogue, figures), *asked])
    wordings |= {text: wording for each in every for text, wording in _by_officers(catalogue, each, said.language)}
    return Translation(said, _apart(wordings, {*typed, *own}), {text: sheet for text, sheet in typed.items() if text not in own})


def _typed(catalogue: Catalogue, inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield every text of the inputs, with the sheet on which it was typed."""
    for table, column in _columns(catalogue):
        if table.name in inputs.frames and not column.choices:
            yield from ((str(text), table.title) for text in inputs.frames[table.name][column.name].dropna() if text)


def _of_rules(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the texts of the list of rules and decisions, which has them in the language of the inputs."""
    yield from ((text, RULES_APPLIED) for rule in regulations(catalogue.package).values() for text in rule)


def _columns(catalogue: Catalogue) -> Iterator[tuple[Table, Column]]:
    for table in catalogue.tables.values():
        yield from ((table, column) for column in catalogue.columns(table.name).values() if column.textual)


def _own(catalogue: Catalogue) -> set[str]:
    """Return the texts of the models' own: choices of columns, and texts of formulas."""
    choices = {choice for _, column in _columns(catalogue) for choice in column.choices}
    trees = (figure.tree for figure in catalogue.figures.values() if figure.tree is not None)
    written = {part.value if isinstance(part, Text) else part.text for tree in trees for part in parts(tree) if isinstance(part, (Text, Dash))}
    return {*choices, *written} - {""}


def _grouped(catalogue: Catalogue, figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield the texts of the tables, each with the group of terms or names in which it may be listed."""
    for table, column in _columns(catalogue):
        values = {*column.choices, *(figures.values(table.name, column.name) if table.name in figures.tables else ())} - {""}
        groups = [each for each in (table.terms if column.key else "", column.name_of, column.name) if each]
        yield from ((value, group) for value in values for group in groups)


def _listed(language: Language, texts: Iterable[str], grouped: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the wordings that the lists of words, terms and names have."""
    found = {text: language.say(text) for text in texts}
    for value, group in grouped:
        if found.get(value, value) == value:
            found[value] = language.translated(group, value)
    missing = set(language.missing)
    return {text: wording for text, wording in found.items() if wording != text or text not in missing}


def _by_officers(catalogue: Catalogue, inputs: Inputs, language: str) -> Iterator[tuple[str, str]]:
    """Yield the texts that have a column of their translations beside theirs, such as `name` and `name_fr`, with what was typed there."""
    for table, column in _columns(catalogue):
        frame, other = inputs.frames.get(table.name), f"{column.name}_{language}"
        if frame is not None and other in frame:
            pairs = frame[[column.name, other]].dropna()
            yield from ((str(text), str(wording)) for text, wording in pairs.itertuples(index=False) if text and wording)


def _apart(wordings: dict[str, str], texts: Iterable[str]) -> dict[str, str]:
    """Return the wordings without those that another text has too; a spreadsheet compares without case, and so does this."""
    every = {text: wordings.get(text, text) for text in texts} | wordings
    while True:
        pairs = {(text.casefold(), wording.casefold()) for text, wording in every.items()}
        wordings_of, texts_of = Counter(text for text, _ in pairs), Counter(wording for _, wording in pairs)
        alike = [text for text, wording in every.items() if wording != text and (texts_of[wording.casefold()] > 1 or wordings_of[text.casefold()] > 1)]
        if not alike:
            return {text: wording for text, wording in every.items() if text in wordings and (wording != text or wordings[text] == text)}
        every |= {text: text for text in alike}
