"""The commands of statements: from the text of a draft to its statement, what each prints, and every mishap in words."""

from __future__ import annotations

import hashlib
import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import REPOSITORY, Place
from openpyxl import load_workbook
from support.crafted_documents import CONTROL, MAIN, SECTION, STATEMENT, TYPES, WML, document, paragraph, root, types
from support.drafting import bought, head, paragraphs, rows
from support.numbered_document import definition, level, use
from support.numbered_document import document as numbered
from support.numbered_document import paragraph as item
from support.plain_draft import plain_draft
from support.section_of_2004 import TOTAL
from support.statements import NO_IMPLICATION, RICH
from support.workbooks import change_cells

from aspbudget.cli import DONE, FAULTS, UNFINISHED, WRONG_USE
from aspbudget.documents.numerals import numerals, read_back
from aspbudget.documents.terms import Terms
from aspbudget.statements.paragraphs import IN_ORDER

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from aspbudget.inputs.ready import Ready

SYMBOL, LABEL = "ICC-ASP/3/L.1", "inputs/2004/statements/ICC-ASP-3-L.1.xlsx"
TEXT = "1. Decides to meet;\n2. Requests:\n(a) A report;\n(b) A study;\n[2 bis. Requests a seminar;]\n"
UNTOLD = (
    "draft.txt is not plain text in UTF-8, UTF-16 or Windows-1252; save it as plain text in UTF-8: in Word, Save As, Plain Text, then Other "
    "encoding, Unicode (UTF-8); in Notepad, Save As, Encoding, UTF-8."
)
REAL = ("ICC-ASP-2-Res.3", "ICC-ASP-2-Res.7")
FIVE = ("full", "provided", "pooled", "absorbed", "additional")
_ANSWERED: list[bytes] = []  # the workbook of a draft whose paragraphs are answered, once it was made

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]


def drafts(place: Place) -> Path:
    """Return the folder of the drafts of 2004."""
    folder = place.root / "inputs" / "2004" / "statements"
    folder.mkdir(exist_ok=True)
    return folder


def real_drafts(place: Place, *names: str) -> None:
    """Put drafts of the repository in place, with the sections with which they are compared."""
    for name in names:
        shutil.copy(REPOSITORY / "inputs" / "2004" / "statements" / f"{name}.xlsx", drafts(place))
    shutil.copytree(REPOSITORY / "inputs" / "2004" / "baselines", place.root / "inputs" / "2004" / "baselines")


