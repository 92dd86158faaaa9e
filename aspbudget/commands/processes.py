"""Processes: parts of a run are made in some of their own, while the run itself goes on with another.

Such a process is forked, where the system lets that be done safely: it finds all that was read and computed where it lies, without a copy of it, and hands
back files. Elsewhere each part is made by the run itself. What goes wrong with a part is no answer: it is made once more by the run, in its turn, and goes
wrong there, so that errors and what is said come in the same order as with one process.
"""

from __future__ import annotations

import errno
import gc
import os
import pickle
import signal
import threading
import time
import warnings
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from aspbudget.commands.done import WORKBOOK
from aspbudget.workbooks import proving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aspbudget.commands.renewal import Coming, Finished
    from aspbudget.workbooks.reconcile import Reconciliation

_AHEAD = 6  # parts that are begun for each further process before one is waited for: enough that no process waits, and few enough that memory doesn't grow with all
_KILLED = "the process that made it was killed, for want of memory perhaps; with --jobs 1 all is made by one process"


_Made = TypeVar("_Made")

_PATIENCE, _MOMENT = 10.0, 0.005  # seconds


def can_fork() -> bool:
    """Whether a process may be forked from this one and do work: on Linux, while this one has no threads of Python, which would be missing in the other."""
    return hasattr(os, "fork") and hasattr(os, "memfd_create") and threading.active_count() == 1


class _Outcome(NamedTuple):
    """What came of making a part: its files, or nothing where that went wrong, and what was said meanwhile."""

    finished: Finished | None
    messages: list[str]


@dataclass(eq=False)
class _Begun:
    """A part that is to be made, the process that makes it, if one does, and what came of it, as soon as that is known."""

    name: str
    make: Coming
    process: _Process | None = None
    outcome: _Outcome | None = None


