"""The document: one file that opens from disk or from a mail, with all its figures in it, and under a policy that lets nothing in or out."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget.letters import LOOK_ALIKE, UNSEEN_WHEN_PASTED, named
from aspbudget.page.in_order import put_in_order
from aspbudget.page.markup import add, compact, part, translated, written
from aspbudget.page.messages import MESSAGES
from aspbudget.page.views import TO_CONFIRM, untranslated
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from aspbudget.page.views import View
    from aspbudget.page.wordings import PackedBooks, Wording

_SCRIPTS = (
    "words.js", "engine.js", "drafts.js", "figures.js", "parts.js", "packed.js",
    "trees.js", "nearest.js", "checks.js", "draft_checks.js", "changes.js", "budget.js",
    "shown.js", "lists.js", "explained.js", "rows.js", "sheets.js", "calendar.js", "yours.js", "live.js",
)  # fmt: skip - how figures are computed, what a person changes, and what is shown
_READ_ONLY = "default-src 'none'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Page:
    """All that a page shows, in any language: its title, the cycle, what says how sure it is, whether it is a draft, its views, and the books of its figures."""

    title: str
    cycle: str
    standing: str
    draft: bool
    views: tuple[View, ...]
    books: PackedBooks


def document(page: Page, words: Wording) -> bytes:
    """Return the page in the language of its words as one file of HTML: the same bytes for the same figures.

    Its tables and texts can be read without any script. Its policy allows the file's own script and style, by their hashes, and nothing else.
    """
    look, script = style(), "\n".join(map(_script, _SCRIPTS))
    policy = f"{_READ_ONLY}; script-src {_hash(script)}; style-src {_hash(look)}"
    head = part(
        "head",
        part("meta", charset="utf-8"),
        part("meta", http_equiv="Content-Security-Policy", content=policy),
        part("meta", name="viewport", content="width=device-width, initial-scale=1"),
        part("meta", name="referrer", content="no-referrer"),
        part("title", phrase("{section}, {cycle}", section=page.title, cycle=page.cycle)),
        part("style", look),
    )
    data = (part("script", text, type="application/gzip", id=name) for name, text in (("books", page.books.data), ("texts", page.books.texts(words))))
    views = part("main", *(view.element() for view in page.views), id="main")
    if lacking := untranslated(words):
        add(next(each for each in views if each.get("id") == TO_CONFIRM), lacking)
    body = part("body", _banner(page), _contents(page.views, draft_only=page.draft), views, _foot(), part("script", _messages(words), type="application/json", id="words"), *data, part("script", script))
    whole = part("html", head, body, lang=words.language.language)
    if not words.is_of_inputs:
        whole = translated(whole, words)
        put_in_order(whole, page.books.alphabetical)
    return f"<!DOCTYPE html>\n{compact(written(whole))}\n".encode()


def style() -> str:
    """Return how the page looks, as CSS."""
    return _own("page.css")


def _script(name: str) -> str:
    """Return a script without its lines of comment, which no browser needs; none of its texts goes on on a further line."""
    return "\n".join(line for line in _own(name).splitlines() if not line.lstrip().startswith("//"))


def _own(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _messages(words: Wording) -> str:
    """Return what the page's scripts say, and how numbers and days are written, in the language of the page."""
    language = words.language
    days = {name: language.mark(name, day="{day}", month="{month}", year="{year}") for name in ("date", "first")}
    messages = {name: words.wording(text) for name, text in MESSAGES.items()}
    letters = {letter: named(letter) for letter in (*UNSEEN_WHEN_PASTED, *LOOK_ALIKE)} if words.is_of_inputs else {}
    notation = {"letters": letters, "group": language.group, "point": language.mark("point"), "months": [language.month(number) for number in range(1, 13)]}
    return json.dumps({"messages": messages, **notation, **days}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _banner(page: Page) -> Element:
    standing = part("p", page.standing, class_="standing")
    state = part("p", "Figures as they were computed; this browser has not computed them again.", id="agreement", role="status", aria_live="polite")
    return part("header", part("a", "To the figures", href="#main", class_="skip"), part("h1", page.title, " ", part("span", page.cycle)), standing, state)


def _contents(views: Sequence[View], *, draft_only: bool) -> Element:
    draft = part("li", "DRAFT", class_="draft") if draft_only else None
    return part("nav", part("ul", draft, *(part("li", part("a", view.title, href=f"#{view.name}")) for view in views)), aria_label="Contents")


def _foot() -> Element:
    """Return the part in which a person's changes are listed, and the one in which a figure is explained; both are empty until there are any."""
    changes = part("section", part("h2", "Your changes"), part("p", id="outcome", class_="outcome", role="status", aria_live="polite"), part("p", class_="borne"), part("div", id="changes"), id="yours", hidden="hidden", aria_label="Your changes")
    return part("div", changes, part("aside", id="explained", hidden="hidden", aria_label="Where a figure comes from", tabindex="-1"))