def written(place: Place) -> dict[str, str]:
    """Return the hash of every file of a place, by its path."""
    files = (path for path in sorted(place.root.rglob("*")) if path.is_file())
    return {path.relative_to(place.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def make(place: Place, text: str = TEXT, symbol: str = SYMBOL) -> Path:
    """Make the workbook of a draft from its text, and return its path."""
    (place.root / "draft.txt").write_text(text, encoding="utf-8")
    said = place.run("new-statement", symbol, "--text", str(place.root / "draft.txt"))
    assert said.code == DONE
    return place.root / said.out.splitlines()[0].split(maxsplit=1)[1]


def answered(place: Place) -> Path:
    """Put a draft in place of which no paragraph has an implication; the first that was made serves all tests."""
    path = drafts(place) / Path(LABEL).name
    path.write_bytes(_ANSWERED[0] if _ANSWERED else _answered(place).read_bytes())
    _ANSWERED[:] = [path.read_bytes()]
    return path


def _answered(place: Place) -> Path:
    path = make(place)
    change_cells(path, {"Draft resolution!B5": "A draft", "Draft resolution!C5": "Contingency Fund"})
    sheet = load_workbook(path)["Paragraphs"]
    column = next(cell.column_letter for cell in sheet[4] if cell.value == "Answer")
    change_cells(path, {f"Paragraphs!{column}{row}": NO_IMPLICATION for row in range(5, sheet.max_row + 1)})
    return path


def with_rows(place: Place, ready: Ready, number: int, **more: object) -> None:
    """Put a draft in place that asks for a number of things at EUR 36 each."""
    asked = [bought(f"thing {each}", price="Overtime, hour", **more) for each in range(number)]
    given: dict[str, pd.DataFrame] = {
        "draft_resolution": head(symbol=SYMBOL),
        "paragraphs": paragraphs(p1="activities"),
        "operating_requirements": rows(*asked),
    }
    (drafts(place) / "ICC-ASP-3-L.1.xlsx").write_bytes(plain_draft(ready.catalogue, given))


# From the text to the workbook of a draft.


def the_workbook_of_a_draft_holds_each_paragraph_of_its_text(place: Place) -> None:
    sheet = load_workbook(make(place))["Paragraphs"]
    titles = [cell.value for cell in sheet[4]]
    found = [dict(zip(titles, line, strict=True)) for line in sheet.iter_rows(min_row=5, values_only=True)]
    assert [(each["Paragraph"], each["Included"], each["Answer"], each["Text"]) for each in found] == [
        ("1", "yes", None, "Decides to meet;"),
        ("2", "yes", "see below", "Requests:"),
        ("2 (a)", "yes", None, "A report;"),
        ("2 (b)", "yes", None, "A study;"),
        ("2 bis", "yes", None, "[Requests a seminar;]"),
    ]


def the_workbook_of_a_draft_shows_years_as_years_and_says_where_a_name_may_stand(place: Place) -> None:
    sheet = load_workbook(make(place))["Travel"]
    titles = {cell.value: cell for cell in sheet[4]}
    assert sheet.column_dimensions[titles["First year"].column_letter].number_format == "0"
    notes = {name: titles[name].comment.text for name in ("First year", "Session", "Paragraph")}
    assert "A whole number from 1998 to 2200." in notes["First year"]
    assert "A row of sheet Sessions, here or in the section." in notes["Session"]
    assert "A row of sheet Paragraphs." in notes["Paragraph"]


def a_new_statement_tells_what_it_made_and_what_comes_next(place: Place) -> None:
    (place.root / "draft.txt").write_text("1. Decides to meet;", encoding="utf-8")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"))
    assert said.out.splitlines() == [
        f"Made      {LABEL}",
        "Found     1 operative paragraph to be answered",
        f"Next      answer each paragraph, then run: aspbudget statement 2004 {SYMBOL}",
    ]


def a_new_statement_as_json_names_its_file_and_counts_its_paragraphs(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TEXT))
    found = place.run("new-statement", SYMBOL, "--text", "-", "--json").document
    assert found == {"cycle": "2004", "symbol": SYMBOL, "title": "", "paragraphs": 5, "requests": 0, "warnings": [], "left_out": [], "proposed": [], "to_confirm": [], "files": [LABEL]}


def each_thing_to_look_at_in_a_draft_is_in_the_json(place: Place) -> None:
    (place.root / "draft.txt").write_text("The Assembly,\n\nRecalling it,\n\nDecides to meet;\n\nRequests a report.", encoding="utf-16")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"), "--json").document
    assert (said["warnings"], said["left_out"]) == ([IN_ORDER], ["1 recital of the preamble", '"The Assembly,"'])


def a_draft_without_numbers_is_parted_by_its_requests_and_says_so(place: Place) -> None:
    (place.root / "draft.txt").write_text("The Assembly,\n\nRecalling it,\n\nDecides to meet;\n\nRequests a report.", encoding="utf-8")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"))
    assert said.out.splitlines() == [
        f"Made      {LABEL}",
        "Found     2 operative paragraphs to be answered",
        f"Warning   {IN_ORDER}",
        "Left out  1 recital of the preamble",
        'Left out  "The Assembly,"',
        f"Next      answer each paragraph, then run: aspbudget statement 2004 {SYMBOL}",
    ]


def the_title_above_the_opening_words_is_that_of_the_draft(place: Place) -> None:
    text = "ICC-ASP/3/L.1\n\nStrengthening the dialogue with States\n\nThe Assembly of States Parties,\n\nRecalling it,\n\n1. Decides to meet."
    (place.root / "draft.txt").write_text(text, encoding="utf-8")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"))
    assert said.out.splitlines()[2:-1] == [
        "Title     Strengthening the dialogue with States", "Left out  1 recital of the preamble", 'Left out  "The Assembly of States Parties,"',
    ]  # fmt: skip
    assert load_workbook(place.root / LABEL)["Draft resolution"]["B5"].value == "Strengthening the dialogue with States"


def the_brackets_that_exclude_each_other_are_proposed_as_a_choice_to_be_confirmed(place: Place) -> None:
    (place.root / "draft.txt").write_text("1. Decides to meet for [two days] [three days] in [2004][2005];\n2. Requests [a report].", encoding="utf-8")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"))
    assert said.out.splitlines()[2:] == [
        'Proposed  paragraph 1, exactly one of: "two days", "three days"',
        'Proposed  paragraph 1, exactly one of: "2004 (§ 1)", "2005 (§ 1)"',
        "Next      confirm what is proposed on sheet Alternatives: give yes or no in column Included, or clear the row where it makes no difference to any cost",
        f"Next      answer each paragraph, then run: aspbudget statement 2004 {SYMBOL}",
    ]
    sheet = load_workbook(place.root / LABEL)["Alternatives"]
    note = "Proposed from the brackets of paragraph 1. To confirm, give yes or no in column Included; otherwise clear the row."
    assert [row for row in sheet.iter_rows(min_row=4, max_col=9, values_only=True) if row[0]] == [
        ("Alternative", "Included", "What it is", "Choice", "Of the choice", "Alternative in French", "What it is in French", "Choice in French", "Notes"),
        ("two days", None, "two days", "§ 1", "exactly one", None, None, None, note),
        ("three days", None, "three days", "§ 1", "exactly one", None, None, None, note),
        ("2004 (§ 1)", None, "2004", "§ 1 (2)", "exactly one", None, None, None, note),
        ("2005 (§ 1)", None, "2005", "§ 1 (2)", "exactly one", None, None, None, note),
    ]
    faults = [each["message"] for each in place.run("statement", "2004", SYMBOL, "--json").document["faults"] if each["sheet"] == "Alternatives"]
    assert faults == ["Included is empty; it must be one of: yes, no."] * 4


def the_workbook_of_a_draft_in_french_is_spoken_of_by_its_own_titles(place: Place) -> None:
    (place.root / "draft.txt").write_text("1. Décide de se réunir pendant [deux] [trois] jours ;\n2. Prie le Greffier de présenter un rapport.", encoding="utf-8")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"), "--language", "fr")
    assert said.out.splitlines()[2:-1] == [
        "Proposé   1 demande courante, à confirmer, à compléter ou à effacer sur la feuille Demandes courantes\N{NO-BREAK SPACE}:",
        "          paragraphe 2, rapport\N{NO-BREAK SPACE}; reste à remplir\N{NO-BREAK SPACE}: Session",
        "Proposé   paragraphe 1, exactement une de ces variantes\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}deux\N{NO-BREAK SPACE}», «\N{NO-BREAK SPACE}trois\N{NO-BREAK SPACE}»",
        ("Ensuite   confirmez ce qui est proposé sur la feuille Variantes\N{NO-BREAK SPACE}: répondez oui ou non dans la colonne Prise en compte, "
         "ou effacez la ligne si elle ne change aucun coût"),
    ]
    assert said.out.splitlines()[0] == f"Créé      {LABEL}"
    assert said.out.splitlines()[-1].startswith("Ensuite   répondez à chaque paragraphe, puis lancez")
    book = load_workbook(place.root / LABEL)
    (request, *_), *_ = book["Demandes courantes"].iter_rows(min_row=5, values_only=True)
    assert request == "Rapport, paragraphe 2"
    assert [each.formula1 for each in book["Variantes"].data_validations.dataValidation if "B5" in str(each.sqref)] == ['"oui,non"']
    assert [row[2] for row in book["Paragraphes"].iter_rows(min_row=5, max_row=6, values_only=True)] == ["oui", "oui"]


def each_choice_that_is_proposed_is_in_the_json(place: Place) -> None:
    (place.root / "draft.txt").write_text("[1. Decides to meet;]\n\n[1 alt. Decides to report;]\n\n2. Ends.", encoding="utf-8")
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"), "--json").document
    assert said["proposed"] == [{"choice": "§ 1", "paragraph": "1", "of_choice": "at most one", "alternatives": ["§ 1", "§ 1 alt"]}]


def a_draft_in_word_has_the_numbers_of_word(place: Place) -> None:
    lists = definition(1, level(0, "decimal", "%1.")) + use(1, 1)
    body = item("The Assembly,") + item("Decides to meet;", 1) + item("Requests a report.", 1)
    (place.root / "draft.docx").write_bytes(numbered(body, lists))
    said = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.docx"), "--json").document
    assert (said["paragraphs"], said["warnings"]) == (2, [])
    sheet = load_workbook(place.root / LABEL)["Paragraphs"]
    assert [row[0] for row in sheet.iter_rows(min_row=5, values_only=True)] == ["1", "2"]


def a_person_who_pastes_is_told_how_to_end(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(TEXT))
    said = place.run("new-statement", SYMBOL, "--text", "-")
    assert said.err.splitlines(keepends=True)[0] == "Paste the text of the draft; then end with Ctrl-D on a line of its own, on Windows with Ctrl-Z and Enter.\n"


def a_new_draft_tells_each_cell_that_is_still_empty(place: Place) -> None:
    make(place, "1. Decides to meet;")
    said = place.run("statement", "2004", SYMBOL, "--json")
    assert said.code == FAULTS
    sources = "Contingency Fund, proposed programme budget, revised estimate, supplementary budget"
    assert said.faults[:2] == [
        "Draft resolution!B5: Title is empty; it must hold text.",
        f"Draft resolution!C5: Met from is empty; it must be one of: {sources}.",
    ]
    assert [fault.partition(": ")[2].split(";")[0] for fault in said.faults[2:]] == ["Answer is empty"]


def a_draft_is_never_written_over(place: Place) -> None:
    make(place)
    before = written(place)
    said = place.run("new-statement", SYMBOL)
    assert (said.code, said.err.splitlines()[-1]) == (WRONG_USE, f"{LABEL} exists already and is never written over; move it away first.")
    assert written(place) == before


@pytest.mark.parametrize("symbol", ["", " ", "../../x", ".hidden", "~x", "=1+1", "a\nb", "\u202eabc"])
def a_symbol_begins_with_a_letter_or_digit_and_is_visible(symbol: str, place: Place) -> None:
    said, before = place.run("new-statement", symbol), written(place)
    assert said.code == WRONG_USE
    assert "does not begin with a letter or digit, or holds a character that cannot be seen" in said.err
    assert written(place) == before == {"inputs/2004/section.xlsx": before["inputs/2004/section.xlsx"]}


@pytest.mark.parametrize(
    ("symbol", "reason"),
    [
        ("CON", "is a name that Windows keeps for itself"),
        ("nul.txt", "is a name that Windows keeps for itself"),
        ("A" * 300, "is longer than 150 characters"),
        ("A*B", "holds * ? or ~, or ends with a full stop, a stroke or .xlsx"),
        ("L.1.", "holds * ? or ~, or ends with a full stop, a stroke or .xlsx"),
        ("L.1.xlsx", "holds * ? or ~, or ends with a full stop, a stroke or .xlsx"),
        ("ICC-ASP/3/", "holds * ? or ~, or ends with a full stop, a stroke or .xlsx"),
    ],
)
def a_symbol_that_can_name_no_workbook_is_refused(symbol: str, reason: str, place: Place) -> None:
    said = place.run("new-statement", symbol)
    assert (said.code, said.out) == (WRONG_USE, "")
    assert f" {reason}; a symbol is such as ICC-ASP/2/Res.7." in said.err
    assert list(written(place)) == ["inputs/2004/section.xlsx"]


@pytest.mark.parametrize("symbol", ["ICC-ASP/3/L.77/Rev.1", "ASP/\u00e9\u4e2d", "L 7"])
def a_draft_is_found_by_the_symbol_with_which_it_was_made(symbol: str, place: Place) -> None:
    make(place, symbol=symbol)
    said = place.run("statement", "2004", symbol, "--json")
    assert (said.code, "faults" in said.document) == (FAULTS, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "draft.txt holds no text; give the text of the draft, or leave --text out and write down its paragraphs."),
        (b" \r\n", "draft.txt holds no text; give the text of the draft, or leave --text out and write down its paragraphs."),
        (bytes(range(256)), UNTOLD),
        (b"{\\rtf1 1. D\\'e9cide;}", "draft.txt is Rich Text; open it in Word and save it as Word Document (.docx)."),
        (b"1. word " * 1_000_000, "draft.txt is longer than 5,000,000 characters; give the text of one draft resolution."),
    ],
    ids=["empty", "blank", "binary", "rich text", "too long"],
)
def a_text_that_is_no_draft_is_refused(data: bytes, said: str, place: Place) -> None:
    (place.root / "draft.txt").write_bytes(data)
    answer = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"))
    assert (answer.code, answer.out, answer.err.strip()) == (WRONG_USE, "", said)
    assert not (place.root / "inputs" / "2004" / "statements").exists()


