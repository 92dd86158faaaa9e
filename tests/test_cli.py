"""The command line: what each command prints, its exit codes, and every mishap told in the person's own terms."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aspbudget import cli
from aspbudget.cli import DISAGREE, DONE, FAULTS, STOPPED, UNFINISHED, WRONG_USE
from aspbudget.content import BUILT_IN
from aspbudget.recalculation import recalculated
from aspbudget.terminal import visible
from aspbudget.workbooks import proving
from aspbudget.workbooks.reconcile import Difference, NotRecalculatedError, Reconciliation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Place

COMMANDS = ("cost", "check", "explain", "new", "models", "slots")
NAMES = ", ".join(verb.name for verb in cli.verbs(BUILT_IN))
REPOSITORY = Path(__file__).resolve().parents[1]
FIGURE = "4100 / Temporary assistance for meetings"


def aspbudget(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program itself, as a person would."""
    command = [sys.executable, "-m", "aspbudget.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


# Help.


@pytest.mark.parametrize("command", COMMANDS)
def each_command_has_an_example_in_its_help_that_names_it(command: str, place: Place) -> None:
    said = place.run(command, "--help")
    assert said.code == DONE
    example = said.out.split("Example:\n")[1].strip()
    assert example.startswith(f"aspbudget {command}")
    assert "\n" not in example


def the_help_names_every_command_and_exit_code(place: Place) -> None:
    said = place.run("--help")
    assert said.code == DONE
    assert all(f"\n    {command} " in said.out for command in COMMANDS)
    codes = f"{DONE} done; {FAULTS} faults in the input, or a workbook that was altered; {WRONG_USE} wrong use; {DISAGREE} a second engine disagrees; "
    assert f"{codes}{UNFINISHED} " in " ".join(said.out.split())


@pytest.mark.parametrize(
    "arguments", [["--help"], *([command, "--help"] for command in COMMANDS), ["--version"]], ids=" ".join
)
def the_help_loads_neither_pandas_nor_pandera_nor_numpy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom aspbudget.cli import main\n"
        f"try:\n    main({arguments})\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pandas', 'pandera', 'numpy', 'openpyxl', 'xlsxwriter', 'ironcalc'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def the_help_loads_nothing_that_takes_apart_python_s_own_code_or_packs_archives() -> None:
    code = (
        f"import sys\nsys.path[:] = {sys.path}\nfrom aspbudget.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'dataclasses', 'inspect', 'ast', 'shutil', 'zipfile'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def a_command_that_only_reads_loads_nothing_that_writes() -> None:
    code = (
        "import sys\nfrom aspbudget.commands import arrange, checking, compare, explain\n"
        "print(sorted({'xlsxwriter', 'docx', 'ironcalc', 'pandera', 'aspbudget.workbooks.book', 'aspbudget.documents.word'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def a_run_loads_nothing_that_speaks_to_the_web() -> None:
    code = "import sys\nfrom aspbudget.commands import page, run\nprint(sorted({'ssl', 'http.client', 'urllib.request'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cots", "2004"], f'"cots" is not a command; did you mean "cost"? There are: {NAMES}.'),
        (["zzz"], f'"zzz" is not a command. There are: {NAMES}.'),
        (["--workspace=.", "cost"], 'The command comes first, then its options, such as "--workspace=.".'),
        (["cost", "--jsn"], 'aspbudget cost has no option "--jsn"; did you mean "--json"?'),
        (["cost", "--state-page=3"], "aspbudget cost: argument --state-pages: ignored explicit argument '3'"),
        (["cost", "--state-pagse=3"], 'aspbudget cost has no option "--state-pagse"; did you mean "--state-pages"?'),
        (["cost", "2004", "--zzz"], 'aspbudget cost has no option "--zzz".'),
        (["tidy", "2004", "2005"], "aspbudget tidy takes one cycle at a time: run it once more for 2005."),
        (["tidy", "2004", "all"], 'aspbudget tidy has no use for "all"; words that belong together stand between quotation marks.'),
        (["explain", "2004"], "aspbudget explain: the following arguments are required: FIGURE"),
        (["assess", "20\x1b5"], 'aspbudget assess: argument YEAR: "20\\x1b5" is not a year; write it as 2025'),
    ],
    ids=repr,
)
@pytest.mark.usefixtures("unparted")
def a_command_that_is_used_wrongly_says_how_it_is_used(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == WRONG_USE
    out, err = capsys.readouterr()
    assert (out, err.startswith("usage: aspbudget"), err.splitlines()[-1]) == ("", True, said)
    assert cli.main([*arguments, "--json"]) == WRONG_USE
    out, err = capsys.readouterr()
    assert (visible(json.loads(out)["error"]), err) == (said, "")


def a_command_of_which_a_word_is_missing_shows_its_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "2004"]) == WRONG_USE
    assert '\nExample:\n  aspbudget explain 2004 "4100 / Travel"' in capsys.readouterr().err


