"""The house: arrows between rooms go down only, no circles, one face for content, and no room does another's work."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPOSITORY = Path(__file__).resolve().parents[1]
# From the top down; what is not in a room is the ground.
ROOMS = ("commands", "paper", "page", "workbooks", "documents", "statements", "doubts", "review", "copies", "inputs", "figures", "declare", "lines", "files", "ground")
GROUND = {"edition", "letters", "faults", "refusals", "workspace", "recalculation", "solver", "verbs", "content", "terminal", "phrase", "notation", "language", "composed_names"}
MODELS = "aspbudget.models"
LONGEST_FUNCTION = 40


@dataclass(frozen=True)
class Import:
    """An import: the module that makes it, the module that it names, and its line."""

    by: str
    of: str
    line: int

    def __str__(self) -> str:
        """Return the import as a failure shows it."""
        return f"{self.by}:{self.line} imports {self.of}"


def modules(folder: str) -> dict[str, Path]:
    """Return the modules below a folder of the sources, by their names."""
    root = "aspbudget" if folder == "aspbudget" else MODELS
    found = {}
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        parts = path.relative_to(REPOSITORY / folder).with_suffix("").parts
        found[".".join([root, *(part for part in parts if part != "__init__")])] = path
    return found


SOURCES = modules("aspbudget") | modules("models")


@pytest.fixture(scope="module", autouse=True)
def forget() -> Iterator[None]:
    """Let go at the end of what was read of the sources."""
    yield
    nodes.cache_clear()


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a module of the sources, the module itself first, read once."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(name: str, path: Path) -> list[Import]:
    """Return every import of a module, wherever it stands: at its head, inside a function, or for types alone."""
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [Import(name, alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [Import(name, _module(node, alias), node.lineno) for alias in node.names]
    return found


def _module(node: ast.ImportFrom, alias: ast.alias) -> str:
    whole = f"{node.module}.{alias.name}"
    return whole if whole in SOURCES else str(node.module)


@cache
def all_imports() -> tuple[Import, ...]:
    """Return every import of the engine and of the models."""
    return tuple(each for name, path in SOURCES.items() for each in imports(name, path))


def room(module: str) -> str:
    """Return the room in which a module of the engine stands: the ground, the entrance (`cli` and the package itself), or content."""
    if module.startswith(MODELS):
        return "models"
    second = module.split(".")[1] if "." in module else ""
    return second if second in ROOMS else "ground" if second in GROUND else "entrance"


def of_engine() -> list[Import]:
    """Return the imports between modules of the engine."""
    return [each for each in all_imports() if room(each.by) != "models" and each.of.startswith("aspbudget")]


def listed(found: list[Import]) -> list[str]:
    """Return imports as lines."""
    return [str(each) for each in found]


def every_module_stands_in_a_room_or_on_the_ground() -> None:
    entrance = {name for name in modules("aspbudget") if room(name) == "entrance"}
    assert entrance == {"aspbudget", "aspbudget.cli"}


def every_arrow_goes_down() -> None:
    order = {name: place for place, name in enumerate(("entrance", *ROOMS))}
    upward = [each for each in of_engine() if room(each.of) != "models" and order[room(each.by)] > order[room(each.of)]]
    assert listed(upward) == []


def no_room_but_the_entrance_imports_the_commands() -> None:
    found = [each for each in of_engine() if room(each.of) == "commands" and room(each.by) not in ("commands", "entrance")]
    assert listed(found) == []


def the_workbooks_the_documents_the_page_and_the_paper_do_not_know_each_other() -> None:
    writers = {"workbooks", "documents", "page", "paper"}
    found = [each for each in of_engine() if room(each.by) != room(each.of) and {room(each.by), room(each.of)} <= writers]
    assert listed(found) == []


@pytest.mark.parametrize(("library", "home"), [("xlsxwriter", "workbooks"), ("docx", "documents"), ("ironcalc", "ground"), ("pypdf", "paper"), ("cryptography", "inputs")])
def no_writer_is_used_outside_its_room(library: str, home: str) -> None:
    found = [each for each in all_imports() if each.of.split(".")[0] == library and room(each.by) != home]
    assert listed(found) == []


def the_engine_imports_no_content_package() -> None:
    found = [each for each in all_imports() if room(each.by) != "models" and room(each.of) == "models"]
    assert listed([each for each in found if each.by != "aspbudget"]) == []


def the_engine_finds_content_in_one_place() -> None:
    loading = {each.by for each in all_imports() if room(each.by) != "models" and each.of in ("pkgutil", "importlib.resources")}
    naming = [name for name, path in modules("aspbudget").items() if f'"{MODELS}' in path.read_text(encoding="utf-8")]
    assert (loading, naming) == ({"aspbudget.content"}, ["aspbudget", "aspbudget.content"])


def the_models_import_nothing_but_their_face_the_figures_the_solver_and_the_verbs() -> None:
    allowed = ("aspbudget.declare", "aspbudget.figures.", "aspbudget.solver", "aspbudget.verbs", MODELS)
    found = [each for each in all_imports() if room(each.by) == "models" and each.of.startswith("aspbudget")]
    assert listed([each for each in found if each.of not in allowed and not each.of.startswith((f"{MODELS}.", "aspbudget.figures."))]) == []


def there_is_no_circle_of_imports_at_load_inside_functions_or_among_types() -> None:
    arrows: dict[str, set[str]] = {name: set() for name in SOURCES}
    for each in all_imports():
        if each.of in SOURCES and each.of != each.by:
            arrows[each.by].add(each.of)
    assert circles(arrows) == []


def circles(arrows: dict[str, set[str]]) -> list[list[str]]:
    """Return the sets of modules that reach each other, each sorted, by Tarjan's method; none when there is no circle."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        number[name] = low[name] = len(number)
        stack.append(name)
        for other in sorted(arrows[name]):
            if other not in number:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], number[other])
        if low[name] == number[name]:
            circle = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            found.extend([sorted(circle)] if len(circle) > 1 else [])

    for name in arrows:
        if name not in number:
            visit(name)
    return found


