"""Proving beside writing: a second engine computes each finished workbook in a process of its own, while the next one is written.

The process is started anew, as it must be where none can be forked; it loads the engine and nothing that computes or writes. It is given a copy
in which formulas refer to the columns of tables by the addresses of their cells; where everything is to be proven in full, the workbook as it is written as well.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

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
        self._running: set[subprocess.Popen[bytes]] = set()
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
        for process in list(self._running) if self._stopped else ():
            process.kill()
        self._threads.shutdown()

    def _apart(self, data: bytes, formulas: Mapping[Place, Value]) -> Sequence[Difference]:
        """Return what differs, as a process of its own finds it; raise what it raises."""
        with subprocess.Popen(_ALONE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own module, no shell
            self._running.add(process)
            if self._stopped:
                process.kill()
            try:
                answered, _ = process.communicate(_question(data, formulas, full=self.full))
            finally:
                self._running.discard(process)
        if process.returncode:
            message = f"{engine()} ended before it had recalculated the workbook; its figures are not proven."
            raise NotRecalculatedError(message)
        found = pickle.loads(answered)  # noqa: S301 - what our own process wrote
        if isinstance(found, BaseException):
            raise found
        return tuple(found)


def _question(data: bytes, formulas: Mapping[Place, Value], *, full: bool) -> bytes:
    """Return a workbook, its values and how it is to be proven as bytes, the values as they are in themselves, so that nothing must be loaded to read them."""
    plain = {(str.__str__(sheet), row, column): _plain(value) for (sheet, row, column), value in formulas.items()}
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


if __name__ == "__main__":
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))
