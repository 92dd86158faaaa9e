"""What is made of the same is made once in a process of tests: drafts are costed, workbooks, texts and pages written, and workbooks proven, from the second time on not again."""

from __future__ import annotations

import copyreg
import pickle
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet.dimensions import DimensionHolder
from openpyxl.worksheet.table import TableList

from aspbudget.figures.catalogue import catalogue
from aspbudget.files.written import hash_of
from aspbudget.inputs.read import RawWorkbook
from aspbudget.inputs.ready import Ready
from aspbudget.paper.office import Document
from aspbudget.review.comparison import Comparison
from aspbudget.statements.baseline import Baseline
from aspbudget.workbooks.cycle_book import Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest
    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table

    from aspbudget.inputs.ready import Cycle
    from aspbudget.statements.costed import Costed
    from aspbudget.workspace import Workspace

KEPT, FEW = 200, 60
# Where commands look these up; each gives the same for the same, whatever the command, and is proven by tests of its own.
PURE = (
    ("aspbudget.statements.costed", "costed_beside"), ("aspbudget.commands.run", "write_workbook"), ("aspbudget.commands.issue", "write_statement"),
    ("aspbudget.commands.issue", "of_statement"), ("aspbudget.commands.issue", "write_document"), ("aspbudget.workbooks.proving", "proof_of"),
    ("aspbudget.models.assessment.assess", "assess"), ("aspbudget.commands.new_statement", "draft_workbook"),
    *((f"aspbudget.commands.{each}", name) for each in ("narrative", "correspondence", "one_book") for name in ("write_workbook", "proof_of")),
    ("aspbudget.commands.consolidate", "consolidated"), ("aspbudget.paper.readers_set", "printed"),
)  # fmt: skip
_MADE: dict[Any, Any] = {}
_OPENED: dict[Any, Any] = {}


def once(known: dict[Any, Any], key: object, made: Callable[[], Any], kept: int = FEW) -> Any:
    """Return what was made before under a key, or make it; the last few are kept."""
    known[key] = known.pop(key) if key in known else made()
    if len(known) > kept:
        del known[next(iter(known))]
    return known[key]


def make_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands make once what they make of the same."""
    for module, name in PURE:
        monkeypatch.setattr(f"{module}.{name}", _once_of(getattr(import_module(module), name)))
    page = import_module("aspbudget.commands.page")
    monkeypatch.setattr(page, "pages_of", _pages_once(page.pages_of))
    monkeypatch.setattr(openpyxl, "load_workbook", _opened_once(openpyxl.load_workbook))
    new = import_module("aspbudget.commands.new")
    monkeypatch.setattr(new, "_made", _begun_once(new._made, new._from))


def _once_of(function: Callable[..., Any]) -> Callable[..., Any]:
    def made(*arguments: Any, **named: Any) -> Any:
        key = (function.__module__, function.__name__, *map(_same, arguments), *((name, _same(value)) for name, value in sorted(named.items())))
        found = once(_MADE, key, lambda: (function(*arguments, **named), arguments, named), KEPT)[0]  # what is known by its place in memory is kept there
        return found.copy() if isinstance(found, pd.DataFrame) else found

    return made


def _same(value: Any) -> object:
    """Return what tells an argument from others: its content where that is at hand, otherwise which object it is."""
    if key := _KEYS.get(type(value)):
        return key(value)
    return value if value is None or isinstance(value, str | int | float | Form) else id(value)


_KEYS: dict[type, Callable[[Any], object]] = {
    pd.DataFrame: lambda value: hash_of(value.to_csv().encode()),
    tuple: lambda value: tuple(map(_same, value)),
    list: lambda value: tuple(map(_same, value)),
    dict: lambda value: tuple((name, _same(each)) for name, each in value.items()),
    Ready: lambda value: (value.cycle, id(value.inputs), id(value.figures)),
    Comparison: lambda value: (id(value.between.old.inputs), id(value.between.new.inputs), value.split is None),
    Baseline: lambda value: (value.name, id(value.section.inputs), id(value.proposed.inputs)),
    RawWorkbook: lambda value: (value.label, value.sha256),
    Document: lambda value: (value.name, hash_of(value.data)),
    bytes: hash_of,
}


def _pages_once(pages_of: Callable[..., Callable[[str | None], bytes]]) -> Callable[..., Callable[[str | None], bytes]]:
    def pages(workspace: Workspace, checked: Cycle, drafts: tuple[Costed, ...]) -> Callable[[str | None], bytes]:
        before = workspace.earlier(checked.name)
        earlier = (workspace.label(before), hash_of(before.read_bytes())) if before and before.exists() else ()
        key = ("pages", workspace.content, checked.name, *(id(each.inputs) for each in checked.workbooks), *map(id, drafts), earlier)
        made = once(_MADE, key, lambda: (pages_of(workspace, checked, drafts), checked, drafts), KEPT)
        return lambda language: once(_MADE, (*key, language), lambda: (made[0](language), made), KEPT)[0]  # type: ignore[no-any-return]

    return pages


def _begun_once(begun: Callable[..., bytes], carried: Callable[[Workspace, str, str], Path]) -> Callable[..., bytes]:
    def made(workspace: Workspace, workbook: str, cycles: tuple[str | None, str], language: str | None) -> bytes:
        path = carried(workspace, workbook, workspace.cycle(cycles[0])) if cycles[0] else None
        before = (workspace.label(path), hash_of(path.read_bytes())) if path and path.exists() else ()
        key = ("new", catalogue(workbook, workspace.content), *cycles, language, before)
        return once(_MADE, key, lambda: begun(workspace, workbook, cycles, language), KEPT)  # type: ignore[no-any-return]

    return made


def _opened_once(load: Callable[..., Workbook]) -> Callable[..., Workbook]:
    """Let a workbook be opened once: each who opens it has one of his own, copied from how it was, which takes an eighth of the time."""

    def opened(file: Any, **named: Any) -> Workbook:
        if named.get("read_only") or not isinstance(file, BytesIO | Path | str):
            return load(file, **named)  # what reads from its file as it is asked can't be copied
        data = file.getvalue() if isinstance(file, BytesIO) else Path(file).read_bytes()
        key = (hash_of(data), *sorted(named.items()))
        return pickle.loads(once(_OPENED, key, lambda: pickle.dumps(load(BytesIO(data), **named), pickle.HIGHEST_PROTOCOL)))  # type: ignore[no-any-return]  # noqa: S301 - it was made here

    return opened


def _tables(found: Iterable[Table]) -> TableList:
    tables = TableList()
    for each in found:
        tables.add(each)
    return tables


def _restored(sizes: Any, state: tuple[dict[str, Any], Any]) -> None:
    attributes, sizes.default_factory = state
    vars(sizes).update(attributes)


# By themselves these would be copied without their tables, or without what they know besides the sizes of columns and rows.
copyreg.pickle(TableList, lambda tables: (_tables, (list(tables.values()),)))
for kind in (BoundDictionary, DimensionHolder):
    copyreg.pickle(kind, lambda sizes: (sizes.__new__, (type(sizes),), (vars(sizes), sizes.default_factory), None, iter(sizes.items()), _restored))


def forget() -> None:
    """Let everything be made anew."""
    _MADE.clear()
