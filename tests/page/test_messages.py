"""Messages: the page's scripts say nothing by themselves; every text stands in one list, with its wording in every language."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from aspbudget.page.messages import MESSAGES

SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (Path(__file__).resolve().parents[2] / "aspbudget" / "page").glob("*.js")}
COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
SELECTOR = re.compile(r"[#.]\w|\[\w|:not|^(main|form|tr|table|nav) ")
SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}|^[A-Z][a-z]+|[a-z]{2,}[:,;] ?$|^[a-z]{3,} $")
OF_NO_READER = {"use strict", "Escape", "rounded "}  # a mode of the language, a key, and the beginning of a name of a message
ASKED = re.compile(r'\b(?:say|wording|wrong|is)\("([^"]+)"|\bsay\([^()"]*\? "([^"]+)" : "([^"]+)"|"([a-z_]+)" : "([a-z_]+)", \{|SIGNED = \{ "-": "(\w+)", "/": "(\w+)"|\?\? "(plus)"')


def literals(text: str) -> list[str]:
    """Return the texts that stand in a script, without what is filled into them."""
    return [re.sub(r"\$\{[^{}]*\}", "", plain or filled) for plain, filled in LITERAL.findall(COMMENT.sub("", text))]


def no_script_of_the_page_speaks_a_sentence_itself() -> None:
    found = {(name, text) for name, script in SCRIPTS.items() for text in literals(script) if SENTENCE.search(text) and not SELECTOR.search(text)}
    assert {text for _, text in found} - OF_NO_READER == set()


def no_message_is_idle_or_unknown_and_none_stands_in_two_places() -> None:
    said = "".join(SCRIPTS.values())
    asked = {name for found in ASKED.findall(said) for name in found if name}
    assert asked - set(MESSAGES) == set()
    series = re.compile(r"day_\d|(hold|be)_\w+|rounded.*")
    assert {name for name in MESSAGES if f'"{name}"' not in said and not series.fullmatch(name) and name not in OF_FORMULAS} == set()
    assert [text for text, number in Counter(MESSAGES.values()).items() if number > 1 and re.search("[a-z]", re.sub(r"\{\w+\}", "", text))] == []


OF_FORMULAS = {
    "where", "round_down", "round_up", "year_of", "month_of", "new_year", "not", "in_digits", "item", "place", "sum_where", "count_above",
}  # fmt: skip - a tree asks for them by the names of its functions


def every_text_of_a_script_ends_on_its_line_so_that_lines_of_comment_can_be_left_out() -> None:
    lines = [(name, line) for name, script in SCRIPTS.items() for line in COMMENT.sub("", script).splitlines()]
    assert [(name, line) for name, line in lines if line.count("`") % 2 or "/*" in line or "*/" in line or line.endswith("\\")] == []
