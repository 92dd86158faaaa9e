"""The words of the product in other languages: none missing, none idle, alike in their gaps, and fit for titles and names of sheets."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.words_of_content import PACKAGE, catalogues, words_of_content

from aspbudget.content import ENGINE, languages, rows, terms, words
from aspbudget.declare.layout import SHEETS, STATEMENT_SHEETS
from aspbudget.declare.sheet import sentence
from aspbudget.language import Language
from aspbudget.page import messages
from aspbudget.phrase import Phrase, gaps, is_wordless
from aspbudget.workbooks import glance_words, input_words
from aspbudget.workbooks.translation import Translation

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[1]
OTHERS = languages()[1:]
# Calls whose texts reach a workbook, with how many of their first arguments are texts.
SAY = {"phrase": 1, "worded": 1, "say": 1, "counted": 2, "Head": 1}
PARTS = {"part": 1, "table": 0, "worded": 0, "bars": 0, "View": 1}  # parts of the page, with how many of their first arguments no reader sees
LONGEST_SHEET = 31
LABELLED = re.compile(r"[\w ]+?  +\S")  # as `Missing   {rows}`
LABEL = re.compile(r".{9} \S")
ANSWER = {"phrase": 1, "counted": 2, "words": 1}  # as above, of texts that reach the terminal
APART = ("documents", "commands", "cli.py")  # their words are terms, or go to the terminal
APART_FROM_TERMS = {"General"}  # the title of a model, and the distribution of a document
ALIKE = {
    "= contribution (EUR)", "Cause", "Causes", "Charges", "Code", "Contribution", "Contributions", "Cycle", "Date", "Destination",
    "Distribution", "Document", "Documentation", "Exception", "Indices", "Instructions", "Justification", "Notes", "Original", "Pages",
    "Phase", "Phases", "Place {number}", "Plan", "Provision", "Section", "Service", "Services", "Session", "Sessions", "Source", "Total",
    "Version", "Versions", "Volume", "Vote", "euro", "millions", "article {number}", "mission", "pages", "place", "points", "provision", "section", "session",
    "Source    {source}", "Total {year}", "{count:,} document", "{count:,} documents", "{count:,} page", "{count:,} pages", "{sheet}, total", "{sheet}, total ({unit})", "{title}, section", "volume",
}  # fmt: skip


@cache
def listed(package: str) -> list[dict[str, str]]:
    """Return the rows of the list of words of a package."""
    return rows(package, "words.csv")


def both() -> list[dict[str, str]]:
    """Return the rows of the lists of the tool and of the content."""
    return [*listed(ENGINE), *listed(PACKAGE)]


def heard(texts: list[str], language: str) -> tuple[str, ...]:
    """Return what has no wording in a language, of texts and of the parts of those that are put together."""
    asked = Translation(Language(language))
    for text in texts:
        asked(text)
    return asked.language.missing


@cache
def trees(*apart: str) -> tuple[ast.Module, ...]:
    """Return the modules of the tool as syntax trees, but for those of some rooms."""
    folder = REPOSITORY / "aspbudget"
    return tuple(tree(path) for path in sorted(folder.rglob("*.py")) if path.relative_to(folder).parts[0] not in apart)


@cache
def tree(path: Path) -> ast.Module:
    """Return a module as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def written() -> frozenset[str]:
    """Return every text that stands in the tool's own code: constants, what its sheets are called, and what sheets and figures mean."""
    nodes = [node for tree in trees() for node in ast.walk(tree)]
    constants = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    called = {sentence(node.name) for node in nodes if isinstance(node, ast.ClassDef)}
    return frozenset(constants | called | {ast.get_docstring(node) or "" for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)})


def said() -> list[str]:
    """Return the texts that the tool's code has said in the language of a workbook."""
    found = [text for module in (glance_words, input_words, messages) for name, value in vars(module).items() if name.isupper() for text in texts_of(value)]
    found += [*passed_to(SAY, trees(*APART)), *passed_to(ANSWER, console()), *shown_on_the_page()]
    texts = [*SHEETS, *SHEETS.values(), *STATEMENT_SHEETS, *STATEMENT_SHEETS.values(), *found]
    return [text for text in texts if not is_wordless(text)]


