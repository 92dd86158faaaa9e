"""The command line: the parser, what is wrong with what was asked, and exit codes that mean something."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from aspbudget import content, terminal
from aspbudget.commands import VERBS
from aspbudget.faults import Refused, Unproven, WrongUse, nearest
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.verbs import FULL, Answer, Argument, Asked, Verb
from aspbudget.workspace import CYCLE, STATEMENTS, Workspace, root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

DONE, FAULTS, WRONG_USE, DISAGREE, UNFINISHED = 0, 1, 2, 3, 4
_CTRL_C = 2  # the number of its signal
STOPPED = 128  # and the number of the signal, as shells have it: 130 for Ctrl-C

_ABOUT = "Prepare a budget from input workbooks. Every figure is declared once."
_CODES = """Exit codes: 0 done; 1 faults in the input, or a workbook that was altered; 2 wrong use; 3 a second
engine disagrees; 4 a file can't be written, or a mistake in the tool; 130 stopped. Unless it is 0,
nothing was written, or the last line says what was. A reader that leaves early, as head does,
changes no code; an answer that can't be printed, as on a full disk, is 4, and the files are in
place."""
_EXAMPLE, _MISSING = "Example:", "arguments are required"  # the latter are argparse's own words
_COLUMNS, _BESIDE = 80, 2  # how wide help is where there is no terminal, and how much less than one it is, both as argparse has them
_CELLS = "{count:,} cell to correct. {outcome}", "{count:,} cells to correct. {outcome}"
_FAULTS = "{count:,} fault to correct. {outcome}", "{count:,} faults to correct. {outcome}"
_WRITTEN = "The {count:,} file of the run had been written before that.", "The {count:,} files of the run had been written before that."
_ALONE = ("-h", "--help", "--version")
_PROVE = "--prove"
_SELDOM = 700_000  # objects in memory that nothing has let go of: no run of a cycle has so many
_OF_A_CYCLE = ("cost", "page")  # what computes all of a cycle, its drafts with it
_EVERYWHERE: tuple[Argument, ...] = (
    Argument(("--json",), {"action": "store_true", "help": "print one JSON document and nothing else"}),
    Argument(("--workspace",), {"default": ".", "metavar": "FOLDER", "help": "the folder that holds inputs and outputs; by default the one in which you are"}),
    Argument(("--debug",), {"action": "store_true", "help": "show the traceback of an error"}),
)  # fmt: skip


class Misused(WrongUse):
    """The words after `aspbudget` are no command that there is; the message says what is wrong, `usage` how the command is used."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage.splitlines()


class Parser(argparse.ArgumentParser):
    """A parser that leaves it to the command line to say what is wrong, and to the terminal to print help."""

    def error(self, message: str) -> NoReturn:
        """Refuse what is asked; raise `Misused`."""
        said = f"{self.prog}: {message}"
        raise Misused(said, self.format_usage() + self._example(message))

    def _example(self, message: str) -> str:
        """Return the example of a command of which a word is missing; what another mistake needs is said by its message."""
        return f"{self.epilog}\n" if _MISSING in message and self.epilog and self.epilog.startswith(_EXAMPLE) else ""

    def _get_formatter(self) -> argparse.HelpFormatter:
        return _formatter(self.prog)

    def print_help(self, file: Any = None) -> None:  # noqa: ANN401, ARG002 - as argparse has it
        """Print how a command is used."""
        terminal.answer(self.format_help().splitlines())


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Return what lays out help as wide as the terminal; argparse would load `shutil` to ask how wide that is."""
    return argparse.RawDescriptionHelpFormatter(prog, width=terminal.columns(_COLUMNS) - _BESIDE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; an error shows its traceback only with --debug."""
    terminal.prepare()
    _find_folder()
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = argparse.Namespace(json="--json" in given, debug="--debug" in given)
    try:
        return _run(given, asked)
    except terminal.Unprintable as error:
        terminal.aside([str(error)])
        return UNFINISHED


def _find_folder() -> None:
    """Go where the person is, by the folder's name, when a run has put another folder in the place of the one they went into."""
    try:
        Path.cwd()
    except FileNotFoundError:
        os.chdir(os.environ.get("PWD", os.sep))


def _replaced() -> bool:
    """Whether a run has just put another folder in the place of the one in which the person is."""
    with suppress(OSError):
        return not os.path.samefile(os.curdir, os.environ.get("PWD", os.curdir))  # noqa: PTH121 - of names, not of paths
    return False


def _run(given: list[str], asked: argparse.Namespace) -> int:
    try:
        options = parsed(given)
    except terminal.Unprintable:
        raise
    except Exception as error:  # noqa: BLE001 - the content of a workspace may be missing, or broken
        return _failed(asked, error)
    _leave_memory_alone()
    _stop_in_order()
    here = _replaced()
    _published().clear()
    try:
        shown = (terminal.no_bar,) if options.json else (terminal.bar, terminal.beforehand)
        answer = _with_book(Asked(options, Workspace(root_of(options.workspace)), _progress(options), *shown))
        _print(options, answer.document, answer.lines)
        if _replaced() and not here:
            terminal.aside(["Note      another folder is now in the place of the one in which you are; go into it with: cd ."])
    except terminal.Unprintable:
        raise
    except KeyboardInterrupt as stop:
        terminal.aside([f"Stopped. {_outcome()}"])
        return STOPPED + (stop.args[0] if stop.args else _CTRL_C)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is said in words
        return _failed(options, error)
    return answer.code


