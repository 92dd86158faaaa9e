"""The command line: verbs with conventional paths, one place that prints, and exit codes that mean something."""

from __future__ import annotations

import argparse
import atexit
import gc
import io
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aspbudget.workspace import Workspace

DONE, FAULTS, WRONG_USE, DISAGREE, UNFINISHED, STOPPED = 0, 1, 2, 3, 4, 130

_ABOUT = """Prepare the budget section of the Assembly of States Parties and its Secretariat from input workbooks.
Every figure is declared once; the declaration gives the number, the live formula and the sentence that explains it."""
_CODES = """Exit codes: 0 done; 1 faults in the input; 2 wrong use; 3 a second engine disagrees; 4 a file can't be
written, or a mistake in the tool. Unless it is 0, nothing was written."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; an error without a remedy shows its traceback only with --debug."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that can't show a sign shows ? in its place
    options = _parser().parse_args(arguments)
    _leave_memory_alone()
    try:
        return int(options.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer goes nowhere
        return DONE
    except KeyboardInterrupt:
        print("Stopped. Nothing was written.", file=sys.stderr)
        return STOPPED
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is said in words
        return _failed(options, error)


def _leave_memory_alone() -> None:
    """Look for circles of unused memory seldom, and not at the end: a command is too short for that to free anything."""
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aspbudget", description=_ABOUT, epilog=_CODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=_Version())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, about, example, arguments in _COMMANDS:
        command = commands.add_parser(
            name,
            help=about,
            description=about,
            epilog=f"Example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for flags, stated in (*arguments, *_EVERYWHERE):
            command.add_argument(*flags, **stated)
        command.set_defaults(run=run)
    return parser


class _Version(str):
    """The version, looked up only when it is printed."""

    __slots__ = ()

    def __mod__(self, _: object) -> str:
        from importlib.metadata import version  # noqa: PLC0415 - help stays instant

        return f"aspbudget {version('aspbudget')}"


def _cost(options: argparse.Namespace) -> int:
    from aspbudget import report, run  # noqa: PLC0415

    workspace = _workspace(options)
    say = _progress(options)
    done = run.run(workspace, _chosen(workspace, options, say), say, pages=options.state_pages)
    _print(options, done.as_dict(), report.run(done))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from aspbudget import report, run  # noqa: PLC0415

    workspace = _workspace(options)
    say = _progress(options)
    ready = run.prepare(workspace, _chosen(workspace, options, say), say)
    drafts = run.read_statements(workspace, ready, say)
    _print(options, {"faults": []}, (*report.checked(ready), *report.checked_drafts(drafts)))
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from aspbudget import run  # noqa: PLC0415
    from aspbudget.trace import explain  # noqa: PLC0415

    workspace = _workspace(options)
    prepared = run.prepare(workspace, workspace.cycle(options.cycle), lambda _: None)
    step = explain(prepared, options.figure)
    _print(options, {"cycle": prepared[0].cycle, "figure": options.figure, "explanation": step.as_dict()}, step.lines())
    return DONE


def _new(options: argparse.Namespace) -> int:
    from aspbudget import new  # noqa: PLC0415

    workspace = _workspace(options)
    files = new.new(workspace, options.cycle, options.old)
    told = [
        *(f"Made      {file}" for file in files),
        f"Next      fill it in, then run: aspbudget check {options.cycle}",
    ]
    _print(options, {"cycle": options.cycle, "files": files}, told)
    return DONE


def _compare(options: argparse.Namespace) -> int:
    from aspbudget.compare import compare, lines, side  # noqa: PLC0415

    workspace = _workspace(options)
    found = compare(side(workspace, options.one), side(workspace, options.other), split=options.symmetric)
    _print(options, found.as_dict(), lines(found))
    return DONE


def _new_statement(options: argparse.Namespace) -> int:
    from aspbudget import new_statement, run  # noqa: PLC0415
    from aspbudget.faults import count  # noqa: PLC0415

    workspace = _workspace(options)
    text = new_statement.text_of(Path(options.text)) if options.text else ""
    ready = run.prepare(workspace, workspace.cycle(options.cycle), lambda _: None)
    file, paragraphs = new_statement.new_statement(workspace, ready, options.symbol, text)
    cycle = ready[0].cycle
    told = [
        f"Made      {file}",
        f"Found     {count(paragraphs, 'operative paragraph')} to be answered" if text else "Next      write down the operative paragraphs",
        f"Next      answer each paragraph, then run: aspbudget statement {cycle} {options.symbol}",
    ]
    _print(options, {"cycle": cycle, "symbol": options.symbol, "paragraphs": paragraphs, "files": [file]}, told)
    return DONE


def _statement(options: argparse.Namespace) -> int:
    from aspbudget import report, run  # noqa: PLC0415

    workspace = _workspace(options)
    asked = (options.language, options.per_state)
    issued, files = run.run_statement(workspace, workspace.cycle(options.cycle), options.symbol, asked, _progress(options))
    _print(options, issued.as_dict(files), report.statement(issued, files))
    return DONE


def _models(options: argparse.Namespace) -> int:
    from aspbudget import report  # noqa: PLC0415
    from aspbudget.catalogue import catalogue, workbooks  # noqa: PLC0415

    known = [catalogue(workbook) for workbook in workbooks()]
    documents = [report.models_as_dict(each)["models"] for each in known]
    models = [model for place, document in enumerate(documents) for model in document[1 if place else 0 :]]
    _print(
        options,
        {"models": models},
        (line for place, each in enumerate(known) for line in report.models(each, general=not place)),
    )
    return DONE


def _assess(options: argparse.Namespace) -> int:
    from aspbudget import report  # noqa: PLC0415
    from aspbudget.models.assessment import assessment  # noqa: PLC0415

    asked = {"include": options.include, "exclude": options.exclude, "ceiling": not options.no_ceiling}
    found = assessment(options.year, options.base, options.host_state_loan, options.policy, **asked)
    _print(options, found.as_dict(options.state), report.assessment(found, options.state))
    return DONE


def _slots(options: argparse.Namespace) -> int:
    from aspbudget import arrange  # noqa: PLC0415

    workspace, say = _workspace(options), _progress(options)
    find = arrange.arranged if options.arrange else arrange.slots
    found = find(workspace, _chosen(workspace, options, say), say)
    _print(options, found.as_dict(), found.lines())
    return DONE


def _prove(options: argparse.Namespace) -> int:
    from aspbudget import report  # noqa: PLC0415
    from aspbudget.models.evidence import counted, prove  # noqa: PLC0415

    found = prove()
    document = {"proofs": [proof.as_dict() for proof in found], "verdicts": counted(found)}
    _print(options, document, report.proofs(found, counted(found)))
    return DONE


def _euros(text: str) -> float:
    """Return an amount of euros; a comma is refused, because it may part thousands or decimals."""
    if not re.fullmatch(r"-?[0-9]+(_[0-9]+)*(\.[0-9]{1,2})?", text):
        message = f'"{text}" is not an amount in euros; write it with digits alone, as 190968300 or 190968300.50'
        raise argparse.ArgumentTypeError(message)
    return float(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        message = f'"{text}" is not a year; write it as 2025'
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _workspace(options: argparse.Namespace) -> Workspace:
    from aspbudget.workspace import Workspace  # noqa: PLC0415

    return Workspace(Path(options.workspace).resolve())


def _chosen(workspace: Workspace, options: argparse.Namespace, say: Callable[[str], None]) -> str:
    cycle = workspace.cycle(options.cycle)
    if options.cycle is None:
        others = len(workspace.cycles()) > 1
        say(f"Cycle     {cycle}, {'the newest' if others else 'the only one'}")
    return cycle


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Return what shows progress: on standard error, so that standard output holds the result alone."""
    return lambda text: None if options.json else print(text, file=sys.stderr, flush=True)


