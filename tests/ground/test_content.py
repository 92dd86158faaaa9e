"""Content: a workspace uses the organisation's own package, and a plain message says when it can't be read or isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aspbudget import content
from aspbudget.content import (
    BUILT_IN,
    SETTINGS,
    NoContent,
    WrongSettings,
    languages,
    module,
    modules,
    named_in,
    rows,
    terms,
)

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "__init__.py": '"""An organisation."""\n',
    "posts.py": "MODEL = 'posts'\n",
    "travel.py": "MODEL = 'travel'\n",
    "inner/__init__.py": "",
    "inner/deeper.py": "MODEL = 'deeper'\n",
    "terms.csv": "key,fr,en\nobject.Travel,Voyages,Travel\ntitle,État,Statement\n",
    "start_grades.csv": "grade,cost\nP-1,100\nP-2,200\n",
    "broken.py": "import a_library_that_nobody_installed\n",
}


@pytest.fixture
def organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The name of a content package of this test's own."""
    name = f"organisation_of_{request.node.name}"
    for path, text in FILES.items():
        file = tmp_path / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return name


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (None, BUILT_IN),
        (b"", BUILT_IN),
        (b"# nothing yet", BUILT_IN),
        (b'content = "another_organisation"', "another_organisation"),
        (b'\xef\xbb\xbfcontent = "another_organisation"\r\n', "another_organisation"),
    ],
)
def a_workspace_uses_the_content_that_its_settings_name(settings: bytes | None, expected: str, tmp_path: Path) -> None:
    if settings is not None:
        (tmp_path / SETTINGS).write_bytes(settings)
    assert named_in(tmp_path) == expected


@pytest.mark.parametrize("settings", [b"content = another", b"content", b'content = "\xff"', b'content = ""', b"content = 3", b'content = ".models"', b'content = "../models"', b'contents = "another_organisation"'])
def a_file_of_settings_that_cannot_be_read_is_refused_with_an_example(settings: bytes, tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_bytes(settings)
    with pytest.raises(WrongSettings) as refused:
        named_in(tmp_path)
    assert str(refused.value).startswith("aspbudget.toml can't be read (")
    assert str(refused.value).endswith('; it holds one line, such as: content = "another_organisation"')


def a_folder_called_like_the_settings_is_none(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).mkdir()
    assert named_in(tmp_path) == BUILT_IN


@pytest.mark.parametrize("name", ["organisation_that_nobody_installed", "aspbudget.organisation_that_nobody_installed"])
def a_content_that_is_not_installed_is_named_with_what_to_do(name: str) -> None:
    message = f"^aspbudget.toml names the content {name}, which is not installed beside the tool; install it, or correct the name.$"
    for asked in (lambda: list(modules(name)), lambda: module(name, "posts"), lambda: rows(name, "terms.csv")):
        with pytest.raises(NoContent, match=message):
            asked()


def a_library_that_a_content_lacks_is_not_taken_for_the_content(organisation: str, tmp_path: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match="a_library_that_nobody_installed"):
        module(organisation, "broken")
    whole = tmp_path / "organisation_that_lacks_a_library"
    whole.mkdir()
    (whole / "__init__.py").write_text(FILES["broken.py"], encoding="utf-8")
    with pytest.raises(ModuleNotFoundError, match="a_library_that_nobody_installed"):
        module(whole.name, "posts")


def the_modules_are_those_that_stand_directly_in_the_package(organisation: str, tmp_path: Path) -> None:
    (tmp_path / organisation / "broken.py").unlink()
    found = {each.__name__.rpartition(".")[2]: vars(each).get("MODEL") for each in modules(organisation)}
    assert found == {"posts": "posts", "travel": "travel", "inner": None}


def a_module_is_found_by_its_name_and_nothing_where_there_is_none(organisation: str) -> None:
    found = module(organisation, "travel")
    assert found is not None
    assert found.MODEL == "travel"
    assert module(organisation, "statements") is None


def a_list_has_its_rows_by_their_titles_and_none_where_there_is_no_list(organisation: str) -> None:
    assert rows(organisation, "start_grades.csv") == [{"grade": "P-1", "cost": "100"}, {"grade": "P-2", "cost": "200"}]
    assert rows(organisation, "start_posts.csv") == []


def the_terms_are_by_key_and_language_and_the_first_language_is_that_of_the_inputs(organisation: str, tmp_path: Path) -> None:
    assert terms(organisation) == {"object.Travel": {"fr": "Voyages", "en": "Travel"}, "title": {"fr": "État", "en": "Statement"}}
    assert languages(organisation) == ("fr", "en")
    bare = f"{organisation}_without_terms"
    (tmp_path / bare).mkdir()
    (tmp_path / bare / "__init__.py").touch()
    assert languages(bare) == ()


def the_content_of_the_tool_is_in_english_first() -> None:
    assert content.languages()[0] == "en"