class Processes:
    """Has parts of a run made by as many processes as there are `jobs`, this one among them; as many as the machine has cores where none is named.

    It is used as a context: a run that fails, or is stopped, ends every process of it.
    """

    def __init__(self, jobs: int | None, say: Callable[[str], None], took: Callable[[bytes, Reconciliation], None]) -> None:
        """Begin with no part; `say` shows progress, and `took` takes up each workbook that another process has made and proven."""
        self.places = (jobs or proving.cores()) - 1 if can_fork() else 0
        self._say, self._took = say, took
        self._held: list[str] | None = None
        self._waiting: list[_Begun] = []
        self._processes: list[_Process] = []

    def say(self, text: str) -> None:
        """Show progress, of a part that is made before its turn when that comes."""
        if self._held is None:
            self._say(text)
        else:
            self._held.append(text)

    def begin(self, name: str, make: Coming) -> Coming:
        """Let a part be made; return what waits for it, and then has said what was said and raised what was raised.

        It raises `ChildProcessError`, with the name of the part, where its process was killed.
        """
        begun = _Begun(name, make)
        if self.places:
            self._waiting.append(begun)
        return lambda: self._finished(begun)

    def start(self) -> None:
        """Have all parts that wait made by one process now, one after the other, where there is a place for one."""
        if self._waiting and self._has_a_place():
            self._fork(self._waiting)

    def ahead(self, begun: Iterable[Callable[[], _Made]]) -> Iterator[_Made]:
        """Yield what comes of parts, in their order; where there are several processes, some of those that follow are begun before a part is waited for."""
        waiting: deque[Callable[[], _Made]] = deque()
        for each in begun:
            waiting.append(each)
            if len(waiting) > _AHEAD * self.places:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End, and every process that still works with it."""
        for process in self._processes:
            process.end()

    def _finished(self, begun: _Begun) -> Finished:
        while begun in self._waiting or (begun.process and not begun.process.is_done()):
            self._go_on(begun)
        outcome = begun.outcome or (begun.process.outcome(begun) if begun.process else None)
        if outcome is None or outcome.finished is None:
            return begun.make()
        for line in outcome.messages:
            self._say(line)
        if begun.process:
            for (path, data), found in zip(outcome.finished.files.items(), outcome.finished.proofs, strict=False):
                if path.suffix == WORKBOOK:
                    self._took(data, found)
        return outcome.finished

    def _go_on(self, begun: _Begun) -> None:
        """Have parts made that wait: by processes for which there is a place, and the last, which none needs to begin with, by this one; without any wait for one."""
        while len(self._waiting) > 1 and self._has_a_place():
            self._fork(self._waiting[:1])
        if self._waiting:
            own = self._waiting.pop()
            own.outcome = self._attempt(own)
        elif begun.process:
            begun.process.wait()

    def _has_a_place(self) -> bool:
        return len([each for each in self._processes if not each.is_done()]) < self.places

    def _fork(self, parts: Sequence[_Begun]) -> None:
        """Have parts made by a further process; where the system has none to give, they wait for this one."""
        with suppress(OSError), _stopped_later():
            process = _Process(list(parts), self._attempt)
            self._processes.append(process)
            self._waiting = [each for each in self._waiting if each not in process.parts]
            return
        self.places = 0

    def _attempt(self, part: _Begun) -> _Outcome:
        """Make a part before its turn, and keep what is said until then."""
        self._held = messages = list[str]()
        try:
            return _Outcome(part.make(), messages)
        except Exception:  # noqa: BLE001 - it is raised in its turn, when the part is made once more
            return _Outcome(None, messages)
        finally:
            self._held = None


class _Process:
    """A forked process that makes parts, one after the other, and leaves what came of them in a file without a name."""

    def __init__(self, parts: list[_Begun], attempt: Callable[[_Begun], _Outcome]) -> None:
        self.parts = parts
        self._answer = os.fdopen(os.memfd_create("aspbudget"), "r+b")
        self._code: int | None = None
        self._outcomes: list[_Outcome] | None = None
        try:
            self._id = _fork()
        except OSError:
            self._answer.close()
            raise
        if not self._id:
            self._work(attempt)
        for part in parts:
            part.process = self

    def _work(self, attempt: Callable[[_Begun], _Outcome]) -> None:
        """Make the parts and end, whatever comes of it: nothing of the run that was forked goes on here."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # of Ctrl-C the run hears as well, and ends this process
            signal.signal(signal.SIGTERM, _stop)
            gc.freeze()  # what is there already is never looked through, and so not copied
            pickle.dump([attempt(part) for part in self.parts], self._answer)
            self._answer.flush()
            os._exit(0)
        finally:
            os._exit(1)

    def is_done(self) -> bool:
        """Whether it has ended."""
        self._look(os.WNOHANG)
        return self._code is not None

    def wait(self) -> None:
        """Wait until it has ended."""
        self._look(0)

    def _look(self, how: int) -> None:
        if self._code is not None:
            return
        try:
            ended, status = os.waitpid(self._id, how)
        except ChildProcessError:  # the system was told to say nothing of it
            self._code = 1
        else:
            self._code = os.waitstatus_to_exitcode(status) if ended else None

    def outcome(self, part: _Begun) -> _Outcome | None:
        """Return what came of a part, once the process has ended; nothing where it couldn't be handed over. Raise `ChildProcessError` where it was killed."""
        if self._code is not None and self._code < 0:
            raise ChildProcessError(errno.ECHILD, _KILLED, part.name)
        if self._outcomes is None:
            self._outcomes = self._read() if self._code == 0 else [_Outcome(None, [])] * len(self.parts)
        return self._outcomes[self.parts.index(part)]

    def _read(self) -> list[_Outcome]:
        self._answer.seek(0)
        outcomes: list[_Outcome] = pickle.load(self._answer)  # noqa: S301 - what our own process wrote
        return outcomes

    def end(self) -> None:
        """End it, if it still works, and wait until it has put away what it had begun, but not for one that doesn't answer."""
        if not self.is_done():
            os.kill(self._id, signal.SIGTERM)
            patient_until = time.monotonic() + _PATIENCE
            while not self.is_done() and time.monotonic() < patient_until:
                time.sleep(_MOMENT)
        if not self.is_done():
            os.kill(self._id, signal.SIGKILL)
            self.wait()
        self._answer.close()


@contextmanager
def _stopped_later() -> Iterator[None]:
    """Let a request to stop wait until a process that is forked is known, so that it is ended with the run."""
    asked: list[int] = []
    before = {number: signal.signal(number, lambda asked_for, _: asked.append(asked_for)) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
    for stop in asked[:1]:
        signal.raise_signal(stop)


def _fork() -> int:
    """Fork this process; Python warns of threads, and those that are not its own, of numpy, are ready for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _stop(*_: object) -> None:
    """Stop the work of a forked process once; what comes after that disturbs nothing that is put away."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt
