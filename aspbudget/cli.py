"""The command line: the parser, the one place that prints, and exit codes that mean something."""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import json
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

from aspbudget import content
from aspbudget.commands import VERBS
from aspbudget.faults import Refused, Unproven, WrongUse, count
from aspbudget.verbs import Argument, Asked, Verb
from aspbudget.workspace import Workspace, root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

DONE, FAULTS, WRONG_USE, DISAGREE, UNFINISHED = 0, 1, 2, 3, 4
STOPPED = 128  # and the number of the signal, as shells have it: 130 for Ctrl-C

_ABOUT = "Prepare a budget from input workbooks. Every figure is declared once."
_CODES = """Exit codes: 0 done; 1 faults in the input; 2 wrong use; 3 a second engine disagrees; 4 a file can't be
written, or a mistake in the tool; 130 stopped. Unless it is 0, nothing was written, or the last line says what was."""
_EVERYWHERE: tuple[Argument, ...] = (
    Argument(("--json",), {"action": "store_true", "help": "print one JSON document and nothing else"}),
    Argument(("--workspace",), {"default": ".", "metavar": "FOLDER", "help": "the folder that holds inputs and outputs; by default the one in which you are"}),
    Argument(("--debug",), {"action": "store_true", "help": "show the traceback of an error"}),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; an error without a remedy shows its traceback only with --debug."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that can't show a sign shows ? in its place
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = parser(_content(given)).parse_args(given)
    except Exception as error:  # noqa: BLE001 - the content of a workspace may be missing, or broken
        return _failed(argparse.Namespace(json="--json" in given, debug="--debug" in given), error)
    _leave_memory_alone()
    _stop_in_order()
    _published().clear()
    try:
        answer = options.verb.answer(Asked(options, Workspace(root_of(options.workspace)), _progress(options)))
        _print(options, answer.document, answer.lines)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes nowhere
    except KeyboardInterrupt as stop:
        print(f"Stopped. {_outcome()}", file=sys.stderr)
        return STOPPED + (stop.args[0] if stop.args else signal.SIGINT)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is said in words
        return _failed(options, error)
    return DONE


def _leave_memory_alone() -> None:
    """Look for circles of unused memory seldom, and not at the end: a command is too short for that to free anything."""
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)


def _stop_in_order() -> None:
    """Let a request to end, as of a machine that shuts down, stop a command as Ctrl-C does: with what was begun put away."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def _outcome() -> str:
    """Return what is true of the files when a command ends early: that nothing was written, or what was."""
    files = len(_published())
    return f"The {count(files, 'file')} of the run had been written before that." if files else "Nothing was written."


def _published() -> list[Path]:
    """Return the list of the files that have been put in place; an empty one as long as nothing can have been."""
    publishing = sys.modules.get("aspbudget.files.publish")
    return publishing.FINISHED if publishing else []


def _content(arguments: Sequence[str]) -> str:
    """Return the content package of the workspace that the arguments name: it has commands of its own."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    finder.add_argument("--workspace", default=".")
    known, _ = finder.parse_known_args([each for each in arguments if each != "--"])
    return content.named_in(root_of(known.workspace))


def verbs(package: str) -> tuple[Verb, ...]:
    """Return every command: those that all organisations have, then those of a content package."""
    own = content.module(package, "commands")
    return (*VERBS, *(own.VERBS if own else ()))


def parser(package: str) -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    own = content.module(package, "commands")
    about, more = (own.ABOUT, own.OPTIONS) if own else (_ABOUT, {})
    whole = argparse.ArgumentParser(prog="aspbudget", description=about, epilog=_CODES, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("--version", action="version", version=_Version())
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for verb in verbs(package):
        command = commands.add_parser(
            verb.name,
            help=verb.about,
            description=verb.about,
            epilog=f"Example:\n  {verb.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for flags, stated in (*verb.arguments, *more.get(verb.name, ()), *_EVERYWHERE):
            command.add_argument(*flags, **stated)
        command.set_defaults(verb=verb)
    return whole


class _Version(str):
    """The version, looked up only when it is printed."""

    __slots__ = ()

    def __mod__(self, _: object) -> str:
        from importlib.metadata import version  # noqa: PLC0415 - help stays instant

        return f"aspbudget {version('aspbudget')}"


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Return what shows progress: on standard error, so that standard output has the result alone."""
    return lambda text: None if options.json else print(text, file=sys.stderr, flush=True)


def _print(options: argparse.Namespace, document: dict[str, Any], lines: Iterable[str]) -> None:
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))
    sys.stdout.flush()


def _failed(options: argparse.Namespace, error: Exception) -> int:
    """Say what went wrong in the person's own terms, and return the exit code for it."""
    if options.debug:
        raise error
    if isinstance(error, Refused):
        end = f"{count(len(error.faults), 'cell')} to correct. {_outcome()}"
        _print(options, {"faults": [fault.as_dict() for fault in error.faults]}, [*map(str, error.faults), "", end])
        return FAULTS
    code, message = _mishap(error)
    if options.json:
        print(json.dumps({"error": message}, ensure_ascii=False, indent=2))
    else:
        print(message, file=sys.stderr)
    return code


def _mishap(error: Exception) -> tuple[int, str]:
    """Return the exit code and the message for an error that is no fault of the input."""
    if isinstance(error, WrongUse):
        return WRONG_USE, str(error)
    if isinstance(error, Unproven):
        return DISAGREE, f"{error} Nothing was written; the old output stays as it was."
    if isinstance(error, OSError):
        return UNFINISHED, f"{error.filename or ''}: {error.strerror or error}. {_outcome()}"
    name = type(error).__name__
    return UNFINISHED, f"{name}: {error}. This is a mistake in the tool; run again with --debug to see where. {_outcome()}"


if __name__ == "__main__":
    sys.exit(main())