def a_text_that_is_not_there_is_refused(place: Place) -> None:
    answer = place.run("new-statement", SYMBOL, "--text", str(place.root / "draft.txt"))
    assert (answer.code, answer.err.strip()) == (WRONG_USE, "draft.txt can't be read (No such file or directory).")


def an_empty_paste_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    answer = place.run("new-statement", SYMBOL, "--text", "-")
    assert answer.code == WRONG_USE
    assert answer.err.startswith("What was pasted holds no text; ")


# The statement.


def foots(found: dict[str, Any]) -> None:
    """Assert that the parts of a statement add up to its totals, those of the budget year, and that four words say what becomes of full cost."""
    of_year = [line for line in found["lines"] if line["year"] == found["year"]]
    for parts in (of_year, [*found["paragraphs"], found["joint"]], [each for each in found["years"] if each["year"] == found["year"]]):
        assert {name: sum(each[name] for each in parts) for name in FIVE} == found["totals"]
    for each in (*found["lines"], *found["paragraphs"], found["joint"], *found["years"], found["totals"]):
        assert each["full"] - each["provided"] - each["pooled"] - each["absorbed"] == each["additional"]
    for each in found["paragraphs"]:
        mine = [line for line in of_year if line["paragraph"] == each["paragraph"]]
        assert {name: sum(line[name] for line in mine) for name in FIVE} == {name: each[name] for name in FIVE}


