"""A file that belongs to no cycle appears whole, and never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from aspbudget.files import publish
from aspbudget.files.one_file import NoPlace, put


def a_file_is_put_in_its_place_and_nothing_else_is_left(tmp_path: Path) -> None:
    put(tmp_path / "made.xlsx", b"whole")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("made.xlsx", b"whole")]
    assert publish.FINISHED[-1] == tmp_path / "made.xlsx"


def a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "made.xlsx").write_bytes(b"mine")
    with pytest.raises(NoPlace, match=r"made\.xlsx exists already and is never written over; move it away first, or name another file\.$"):
        put(tmp_path / "made.xlsx", b"whole")
    assert (tmp_path / "made.xlsx").read_bytes() == b"mine"


def a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "made.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    with pytest.raises(NoPlace):
        put(tmp_path / "made.xlsx", b"whole")
    assert not (tmp_path / "elsewhere.xlsx").exists()


def a_disk_that_is_full_leaves_nothing_and_is_named_by_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left") as error:
        put(tmp_path / "made.xlsx", b"whole")
    assert Path(error.value.filename) == tmp_path / "made.xlsx"
    assert list(tmp_path.iterdir()) == []