def a_circle_is_found_wherever_it_begins() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [["b", "c"]]


ORGANISATION = re.compile(r"ICC|Assembly|Court|States Part|[Ss]ub.programme|Committee|Secretariat|Headquarters|Hague|\bEUR\b|\beuro")
TERMS_OF_ART = re.compile(r"_?(told|tells|said|held|met|beside|stacked)")


def names_and_texts(path: Path) -> list[tuple[int, str]]:
    """Return the names and the texts of a module but for its docstrings, with their lines."""
    owners = [node for node in nodes(path) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    meanings = {id(node.body[0].value) for node in owners if node.body and isinstance(node.body[0], ast.Expr)}
    found = []
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in meanings:
            found.append((node.lineno, node.value))
        elif isinstance(node, ast.Name | ast.Attribute | ast.arg):
            found.append((node.lineno, getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "arg", "")))
    return found


def no_word_of_an_organisation_stands_in_the_engine() -> None:
    texts = [(name, line, text) for name, path in modules("aspbudget").items() for line, text in names_and_texts(path)]
    assert [each for each in texts if ORGANISATION.search(each[2])] == []


def no_function_class_or_attribute_is_called_by_a_word_that_tells_nothing() -> None:
    found = []
    for name, path in SOURCES.items():
        for node in nodes(path):
            defined = [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
            defined += [node.target.id] if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) else []
            found += [(name, each) for each in defined if TERMS_OF_ART.fullmatch(each)]
    assert found == []


def every_function_is_short_enough_to_be_read_at_once() -> None:
    lengths = {f"{name}:{node.name}": _length(node) for name, path in SOURCES.items() for node in nodes(path) if isinstance(node, ast.FunctionDef)}  # fmt: skip
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def _length(node: ast.FunctionDef) -> int:
    """Return the lines of a function's body, without its docstring."""
    body = node.body[1:] if isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant) else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 1


def no_test_goes_unrun_because_of_its_name() -> None:
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    names = settings["tool"]["pytest"]["ini_options"]["python_functions"]
    assert [f"{path.name}: {name}" for path in sorted((REPOSITORY / "tests").rglob("test_*.py")) for name in unused(path) if not any(fnmatchcase(name, each) for each in names)] == []  # fmt: skip


def unused(path: Path) -> list[str]:
    """Return the functions of a module of tests that nothing in it names and no fixture makes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {getattr(node, "id", getattr(node, "arg", "")) for node in ast.walk(tree)}
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    fixtures = {node.name for node in functions if any("fixture" in ast.unparse(each) for each in node.decorator_list)}
    return [node.name for node in functions if node.name not in used | fixtures]


def shown_whole(node: ast.expr) -> bool:
    """Whether an expression shows by itself that it is a whole number: a comparison, a length, or whether something is so."""
    if isinstance(node, ast.BoolOp):
        return all(map(shown_whole, node.values))
    called = node.func if isinstance(node, ast.Call) else None
    name = getattr(called, "id", getattr(called, "attr", ""))
    return isinstance(node, ast.Compare) or name in ("len", "isinstance") or name.startswith("is")


def sums(found: Sequence[ast.AST]) -> list[int]:
    """Return the lines where `sum` is named, but for sums of what shows that it is whole: a Python adds amounts otherwise than the one before."""
    counts = {
        node.func for node in found
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and any(isinstance(each, ast.GeneratorExp) and shown_whole(each.elt) for each in node.args[:1])
    }  # fmt: skip
    return [node.lineno for node in found if isinstance(node, ast.Name) and node.id == "sum" and node not in counts]


def no_amounts_are_added_but_in_the_one_way_that_is_the_same_on_every_python() -> None:
    found = {name: sums(nodes(path)) for name, path in SOURCES.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("code", "found"), [("sum(x.values())", 1), ("sum(a.b for a in c)", 1), ("map(sum, x)", 1), ("sum(len(a) for a in b)", 0), ("sum(a == b and c in d for a in e)", 0)])  # fmt: skip
def a_sum_of_what_may_be_amounts_is_found(code: str, found: int) -> None:
    assert len(sums(tuple(ast.walk(ast.parse(code))))) == found


def no_two_files_of_tests_have_one_name() -> None:
    names = [path.name for path in (REPOSITORY / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
