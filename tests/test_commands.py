"""The commands: the parser, their help and the README name the same ones, each with a function, an example and what it does."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.workbooks import cell, change_cells

from aspbudget.cli import DONE, main, parser, verbs
from aspbudget.content import BUILT_IN
from aspbudget.inputs.read import read
from aspbudget.inputs.signature import new_pair

if TYPE_CHECKING:
    from aspbudget.verbs import Verb
    from aspbudget.workbooks.cycle_book import Emitted

VERBS = verbs(BUILT_IN)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DESIGN = (REPOSITORY / "docs" / "design.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(aspbudget [^`]+)` \| (.+) \|$", re.MULTILINE)
FEW = {"selftest": "2025 --most 1 --sample 10", "letters": "2004 --state Germany"}  # not thousands of errors, nor a letter to each of 97 States
on_every_verb = pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])


def the_readme_lists_every_command_and_no_other() -> None:
    named = [shlex.split(command)[1] for command, _ in ROW.findall(README)]
    assert sorted(named) == sorted(verb.name for verb in VERBS)


@pytest.mark.parametrize("command", [command for command, _ in ROW.findall(README)])
def each_command_of_the_readme_is_one_that_the_parser_takes(command: str) -> None:
    words = [word for word in shlex.split(command)[1:] if word != "[CYCLE]"]
    options = parser(BUILT_IN).parse_args(words)
    assert options.verb.name == words[0]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, emitted: Emitted) -> Path:
    """A folder with the repository's inputs, the text of a draft, three copies of a section, and its workbook; one of its drafts has been adopted."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copytree(REPOSITORY / "inputs", folder / "inputs")
    for name in ("sent", "mine", "yours"):
        shutil.copyfile(REPOSITORY / "inputs" / "2004" / "section.xlsx", folder / f"{name}.xlsx")
    (folder / "section.xlsx").write_bytes(emitted.data)
    keys = new_pair("Den Haag")
    (folder / "treasury.pub").write_bytes(keys.public)
    (folder / "treasury.key").write_bytes(keys.private)
    path = folder / "inputs" / "2004" / "statements" / "ICC-ASP-2-Res.3.xlsx"
    change_cells(path, {cell(read(path, path.name), "Draft resolution", "State"): "adopted"})
    (folder / "draft.txt").write_text("1. Decides to meet;\n\n2. Requests the Secretariat to report.\n", encoding="utf-8")
    return folder


@pytest.fixture
def copy(tmp_path: Path, filled: Path) -> Path:
    """A copy of that folder, in which a command may write."""
    return Path(shutil.copytree(filled, tmp_path, dirs_exist_ok=True))


@pytest.mark.slow
@pytest.mark.usefixtures("written_once")
@pytest.mark.parametrize("command", [command for command, _ in ROW.findall(README)])
def each_command_of_the_readme_runs_as_it_is_written(command: str, copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(copy)
    monkeypatch.setattr("sys.stdin", StringIO("Den Haag\nDen Haag\n"))
    if command.startswith("aspbudget new-key"):
        for each in copy.glob("treasury.*"):
            each.unlink()
    few = FEW.get(shlex.split(command)[1], "2004")
    assert main(shlex.split(command.replace("[CYCLE]", few))[1:]) == DONE, capsys.readouterr().err
    assert capsys.readouterr().out


@pytest.mark.usefixtures("checked_once")
def a_command_without_a_cycle_takes_the_newest(copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(copy)
    assert main(["check"]) == DONE
    assert "inputs/2025/contributions.xlsx" in capsys.readouterr().out


@on_every_verb
def each_example_is_one_that_the_parser_takes(verb: Verb) -> None:
    words = shlex.split(verb.example, comments=True)[1:]
    assert parser(BUILT_IN).parse_args(words).verb == verb


@on_every_verb
def each_command_names_a_function_that_there_is(verb: Verb) -> None:
    module, _, function = verb.does.partition(":")
    assert callable(getattr(import_module(module), function))


def every_page_of_the_docs_is_named_by_the_readme_and_every_link_leads_somewhere() -> None:
    pages = {path.name: path for path in (REPOSITORY / "docs").glob("*.md")}
    assert sorted(set(re.findall(r"\]\(docs/(\w+\.md)\)", README))) == sorted(pages)
    for page in (REPOSITORY / "README.md", *pages.values()):
        targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        assert [each for each in targets if not (page.parent / each).is_file()] == []


def the_design_says_of_every_library_what_it_is_for() -> None:
    stated = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    listed = re.findall(r"^\| `([\w-]+)` \| \d+ \| .+ \|$", DESIGN, re.MULTILINE)
    assert sorted(listed) == sorted(re.split(r"[<>=]", each)[0] for each in stated)


def the_map_of_the_design_names_every_room() -> None:
    rooms = {path.parent.name for path in (REPOSITORY / "aspbudget").glob("*/__init__.py")}
    listed = set(re.findall(r"^(\w+)/  ", DESIGN[DESIGN.index("The engine has rooms") :], re.MULTILINE))
    assert listed == rooms


def every_file_and_function_of_the_walk_is_there() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    steps = re.findall(r"`((?:\w+/)*\w+\.py): (\w+)`", text)
    assert len(steps) > 10
    for path, name in steps:
        folder = REPOSITORY if path.startswith(("models/", "tests/")) else REPOSITORY / "aspbudget"
        source = (folder / path).read_text(encoding="utf-8")
        assert re.search(rf"^(?:def |class )?{name}\b|^    def {name}\b", source, re.MULTILINE), (path, name)
    named = re.findall(r"`((?:tests|models)/[\w/]+\.(?:py|csv))`", text)
    assert [path for path in named if not (REPOSITORY / path).is_file()] == []
