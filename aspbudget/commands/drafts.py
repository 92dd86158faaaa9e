"""Drafts for the command line: the workbooks of a cycle's drafts, found by their symbols, read, checked and computed, each beside its baseline."""

from __future__ import annotations

from contextlib import suppress
from operator import attrgetter
from shlex import quote
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar
from zipfile import BadZipFile, ZipFile

from aspbudget import content
from aspbudget.commands.baselines import Baselines
from aspbudget.declare.layout import PER_STATE
from aspbudget.declare.practice import NoPractice, practice
from aspbudget.documents.terms import Terms
from aspbudget.faults import Fault, Refused, WrongUse, allowed, nearest
from aspbudget.inputs.read import read, read_bytes
from aspbudget.statements.checks import file_name
from aspbudget.statements.costed import Costed, costed_as_read, rows_as_read
from aspbudget.statements.versions import latest, revised
from aspbudget.workspace import CONSOLIDATED, INPUTS, STATEMENTS, NoCycle, companion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.phrase import Lists
    from aspbudget.statements.rows import DraftRows
    from aspbudget.workspace import Workspace

Made = TypeVar("Made")


def _whole(draft: Costed) -> Costed:
    return draft


def drafts(workspace: Workspace, cycle: str) -> list[Path]:
    """Return the paths of the workbooks of drafts in a cycle, sorted; raise `Refused` for anything else in their folder."""
    folder = workspace.root / INPUTS / cycle / STATEMENTS
    if folder.is_file():
        raise Refused([Fault(workspace.label(folder), "", "", "This is a file; a folder of this name holds the drafts of resolutions.")])
    strange = [path for path in _files(folder) if path.suffix != ".xlsx" or path.is_dir()]
    if strange:
        message = "This is not read; save it as an .xlsx workbook, or move it out of the folder."
        raise Refused(Fault(workspace.label(path), "", "", message) for path in strange)
    found = _files(folder)
    if alike := list(_written_alike(workspace, found)):
        raise Refused(alike)
    return found


def _written_alike(workspace: Workspace, drafts: list[Path]) -> Iterator[Fault]:
    """Yield the drafts whose text would have the name of that of another draft in another language, as X.fr and X, or of all drafts together."""
    names = {path.stem: path for path in drafts}
    for path in (path for path in drafts if path.name.casefold() == CONSOLIDATED):
        yield Fault(workspace.label(path), "", "", "The consolidated statement of several drafts has this name; give the draft another symbol.")
    for language in content.languages(workspace.content)[1:]:
        for name in (name for name in names if f"{name}.{language}" in names):
            message = f"Its text would be {name}.{language}.docx, as that of {names[name].name} in another language: give one of the two another symbol."
            yield Fault(workspace.label(names[f"{name}.{language}"]), "", "", message)


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*")) if not companion(path)]


def draft(workspace: Workspace, cycle: str, symbol: str, say: Callable[[str], None] = lambda _: None) -> Path:
    """Return the workbook of a draft, named by its symbol, the end of it, or its file; raise `NoCycle` when there is none.

    A symbol stands for the latest version of its draft, and `say` says which; the name of a file, ending in .xlsx, for that file alone.
    """
    folder = workspace.root / INPUTS / cycle / STATEMENTS
    found = {path.stem: path for path in _files(folder) if path.suffix == ".xlsx"}
    name = file_name(symbol.removesuffix(".xlsx"))
    drafts = {revised(each).draft if not revised(name).revision else each for each in found}
    ending = [each for each in drafts if each.endswith(f"-{name}")]
    name = ending[0] if name not in drafts and len(ending) == 1 else name
    newest = name if symbol.endswith(".xlsx") else latest(name, found)
    if newest != name:
        say(f"Version   {newest}, the latest of {name}" + (f"; for the first version name {name}.xlsx" if name in found else ""))
    name = newest
    if name not in found:
        known = f" There are: {allowed(found)}." if found else ""
        hint = nearest(name, found) or "."
        asked = symbol.removesuffix(".xlsx")  # a symbol ends in no .xlsx
        message = f"There is no draft {asked} in {INPUTS}/{cycle}/{STATEMENTS}{hint}{known} Make one with: aspbudget new-statement {quote(asked)} --cycle {cycle}"
        raise NoCycle(message)
    return found[name]


def read_statements(
    workspace: Workspace, cycle: Cycle, say: Callable[[str], None], changed: Mapping[str, bytes] = MappingProxyType({}), *, doubted: bool = False
) -> tuple[Costed, ...]:
    """Read, check and cost the statements of a cycle; raise `Refused` with every fault of all of them.

    One that was written with what each State would be assessed has that again. `changed` are workbooks of drafts, by the names of their
    files, that are read in the place of the files. Only where they are to be `doubted` do they keep what they were checked by.
    """
    paths = _of_cycle(workspace, cycle)
    if not paths:
        return ()
    section = section_for(cycle, *map(workspace.label, paths))
    per_state = {path for path in paths if has_states(workspace, cycle.name, path)}
    shares = shares_of(workspace, cycle) if per_state else None
    asked = {path: shares if path in per_state else None for path in paths}
    baselines, data = Baselines(workspace, section, say), {path: changed[path.stem] for path in paths if path.stem in changed}
    return read_drafts(baselines, asked, data=data, kept=_whole if doubted else attrgetter("checked"))