@pytest.mark.parametrize("name", REAL)
def a_statement_as_json_has_its_documented_shape_and_foots(name: str, place: Place) -> None:
    real_drafts(place, name)
    said = place.run("statement", "2004", name, "--json")
    assert (said.code, said.err) == (DONE, "")
    found = said.document
    assert {"symbol", "baseline", "currency", "year", "ranges", "years", "paragraphs", "joint", "lines", "totals", "files"} <= found.keys()
    assert (found["symbol"].replace("/", "-"), found["currency"]) == (name, "EUR")
    assert {frozenset(each) for each in found["paragraphs"]} == {frozenset({"paragraph", "answer", *FIVE})}
    assert {frozenset(each) for each in found["lines"]} == {
        frozenset({"paragraph", "sub_programme", "object", "year", "kind", *FIVE})
    }
    assert found["joint"].keys() == found["totals"].keys() == set(FIVE)
    assert found["files"] == [f"outputs/2004/statements/{name}{ending}" for ending in (".xlsx", ".docx")]
    assert all((place.root / file).is_file() for file in found["files"])
    foots(found)


def a_statement_in_french_stands_beside_the_one_in_english(place: Place) -> None:
    answered(place)
    name = "outputs/2004/statements/ICC-ASP-3-L.1"
    french = place.run("statement", "2004", SYMBOL, "--language", "fr", "--json").document
    assert french["files"] == [f"{name}.xlsx", f"{name}.fr.xlsx", f"{name}.fr.docx"]
    place.run("statement", "2004", SYMBOL)
    assert {path.name for path in (place.root / "outputs/2004/statements").iterdir()} == {
        "ICC-ASP-3-L.1.xlsx", "ICC-ASP-3-L.1.docx", "ICC-ASP-3-L.1.fr.xlsx", "ICC-ASP-3-L.1.fr.docx"
    }  # fmt: skip


def a_statement_by_state_names_each_with_its_rate(place: Place, ready: Ready) -> None:
    with_rows(place, ready, 1, quantity=1_000)
    found = place.run("statement", "2004", SYMBOL, "--per-state", "--json").document
    assert {frozenset(each) for each in found["states"]} == {frozenset({"state", "rate", "amount"})}
    net = found["totals"]["additional"]
    assert sum(each["amount"] for each in found["states"]) == net == 36_000


def a_command_of_statements_leaves_every_input_as_it_was(place: Place) -> None:
    answered(place)
    before = written(place)
    for command in (("check",), ("statement", "2004", SYMBOL), ("statement", "2004", SYMBOL, "--per-state"), ("cost",)):
        assert place.run(*command).code == DONE
    assert {name: hash_ for name, hash_ in written(place).items() if name in before} == before


def the_cost_of_a_cycle_writes_all_its_statements(place: Place) -> None:
    real_drafts(place, *REAL)
    said = place.run("cost", "2004")
    assert said.code == DONE
    files = [f"outputs/2004/statements/{name}{ending}" for name in REAL for ending in (".xlsx", ".docx")]
    assert [line.split()[1] for line in said.out.splitlines() if line.startswith("Written")] == ["outputs/2004/section.xlsx", *files, "outputs/2004/budget.html"]
    assert all((place.root / file).is_file() for file in files)


def a_price_that_nobody_knows_is_named_with_its_cell(place: Place) -> None:
    shutil.copy(REPOSITORY / "inputs" / "2004" / "statements" / "ICC-ASP-2-Res.7.xlsx", drafts(place))
    missing = [line for line in place.run("check", "2004").out.splitlines() if line.startswith("Missing")]
    assert "Missing   Conference centre, day (Prices!A21); Office in New York, month (Prices!A5)" in missing