def the_tool_without_a_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == WRONG_USE
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"{cli.parser(BUILT_IN).format_help()}Name a command.\n")


def the_version_is_one_line(place: Place) -> None:
    assert place.run("--version") == (DONE, f"aspbudget {version('aspbudget')}\n", "")


# What each command answers.


def the_cost_ends_with_the_section_the_files_and_their_checks(place: Place) -> None:
    said = place.run("cost")
    assert said.code == DONE
    assert said.err.splitlines()[0] == "Cycle     2004, the only one"
    assert said.err.splitlines()[1:] == []
    lines = said.out.splitlines()
    assert "Major Programme IV: Secretariat of the Assembly of States Parties, 2004" in lines
    assert any(line.startswith("Total") for line in lines)
    assert "Written   outputs/2004/section.xlsx" in lines
    assert any(line.startswith("Proven") and line.endswith(", 0 different") for line in lines)
    assert any(line.startswith("DRAFT     section: ") for line in lines)
    assert place.output.exists()


def the_cost_in_json_is_one_document_of_the_documented_shape(place: Place) -> None:
    said = place.run("cost", "2004", "--json")
    assert (said.code, said.err) == (DONE, "")
    document = said.document
    assert list(document) == ["cycle", "currency", "status", "section", "total", "remarks", "files", "edited", "left", "pdf", "checks", "assumptions"]
    assert (document["cycle"], document["currency"], document["status"]) == ("2004", "EUR", "DRAFT")
    assert all(list(line) == ["sub_programme", "object", "unrounded", "amount"] for line in document["section"])
    assert document["total"] == sum(line["amount"] for line in document["section"])
    assert all(
        line["amount"] % 100 == 0 and abs(line["amount"] - line["unrounded"]) <= 50 for line in document["section"]
    )
    assert document["files"][0] == "outputs/2004/section.xlsx"
    assert all((place.root / file).is_file() for file in document["files"])
    assert [list(check) for check in document["checks"]] == [["name", "engine", "cells", "different"]] * (len(document["files"]) - 1)
    assert document["files"][-1] == "outputs/2004/budget.html"
    assert all(check["cells"] > 0 and check["different"] == 0 for check in document["checks"])
    assert sorted(document["assumptions"]) == ["illustrative", "missing"]


def the_check_finds_nothing_to_correct_and_writes_nothing(place: Place) -> None:
    said = place.run("check")
    assert said.code == DONE
    assert said.out.splitlines()[-1].startswith("Nothing to correct in ")
    document = place.run("check", "2004", "--json").document
    assert (document["faults"], document["accepted"], document["remarks"], len(document["doubts"])) == ([], [], [], 2)
    assert not (place.root / "outputs").exists()


@pytest.mark.slow
def the_faults_are_the_same_in_words_and_in_json(cut_place: Place) -> None:
    cut_place.change({"Posts!B5": "P-9"})
    document = cut_place.run("check", "--json")
    assert document.code == FAULTS
    (fault,) = document.document["faults"]
    assert list(fault) == ["workbook", "sheet", "cell", "message"]
    said = cut_place.run("check")
    assert said.out.splitlines() == [
        fault["workbook"], f"  {fault['sheet']}!{fault['cell']}: {fault['message']}", "", "1 cell to correct. Nothing was written.",
    ]  # fmt: skip
    for command in (["cost"], ["explain", "2004", FIGURE], ["new", "2005", "--from", "2004"]):
        refused = cut_place.run(*command, "--json")
        assert (refused.code, refused.document) == (FAULTS, document.document)
    assert not (cut_place.root / "inputs" / "2005").exists()
    assert not (cut_place.root / "outputs").exists()


def the_explanation_in_json_is_one_document(place: Place) -> None:
    said = place.run("explain", "2004", FIGURE, "--json")
    assert said.code == DONE
    assert list(said.document) == ["cycle", "figure", "depth", "name", "about", "rests_on", "explanation"]
    assert sorted(said.document["explanation"]) == ["made_of", "name", "numbers", "parts", "source", "value", "words"]


def the_models_are_listed_in_words_and_in_json(place: Place) -> None:
    said = place.run("models")
    assert said.code == DONE
    document = place.run("models", "--json").document
    assert list(document) == ["models"]
    for model in document["models"]:
        assert model["model"] in said.out
        assert sorted(model) == ["about", "assumptions", "model", "tables"]
        for table in model["tables"]:
            assert all(line["words"] and line["meaning"] and line["source"] for line in table["lines"])


