"""The texts of inputs in the language of a workbook: as officers typed them there, as lists have them, or as they are."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.content import languages, terms
from aspbudget.declare.layout import RULES_APPLIED
from aspbudget.figures.regulations import regulations
from aspbudget.inputs.translations import by_officers as typed_beside
from aspbudget.inputs.translations import shown
from aspbudget.inputs.typed_language import typed_in_another_language
from aspbudget.language import Language
from aspbudget.lines.formula import Dash, Text, parts
from aspbudget.workbooks.translation import Translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.typed_language import Typed


ALIKE = "Words of the tool"  # where a text belongs whose wording is that of another


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
    every = (*further.inputs, inputs)
    elsewhere = [text for each in every for text in typed_in_another_language(catalogue, each)]
    if said.language == said.of_inputs:
        return Translation(said, lacking=_by_sheet(elsewhere))
    own = _own(catalogue)
    typed = dict(_of_rules(catalogue)) | {text: sheet for each in every for text, sheet in _typed(catalogue, each)}
    asked = [(text, group) for group, texts in further.names.items() for text in texts]
    by_officers = {text: wording for each in every for text, wording in typed_beside(catalogue, each, said.language).items()}
    named = _named(said, [*_grouped(catalogue, figures), *asked]) | dict(_headings(catalogue, figures, said.language)) | _assumptions(catalogue, said)
    by_officers |= {each.text: each.text for each in elsewhere if each.sure and each.language == said.language and each.text not in by_officers}
    wordings = by_officers | {text: wording for text, wording in (named | _listed(said, {*typed, *own})).items() if text not in by_officers}
    values = _apart(wordings, {*typed, *own})
    return Translation(said, values, {text: typed.get(text, ALIKE) for text in (*typed, *wordings) if text not in own or text not in values})


def _by_sheet(typed: Iterable[Typed]) -> dict[str, dict[str, None]]:
    """Return texts by their sheets, each once."""
    found: dict[str, dict[str, None]] = {}
    for each in typed:
        found.setdefault(each.sheet, {}).setdefault(each.text)
    return found


def _typed(catalogue: Catalogue, inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield every text of the inputs, with the sheet on which it was typed."""
    for table, column in shown(catalogue):
        if table.name in inputs.frames and not column.choices:
            yield from ((text, table.title) for text in inputs.frames[table.name][column.name].tolist() if isinstance(text, str) and text)


def _of_rules(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the texts of the list of rules and decisions, which has them in the language of the inputs."""
    yield from ((text, RULES_APPLIED) for rule in regulations(catalogue.package).values() for text in rule)


def _own(catalogue: Catalogue) -> set[str]:
    """Return the texts of the models' own: choices of columns, and texts of formulas."""
    choices = {choice for _, column in shown(catalogue) for choice in column.choices}
    trees = (figure.tree for figure in catalogue.figures.values() if figure.tree is not None)
    written = {part.value if isinstance(part, Text) else part.text for tree in trees for part in parts(tree) if isinstance(part, (Text, Dash))}
    return {*choices, *written} - {""}


def _grouped(catalogue: Catalogue, figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield the texts of the tables, each with the group of terms or names in which it may be listed."""
    known = {key.partition(".")[0] for key in terms(catalogue.package)}
    for table, column in shown(catalogue):
        values = {*column.choices, *(figures.values(table.name, column.name) if table.name in figures.tables else ())} - {""}
        groups = [each for each in (column.name if column.name in known else "", column.name_of, table.terms if column.key else "") if each]
        yield from ((value, group) for value in values for group in groups)


def _listed(language: Language, texts: Iterable[str]) -> dict[str, str]:
    """Return the wordings that the lists of words have."""
    asked = Language(language.language, language.package)
    found, missing = {text: asked.say(text) for text in texts}, set(asked.missing)
    return {text: wording for text, wording in found.items() if text not in missing}


def _named(language: Language, grouped: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the wordings that the lists of terms and names have, which may be the texts themselves, as the names of many States are."""
    found: dict[str, str] = {}
    for group, texts in _by_group(grouped).items():
        asked = Language(language.language, language.package)
        wordings, missing = {text: asked.translated(group, text) for text in texts}, set(asked.missing)
        found |= {text: wording for text, wording in wordings.items() if text not in missing}
    return found


def _by_group(grouped: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, group in grouped:
        found.setdefault(group, []).append(text)
    return found


def _headings(catalogue: Catalogue, figures: Figures, language: str) -> Iterator[tuple[str, str]]:
    """Yield the names of headings whose keys are codes, from terms that have code and name: `4100 Conference of the Assembly`; a code stays as it is."""
    listed = terms(catalogue.package)
    for table in (each for each in catalogue.tables.values() if each.terms):
        for code in figures.values(table.name, catalogue.key(table.name)):
            wordings = listed.get(f"{table.terms}.{code}", {})
            texts = [wordings.get(each, "") for each in (languages(catalogue.package)[0], language)]
            if all(text.startswith(f"{code} ") for text in texts):
                yield code, code
                yield texts[0].removeprefix(f"{code} "), texts[1].removeprefix(f"{code} ")


def _assumptions(catalogue: Catalogue, language: Language) -> dict[str, str]:
    """Return the names of assumptions that are a word themselves, such as `ceiling`; one of several words is shown by its title."""
    listed = {name: language.listed(each.title) for name, each in catalogue.assumptions.items() if "_" not in name}
    return {name: wording[:1].lower() + wording[1:] for name, wording in listed.items() if wording}


def _apart(wordings: Mapping[str, str], texts: Iterable[str]) -> dict[str, str]:
    """Return the wordings without those that another text has before; a spreadsheet compares without case, and so does this."""
    of_text: dict[str, str] = {}
    of_wording = {text.casefold(): text.casefold() for text in texts if text not in wordings}
    kept = {}
    for text, wording in wordings.items():
        one, other = text.casefold(), wording.casefold()
        if of_text.setdefault(one, other) == other and of_wording.setdefault(other, one) == one:
            kept[text] = wording
    return kept
