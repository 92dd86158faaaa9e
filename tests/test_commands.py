"""The commands: the parser, their help and the README name the same ones, each with a function, an example and what it does."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.cli import DONE, main, parser, verbs
from aspbudget.content import BUILT_IN

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.verbs import Verb

VERBS = verbs(BUILT_IN)
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DESIGN = (REPOSITORY / "docs" / "design.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(aspbudget [^`]+)` \| (.+) \|$", re.MULTILINE)
on_every_verb = pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])


def the_readme_lists_every_command_and_no_other() -> None:
    named = [shlex.split(command)[1] for command, _ in ROW.findall(README)]
    assert sorted(named) == sorted(verb.name for verb in VERBS)


@pytest.mark.parametrize("command", [command for command, _ in ROW.findall(README)])
def each_command_of_the_readme_is_one_that_the_parser_takes(command: str) -> None:
    words = [word for word in shlex.split(command)[1:] if word != "[CYCLE]"]
    options = parser(BUILT_IN).parse_args(words)
    assert options.verb.name == words[0]


@pytest.mark.usefixtures("checked_once")
def a_command_without_a_cycle_takes_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(REPOSITORY / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
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