def read_rows(workspace: Workspace, cycle: Cycle, say: Callable[[str], None]) -> tuple[DraftRows, ...]:
    """Read and check the drafts of a cycle, of which nothing is computed: their rows tell what waits for a day; raise `Refused` with every fault of all of them."""
    if not (paths := _of_cycle(workspace, cycle)):
        return ()
    section = section_for(cycle, *map(workspace.label, paths))
    baselines = Baselines(workspace, section, say)
    return _each(baselines, {path: workspace.label(path) for path in paths}, lambda path, raw: rows_as_read(section, raw, path.stem, baselines))


def _of_cycle(workspace: Workspace, cycle: Cycle) -> list[Path]:
    return drafts(workspace, cycle.name) if (workspace.root / INPUTS / cycle.name / STATEMENTS).exists() else []


def has_states(workspace: Workspace, cycle: str, path: Path) -> bool:
    """Whether the workbook of a draft's statement, or one of its texts, was last written with what each State would be assessed."""
    workbook, texts = paths(workspace, cycle, path.stem)
    signs = [(workbook, "xl/workbook.xml", f'name="{PER_STATE}"')]
    headings = content.terms(workspace.content).get("annex.heading", {})
    signs += [(text, "word/document.xml", headings[each]) for each, text in texts.items() if headings.get(each)]
    return any(_holds(*sign) for sign in signs)


def _holds(file: Path, part: str, words: str) -> bool:
    with suppress(OSError, BadZipFile, KeyError), ZipFile(file) as package:
        return words.encode() in package.read(part)
    return False


def section_for(cycle: Cycle, *labels: str) -> Ready:
    """Return the section with which drafts are compared; where the cycle has none, raise `Refused` with a fault for each draft."""
    if cycle.section is None:
        message = "A statement needs its section; put section.xlsx into the folder of the cycle."
        raise Refused(Fault(label, "", "", message) for label in labels)
    return cycle.section


def read_drafts(
    baselines: Baselines, paths: Mapping[Path, pd.DataFrame | None], labels: Mapping[Path, str] = MappingProxyType({}), data: Mapping[Path, bytes] = MappingProxyType({}),
    kept: Callable[[Costed], Costed] = _whole,
) -> tuple[Costed, ...]:
    """Read, check and compute drafts, each beside its baseline; raise `Refused` with the faults of all of them.

    `paths` gives for each the States, where what each would be assessed is wanted; `labels` how those are shown that lie elsewhere,
    `data` what is read in the place of a file, and `kept` what of a draft is kept while the next one is read.
    """
    shown = {path: labels.get(path) or baselines.workspace.label(path) for path in paths}
    return _each(baselines, shown, lambda path, raw: kept(costed_as_read(baselines.section, raw, path.stem, paths[path], baselines)), data)


def _each(baselines: Baselines, labels: Mapping[Path, str], made: Callable[[Path, RawWorkbook], Made], data: Mapping[Path, bytes] = MappingProxyType({})) -> tuple[Made, ...]:
    """Read drafts and return what is made of each; raise `Refused` with the faults of all of them, each once."""
    ready: list[Made] = []
    faults: list[Fault] = []
    language: Lists | None = None
    for path, label in labels.items():
        baselines.say(f"Reading   {label}")
        try:
            raw = read_bytes(data[path], f"{label}, changed") if path in data else read(path, label)
            ready.append(made(path, raw))
        except Refused as refused:
            faults += [fault for fault in refused.faults if fault not in faults]
            language = language or refused.language
    if faults:
        raise Refused(faults, language)
    return tuple(ready)


def paths(workspace: Workspace, cycle: str, name: str) -> tuple[Path, dict[str, Path]]:
    """Return where the workbook of a statement is written, and its text in each language, that of the inputs first."""
    first = Terms(package=workspace.content).of_inputs
    endings = {each: "" if each == first else f".{each}" for each in content.languages(workspace.content)}
    texts = {each: workspace.outputs(cycle, f"{STATEMENTS}/{name}{ending}.docx") for each, ending in endings.items()}
    return workspace.outputs(cycle, f"{STATEMENTS}/{name}.xlsx"), texts


def states_of(workspace: Workspace, cycle: Cycle) -> pd.DataFrame | None:
    """Return the States assessed for a cycle with their rates, so that each sees its share; `None` where no rates are known."""
    try:
        return shares_of(workspace, cycle)
    except WrongUse:
        return None


def shares_of(workspace: Workspace, cycle: Cycle) -> pd.DataFrame:
    """Return the States assessed for a cycle with their rates; raise `NoPractice` where the organisation assesses none."""
    find = practice(workspace.content).shares
    if find is None:
        message = f"The content {workspace.content} does not say what each State is assessed; leave --per-state out."
        raise NoPractice(message)
    return find(int(cycle.name[-4:]), {ready.workbook: ready.figures for ready in cycle.workbooks})