def _print(options: argparse.Namespace, document: dict[str, Any], lines: Any) -> None:  # noqa: ANN401 - any lines of text
    if options.json:
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))
    sys.stdout.flush()


def _failed(options: argparse.Namespace, error: Exception) -> int:
    """Say what went wrong in the person's own terms, and return the exit code for it."""
    if options.debug:
        raise error
    from aspbudget.faults import Refused, count  # noqa: PLC0415

    if isinstance(error, Refused):
        end = f"{count(len(error.faults), 'cell')} to correct. Nothing was written."
        _print(options, {"faults": [fault.as_dict() for fault in error.faults]}, [*map(str, error.faults), "", end])
        return FAULTS
    code, told = _told(error)
    if options.json:
        print(json.dumps({"error": told}, ensure_ascii=False, indent=2))
    else:
        print(told, file=sys.stderr)
    return code


def _told(error: Exception) -> tuple[int, str]:
    name = type(error).__name__
    if name in _WRONG_USE:
        return WRONG_USE, str(error)
    if name == "Disagreement":
        return DISAGREE, f"{error}\nThe second engine disagrees. Nothing was written; the old output stays as it was."
    if name == "NotRecalculatedError":
        return DISAGREE, f"{error} Nothing was written; the old output stays as it was."
    if isinstance(error, OSError):
        return UNFINISHED, f"{error.filename or ''}: {error.strerror or error}. Nothing was written."
    return (
        UNFINISHED,
        f"{name}: {error}. This is a mistake in the tool; run again with --debug to see where. Nothing was written.",
    )


