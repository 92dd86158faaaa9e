"""The record of versions: kept whole, of each input the latest fifty, and worth nothing where it can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.files.versions import Versions

if TYPE_CHECKING:
    from pathlib import Path


def a_version_is_found_again(tmp_path: Path) -> None:
    tree = tmp_path / "outputs"
    Versions.of(tree).add("inputs/2004/section.xlsx", "CM75-XODR", {"Total": 1.5})
    Versions.of(tree).add("inputs/2004/section.xlsx", "AAAA-BBBB", {"Total": 2.5})
    assert Versions.of(tree).known == {"inputs/2004/section.xlsx": {"CM75-XODR": {"Total": 1.5}, "AAAA-BBBB": {"Total": 2.5}}}


def the_latest_fifty_versions_are_kept(tmp_path: Path) -> None:
    record = Versions(tmp_path / "outputs")
    for number in range(52):
        record.add("a", str(number), {})
    assert list(Versions.of(tmp_path / "outputs").known["a"]) == [str(number) for number in range(2, 52)]


def a_damaged_record_counts_as_none(tmp_path: Path) -> None:
    tree = tmp_path / "outputs"
    Versions(tree).add("a", "b", {"c": 1.0})
    for damaged in (b"{", b"[]", b'{"a": 1}', b"\xff"):
        (tmp_path / ".aspbudget" / "outputs" / "versions.json").write_bytes(damaged)
        assert Versions.of(tree).known == {}