@pytest.mark.parametrize("language", ["en", "fr"])
def a_number_beyond_a_thousand_is_known_as_it_is_printed(language: str) -> None:
    many = replace(RICH, activities=RICH.activities[:1] * 1_001, reasons=("1234 illustrative",))
    terms = Terms(language)
    assert {terms.amount(1_001), terms.amount(1_234)} <= numerals(many, terms)


# Mishaps.


@pytest.mark.parametrize("year", [2003, 2007])
def an_activity_begins_in_a_year_of_the_statement(year: int, place: Place, ready: Ready) -> None:
    with_rows(place, ready, 1, first_year=year)
    said = place.run("statement", "2004", SYMBOL, "--json")
    message = f"First year is {year}; the statement covers 2004 to 2006: give one of these years."
    assert (said.code, said.faults) == (FAULTS, [f"Operating requirements!D5: {message}"])


def a_year_is_shown_as_a_year(place: Place, ready: Ready) -> None:
    with_rows(place, ready, 1, last_year=2003)
    (told,) = place.run("statement", "2004", SYMBOL, "--json").faults
    assert told.startswith("Operating requirements!E5: Last year is 2003; ")


def a_sheet_that_is_missing_is_copied_from_a_new_statement(place: Place) -> None:
    path = answered(place)
    book = load_workbook(path)
    book.remove(book["Paragraphs"])
    book.save(path)
    said = "The sheet is missing; copy it from a new workbook (aspbudget new-statement), even if it stays empty."
    assert place.run("check", "2004", "--json").faults == [f"Paragraphs!: {said}"]


def another_symbol(path: Path) -> None:
    """Write another symbol into a draft."""
    change_cells(path, {"Draft resolution!A5": "ICC-ASP/3/L.9"})


def no_symbol(path: Path) -> None:
    """Clear the symbol of a draft."""
    change_cells(path, {"Draft resolution!A5": None})


def an_error(path: Path) -> None:
    """Put an error in the place of a switch."""
    change_cells(path, {"Paragraphs!A5": "#REF!"})


def an_extra_sheet(path: Path) -> None:
    """Add a sheet that no draft has."""
    book = load_workbook(path)
    book.create_sheet("Notes")
    book.save(path)