def passed_to(calls: dict[str, int], modules: tuple[ast.Module, ...]) -> Iterator[str]:
    """Yield the texts that are the first arguments of calls, by themselves or by the name that a module gives them."""
    for module in modules:
        nodes = [*ast.walk(module)]
        named: dict[str, list[str]] = {}
        for node in (node for node in nodes if isinstance(node, ast.Assign)):
            for name, value in ((name, value) for target in node.targets for name, value in paired(target, node.value)):
                named.setdefault(name, []).extend(texts for each in getattr(value, "elts", [value]) for texts in constants(each))
        for node in (node for node in nodes if isinstance(node, ast.Call)):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for argument in node.args[: calls.get(called, 0)]:
                yield from constants(argument)
                yield from named.get(getattr(getattr(argument, "value", argument), "id", ""), ()) if called in ANSWER else ()


def paired(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    """Return the names of an assignment, each with what it is given."""
    pairs = zip(target.elts, value.elts, strict=True) if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) else [(target, value)]
    return [(each.id, given) for each, given in pairs if isinstance(each, ast.Name)]


@cache
def console() -> tuple[ast.Module, ...]:
    """Return the modules that answer at the terminal as syntax trees."""
    folder = REPOSITORY / "aspbudget"
    return tuple(tree(path) for path in sorted((*(folder / "commands").glob("*.py"), folder / "cli.py")))


def shown_on_the_page() -> list[str]:
    """Return the texts that the page's views put into its parts, tables, charts and headings; a part's tag and a view's name are none."""
    folder, found = REPOSITORY / "aspbudget" / "page", []
    for path in folder.glob("*.py"):
        for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
            named = getattr(call.func, "id", "")
            if named in PARTS:
                found += [text for argument in call.args[PARTS[named]:] for each in (argument, *getattr(argument, "elts", ())) for text in constants(each)]
    return found