def _with_book(asked: Asked) -> Answer:
    """Do what is asked, and write the workbook that the answer asks for, if it does."""
    answer: Answer = asked.options.verb.answer(asked)
    if answer.book is None:
        return answer
    from aspbudget.commands.one_book import written  # noqa: PLC0415 - few answers have a workbook

    return written(asked, answer, answer.book)


def _leave_memory_alone() -> None:
    """Look for circles of unused memory seldom, and not at the end: a command is too short for that to free anything. Who runs several may look more seldom still."""
    gc.set_threshold(max(_SELDOM, gc.get_threshold()[0]))
    atexit.register(gc.freeze)


def _stop_in_order() -> None:
    """Let a request to end, as of a machine that shuts down, stop a command as Ctrl-C does: with what was begun put away."""
    import signal  # noqa: PLC0415 - help stays instant
    import threading  # noqa: PLC0415 - as above

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


def _outcome() -> str:
    """Return what is true of the files when a command ends early: that nothing was written, or what was."""
    files = len(_published())
    return counted(*_WRITTEN, files) if files else "Nothing was written."


def _published() -> list[Path]:
    """Return the list of the files that have been put in place; an empty one as long as nothing can have been."""
    publishing = sys.modules.get("aspbudget.files.publish")
    return publishing.FINISHED if publishing else []


def _content(arguments: Sequence[str]) -> str:
    """Return the content package of the workspace that the arguments name: it has commands of its own."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, formatter_class=_formatter)
    finder.add_argument("--workspace", default=".")
    known, _ = finder.parse_known_args([each for each in arguments if each != "--"])
    return content.named_in(root_of(known.workspace))


def verbs(package: str) -> tuple[Verb, ...]:
    """Return every command: those that all organisations have, then those of a content package."""
    own = content.module(package, "commands")
    return (*VERBS, *(own.VERBS if own else ()))


def parsed(given: Sequence[str]) -> argparse.Namespace:
    """Return the options that the words after `aspbudget` give; raise `Misused`, with the nearest, where a command or an option is none."""
    package = _content(given)
    names = [verb.name for verb in verbs(package)]
    whole = parser(package, given[0]) if given and given[0] in names else _listing(package)
    if not given:
        message = "Name a command."
        raise Misused(message, whole.format_help())
    if given[0].startswith("-"):
        message = f'The command comes first, then its options, such as "{given[0]}".'
    else:
        message = f'"{given[0]}" is not a command{nearest(given[0], names) or "."} There are: {", ".join(names)}.'
    if given[0] not in (*names, *_ALONE):
        raise Misused(message, whole.format_usage())
    options, unknown = whole.parse_known_args(_with_prove_last(given))
    if unknown:
        _refuse(unknown, options, package)
    return options


def _with_prove_last(given: Sequence[str]) -> list[str]:
    """Return words in which --prove stands last unless it has its own word: in `cost --prove 2004` the cycle would be taken for that."""
    bare = [place for place, word in enumerate(given) if word == _PROVE and given[place + 1 : place + 2] != [FULL]]
    return [*(word for place, word in enumerate(given) if place not in bare), *(_PROVE for _ in bare[:1])]


def _refuse(unknown: list[str], options: argparse.Namespace, package: str) -> NoReturn:
    """Say which word of a command there is no use for; raise `Misused`."""
    name = f"aspbudget {options.verb.name}"
    message = f'{name} has no use for "{unknown[0]}"; words that belong together stand between quotation marks.'
    if CYCLE.fullmatch(unknown[0]) and getattr(options, "cycle", None):
        message = f"{name} takes one cycle at a time: run it once more for {unknown[0]}."
    option = next((each.partition("=")[0] for each in unknown if each.startswith("-")), "")
    if option:
        flags = [flag for argument in _arguments(options.verb, package) for flag in argument.flags if flag.startswith("-")]
        message = f'{name} has no option "{option}"{nearest(option, flags) or "."}'
    raise Misused(message, options.usage())


def _arguments(verb: Verb, package: str) -> tuple[Argument, ...]:
    own = content.module(package, "commands")
    return (*verb.arguments, *(own.OPTIONS.get(verb.name, ()) if own else ()), *_EVERYWHERE)


def parser(package: str, only: str = "") -> Parser:
    """Return the parser of all commands, or of `only` one where it is known, for to make those of all takes longer than to read its words."""
    whole, commands = _whole(package, Parser)
    for verb in (each for each in verbs(package) if only in ("", each.name)):
        command = commands.add_parser(
            verb.name,
            help=verb.about,
            description=verb.about,
            epilog=f"{_EXAMPLE}\n  {verb.example}",
        )
        for flags, stated in _arguments(verb, package):
            command.add_argument(*flags, **stated)
        command.set_defaults(verb=verb, usage=command.format_usage)
    return whole


def _listing(package: str) -> Parser:
    """Return a parser that lists all commands, for help and for what is no command; it knows no words of theirs, which take as long to make as to start."""
    whole, commands = _whole(package, _Listed)
    for verb in verbs(package):
        commands.add_parser(verb.name, help=verb.about)
    return whole


def _whole(package: str, each: type) -> tuple[Parser, Any]:
    """Return the parser of the tool, and what commands are added to, each of a kind of parser."""
    own = content.module(package, "commands")
    whole = Parser(prog="aspbudget", description=own.ABOUT if own else _ABOUT, epilog=_CODES)
    whole.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    return whole, whole.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=each)


class _Listed:
    """A command that is only listed."""

    def __init__(self, **_: object) -> None:
        """Leave aside what a parser would be made of."""


class _Version(argparse.Action):
    """Print the version, which is looked up only then."""

    def __call__(self, whole: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - help stays instant

        terminal.answer([f"aspbudget {version('aspbudget')}"])
        whole.exit()


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Return what says, beside the answer, how a command goes on: what is under way only while it is, remarks for good; with --json neither."""
    return lambda text: None if options.json else terminal.progress(text) if _is_under_way(text) else terminal.aside([text])