_WRONG_USE = (
    "NoCycle",
    "UnknownFigure",
    "CycleExists",
    "StatementExists",
    "NoText",
    "WrongCycleName",
    "NoScale",
    "NoBase",
    "UnknownState",
    "NotAssessable",
    "Incomparable",
)
_Argument = tuple[tuple[str, ...], dict[str, Any]]
_CYCLE: _Argument = (("cycle",), {"nargs": "?", "metavar": "CYCLE", "help": "the cycle; the newest when left out"})
_PAGES: _Argument = (
    ("--state-pages",),
    {"action": "store_true", "help": "also a page for each State assessed, one A4 each"},
)
_CODES_GIVEN: dict[str, Any] = {"nargs": "+", "action": "extend", "default": [], "metavar": "ISO3"}
_POLICIES = "as rounded; largest remainder; or largest remainder, equal rates equal bills"
_EVERYWHERE: tuple[_Argument, ...] = (
    (("--json",), {"action": "store_true", "help": "print one JSON document and nothing else"}),
    (("--workspace",), {"default": ".", "metavar": "FOLDER", "help": "the folder that holds inputs and outputs; here by default"}),
    (("--debug",), {"action": "store_true", "help": "show the traceback of an error"}),
)  # fmt: skip
_COMMANDS: tuple[tuple[str, Callable[[argparse.Namespace], int], str, str, tuple[_Argument, ...]], ...] = (
    ("cost", _cost, "compute a cycle and write its output workbooks", "aspbudget cost 2004", (_CYCLE, _PAGES)),
    ("check", _check, "list every cell of the inputs to correct, and write nothing", "aspbudget check 2004", (_CYCLE,)),
    (
        "explain", _explain, "follow a figure down to input cells and their sources",
        'aspbudget explain 2004 "4100 / Temporary assistance for meetings"',
        ((("cycle",), {"metavar": "CYCLE", "help": "the cycle"}),
         (("figure",), {"metavar": "FIGURE", "help": "SUB-PROGRAMME / OBJECT, or SHEET / ROW / COLUMN"})),
    ),
    (
        "new", _new, "make the input workbook of a new cycle", "aspbudget new 2005 --from 2004",
        ((("cycle",), {"metavar": "CYCLE", "help": "the new cycle, such as 2005"}),
         (("--from",), {"dest": "old", "metavar": "OLD", "help": "a cycle whose rows are carried over"})),
    ),
    (
        "assess", _assess, "assess a base on the States Parties of a year, from the built-in reference data",
        "aspbudget assess 2025 --state DEU JPN",
        ((("year",), {"type": _year, "metavar": "YEAR", "help": "the year, such as 2025"}),
         (("--base",), {"type": _euros, "metavar": "EUR", "help": "what is assessed; by default what the Court's budget of the year assessed"}),
         (("--host-state-loan",), {"type": _euros, "default": 0.0, "metavar": "EUR", "help": "what is assessed apart for the Host State loan"}),
         (("--policy",), {"default": "as rounded", "metavar": "POLICY", "help": f"how rounding is settled: {_POLICIES}"}),
         (("--include",), {**_CODES_GIVEN, "help": "States to assess that are not Parties, or for the whole year"}),
         (("--exclude",), {**_CODES_GIVEN, "help": "States to leave out"}),
         (("--no-ceiling",), {"action": "store_true", "help": "assess without the ceiling of 22 per cent"}),
         (("--state",), {**_CODES_GIVEN, "help": "show only these States"})),
    ),
    (
        "slots", _slots, "show the days of the sessions with their slots, and where a meeting would cost least",
        "aspbudget slots 2004 --arrange",
        (_CYCLE, (("--arrange",), {"action": "store_true", "help": "place the meetings of sheet Meetings to place where they cost least"})),
    ),
    (
        "new-statement", _new_statement, "make the input workbook of a draft resolution's statement, its paragraphs to be answered",
        "aspbudget new-statement ICC-ASP/2/Res.7 --text draft.txt",
        ((("symbol",), {"metavar": "SYMBOL", "help": "the symbol of the draft, such as ICC-ASP/2/Res.7"}),
         (("--text",), {"metavar": "FILE", "help": "the text of the draft; - reads what is pasted"}),
         (("--cycle",), {"metavar": "CYCLE", "help": "the cycle; the newest when left out"})),
    ),
    (
        "statement", _statement, "write the statement of budgetary implications of a draft resolution, as workbook and text",
        "aspbudget statement 2004 ICC-ASP/2/Res.7 --language fr --per-state",
        ((("cycle",), {"metavar": "CYCLE", "help": "the cycle"}),
         (("symbol",), {"metavar": "SYMBOL", "help": "the symbol of the draft, or the name of its workbook"}),
         (("--language",), {"choices": ("en", "fr"), "default": "en", "help": "the language of the text; English by default"}),
         (("--per-state",), {"action": "store_true", "help": "also what the net requirements add to the assessment of each State"})),
    ),
    ("prove", _prove, "compute every published figure anew, and show where the two differ", "aspbudget prove", ()),
    (
        "compare", _compare, "compare two cycles, or two input workbooks: what moved, by how much, and why",
        "aspbudget compare 2004 2005 --json  # {old, new, inputs: {changed, added, removed, renamed, notes}, figures, "
        "bridge: {from, start, causes: [{cause, title, amount, lines, rows, inputs}], end, residual}}",
        ((("one",), {"metavar": "A", "help": "a cycle, or the path of an input workbook"}),
         (("other",), {"metavar": "B", "help": "the cycle or workbook to compare with it"}),
         (("--symmetric",), {"action": "store_true", "help": "also what each cause moves on average over all orders of the causes"})),
    ),
    ("models", _models, "list every model, its sheets and its lines, in words", "aspbudget models", ()),
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