def texts_of(value: object) -> list[str]:
    """Return the texts of a constant: itself, or those of its parts."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return [value] if isinstance(value, str) else [text for part in parts for text in texts_of(part)]


def constants(argument: ast.expr) -> list[str]:
    """Return the texts that an argument may be: one, or either of two."""
    if isinstance(argument, ast.IfExp):
        return [*constants(argument.body), *constants(argument.orelse)]
    return [argument.value] if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else []


@pytest.mark.parametrize("path", sorted((REPOSITORY / "aspbudget").rglob("*.csv")) + sorted((REPOSITORY / "models").rglob("*.csv")), ids=lambda path: path.name)
def every_row_of_a_list_has_as_many_cells_as_there_are_titles(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        titles, *found = csv.reader(lines)
    assert found
    assert {number: row for number, row in enumerate(found, start=2) if len(row) != len(titles)} == {}, "a comma in a text that no quotation marks enclose cuts it"


@pytest.mark.parametrize("language", OTHERS)
def every_text_of_the_content_that_reaches_a_workbook_has_a_wording(language: str) -> None:
    assert heard(list(words_of_content()), language) == ()


@pytest.mark.parametrize("language", OTHERS)
def every_text_that_the_tool_says_has_a_wording(language: str) -> None:
    assert heard(said(), language) == ()


def no_word_of_the_tool_is_idle() -> None:
    assert [row["en"] for row in listed(ENGINE) if row["en"] not in written()] == []


def no_word_of_the_content_is_idle() -> None:
    content = {part for text in words_of_content() for part in parts(text)}
    assert [row["en"] for row in listed(PACKAGE) if row["en"] not in content] == []


def parts(text: str) -> list[str]:
    """Return a text, and those of which it is put together."""
    inner = [each for part in text.parts.values() if isinstance(part, str) for each in parts(part)] if isinstance(text, Phrase) else []
    return [str(text), *inner]


def every_row_of_a_list_has_a_cell_for_each_title() -> None:
    """A wording with a comma and without quotation marks would lose what follows the comma."""
    lists = [path for room in ("models", "aspbudget") for path in (REPOSITORY / room).rglob("*.csv") if "models" not in path.relative_to(REPOSITORY).parts[1:]]
    assert len(lists) > 2
    rows_of = {path: list(csv.reader(path.read_text(encoding="utf-8").splitlines())) for path in lists}
    assert [f"{path.name}: {row[0]}" for path, (titles, *listed) in rows_of.items() for row in listed if row and len(row) != len(titles)] == []


def no_text_is_listed_twice() -> None:
    assert [text for text, number in Counter(row["en"] for row in both()).items() if number > 1] == []
    values = {key.partition(".")[2] for key, row in terms().items() if key.partition(".")[2] == row["en"]}
    assert {text for text in words() if text in values} == APART_FROM_TERMS


@pytest.mark.parametrize("language", OTHERS)
def every_wording_has_the_gaps_of_its_text(language: str) -> None:
    assert [row["en"] for row in both() if sorted(places(row["en"])) != sorted(places(row[language]))] == []


def places(text: str) -> list[tuple[str, str]]:
    """Return the gaps of a text, each with its format."""
    return [(name, how) for _, name, how in gaps(text) if name]


@pytest.mark.parametrize("language", OTHERS)
def no_wording_is_empty_or_that_of_the_language_of_the_inputs(language: str) -> None:
    assert [row["en"] for row in both() if not row[language].strip()] == []
    same = {row["en"] for row in both() if row["en"] == row[language] and any(map(str.isalpha, plain(row["en"])))}
    assert {text for text in same if not text.startswith("ICC-ASP")} == ALIKE


@pytest.mark.parametrize("language", OTHERS)
def the_label_of_a_line_is_as_wide_in_every_language(language: str) -> None:
    lines = {text: Language(language).say(text) for text in passed_to(ANSWER, console()) if LABELLED.match(text)}
    assert all(LABEL.match(text) for text in lines)
    assert {text: wording for text, wording in lines.items() if not LABEL.match(wording)} == {}


def plain(text: str) -> str:
    """Return a text without its gaps."""
    return "".join(piece for piece, _, _ in gaps(text))


def the_french_is_set_as_french_is() -> None:
    asked = Language("fr")
    said = {row["en"]: asked.say(row["en"]) for row in both()}
    assert {text for text, wording in said.items() if re.search(r" [;:?!»%]|« ", wording)} == set()
    assert {text for text, wording in said.items() if re.search(r"[^\s.…(\N{NO-BREAK SPACE}][;?!»]|\w:(?=\s|$)|[\"']", wording)} == set()


@pytest.mark.parametrize("language", OTHERS)
def the_titles_of_columns_are_unlike_in_every_table_and_hold_no_comma(language: str) -> None:
    asked = Translation(Language(language))
    for bound in catalogues():
        for table in bound.tables.values():
            titles = [*(column.title for column in bound.columns(table.name).values()), *(bound.figures[table.name, line.name].title for line in table.lines)]
            shown = [asked(title) for title in dict.fromkeys(titles)]
            assert [title for title, number in Counter(map(str.casefold, shown)).items() if number > 1 or "," in title] == [], table.title


@pytest.mark.parametrize("language", OTHERS)
def the_names_of_sheets_are_short_valid_and_unlike_in_every_workbook(language: str) -> None:
    asked = Translation(Language(language))
    for bound in catalogues():
        tables = {table.title for table in (bound.tables | bound.opening).values()}
        printed = {layout.title for model in bound.models for layout in model.printed}
        names = [asked(name) for name in {*tables, *printed, *SHEETS, *STATEMENT_SHEETS}]
        assert [name for name in names if len(name) > LONGEST_SHEET or re.search(r"[\[\]:*?/\\']", name)] == []
        assert [name for name, number in Counter(map(str.casefold, names)).items() if number > 1] == []
