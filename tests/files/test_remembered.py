"""What is remembered of runs: only what this edition wrote itself counts, and only while the files lie there as they were made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from aspbudget.files.publish import publish
from aspbudget.files.remembered import RECORD, WHOLE, Made, Remembered, hash_at
from aspbudget.files.written import hash_of

if TYPE_CHECKING:
    from pathlib import Path

OUTPUT, TEXT = "outputs/2004/section.xlsx", "outputs/2004/statements/L.1.docx"


def made(*labels: str) -> Made:
    """Return what is remembered of files that say where they are."""
    return Made("", {"inputs/2004/section.xlsx": "a code"}, {label: [label, hash_of(label.encode())] for label in labels})  # type: ignore[misc] - as JSON has pairs


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which a run has put a workbook and a text."""
    publish({tmp_path / label: label.encode() for label in (OUTPUT, TEXT)})
    return tmp_path


def remembered(root: Path, edition: str = "one") -> Remembered:
    """Return the record of a workspace."""
    return Remembered.of(root / "outputs", edition)


def record(root: Path) -> Path:
    """Return where the record is."""
    return root / ".aspbudget" / "outputs" / RECORD


def the_record_has_what_was_recorded(root: Path) -> None:
    remembered(root).add("2004", {"section": made(OUTPUT)}, {"a workbook": 7})
    assert (remembered(root).made, remembered(root).proven) == ({"2004": {"section": made(OUTPUT)}}, {"a workbook": 7})


def the_record_of_another_edition_remembers_nothing(root: Path) -> None:
    remembered(root).add("2004", {"section": made(OUTPUT)}, {"a workbook": 7})
    assert (remembered(root, "other").made, remembered(root, "other").proven) == ({}, {})


@pytest.mark.parametrize("change", [
    lambda stated: stated["proven"].update({"a workbook of someone's own": 7}),
    lambda stated: stated["made"]["2004"]["section"]["rests_on"].clear(),
    lambda stated: stated.pop("seal"),
    lambda stated: stated.update(seal=""),
    lambda stated: stated.clear(),
])  # fmt: skip
def a_record_that_someone_changed_counts_as_empty(change: object, root: Path) -> None:
    remembered(root).add("2004", {"section": made(OUTPUT)}, {"a workbook": 7})
    stated = json.loads(record(root).read_bytes())
    change(stated)  # type: ignore[operator]
    record(root).write_text(json.dumps(stated))
    assert (remembered(root).made, remembered(root).proven) == ({}, {})


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b"null", b'{"seal": "', b'{"seal": 1, "made": 2, "proven": 3}'])
def a_record_that_is_none_counts_as_empty_and_is_written_anew(data: bytes, root: Path) -> None:
    record(root).write_bytes(data)
    assert remembered(root).made == {}
    remembered(root).add("2004", {"section": made(OUTPUT)}, {})
    assert remembered(root).made == {"2004": {"section": made(OUTPUT)}}


def the_record_of_two_runs_at_once_has_what_each_recorded(root: Path) -> None:
    one, other = remembered(root), remembered(root)
    one.add("2004", {"section": made(OUTPUT)}, {"a workbook": 7})
    other.add("2005", {"section": made(TEXT)}, {"another": 8})
    assert (set(remembered(root).made), remembered(root).proven) == ({"2004", "2005"}, {"a workbook": 7, "another": 8})


def a_whole_run_takes_the_place_of_the_parts_before_it(root: Path) -> None:
    remembered(root).add("2004", {"a draft": made(TEXT)}, {})
    remembered(root).add("2004", {"section": made(OUTPUT), WHOLE: made(OUTPUT)}, {})
    assert set(remembered(root).made["2004"]) == {"section", WHOLE}


def a_place_where_nothing_may_be_recorded_stops_no_run(tmp_path: Path) -> None:
    remembered(tmp_path).add("2004", {"section": made(OUTPUT)}, {})
    assert not list(tmp_path.iterdir())


def the_files_stand_as_they_were_made(root: Path) -> None:
    assert made(OUTPUT, TEXT).stands(root)


@pytest.mark.parametrize("label", [OUTPUT, TEXT])
def a_file_that_is_gone_edited_or_a_link_does_not_stand(label: str, root: Path) -> None:
    aside = root / "aside"
    (root / label).rename(aside)
    assert not made(OUTPUT, TEXT).stands(root)
    (root / label).symlink_to(aside)
    assert not made(OUTPUT, TEXT).stands(root)
    (root / label).unlink()
    (root / label).write_bytes(b"edited")
    assert not made(OUTPUT, TEXT).stands(root)


def a_text_beside_one_that_was_edited_stands_as_long_as_that_is_there_and_edited(root: Path) -> None:
    written = (root / TEXT).read_bytes()
    (root / TEXT).write_bytes(b"edited")
    place = publish({root / TEXT: b"new"})[root / TEXT].path
    beside = Made("", {}, {TEXT: (place.relative_to(root).as_posix(), hash_of(b"new"))})
    assert beside.stands(root)
    (root / TEXT).write_bytes(written)
    assert not beside.stands(root)
    (root / TEXT).unlink()
    assert not beside.stands(root)


def a_file_that_is_not_there_has_no_hash(tmp_path: Path) -> None:
    assert hash_at(tmp_path / "nothing") == hash_at(tmp_path) == ""
