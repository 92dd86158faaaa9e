"""Proving beside writing: a second engine computes each finished workbook in a process of its own, while the next one is written.

The process is started anew, as it must be where none can be forked; it loads the engine and nothing that computes or writes, and computes one
workbook after the other. It is given a copy
in which formulas refer to the columns of tables by the addresses of their cells; where everything is to be proven in full, the workbook as it is written as well.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from aspbudget.faults import naming
from aspbudget.workbooks.proof_copy import by_addresses
from aspbudget.workbooks.reconcile import Difference, NotRecalculatedError, Reconciliation, engine, reconcile

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aspbudget.recalculation import Place, Value

_ALONE = (sys.executable, "-P", "-m", "aspbudget.workbooks.proving")
_LENGTH = 8  # bytes that say how many a question, or an answer, has


def proof_of(workbook: bytes, written: Mapping[Place, Value], *, full: bool = False) -> Reconciliation:
    """Return what the second engine finds in a finished workbook, given by addresses, and in `full` also as it is written."""
    with TemporaryDirectory() as folder:
        each_way: list[Path | bytes] = [_copy(workbook, Path(folder, "workbook.xlsx")), *([workbook] if full else [])]
        found = [reconcile(each, written) for each in each_way]
    return Reconciliation(engine(), len(written), tuple(dict.fromkeys(each for one in found for each in one.differences)), full=full)


def _copy(workbook: bytes, path: Path) -> Path:
    """Write the copy by addresses into a file; it is as long as all sheets together, and the engine reads the file, so that nothing else of it need stay in memory."""
    with naming(path), path.open("wb") as file:
        by_addresses(workbook, file)
    return path


def cores() -> int:
    """Return how many cores of the machine this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Awaited(Sequence[Difference]):
    """The differences that another process is looking for; whoever asks for them waits, and gets the error where there was one."""

    def __init__(self, coming: Future[Sequence[Difference]]) -> None:
        self._coming = coming

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._coming.result())

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - a place, or several
        """Return one of them, or several."""
        return self._coming.result()[place]


class _Process:
    """A second engine in a process of its own, which is asked about one workbook after the other."""

    def __init__(self) -> None:
        self._running = subprocess.Popen(_ALONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own module, no shell
        self.kill = self._running.kill

    def ask(self, question: bytes) -> bytes:
        """Return what it answers; nothing where it ended before."""
        questions, answers = self._running.stdin, self._running.stdout
        with suppress(OSError):
            _put(questions, question)
            return _taken(answers)
        return b""

    def end(self) -> None:
        """Let it end, as it does when nothing more is asked, and wait for that."""
        with suppress(OSError):
            self._running.communicate()


class Prover:
    """Has workbooks recalculated, as many at a time as there are `jobs` beside the one that writes; with one job, each when it is asked for.

    Without a number of jobs there are as many as the machine has cores.

    `known` has the hashes of workbooks that this engine has proven before, with how many cells were compared; what is proven now joins them. With `full`
    each workbook is also recalculated as it is written. It is used as a context: a run that fails, or is stopped, ends every process of it.
    """

    def __init__(self, jobs: int | None, known: Mapping[str, int] = MappingProxyType({}), *, full: bool = False) -> None:
        self.known, self.full = dict(known), full
        beside = (jobs or cores()) - 1
        self._threads = ThreadPoolExecutor(beside) if beside else None
        self._stopped = False
        self._started: list[_Process] = []
        self._waiting: list[_Process] = []
        self._asked: list[tuple[str, Reconciliation]] = []

    def __call__(self, data: bytes, formulas: Mapping[Place, Value]) -> Reconciliation:
        """Return what the second engine finds in a workbook, or is still to find; `formulas` are the values that were written."""
        code = sha256(data).hexdigest()
        if self.known.get(code) == len(formulas):
            return Reconciliation(engine(), len(formulas), (), before=True)
        if self._threads is None:
            found = proof_of(data, formulas, full=self.full)
        else:
            found = Reconciliation(engine(), len(formulas), Awaited(self._threads.submit(self._apart, data, formulas)), full=self.full)
        self._asked.append((code, found))
        return found

    def take(self, workbook: bytes, found: Reconciliation) -> None:
        """Take up what was found in a workbook that another process has proven."""
        if not found.before:
            self._asked.append((sha256(workbook).hexdigest(), found))

    def proven(self) -> dict[str, int]:
        """Return the hashes of the workbooks in which nothing differs, those proven before and now; it waits for the ones that are under way."""
        return self.known | {code: found.cells for code, found in self._asked if not found.differences}

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        """End: let what is under way go on where nothing has failed, and else end it."""
        if self._threads is None:
            return
        self._stopped = failed is not None
        self._threads.shutdown(wait=False, cancel_futures=self._stopped)
        for process in list(self._started) if self._stopped else ():
            process.kill()
        self._threads.shutdown()
        for process in self._started:
            process.end()

    def _apart(self, data: bytes, formulas: Mapping[Place, Value]) -> Sequence[Difference]:
        """Return what differs, as a process of its own finds it; raise what it raises."""
        process = self._free()
        answered = process.ask(_question(data, formulas, full=self.full))
        if not answered:
            message = f"{engine()} ended before it had recalculated the workbook; its figures are not proven."
            raise NotRecalculatedError(message)
        self._waiting.append(process)
        found = pickle.loads(answered)  # noqa: S301 - what our own process wrote
        if isinstance(found, BaseException):
            raise found
        return tuple(found)

    def _free(self) -> _Process:
        """Return a process that waits, or one more; another thread may take the last that waits between a look and a grasp."""
        with suppress(IndexError):
            return self._waiting.pop()
        process = _Process()
        self._started.append(process)
        if self._stopped:
            process.kill()
        return process


def _question(data: bytes, formulas: Mapping[Place, Value], *, full: bool) -> bytes:
    """Return a workbook, its values and how it is to be proven as bytes, the values as they are in themselves, so that nothing must be loaded to read them."""
    plain = {(str.__str__(sheet), row, column): value if type(value) is float else _plain(value) for (sheet, row, column), value in formulas.items()}
    return pickle.dumps((data, plain, full))


def _plain(value: Value) -> Value:
    return str.__str__(value) if isinstance(value, str) else float(value) if isinstance(value, float) else value


def _answer(asked: bytes) -> bytes:
    """Return what differs in the workbook that is asked about, or what went wrong, for the process that asked."""
    data, formulas, full = pickle.loads(asked)  # noqa: S301 - as above
    try:
        return pickle.dumps(proof_of(data, formulas, full=full).differences)
    except Exception as error:  # noqa: BLE001 - it is raised again where the workbook was written
        return pickle.dumps(error)


def _put(where: Any, message: bytes) -> None:  # noqa: ANN401 - a pipe
    where.write(len(message).to_bytes(_LENGTH, "big") + message)
    where.flush()


def _taken(where: Any) -> bytes:  # noqa: ANN401 - a pipe
    """Return the next message; nothing where there is none, or not all of it."""
    length = int.from_bytes(where.read(_LENGTH), "big")
    message: bytes = where.read(length)
    return message if len(message) == length else b""


def answer_all() -> None:
    """Answer what is asked, one question after the other, until nothing more is; what the engine itself prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while asked := _taken(sys.stdin.buffer):
        _put(answers, _answer(asked))


if __name__ == "__main__":
    answer_all()