def no_workbook(path: Path) -> None:
    """Put something else in the place of a draft."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def a_copy(path: Path) -> None:
    """Leave a second workbook of the same draft."""
    shutil.copy(path, path.with_name("Copy.xlsx"))


def a_folder(path: Path) -> None:
    """Leave a folder among the drafts."""
    (path.parent / "old").mkdir()


def another_kind(path: Path) -> None:
    """Leave a document of another kind among the drafts."""
    (path.parent / "draft.docx").write_bytes(b"PK")


MISHAPS = (another_symbol, no_symbol, an_error, an_extra_sheet, no_workbook, a_copy, a_folder, another_kind)
for each in MISHAPS:
    each.__test__ = False  # type: ignore[attr-defined] - they make mishaps; their names read like tests


@pytest.mark.parametrize("mishap", MISHAPS, ids=[mishap.__name__ for mishap in MISHAPS])
def each_mishap_of_a_draft_is_told_at_its_place_and_nothing_is_written(
    mishap: Callable[[Path], None], place: Place
) -> None:
    mishap(answered(place))
    before = written(place)
    for command in (("check", "2004"), ("cost", "2004")):
        said = place.run(*command, "--json")
        assert said.code == FAULTS
        assert all(each["workbook"].startswith("inputs/2004/statements/") for each in said.document["faults"])
    assert written(place) == before


def a_draft_that_is_not_ready_may_wait_elsewhere_and_cost_says_so(place: Place) -> None:
    path = make(place)
    lines = place.run("cost", "2004").out.splitlines()
    meanwhile = "Drafts    alone have faults: move what is not ready out of folder statements, and the rest is made"
    assert (lines[-2], lines[-1].endswith(" to correct. Nothing was written.")) == (meanwhile, True)
    assert meanwhile not in place.run("check", "2004").out
    place.change({"Posts!B5": "P-9"})
    path.rename(place.root / path.name)
    assert meanwhile not in place.run("cost", "2004").out


def a_draft_that_is_not_there_is_told_how_it_is_made_by_its_symbol(place: Place) -> None:
    answered(place)
    said = " ".join(place.run("compare", "2004/L.9", "2004/L.1").err.split())
    assert said == "There is no draft L.9 in inputs/2004/statements. There are: ICC-ASP-3-L.1. Make one with: aspbudget new-statement L.9 --cycle 2004"


def a_fault_of_the_section_is_told_before_a_draft_is_read(place: Place) -> None:
    answered(place)
    place.change({"Posts!C6": -1})
    for command in (("statement", "2004", SYMBOL), ("check", "2004"), ("new-statement", "L.2")):
        said = place.run(*command, "--json")
        assert (said.code, said.faults) == (FAULTS, ["Posts!C6: Posts is -1; it must be from 0 to 500."])


def a_cycle_without_a_section_has_no_statements(place: Place) -> None:
    answered(place)
    shutil.copy(REPOSITORY / "inputs" / "2004" / "contributions.xlsx", place.input.parent)
    place.input.unlink()
    message = "A statement needs its section; put section.xlsx into the folder of the cycle."
    for command in (("statement", "2004", SYMBOL), ("check", "2004"), ("cost", "2004")):
        said = place.run(*command, "--json")
        assert (said.code, said.faults) == (FAULTS, [f"!: {message}"])
    said = place.run("new-statement", "L.2", "--cycle", "2004")
    assert (said.code, said.err.strip()) == (WRONG_USE, message)


@pytest.mark.parametrize("name", ["desktop.ini", "Thumbs.db", ".DS_Store", "~$ICC-ASP-3-L.1.xlsx"])
def the_files_that_a_system_leaves_in_a_folder_are_passed_over(name: str, place: Place) -> None:
    answered(place)
    (drafts(place) / name).write_bytes(b"x")
    assert place.run("check", "2004").code == DONE


def a_template_whose_place_is_a_content_control_is_written_on_and_its_numbers_are_its_own(place: Place) -> None:
    answered(place)
    inside = f"{paragraph('Letter 4711, floor 12')}{CONTROL.format(STATEMENT)}{paragraph('Signature')}"
    body = root("document", f"<w:body>{inside}{SECTION}</w:body>")
    changes = {TYPES: types(main=f"{WML}.template.main+xml"), MAIN: body}
    (place.root / "inputs" / "statement_template.docx").write_bytes(document(changes))
    assert place.run("statement", "2004", SYMBOL).code == DONE
    found = read_back((place.root / "outputs" / "2004" / "statements" / "ICC-ASP-3-L.1.docx").read_bytes())
    assert (found[0], found[-1]) == ("Letter 4711, floor 12", "Signature")
    assert "{" not in "".join(found)


def a_template_that_is_a_folder_is_told(place: Place) -> None:
    answered(place)
    (place.root / "inputs" / "statement_template.docx").mkdir()
    said = place.run("statement", "2004", SYMBOL)
    assert said.code == FAULTS
    assert said.out.startswith("inputs/statement_template.docx\n  This is a folder: put a Word document (.docx) of this name in its place")


@pytest.mark.parametrize("command", [("statement", "2004", SYMBOL), ("cost", "2004")], ids=["statement", "cost"])
def a_template_that_is_no_document_is_told_with_its_folder(command: tuple[str, ...], place: Place) -> None:
    answered(place)
    (place.root / "inputs" / "statement_template.docx").write_bytes(b"hello")
    before = written(place)
    said = place.run(*command, "--json")
    assert (said.code, [each["workbook"] for each in said.document["faults"]]) == (FAULTS, ["inputs/statement_template.docx"])
    assert written(place) == before


@pytest.mark.parametrize(
    "command",
    [
        ("statement", "2004", "ICC-ASP/9/L.9"),
        ("statement", "2009", SYMBOL),
        ("statement", "2004", SYMBOL, "--language", "de"),
        ("statement", "2004"),
        ("new-statement", "L.2", "--cycle", "2009"),
    ],
    ids=" ".join,
)
def a_wrong_use_of_a_statement_is_told_and_writes_nothing(command: tuple[str, ...], place: Place) -> None:
    answered(place)
    before = written(place)
    said = place.run(*command)
    assert (said.code, said.out, bool(said.err)) == (WRONG_USE, "", True)
    assert written(place) == before


@pytest.mark.parametrize("command", [("statement", "2004", SYMBOL), ("cost", "2004")], ids=["statement", "cost"])
def a_place_that_cannot_be_written_to_leaves_no_half_of_a_statement(command: tuple[str, ...], place: Place) -> None:
    answered(place)
    (place.root / "outputs/2004/statements/ICC-ASP-3-L.1.docx").mkdir(parents=True)
    before = written(place)
    said = place.run(*command)
    assert (said.code, "Traceback" in said.err) == (UNFINISHED, False)
    assert "Nothing was written." in said.err
    assert written(place) == before


# What was written before.


def _folder(place: Place) -> Path:
    return place.root / "outputs" / "2004" / "statements"


def a_text_that_someone_edited_stays_and_the_new_one_stands_beside_it(place: Place) -> None:
    answered(place)
    text = _folder(place) / "ICC-ASP-3-L.1.docx"
    assert place.run("statement", "2004", SYMBOL).code == DONE
    text.write_bytes(text.read_bytes() + b"edited")
    edited = text.read_bytes()
    for command in (("statement", "2004", SYMBOL), ("cost", "2004")):
        said = place.run(*command)
        assert said.code == DONE
        lines = said.out.splitlines()
        assert "Written   outputs/2004/statements/ICC-ASP-3-L.1 (new).docx" in lines
        assert "Kept      outputs/2004/statements/ICC-ASP-3-L.1.docx, which is not as it was last written here" in lines
        assert text.read_bytes() == edited
        assert (_folder(place) / "ICC-ASP-3-L.1 (new).docx").exists()
    kept = {"kept": "outputs/2004/statements/ICC-ASP-3-L.1.docx", "new": "outputs/2004/statements/ICC-ASP-3-L.1 (new).docx"}
    assert place.run("cost", "2004", "--json").document["edited"] == [kept]


def a_statement_is_written_in_both_languages_at_once_as_one_to_be_read_out_is(place: Place) -> None:
    answered(place)
    files = place.run("statement", "2004", SYMBOL, "--language", "both", "--json").document["files"]
    assert sorted(file.rpartition("/")[2] for file in files) == [f"ICC-ASP-3-L.1{each}" for each in (".docx", ".fr.docx", ".fr.xlsx", ".xlsx")]
    spoken = place.run("statement", "2004", SYMBOL, "--oral", "--language", "both", "--json").document
    assert sorted(file.rpartition("/")[2] for file in spoken["files"]) == ["ICC-ASP-3-L.1 (oral).docx", "ICC-ASP-3-L.1 (oral).fr.docx"]


def every_language_of_a_statement_is_renewed_with_it(place: Place) -> None:
    path = answered(place)
    assert place.run("statement", "2004", SYMBOL, "--language", "fr").code == DONE
    assert place.run("statement", "2004", SYMBOL).code == DONE
    french = _folder(place) / "ICC-ASP-3-L.1.fr.docx"
    for command in (("statement", "2004", SYMBOL), ("cost", "2004")):
        before = french.read_bytes()
        change_cells(path, {"Draft resolution!B5": f"A draft for {command[0]}"})
        said = place.run(*command)
        assert (said.code, "Written   outputs/2004/statements/ICC-ASP-3-L.1.fr.docx" in said.out.splitlines()) == (DONE, True)
        assert french.read_bytes() != before


def a_statement_that_showed_each_state_shows_it_again(place: Place, ready: Ready) -> None:
    with_rows(place, ready, 1)
    workbook = _folder(place) / "ICC-ASP-3-L.1.xlsx"
    assert place.run("statement", "2004", SYMBOL).code == DONE
    assert "Per State" not in load_workbook(workbook).sheetnames
    for command in (("statement", "2004", SYMBOL, "--per-state"), ("statement", "2004", SYMBOL), ("cost", "2004")):
        assert place.run(*command).code == DONE
        assert "Per State" in load_workbook(workbook).sheetnames


def an_output_whose_input_is_gone_is_named_and_moved_aside(place: Place) -> None:
    path = answered(place)
    assert place.run("statement", "2004", SYMBOL, "--language", "fr").code == DONE
    path.unlink()
    left = [f"outputs/2004/statements/ICC-ASP-3-L.1{ending}" for ending in (".fr.docx", ".fr.xlsx", ".xlsx")]
    said = place.run("cost", "2004")
    assert [f"Left      {file} is of an earlier run: what it was made from is not in the inputs" for file in left] == [
        line for line in said.out.splitlines() if line.startswith("Left")
    ]
    assert "Next      to move aside what is left, run: aspbudget tidy 2004" in said.out.splitlines()
    assert place.run("cost", "2004", "--json").document["left"] == left
    section, files = (place.root / "outputs/2004/section.xlsx").read_bytes(), [(place.root / file).read_bytes() for file in left]
    said = place.run("tidy")
    aside = [file.replace("2004/", "2004/aside/") for file in left]
    assert said.out.splitlines() == [*(f"Moved     {old} → {new}" for old, new in zip(left, aside, strict=True)), "3 outputs moved aside."]
    assert [(place.root / file).read_bytes() for file in aside] == files
    assert (place.root / "outputs/2004/section.xlsx").read_bytes() == section
    assert place.run("tidy", "2004").out == "Every output has its input; nothing was moved.\n"
    assert "Left" not in place.run("cost", "2004").out


def a_name_that_stands_aside_already_is_never_written_over(place: Place) -> None:
    for words in (b"first", b"second"):
        answered(place)
        assert place.run("statement", "2004", SYMBOL).code == DONE
        (drafts(place) / "ICC-ASP-3-L.1.xlsx").unlink()
        (_folder(place) / "ICC-ASP-3-L.1.docx").write_bytes(words)
        assert place.run("tidy", "2004").code == DONE
    aside = place.root / "outputs" / "2004" / "aside" / "statements"
    assert [(aside / f"ICC-ASP-3-L.1{more}.docx").read_bytes() for more in ("", " (again)")] == [b"first", b"second"]


@pytest.mark.parametrize("cycle", ["2009", "..", "../../elsewhere", ""])
def a_cycle_that_there_is_not_has_nothing_to_move(cycle: str, place: Place) -> None:
    (place.root / "outputs" / "2004").mkdir(parents=True)
    said = place.run("tidy", cycle)
    assert (said.code, said.err.startswith("There are no inputs and no outputs of cycle ")) == ((WRONG_USE, True) if cycle else (DONE, False))


@pytest.mark.parametrize("named", ["L.1", "3-L.1", "ICC-ASP-3-L.1.xlsx"])
def a_draft_is_found_by_the_end_of_its_symbol(named: str, place: Place) -> None:
    answered(place)
    assert place.run("statement", "2004", named).code == DONE


def a_statement_with_each_state_is_known_by_its_text_too_and_the_text_of_the_inputs_is_always_written(place: Place, ready: Ready) -> None:
    with_rows(place, ready, 1)
    assert place.run("statement", "2004", SYMBOL, "--language", "fr", "--per-state").code == DONE
    (_folder(place) / "ICC-ASP-3-L.1.xlsx").unlink()
    assert not (_folder(place) / "ICC-ASP-3-L.1.docx").exists()
    assert place.run("cost", "2004").code == DONE
    assert "Per State" in load_workbook(_folder(place) / "ICC-ASP-3-L.1.xlsx").sheetnames
    assert sorted(path.name for path in _folder(place).iterdir()) == ["ICC-ASP-3-L.1.docx", "ICC-ASP-3-L.1.fr.docx", "ICC-ASP-3-L.1.fr.xlsx", "ICC-ASP-3-L.1.xlsx"]


def a_draft_whose_text_would_have_the_name_of_another_is_refused(place: Place) -> None:
    path = answered(place)
    (drafts(place) / "ICC-ASP-3-L.1.fr.xlsx").write_bytes(path.read_bytes())
    (fault,) = place.run("check", "2004", "--json").document["faults"]
    assert (fault["workbook"], fault["message"]) == (
        "inputs/2004/statements/ICC-ASP-3-L.1.fr.xlsx",
        "Its text would be ICC-ASP-3-L.1.fr.docx, as that of ICC-ASP-3-L.1.xlsx in another language: give one of the two another symbol.",
    )


def an_output_is_never_moved_among_the_inputs(place: Place) -> None:
    path = answered(place)
    assert place.run("statement", "2004", SYMBOL).code == DONE
    path.unlink()
    (place.root / "outputs" / "2004" / "aside").symlink_to(place.root / "inputs" / "2004")
    before = written(place)
    said = place.run("tidy", "2004")
    assert (said.code, "is a link that leads to" in said.err) == (WRONG_USE, True)
    assert written(place) == before


# Against which section.


def with_section(place: Place, name: str) -> None:
    """Keep a copy of the section as one with which drafts may be compared."""
    path = place.root / "inputs" / "2004" / "baselines" / f"{name}.xlsx"
    path.parent.mkdir(exist_ok=True)
    shutil.copy(place.workspace.inputs("2004"), path)


def a_statement_names_the_section_with_which_it_is_compared(place: Place) -> None:
    answered(place)
    with_section(place, "approved")
    said = place.run("statement", "2004", SYMBOL, "--against", "approved", "--json").document
    assert said["baseline"] == "approved"
    text = " ".join(read_back((place.root / "outputs/2004/statements/ICC-ASP-3-L.1.docx").read_bytes()))
    assert f"Costs are stated in comparison with the approved section (Major Programme IV, 2004), which amounts to EUR\N{NO-BREAK SPACE}{TOTAL:,} without" in text
    assert "the proposed section" not in text
    assert place.run("statement", "2004", SYMBOL, "--against", "approved", "--language", "fr").code == DONE
    text = " ".join(read_back((place.root / "outputs/2004/statements/ICC-ASP-3-L.1.fr.docx").read_bytes()))
    assert "Les coûts sont établis par comparaison avec le budget approuvé de la section (Grand Programme IV, 2004), dont le montant s’élève" in text
    assert place.run("statement", "2004", SYMBOL, "--json").document["baseline"] == "proposed"


def a_draft_may_name_the_section_itself(place: Place) -> None:
    path = answered(place)
    with_section(place, "approved")
    change_cells(path, {"Draft resolution!H5": "approved"})
    assert place.run("statement", "2004", SYMBOL, "--json").document["baseline"] == "approved"
    assert place.run("cost", "2004").code == DONE
    change_cells(path, {"Draft resolution!H5": "adopted"})
    said = place.run("check", "2004", "--json")
    assert (said.code, said.faults) == (FAULTS, [
        ('Draft resolution!H5: There is no section "adopted" to compare with; it must be one of: proposed, approved, a cycle of inputs, or the path '
        "of a workbook such as inputs/2004/section.xlsx. A section that is named is kept as inputs/2004/baselines/adopted.xlsx.")
    ])  # fmt: skip


def a_section_that_there_is_not_is_told_and_writes_nothing(place: Place) -> None:
    answered(place)
    before = written(place)
    said = place.run("statement", "2004", SYMBOL, "--against", "approved")
    assert said.code == WRONG_USE
    assert 'There is no section "approved" to compare with; it must be one of: proposed, a cycle of inputs, ' in said.err
    assert written(place) == before


def a_workbook_that_is_no_section_is_told_in_one_sentence(place: Place) -> None:
    path = answered(place)
    shutil.copy(REPOSITORY / "inputs" / "2004" / "contributions.xlsx", place.root / "bills.xlsx")
    said = place.run("statement", "2004", SYMBOL, "--against", "bills.xlsx", "--json")
    assert path.exists()
    assert (said.code, said.faults) == (FAULTS, [
        ("!: This workbook is no section, with which a draft could be compared: it has none of the sheets Meetings, Posts, Temporary assistance and 5 more; "
        "name another.")
    ])  # fmt: skip


def a_row_that_a_report_may_lead_to_never_counts(place: Place, ready: Ready) -> None:
    asked = rows(bought("office", price="Overtime, hour"))
    given: dict[str, pd.DataFrame] = {
        "draft_resolution": head(symbol=SYMBOL),
        "paragraphs": rows({"paragraph": "1", "counts": 1, "answer": "report or proposals", "text": "…", "low": 10, "high": 20}),
        "operating_requirements": asked,
    }
    (drafts(place) / "ICC-ASP-3-L.1.xlsx").write_bytes(plain_draft(ready.catalogue, given))
    said = place.run("statement", "2004", SYMBOL, "--json")
    assert said.faults == [
        "Paragraphs!E5: Reason is empty; a range says on what it rests; give the reason.",
        ('Operating requirements!B5: Paragraph is "1"; the paragraph asks for a report or can\'t be determined yet, so that this row is indicative: '
        "put it into an alternative that is left out (Included: no), or answer: activities."),
    ]


def a_rule_that_is_not_given_leaves_the_statement_a_draft(place: Place) -> None:
    path = answered(place)
    assert "rule not filled in" in place.run("statement", "2004", SYMBOL).out
    change_cells(path, {"Draft resolution!I5": "rule 13 of the rules of procedure"})
    assert "rule not filled in" not in place.run("statement", "2004", SYMBOL).out
    text = " ".join(read_back((place.root / "outputs/2004/statements/ICC-ASP-3-L.1.docx").read_bytes()))
    assert "Submitted by the Secretariat under rule 13 of the rules of procedure" in text
