"""Publishing: the files of a run appear in their places all at once or not at all, and never over what someone edited."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from support.runs import (
    NAMES,
    apart,
    ended_at_each_step,
    forked,
    in_two_steps,
    leftovers,
    place,
    run_of,
    seen,
    two_at_once,
    whole,
)

from aspbudget.files import exchange, lock, staging
from aspbudget.files import publish as publishing
from aspbudget.files.lock import Occupied, one_writer
from aspbudget.files.publish import Placed, publish
from aspbudget.files.trees import Entangled


@pytest.fixture(params=["in one step", "in two"])
def swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Publish where the system can exchange two folders, and where it can't."""
    if request.param == "in two":
        monkeypatch.setattr(staging, "exchanged", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("swapping")
def every_file_of_a_run_is_in_its_place_and_may_be_read_by_others(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    placed = publish(run_of(tmp_path, "new"))
    assert whole(tmp_path) == "new"
    assert placed == {path: Placed(path) for path in run_of(tmp_path, "new")}
    assert {stat.S_IMODE(path.stat().st_mode) for path in run_of(tmp_path, "new")} == {0o644}
    assert leftovers(tmp_path) == []


@pytest.mark.usefixtures("swapping")
def a_file_that_is_of_no_run_stays_as_it_is(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    own, link = place(tmp_path, "notes/my notes.txt"), place(tmp_path, "link")
    own.parent.mkdir()
    own.write_text("mine")
    link.symlink_to(own)
    before = own.stat()
    publish(run_of(tmp_path, "new"))
    assert (own.read_text(), own.stat().st_ino, own.stat().st_mtime_ns) == ("mine", before.st_ino, before.st_mtime_ns)
    assert link.readlink() == own


def the_system_of_these_tests_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for each in (one, other):
        each.mkdir()
        (each / each.name).touch()
    if sys.platform in ("linux", "darwin"):
        assert exchange.exchanged(one, other)
        assert ([path.name for path in one.iterdir()], [path.name for path in other.iterdir()]) == (["other"], ["one"])


# Killed, stopped, failing.


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])  # one that Python never sees, one that it raises
def a_run_that_is_ended_at_any_file_operation_leaves_the_whole_old_run_or_the_whole_new_one(swapping: str, number: int, tmp_path: Path) -> None:
    runs = Counter(apart(in_two_steps if swapping == "in two" else ended_at_each_step, tmp_path, number))
    assert set(runs) == {"old", "new"}
    assert runs["old"] > len(NAMES)
    publish(run_of(tmp_path, "old"))
    assert leftovers(tmp_path) == []


def a_run_that_was_killed_between_the_two_steps_is_completed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "exchanged", lambda *_: False)
    publish(run_of(tmp_path, "old"))
    rename = Path.rename

    def killed() -> None:
        def once(self: Path, target: Path) -> Path:
            moved = rename(self, target)
            os._exit(9)
            return moved

        monkeypatch.setattr(Path, "rename", once)
        publish(run_of(tmp_path, "new"))

    assert forked(killed) == 9
    assert not (tmp_path / "outputs" / "2004").exists()
    publish({place(tmp_path, cycle="2005"): b"another cycle"})
    assert whole(tmp_path) == "new"
    assert leftovers(tmp_path) == []


@pytest.mark.usefixtures("swapping")
def a_failure_at_any_file_operation_leaves_every_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(os, "fsync"), (Path, "mkdir"), (Path, "open"), (Path, "write_text")]
    publish(run_of(tmp_path, "old"))
    for home, name in places:
        with monkeypatch.context() as patched:
            patched.setattr(home, name, lambda *_, **__: fails())
            with pytest.raises(OSError, match="No space left"):
                publish(run_of(tmp_path, "new"))
        assert (whole(tmp_path), leftovers(tmp_path)) == ("old", [])


def fails() -> None:
    """Fail as a full disk does."""
    raise OSError(28, "No space left on device")


def a_file_system_that_can_not_give_a_file_two_names_has_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    place(tmp_path, "mine.txt").write_text("mine")
    monkeypatch.setattr(os, "link", lambda *_: fails())
    publish(run_of(tmp_path, "new"))
    assert place(tmp_path, "mine.txt").read_text() == "mine"
    place(tmp_path, "mine.txt").unlink()
    assert (whole(tmp_path), leftovers(tmp_path)) == ("new", [])


