"""Parts of a run made by several processes: what comes of them, and what is said, is as with one; an error is the run's own, and no process is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.cut_section import cut_section

from aspbudget.commands import processes
from aspbudget.commands.processes import Processes
from aspbudget.commands.renewal import Finished
from aspbudget.workbooks.reconcile import Reconciliation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
PROOF = Reconciliation("an engine", 3, ())
RUN = """
import os, signal, sys, time
from aspbudget.commands import run
from aspbudget.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests that run in the background of a shell are started with it ignored
of, write = os.getpid(), run.write_workbook
def written(*given, **named):
    if os.getpid() != of:
        {beside}
    return write(*given, **named)
run.write_workbook = written
sys.exit(main(["cost", "2004", "--prove", "--jobs", "{jobs}"]))
"""


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork although the tests have threads of their own, of which what is forked here needs none."""
    monkeypatch.setattr(processes, "can_fork", lambda: True)


class Run:
    """A run that makes parts by a number of processes, with what it says, and the workbooks that other processes have proven."""

    def __init__(self, jobs: int) -> None:
        self.said: list[str] = []
        self.took: list[bytes] = []
        self.processes = Processes(jobs, self.said.append, lambda data, _: self.took.append(data))

    def part(self, name: str, work: Callable[[], object] = os.getpid) -> Callable[[], Finished]:
        """Let a part be made whose one file holds the number of the process that makes it."""

        def make() -> Finished:
            self.processes.say(f"{name} is made")
            return Finished({Path(f"{name}.xlsx"): str(work()).encode(), Path(f"{name}.docx"): b""}, (PROOF, PROOF))

        return self.processes.begin(name, make)


def makers(found: list[Finished]) -> list[int]:
    """Return the number of the process that made each part."""
    return [int(next(iter(each.files.values()))) for each in found]


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("jobs", [1, 2, 3])
def each_part_comes_in_its_order_with_what_is_said(jobs: int) -> None:
    run, names = Run(jobs), ["a", "b", "c", "d"]
    with run.processes:
        coming = [run.part(name) for name in names]
        found = []
        for name, each in zip(names, coming, strict=True):
            run.said.append(f"{name} is waited for")
            found.append(each())
    assert run.said == [line for name in names for line in (f"{name} is waited for", f"{name} is made")]
    assert [[path.name for path in each.files] for each in found] == [[f"{name}.xlsx", f"{name}.docx"] for name in names]
    assert run.took == [str(each).encode() for each in makers(found) if each != os.getpid()]
    assert (os.getpid() in makers(found), bool(run.took)) == (True, jobs > 1)


@pytest.mark.usefixtures("forking")
def the_parts_that_are_started_are_made_by_one_process_and_what_comes_later_here() -> None:
    run = Run(2)
    with run.processes:
        early = [run.part("a"), run.part("b")]
        run.processes.start()
        late = run.part("c")
        found = makers([each() for each in (*early, late)])
    assert found[0] == found[1] != found[2] == os.getpid()


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize(("jobs", "ahead"), [(1, 0), (2, processes._AHEAD), (3, 2 * processes._AHEAD)])
def each_part_is_begun_ahead_of_those_that_are_waited_for_and_few_at_a_time(jobs: int, ahead: int) -> None:
    run, names, begun = Run(jobs), [str(number) for number in range(20)], list[int]()

    def parts() -> Iterator[Callable[[], Finished]]:
        for name in names:
            begun.append(len(run.said))
            yield run.part(name)

    with run.processes:
        found = list(run.processes.ahead(parts()))
    assert [path.stem for each in found for path in each.files][::2] == names
    assert begun[: ahead + 1] == [0] * (ahead + 1)
    assert begun[ahead + 1 :] == [*range(1, 20 - ahead)]


@pytest.mark.usefixtures("forking")
def a_part_alone_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process is forked"))
    run = Run(2)
    with run.processes:
        assert makers([run.part("a")()]) == [os.getpid()]
        assert run.said == ["a is made"]


@pytest.mark.usefixtures("forking")
@pytest.mark.parametrize("jobs", [1, 2])
def an_error_is_raised_as_itself_in_its_turn(jobs: int) -> None:
    def fails() -> object:
        message = "b can't be made"
        raise LookupError(message)

    run = Run(jobs)
    with run.processes:
        a, b, _ = run.part("a"), run.part("b", fails), run.part("c", lambda: 1 / 0)
        a()
        with pytest.raises(LookupError, match="b can't be made") as raised:
            b()
    assert run.said == ["a is made", "b is made"]
    assert any(entry.name == "fails" for entry in raised.traceback)


