"""Publishing: finished files appear in their places all at once or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from aspbudget.publish import publish


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


def no_file_is_left_in_a_place_that_was_empty_when_the_next_cannot_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    moved: list[Path] = []

    def once(part: Path, path: Path) -> Path:
        moved.append(path)
        return replace(part, path) if len(moved) == 1 else fails()  # type: ignore[return-value]

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", once)
        with pytest.raises(OSError, match="No space left"):
            publish({tmp_path / "a.xlsx": b"new", tmp_path / "b.xlsx": b"new"})
    assert [path.name for path in moved] == ["a.xlsx", "b.xlsx"]
    assert list(tmp_path.iterdir()) == []