def a_file_that_is_protected_stops_the_run_before_anything_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    monkeypatch.setattr(staging, "protected", lambda path: path.name == "contributions.xlsx")
    with pytest.raises(PermissionError) as refused:
        publish(run_of(tmp_path, "new"))
    assert refused.value.filename == str(place(tmp_path, "contributions.xlsx"))
    assert (whole(tmp_path), leftovers(tmp_path)) == ("old", [])


def the_rights_of_folders_and_files_stay_and_an_empty_folder_too(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    folder, own = tmp_path / "outputs" / "2004", place(tmp_path, "confidential/salaries.txt")
    (folder / "to send").mkdir()
    own.parent.mkdir()
    own.write_text("mine")
    rights = {folder: 0o2770, own.parent: 0o700, folder / "to send": 0o750, own: 0o640, place(tmp_path): 0o660}
    for path, mode in rights.items():
        path.chmod(mode)
    publish(run_of(tmp_path, "new"))
    assert {path: stat.S_IMODE(path.stat().st_mode) for path in rights} == rights


def a_file_of_someone_else_that_may_not_have_a_second_name_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    place(tmp_path, "note.txt").write_text("of a colleague")
    link = os.link

    def forbidden(source: Path, target: Path) -> None:
        if source.name == "note.txt":
            raise PermissionError(1, "Operation not permitted")
        link(source, target)

    monkeypatch.setattr(os, "link", forbidden)
    publish(run_of(tmp_path, "new"))
    assert place(tmp_path, "note.txt").read_text() == "of a colleague"
    place(tmp_path, "note.txt").unlink()
    assert whole(tmp_path) == "new"


def a_killed_run_that_can_not_be_swept_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    left = tmp_path / ".aspbudget" / "outputs" / "2004.1"
    (left / "new").mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.setattr(staging.shutil, "rmtree", lambda *_: fails())
        publish(run_of(tmp_path, "new"))
    assert (whole(tmp_path), left.exists()) == ("new", True)
    publish(run_of(tmp_path, "old"))
    assert leftovers(tmp_path) == []


def a_run_that_was_not_whole_when_it_was_killed_is_undone(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    left = tmp_path / ".aspbudget" / "outputs" / "2004.1"
    (left / "new").mkdir(parents=True)
    (left / "new" / "section.xlsx").write_bytes(b"half")
    (tmp_path / "outputs" / "2004").rename(left / "old")
    publish({place(tmp_path, cycle="2005"): b"another cycle"})
    assert (whole(tmp_path), leftovers(tmp_path)) == ("old", [])


def the_outputs_of_two_workspaces_that_lie_side_by_side_leave_each_other_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the outputs of several offices are folders of one shared drive."""
    offices = [tmp_path / name for name in ("anna", "bob")]
    for office in offices:
        office.mkdir()
        (tmp_path / "drive" / office.name).mkdir(parents=True)
        (office / "outputs").symlink_to(tmp_path / "drive" / office.name)
        publish(run_of(office, "old"))
    text = place(offices[0], "statements/L.1.docx")
    text.write_bytes(b"edited")
    swap, done = staging.Staging.swap, []

    def meanwhile(self: staging.Staging) -> None:
        if not done:
            done.append(self)
            publish(run_of(offices[1], "new"))
        swap(self)

    monkeypatch.setattr(staging.Staging, "swap", meanwhile)
    publish(run_of(offices[0], "new"))
    assert (text.read_bytes(), whole(offices[1])) == (b"edited", "new")
    assert place(offices[0], "statements/L.1 (new).docx").read_bytes() == run_of(offices[0], "new")[text]


def the_tools_own_folder_lies_in_the_outputs_where_nothing_may_be_written_beside_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path and access(path, mode))
    for word in ("old", "new"):
        publish(run_of(tmp_path, word))
        assert whole(tmp_path) == word
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outputs"]
    assert (tmp_path / "outputs" / ".aspbudget" / "written.json").exists()


def a_link_in_the_place_of_what_is_the_tools_own_is_refused(tmp_path: Path) -> None:
    (tmp_path / "inputs" / "2004").mkdir(parents=True)
    (tmp_path / ".aspbudget").symlink_to(tmp_path / "inputs")
    with pytest.raises(Entangled, match=r"\.aspbudget is a link; .*: remove the link\."):
        publish(run_of(tmp_path, "new"))
    assert [path.name for path in (tmp_path / "inputs").rglob("*")] == ["2004"]


def a_link_that_leads_back_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "2004").symlink_to(tmp_path / "outputs" / "2004")
    with pytest.raises(Entangled, match="is a link that leads back to itself"):
        publish(run_of(tmp_path, "new"))


def a_failure_names_the_file_that_could_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda *_: fails())
    with pytest.raises(OSError, match="No space left") as full:
        publish(run_of(tmp_path, "new"))
    assert full.value.filename == str(place(tmp_path))


def a_second_step_that_fails_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, where a folder in which a file is open can't be replaced."""
    publish(run_of(tmp_path, "old"))
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(staging, "exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        publish(run_of(tmp_path, "new"))
    assert (whole(tmp_path), leftovers(tmp_path)) == ("old", [])


@pytest.mark.parametrize("name", ["2004", "2004/section.xlsx"])
def a_file_or_folder_in_the_way_is_an_error_and_stays(name: str, tmp_path: Path) -> None:
    way = tmp_path / "outputs" / name
    way.parent.mkdir(parents=True)
    if name == "2004":
        way.write_text("mine")
    else:
        way.mkdir()
    with pytest.raises((NotADirectoryError, IsADirectoryError)) as wrong:
        publish(run_of(tmp_path, "new"))
    assert wrong.value.filename == str(way)
    assert (way.read_text() == "mine") if name == "2004" else way.is_dir()


def an_input_is_only_ever_added(tmp_path: Path) -> None:
    path = tmp_path / "inputs" / "2005" / "section.xlsx"
    publish({path: b"new"})
    publish({path.with_name("contributions.xlsx"): b"too"})
    with pytest.raises(FileExistsError):
        publish({path: b"again", path.with_name("other.xlsx"): b"too"})
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == {"section.xlsx": b"new", "contributions.xlsx": b"too"}


# What people edited.


def an_edited_text_stays_and_the_new_one_goes_beside_it(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    text = place(tmp_path, "statements/L.1.docx")
    text.write_bytes(b"edited")
    beside = text.with_name("L.1 (new).docx")
    for word in ("new", "newer"):  # the second run replaces the text of the first, which nobody edited
        placed = publish(run_of(tmp_path, word))
        assert placed[text] == Placed(beside, text)
        assert (text.read_bytes(), beside.read_bytes()) == (b"edited", run_of(tmp_path, word)[text])
    beside.write_bytes(b"edited too")
    assert publish(run_of(tmp_path, "new"))[text].path.name == "L.1 (new 2).docx"
    assert (text.read_bytes(), beside.read_bytes()) == (b"edited", b"edited too")


def an_edited_workbook_is_kept_under_another_name(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    place(tmp_path).write_bytes(b"a trial")
    kept = place(tmp_path, "section (edited).xlsx")
    assert publish(run_of(tmp_path, "new"))[place(tmp_path)] == Placed(place(tmp_path), kept)
    assert (kept.read_bytes(), place(tmp_path).read_bytes()) == (b"a trial", run_of(tmp_path, "new")[place(tmp_path)])
    place(tmp_path).write_bytes(b"another")
    assert publish(run_of(tmp_path, "new"))[place(tmp_path)].edited == place(tmp_path, "section (edited 2).xlsx")


def an_older_output_that_was_put_back_counts_as_written(tmp_path: Path) -> None:
    for word in ("old", "new"):
        publish(run_of(tmp_path, word))
    place(tmp_path).write_bytes(run_of(tmp_path, "old")[place(tmp_path)])
    publish(run_of(tmp_path, "new"))
    assert whole(tmp_path) == "new"


@pytest.mark.parametrize("record", ["", "not JSON", "[]", '{"2004/section.xlsx": 3}'])
def every_file_counts_as_edited_without_the_record(record: str, tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    file = tmp_path / ".aspbudget" / "outputs" / "written.json"
    file.write_text(record) if record else file.unlink()
    publish(run_of(tmp_path, "new"))
    assert set(seen(tmp_path)) == {*NAMES, "section (edited).xlsx", "contributions (edited).xlsx", "statements/L.1 (edited).xlsx", "statements/L.1 (new).docx"}


@pytest.mark.usefixtures("swapping")
def a_file_that_is_saved_while_a_run_takes_its_place_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    own = place(tmp_path, "mine.txt")
    own.write_text("before")
    swap = staging.Staging.swap

    def saved_meanwhile(self: staging.Staging) -> None:
        for path, words in ((own, "saved"), (place(tmp_path, "statements/L.1.docx"), "edited")):
            part = path.with_suffix(".tmp")
            part.write_text(words)
            part.replace(path)
        swap(self)

    monkeypatch.setattr(staging.Staging, "swap", saved_meanwhile)
    publish(run_of(tmp_path, "new"))
    assert own.read_text() == "saved"
    assert place(tmp_path, "statements/L.1 (edited).docx").read_text() == "edited"
    assert place(tmp_path, "statements/L.1.docx").read_bytes() == run_of(tmp_path, "new")[place(tmp_path, "statements/L.1.docx")]


# Several at once.


def the_runs_of_two_at_once_leave_the_files_of_one_of_them(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    for codes, found in apart(two_at_once, tmp_path, 20):
        assert codes == [0, 0]
        assert found in ("old", "new")
    assert leftovers(tmp_path) == []


def a_writer_waits_for_another_and_says_so_when_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with one_writer(tmp_path / "outputs"), pytest.raises(Occupied, match=r"Another run has been writing into .*outputs for a minute: wait until it ends, or end it"):
        publish(run_of(tmp_path, "new"))
    assert whole(tmp_path) == "old"


def a_dead_process_holds_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    code = "import os, sys, time; from pathlib import Path; from aspbudget.files.lock import one_writer\nwith one_writer(Path(sys.argv[1])): print('locked', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "outputs")], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        other.kill()
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    publish(run_of(tmp_path, "new"))
    assert whole(tmp_path) == "new"


def a_reader_keeps_the_whole_file_that_it_opened(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    with place(tmp_path).open("rb") as reader:
        publish(run_of(tmp_path, "new"))
        assert reader.read() == run_of(tmp_path, "old")[place(tmp_path)]


# Inputs apart from outputs.


@pytest.mark.parametrize(
    ("link", "target"),
    [("outputs", "inputs"), ("outputs/2004", "inputs/2004"), ("outputs/2004", "inputs"), ("outputs/2004", "."), ("outputs/2004/statements", "inputs/2004"), ("outputs/2004/statements", "elsewhere")],
)
def an_output_that_a_link_leads_among_the_inputs_is_refused(link: str, target: str, tmp_path: Path) -> None:
    section = tmp_path / "inputs" / "2004" / "section.xlsx"
    section.parent.mkdir(parents=True)
    section.write_bytes(b"the officer's own")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(tmp_path / target)
    with pytest.raises(Entangled, match="is a link that leads to "):
        publish(run_of(tmp_path, "new"))
    assert [path.name for path in (tmp_path / "inputs").rglob("*") if path.is_file()] == ["section.xlsx"]
    assert section.read_bytes() == b"the officer's own"


def an_input_that_a_link_leads_among_the_outputs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outputs" / "2004").mkdir(parents=True)
    (tmp_path / "inputs").symlink_to(tmp_path / "outputs")
    with pytest.raises(Entangled, match="where the outputs are: writing there would destroy them"):
        publish({tmp_path / "inputs" / "2004" / "section.xlsx": b"new"})
    assert list((tmp_path / "outputs" / "2004").iterdir()) == []


def the_outputs_may_be_a_link_to_another_place(tmp_path: Path) -> None:
    (tmp_path / "shared" / "drive").mkdir(parents=True)
    (tmp_path / "outputs").symlink_to(tmp_path / "shared" / "drive")
    for word in ("old", "new"):
        publish(run_of(tmp_path, word))
        assert whole(tmp_path) == word
    assert (tmp_path / "shared" / ".aspbudget" / "drive" / "written.json").exists()


def the_leftovers_of_an_earlier_version_are_swept(tmp_path: Path) -> None:
    publish(run_of(tmp_path, "old"))
    place(tmp_path, ".section.xlsx.abcd1234.part").write_bytes(b"half")
    place(tmp_path, "statements/.L.1.docx.zz_9.old").write_bytes(b"half")
    publish(run_of(tmp_path, "new"))
    assert whole(tmp_path) == "new"


def a_request_to_stop_that_comes_while_a_run_takes_its_place_is_met_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(run_of(tmp_path, "old"))
    publishing.FINISHED.clear()
    swap = staging.Staging.swap

    def stopped(self: staging.Staging) -> None:
        signal.raise_signal(signal.SIGINT)
        swap(self)

    monkeypatch.setattr(staging.Staging, "swap", stopped)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a process that was begun in the background ignores it
    try:
        with pytest.raises(KeyboardInterrupt):
            publish(run_of(tmp_path, "new"))
    finally:
        signal.signal(signal.SIGINT, before)
    assert (whole(tmp_path), publishing.FINISHED, leftovers(tmp_path)) == ("new", list(run_of(tmp_path, "new")), [])
