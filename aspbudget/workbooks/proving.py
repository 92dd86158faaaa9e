"""Proving beside writing: a second engine computes each finished workbook in a process of its own, while the next one is written.

The process is started anew, as it must be where none can be forked; it loads the engine and nothing that computes or writes, and answers for one workbook
after another until there are no more. It recalculates a copy in which formulas refer to the columns of tables by the addresses of their cells; where everything is to be proven in full, the workbook as it is written as well.
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
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Self, cast

from aspbudget.workbooks.proof_copy import by_addresses
from aspbudget.workbooks.reconcile import Difference, NotRecalculatedError, Reconciliation, engine, reconcile

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aspbudget.recalculation import Place, Value

_ALONE = (sys.executable, "-P", "-m", "aspbudget.workbooks.proving")


def proof_of(workbook: bytes, written: Mapping[Place, Value], *, full: bool = False) -> Reconciliation:
    """Return what the second engine finds in a finished workbook, given by addresses, and in `full` also as it is written."""
    found = [reconcile(each, written) for each in (by_addresses(workbook), *([workbook] if full else []))]
    return Reconciliation(engine(), len(written), tuple(dict.fromkeys(each for one in found for each in one.differences)), full=full)


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
        self._started: list[subprocess.Popen[bytes]] = []
        self._waiting: list[subprocess.Popen[bytes]] = []
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
            _end(process)

    def _apart(self, data: bytes, formulas: Mapping[Place, Value]) -> Sequence[Difference]:
        """Return what differs, as a process of its own finds it; raise what it raises."""
        process = self._process()
        try:
            found = _answered(process, _question(data, formulas, full=self.full))
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            message = f"{engine()} ended before it had recalculated the workbook; its figures are not proven."
            raise NotRecalculatedError(message) from error
        self._waiting.append(process)
        if isinstance(found, BaseException):
            raise found
        return found

    def _process(self) -> subprocess.Popen[bytes]:
        """Return a process that has answered and waits, or where there is none a new one."""
        with suppress(IndexError):
            return self._waiting.pop()
        process = subprocess.Popen(_ALONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own module, no shell
        self._started.append(process)
        if self._stopped:
            process.kill()
        return process


def _answered(process: subprocess.Popen[bytes], question: bytes) -> tuple[Difference, ...] | BaseException:
    """Return what a process answers to a question."""
    asks, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    asks.write(question)
    asks.flush()
    answer: tuple[Difference, ...] | BaseException = pickle.load(answers)  # noqa: S301 - what our own process wrote
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """Tell a process that there are no more workbooks, and wait until it has ended."""
    with suppress(OSError):
        cast("IO[bytes]", process.stdin).close()
    cast("IO[bytes]", process.stdout).close()
    process.wait()


def _question(data: bytes, formulas: Mapping[Place, Value], *, full: bool) -> bytes:
    """Return a workbook, its values and how it is to be proven as bytes, the values as they are in themselves, so that nothing must be loaded to read them."""
    plain = {(str.__str__(sheet), row, column): _plain(value) for (sheet, row, column), value in formulas.items()}
    return pickle.dumps((data, plain, full))


def _plain(value: Value) -> Value:
    return str.__str__(value) if isinstance(value, str) else float(value) if isinstance(value, float) else value


def _answer(data: bytes, formulas: Mapping[Place, Value], full: bool) -> Sequence[Difference] | Exception:  # noqa: FBT001 - as it is asked
    """Return what differs in a workbook, or what went wrong, for the process that asked."""
    try:
        return proof_of(data, formulas, full=full).differences
    except Exception as error:  # noqa: BLE001 - it is raised again where the workbook was written
        return error


def serve() -> None:
    """Answer for each workbook that standard input holds on standard output, to which nothing else is written: the engine prints there what it wonders at."""
    with os.fdopen(os.dup(1), "wb") as answers, suppress(EOFError):
        os.dup2(2, 1)
        while True:
            pickle.dump(_answer(*pickle.load(sys.stdin.buffer)), answers)  # noqa: S301 - what our own process wrote
            answers.flush()


if __name__ == "__main__":
    serve()