@pytest.mark.slow
def a_new_cycle_is_made_and_what_comes_next_is_said(empty_place: Place) -> None:
    said = empty_place.run("new", "2027")
    assert said.code == DONE
    assert "Made      inputs/2027/section.xlsx" in said.out.splitlines()
    assert said.out.splitlines()[-1] == "Next      fill it in, then run: aspbudget check 2027"
    document = empty_place.run("new", "2028", "--json").document
    assert (document["cycle"], document["files"][0]) == ("2028", "inputs/2028/section.xlsx")


# Cycles and figures by name.


@pytest.mark.slow
def the_newest_cycle_is_the_default_and_is_named(cut_place: Place) -> None:
    assert cut_place.run("check").err.splitlines()[0] == "Cycle     2004, the only one"
    cut_place.run("new", "2005", "--from", "2004")
    assert cut_place.run("check").err.splitlines() == ["Cycle     2005, the newest"]
    assert cut_place.run("check", "2004").err.splitlines() == []


@pytest.mark.parametrize(
    "command", [["cost", "2014"], ["check", "2014"], ["explain", "2014", FIGURE], ["new", "2005", "--from", "2014"]]
)
def an_unknown_cycle_is_told_with_the_nearest(command: list[str], place: Place) -> None:
    said = place.run(*command)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert said.err == "There are no inputs for cycle 2014. There are: 2004.\n"
    assert place.run(*command, "--json").document == {"error": said.err.strip()}


def a_workspace_without_a_cycle_says_how_to_make_one(empty_place: Place) -> None:
    said = empty_place.run("cost")
    assert said.code == WRONG_USE
    said_at_once = " ".join(said.err.split())
    assert said_at_once.startswith(f"No folder inputs/<cycle> with an input workbook is in {empty_place.root}. Go to the folder that holds inputs, or name it with")
    assert said_at_once.endswith("a first cycle is made with: aspbudget new 2004")
    assert empty_place.run("cost", "--json").document == {"error": said_at_once}


def a_workbook_that_is_named_for_a_cycle_is_told_what_names_one(place: Place) -> None:
    said = place.run("check", "inputs/2004/section.xlsx")
    assert (said.code, said.err) == (WRONG_USE, "There are no inputs for cycle inputs/2004/section.xlsx: a cycle is named as its folder in inputs is. There are: 2004.\n")


def an_unknown_figure_is_told_with_the_nearest(place: Place) -> None:
    said = place.run("explain", "2004", "4100 / Travell")
    assert said.code == WRONG_USE
    assert said.err == 'No figure is called "4100 / Travell"; did you mean "4100 / Travel"?\n'
    assert place.run("explain", "2004", "zzz").err == 'No figure is called "zzz"; name one as in: 4100 / Travel.\n'


@pytest.mark.parametrize("name", ["", "27", "2005.xlsx", "../2005", "2005/2006", "next"])
def a_cycle_that_is_not_named_by_its_year_is_refused(name: str, empty_place: Place) -> None:
    said = empty_place.run("new", name)
    assert said.code == WRONG_USE
    assert (
        said.err
        == f'A cycle is named by its year, such as 2005, or its years, such as 2002-2003; "{name}" is neither.\n'
    )
    assert list(empty_place.root.iterdir()) == []


@pytest.mark.parametrize("old", [[], ["--from", "2004"]])
def a_new_cycle_never_writes_over_inputs(old: list[str], place: Place) -> None:
    before = place.input.read_bytes()
    said = place.run("new", "2004", *old)
    assert said.code == WRONG_USE
    assert said.err == "inputs/2004/section.xlsx exists already and is never written over; move it away first.\n"
    assert place.input.read_bytes() == before


# Mishaps.