@pytest.mark.usefixtures("forking")
def a_part_that_cannot_be_handed_over_is_made_here() -> None:
    class Number(str):  # known to this test alone, which can't be looked up elsewhere
        __slots__ = ()

        def encode(self, *_: str) -> bytes:  # type: ignore[override]
            return Local(super().encode())

    class Local(bytes):
        pass

    run = Run(2)
    with run.processes:
        coming = [run.processes.begin("a", lambda: Finished({Path("a.xlsx"): Number(os.getpid()).encode()})), run.part("b")]
        assert makers([each() for each in coming]) == [os.getpid(), os.getpid()]


@pytest.mark.usefixtures("forking")
def a_process_that_is_killed_is_named_with_what_can_be_done() -> None:
    here, run = os.getpid(), Run(2)
    with run.processes:
        section, _ = run.part("section", lambda: os.getpid() == here or os.kill(os.getpid(), signal.SIGKILL)), run.part("page")
        with pytest.raises(ChildProcessError) as raised:
            section()
    assert (raised.value.filename, raised.value.strerror) == ("section", processes._KILLED)


@pytest.mark.usefixtures("forking")
def a_run_that_fails_ends_its_processes_which_put_away_what_they_have_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def waits() -> object:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "begun").touch()
            time.sleep(600)
        return ""

    def fails_meanwhile() -> None:
        run.part("a", waits)
        run.processes.start()
        while not [*tmp_path.glob("*/begun")]:
            time.sleep(0.01)
        run.part("b", lambda: 1 / 0)()

    run = Run(2)
    with pytest.raises(ZeroDivisionError), run.processes:
        fails_meanwhile()
    assert [*tmp_path.iterdir()] == []
    with pytest.raises(ProcessLookupError):
        os.kill(run.processes._processes[0]._id, 0)


@pytest.mark.usefixtures("forking")
def a_process_that_does_not_answer_is_ended_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf() -> object:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        (tmp_path / "begun").touch()
        time.sleep(600)
        return ""

    monkeypatch.setattr(processes, "_PATIENCE", 0.05)
    run = Run(2)
    with run.processes:
        run.part("a", deaf)
        run.processes.start()
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(run.processes._processes[0]._id, 0)


@pytest.mark.usefixtures("forking")
def a_system_that_has_no_process_to_give_has_all_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    run = Run(2)
    with run.processes:
        assert makers([each() for each in [run.part("a"), run.part("b")]]) == [os.getpid(), os.getpid()]


def no_process_is_forked_where_threads_would_be_lost() -> None:
    started = threading.Event()
    waiting = threading.Thread(target=started.wait)
    waiting.start()
    try:
        assert not processes.can_fork()
    finally:
        started.set()
        waiting.join()


def program(beside: str, jobs: int = 2) -> list[str]:
    """Return a command that costs a cycle, in which another process that writes a workbook first does something else."""
    return [sys.executable, "-c", RUN.format(beside=beside, jobs=jobs)]


@pytest.fixture
def section(tmp_path: Path) -> Path:
    """A workspace with a section of a few sheets."""
    folder = tmp_path / "inputs" / "2004"
    folder.mkdir(parents=True)
    (folder / "section.xlsx").write_bytes(cut_section())
    return tmp_path


@pytest.mark.slow
def a_cycle_is_the_same_with_one_process_and_with_two(tmp_path: Path) -> None:
    found = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        shutil.copytree(INPUTS / "2004", folder / "inputs" / "2004")
        done = subprocess.run(program("pass", jobs), cwd=folder, check=True, capture_output=True, text=True)
        outputs = {path.relative_to(folder): path.read_bytes() for path in (folder / "outputs" / "2004").rglob("*") if path.is_file()}
        found.append((done.stdout, done.stderr, outputs))
    assert len(found[0][2]) == 7
    assert found[0] == found[1]


@pytest.mark.slow
def a_process_that_is_killed_leaves_everything_as_it_was(section: Path) -> None:
    done = subprocess.run(program("os.kill(os.getpid(), signal.SIGKILL)"), cwd=section, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, " ".join(done.stderr.split())) == (4, "", f"section: {processes._KILLED}. Nothing was written.")
    assert not (section / "outputs" / "2004").exists()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def a_run_that_is_stopped_ends_its_processes_and_leaves_everything_as_it_was(number: signal.Signals, section: Path) -> None:
    waits = "open('waiting', 'x').close(), time.sleep(600)"
    running = subprocess.Popen(program(waits), cwd=section, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (section / "waiting").exists() and running.poll() is None:
        time.sleep(0.02)
    os.killpg(running.pid, number)
    said = running.communicate(timeout=60)
    assert (running.returncode, *said) == (128 + number, "", "Stopped. Nothing was written.\n")
    assert not (section / "outputs" / "2004").exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)