def _is_under_way(text: str) -> bool:
    """Whether a line says what is being done, as `Reading   inputs/2004/section.xlsx` does, rather than what was found."""
    return text.partition(" ")[0].endswith("ing")


def _print(options: argparse.Namespace, document: dict[str, Any], lines: Iterable[str]) -> None:
    if options.json:
        terminal.document(document)
    else:
        terminal.answer(lines)


def _failed(options: argparse.Namespace, error: Exception) -> int:
    """Say what went wrong in the person's own terms, and return the exit code for it."""
    if options.debug:
        terminal.aside(_traceback(error))
    if isinstance(error, Refused):
        _print(options, {"faults": [fault.as_dict() for fault in error.faults]}, _refused(options, error))
        return FAULTS
    code, message = _mishap(error)
    listed = error.choices if isinstance(error, WrongUse) else ()
    if options.json:
        _print(options, {"error": message} | ({"choices": list(listed)} if listed else {}), ())
    else:
        lines = message.split("\n") if isinstance(error, Unproven) else [message]  # of which each cell has one
        terminal.aside([*(error.usage if isinstance(error, Misused) else ()), *map(terminal.wrong, lines), *(f"  {each}" for each in listed)])
    return code


def _refused(options: argparse.Namespace, refused: Refused) -> Iterator[str]:
    """Yield every fault below its workbook, and how many there are, in the language of the first of these."""
    from aspbudget.commands.console import Console  # noqa: PLC0415 - help stays instant
    from aspbudget.commands.text import by_workbook  # noqa: PLC0415 - as above

    words = Console(refused.language)
    yield from by_workbook(refused.faults, words)
    yield ""
    yield from map(words, _meanwhile(options, refused))
    what = _CELLS if all(fault.cell for fault in refused.faults) else _FAULTS
    yield terminal.wrong(words(counted(*what, len(refused.faults), outcome=_outcome())))


def _meanwhile(options: argparse.Namespace, refused: Refused) -> Iterator[str]:
    """Yield what lets a whole cycle be computed where only its drafts have faults: these may wait elsewhere."""
    if options.verb.name in _OF_A_CYCLE and all(f"/{STATEMENTS}/" in fault.workbook for fault in refused.faults):
        yield phrase("Drafts    alone have faults: move what is not ready out of folder {folder}, and the rest is made", folder=AsTyped(STATEMENTS))


def _traceback(error: BaseException) -> Iterator[str]:
    """Yield where an error came from, after the one that led to it; what an error says is one line, whatever it holds."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from _traceback(earlier) if earlier else ()
    from traceback import format_tb  # noqa: PLC0415 - few commands break down

    yield "Traceback (most recent call last):"
    for part in format_tb(error.__traceback__):
        yield from part.rstrip().split("\n")
    yield f"{type(error).__name__}: {error}"


def _mishap(error: Exception) -> tuple[int, str]:
    """Return the exit code and the message for an error that is no fault of the input."""
    if isinstance(error, WrongUse):
        return WRONG_USE, str(error)
    if isinstance(error, Unproven):
        return DISAGREE, f"{error} Nothing was written; the old output stays as it was."
    if isinstance(error, OSError):
        name = error.filename2 or error.filename or "A temporary file"  # the tool names every other file that it opens
        return UNFINISHED, f"{name}: {error.strerror or error}. {_outcome()}"
    name = type(error).__name__
    return UNFINISHED, f"{name}: {error}. This is a mistake in the tool; run again with --debug to see where. {_outcome()}"


if __name__ == "__main__":
    sys.exit(main())