@pytest.mark.slow
def a_difference_found_by_the_second_engine_is_named_and_nothing_is_written(
    cut_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Reconciliation("IronCalc", 2, (Difference("Section", "B7", 1.0, 2.0),))
    monkeypatch.setattr(proving, "reconcile", lambda *_: found)
    said = cut_place.run("cost", "2004")
    assert (said.code, said.out) == (DISAGREE, "")
    assert "sheet Section, cell B7: written 1, recalculated 2.\n" in said.err
    assert said.err.endswith("The second engine disagrees. Nothing was written; the old output stays as it was.\n")
    assert not (cut_place.root / "outputs").exists()


@pytest.mark.slow
def a_workbook_that_the_second_engine_cannot_read_is_not_written(cut_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Reconciliation:
        message = "IronCalc could not recalculate the workbook."
        raise NotRecalculatedError(message)

    monkeypatch.setattr(proving, "reconcile", fails)
    said = cut_place.run("cost", "2004", "--json")
    assert said.code == DISAGREE
    assert said.document == {
        "error": "IronCalc could not recalculate the workbook. Nothing was written; the old output stays as it was."
    }
    assert not (cut_place.root / "outputs").exists()


@pytest.mark.slow
def a_mistake_in_the_tool_shows_its_traceback_only_when_asked(cut_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        message = "no such luck"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(proving, "reconcile", fails)
    said = cut_place.run("cost", "2004")
    assert said.code == UNFINISHED
    assert "Traceback" not in said.err
    end = "This is a mistake in the tool; run again with --debug to see where. Nothing was written."
    assert said.err.splitlines()[-1] == f"ZeroDivisionError: no such luck. {end}"
    shown = cut_place.run("cost", "2004", "--debug")
    assert shown.code == UNFINISHED
    assert shown.err.splitlines()[-1] == said.err.splitlines()[-1]
    assert "Traceback (most recent call last):" in shown.err.splitlines()


def a_mistake_while_the_answer_is_put_into_words_is_told_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> Iterator[str]:
        yield "A first line."
        message = "no such luck"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("aspbudget.commands.models.lines", fails)
    said = place.run("models")
    assert (said.code, said.out, said.err[:33]) == (UNFINISHED, "", "ZeroDivisionError: no such luck. ")


@pytest.mark.parametrize(
    ("settings", "code", "begins"),
    [
        ('content = "nowhere_to_be_found"', WRONG_USE, "aspbudget.toml names the content nowhere_to_be_found, which is not installed"),
        ("content = 3", WRONG_USE, "aspbudget.toml can't be read (3 is not the name of a package); it holds one line"),
        ('content = "bisect"', WRONG_USE, "aspbudget.toml names the content bisect, which is a single module; name a package."),
        ('content = "aspbudget.declare"', WRONG_USE, "The content aspbudget.declare has no models: none of its modules declares a MODEL."),
        ('content = "a_broken_package"', UNFINISHED, "ValueError: no such luck. This is a mistake in the tool"),
    ],
)
def a_content_that_cannot_be_used_is_named_in_words_and_in_json(
    settings: str, code: int, begins: str, empty_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_place.root / "aspbudget.toml").write_text(settings)
    (empty_place.root / "a_broken_package.py").write_text("raise ValueError('no such luck')")
    monkeypatch.syspath_prepend(str(empty_place.root))
    said = empty_place.run("models")
    assert (said.code, said.out) == (code, "")
    assert said.err.startswith(begins)
    assert empty_place.run("models", "--json").document["error"].startswith(begins)


@pytest.mark.slow
def an_output_folder_that_cannot_be_written_to_is_told(cut_place: Place) -> None:
    (cut_place.root / "outputs").write_text("a file where the folder should be")
    said = cut_place.run("cost", "2004")
    assert said.code == UNFINISHED
    assert "Traceback" not in said.err
    assert "outputs" in said.err.splitlines()[-1]
    assert said.err.splitlines()[-1].endswith("Nothing was written.")
    assert (cut_place.root / "outputs").read_text() == "a file where the folder should be"


@pytest.mark.slow
def an_interruption_says_that_nothing_was_written(cut_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(proving, "reconcile", interrupted)
    said = cut_place.run("cost", "2004")
    assert (said.code, said.err.splitlines()[-1]) == (STOPPED + signal.SIGINT, "Stopped. Nothing was written.")


@pytest.mark.slow
@pytest.mark.parametrize("step", ["aspbudget.files.staging.os.fsync", "aspbudget.workbooks.proving.by_addresses"], ids=["the output", "the copy for the second engine"])
def a_full_disk_is_told_with_the_file_that_it_could_not_hold(step: str, cut_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aspbudget.workbooks.reconcile.recalculated", recalculated)  # whether or not another test has had the same workbook recalculated
    monkeypatch.setattr(step, full)
    said = cut_place.run("cost", "2004")
    assert said.code == UNFINISHED
    assert re.fullmatch(r"/.*/(section|workbook)\.xlsx: No space left on device\. Nothing was written\.", said.err.splitlines()[-1])


# Streams that are closed, full, or left by their reader.

ANSWER = f"{sys.executable} -m aspbudget.cli"
UNSAID = "The answer can't be printed: No space left on device."


def shell(command: str, place: Place) -> tuple[str, str]:
    """Run a line of a shell in a place; return what reached its standard output and its standard error."""
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=place.root, check=False)  # noqa: S607 - as a person has it
    return done.stdout, done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the machine has no device that is always full")
@pytest.mark.parametrize(
    ("command", "out", "err"),
    [
        ("models | head -1; echo ${PIPESTATUS[0]}", f"General\n{DONE}\n", ""),
        ("models | true; echo ${PIPESTATUS[0]}", f"{DONE}\n", ""),
        ("models --json | true; echo ${PIPESTATUS[0]}", f"{DONE}\n", ""),
        ("--help | true; echo ${PIPESTATUS[0]}", f"{DONE}\n", ""),
        ("cots --json | true; echo ${PIPESTATUS[0]}", f"{WRONG_USE}\n", ""),
        ("check 2004 2>/dev/null | true; echo ${PIPESTATUS[0]}", f"{FAULTS}\n", ""),
        ("check 2004 2>&1 >/dev/null | true; echo ${PIPESTATUS[0]}", f"{FAULTS}\n", ""),
        ("models >&-; echo $?", f"{DONE}\n", ""),
        ("--version >&-; echo $?", f"{DONE}\n", ""),
        ("cots 2>&-; echo $?", f"{WRONG_USE}\n", ""),
        ("cots 2>/dev/full; echo $?", f"{WRONG_USE}\n", ""),
        ("check 2004 2>&- | head -1 | cut -c-11", "inputs/2004\n", ""),
        ("new-statement L.9 --text - <&- 2>&1 | grep -o 'What was pasted holds no text'", "What was pasted holds no text\n", ""),
        ("models <&- >&- 2>&-; echo $?", f"{DONE}\n", ""),
        ("models >/dev/full; echo $?", f"{UNFINISHED}\n", f"{UNSAID}\n"),
        ("models >/dev/full 2>&1; echo $?", f"{UNFINISHED}\n", ""),
        ("--version >/dev/full; echo $?", f"{UNFINISHED}\n", f"{UNSAID}\n"),
        ("cots --json >/dev/full; echo $?", f"{UNFINISHED}\n", f"{UNSAID}\n"),
    ],
)
def a_stream_that_takes_nothing_ends_quietly_or_in_a_sentence(command: str, out: str, err: str, place: Place) -> None:
    place.input.write_bytes(b"")  # so that a check has a fault, and is soon done
    assert shell(f"{ANSWER} {command}", place) == (out, err)


@pytest.mark.slow
def a_reader_that_stops_early_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "aspbudget.cli", "models"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, check=False)
    os.close(write)
    assert (done.stderr, done.returncode) == ("", DONE)


def an_input_that_is_no_workbook_is_a_fault(place: Place) -> None:
    place.input.write_text("not a workbook")
    said = place.run("cost", "--json")
    assert said.code == FAULTS
    assert [(fault["workbook"], fault["sheet"], fault["cell"]) for fault in said.document["faults"]] == [
        ("inputs/2004/section.xlsx", "", "")
    ]


@pytest.mark.slow
def no_command_alters_the_inputs(place: Place) -> None:
    before = place.input.read_bytes()
    for command in (["cost"], ["check"], ["explain", "2004", FIGURE], ["new", "2005", "--from", "2004"], ["models"]):
        assert place.run(*command).code == DONE
    assert place.input.read_bytes() == before


@pytest.mark.slow
def the_program_runs_from_any_folder(cut_place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = aspbudget("check", "--json", "--workspace", str(cut_place.root), cwd=tmp_path_factory.mktemp("elsewhere"))
    assert (done.returncode, json.loads(done.stdout)["faults"], done.stderr) == (DONE, [], "")


@pytest.mark.slow
def the_program_speaks_where_the_terminal_knows_ascii_alone(place: Place) -> None:
    shutil.rmtree(place.root / "outputs", ignore_errors=True)
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    command = [sys.executable, "-m", "aspbudget.cli", "explain", "2004", FIGURE]
    done = subprocess.run(command, capture_output=True, cwd=place.root, env=environment, check=False)
    assert done.returncode == DONE, done.stderr


@pytest.mark.parametrize(
    ("words", "prove", "cycle"),
    [(["--prove", "2004"], True, "2004"), (["2004", "--prove"], True, "2004"), (["--prove", "full", "2004"], "full", "2004"), (["--prove=full"], "full", None), (["2004"], None, "2004")],
)
def a_cycle_may_stand_after_the_word_that_asks_for_a_proof(words: list[str], prove: object, cycle: str | None) -> None:
    options = cli.parsed(["cost", *words])
    assert (options.prove, options.cycle) == (prove, cycle)
