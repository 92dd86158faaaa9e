"""The workspace: cycles by name, and files that appear all at once or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from aspbudget.publish import publish
from aspbudget.workspace import NoCycle, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the inputs of three cycles, one of them empty, and a file that a spreadsheet left."""
    for cycle in ("2003", "2005", "2004"):
        (tmp_path / "inputs" / cycle).mkdir(parents=True)
        (tmp_path / "inputs" / cycle / "section.xlsx").touch()
    (tmp_path / "inputs" / "2009").mkdir()
    (tmp_path / "inputs" / "2010").mkdir()
    (tmp_path / "inputs" / "2010" / "~$section.xlsx").touch()
    return Workspace(tmp_path)


def the_cycles_are_the_folders_with_inputs_oldest_first(workspace: Workspace) -> None:
    assert workspace.cycles() == ["2003", "2004", "2005"]
    assert workspace.cycle(None) == "2005"
    assert workspace.cycle("2003") == "2003"


def an_unknown_cycle_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(
        NoCycle, match=r'^There are no inputs for cycle 2006; did you mean "200[345]"\? There are: 2003, 2004, 2005\.$'
    ):
        workspace.cycle("2006")
    with pytest.raises(NoCycle, match=r"^There are no inputs for cycle \.\.\. There are: "):
        workspace.cycle("..")


def a_workspace_without_cycles_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoCycle, match="make one with: aspbudget new 2004"):
        Workspace(tmp_path).cycle(None)


def the_paths_are_conventional_and_shown_relative_to_the_workspace(workspace: Workspace) -> None:
    assert workspace.label(workspace.inputs("2004")) == "inputs/2004/section.xlsx"
    assert workspace.label(workspace.outputs("2004", "contributions.xlsx")) == "outputs/2004/contributions.xlsx"


def every_file_is_published_and_may_be_read_by_others(tmp_path: Path) -> None:
    files = {tmp_path / "outputs" / "2004" / "section.xlsx": b"new", tmp_path / "outputs" / "other.xlsx": b"too"}
    publish(files)
    assert {path: path.read_bytes() for path in files} == files
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o644 for path in files)


def every_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(b"old")
    publish({path: b"new"})
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"new", [path])


def fails(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["mkstemp", "open", "fsync", "chmod", "copy2", "replace"])
def a_failure_at_any_step_leaves_every_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {tmp_path / "a.xlsx": b"old a", tmp_path / "b.xlsx": b"old b"}
    for path, data in old.items():
        path.write_bytes(data)
    module = "aspbudget.publish"
    places = {
        "mkstemp": f"{module}.tempfile.mkstemp",
        "open": "pathlib.Path.open",
        "fsync": f"{module}.os.fsync",
        "chmod": "pathlib.Path.chmod",
        "copy2": f"{module}.shutil.copy2",
        "replace": "pathlib.Path.replace",
    }
    with monkeypatch.context() as patched:
        patched.setattr(places[step], fails)
        with pytest.raises(OSError, match="No space left"):
            publish(dict.fromkeys(old, b"new"))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old


@pytest.mark.parametrize("step", ["fsync", "replace"])
def a_failure_at_the_second_file_leaves_the_first_as_it_was(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {tmp_path / "a.xlsx": b"old a", tmp_path / "b.xlsx": b"old b"}
    for path, data in old.items():
        path.write_bytes(data)
    calls: list[object] = []
    sync, replace = os.fsync, Path.replace

    def second(whole: object) -> object:
        def call(*arguments: object) -> object:
            calls.append(arguments)
            return fails() if len(calls) == 2 else whole(*arguments)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patched:
        if step == "fsync":
            patched.setattr("aspbudget.publish.os.fsync", second(sync))
        else:
            patched.setattr("pathlib.Path.replace", lambda *paths: second(replace)(*paths))  # noqa: PLW0108 - a method
        with pytest.raises(OSError, match="No space left"):
            publish(dict.fromkeys(old, b"new"))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == old


def a_folder_in_the_place_of_a_file_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / "section.xlsx").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - its words differ from system to system
        publish({tmp_path / "section.xlsx": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["section.xlsx"]
