"""Texts of a small section in tests: two sub-programmes, a few posts, what was approved before, and the words that officers wrote of them.

The posts of 2005 cost 12,000, 3,000 and 1,250, printed as 12,000, 3,000 and 1,300; those of 2004 cost 6,000 and 3,000.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pandas as pd

from aspbudget.declare.layout import Printed, Shown
from aspbudget.declare.model import GENERAL, Cause, Charge, Model, Table
from aspbudget.declare.sheet import Sheet, Sourced, column
from aspbudget.documents.budget_resolution import ResolutionText
from aspbudget.documents.section_text import SectionText
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import cost
from aspbudget.inputs.inputs import Inputs
from aspbudget.inputs.ready import Ready
from aspbudget.lines.functions import A_DASH, money, rounded, where
from aspbudget.lines.line import CURRENCY, line
from aspbudget.lines.table import Crossing
from aspbudget.models.narrative import NARRATIVE, ExpectedResults, Overview, Symbols
from aspbudget.models.resolution import RESOLUTION
from aspbudget.review.comparison import Comparison, compare
from support.small_section import Objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Rows = list[dict[str, Any]]
One = TypeVar("One")


class SubProgrammes(Sheet):
    """A sub-programme."""

    sub_programme: str = column("Sub-programme", "Its number.", key=True)
    name: str = column("Name", "Its name.")


class Posts(Sourced):
    """A post, how long it is filled, and who bears it."""

    post: str = column("Post", "Its name.", key=True)
    sub_programme: str = column("Sub-programme", "Where it is.", refers="sub_programmes")
    object: str = column("Object", "To what it is charged.", refers="objects")
    months: float = column("Work-months", "How long it is filled.", low=0, high=12)
    price: float = column("Price", "A month of it.", unit="EUR", cause="price")
    means: str = column("Means", "own or pooled.")


class Approved(Sourced):
    """What was approved for a line."""

    line: str = column("Line", "Its name.", key=True)
    sub_programme: str = column("Sub-programme", "Where it is.", refers="sub_programmes")
    object: str = column("Object", "To what it is charged.", refers="objects")
    amount: float = column("Approved", "How much.", unit="EUR")


@line(unit=CURRENCY, source="Staff Regulations")
def unit_price(price):
    """What a month costs."""
    return price + 0


@line(unit=CURRENCY, source="Staff Regulations")
def full_cost(months, price):
    """What the post costs, whoever bears it."""
    return money(months * price)


@line(unit=CURRENCY, source="Practice")
def net_cost(means, full_cost):
    """What it costs the section."""
    return where(means == "pooled", 0, full_cost)


@line(unit=CURRENCY, source="Practice")
def amount(unrounded):
    """The printed line, to the nearest hundred."""
    return rounded(unrounded, -2)


@line(unit=CURRENCY, source="Practice")
def appropriation(approved, sub_programme, object):  # noqa: A002 - the axis of the section
    """What was approved for the line."""
    return rounded(approved.total("amount", sub_programme=sub_programme, object=object), -2)


@line(unit=CURRENCY, source="Practice")
def change(amount, appropriation):
    """What is proposed less what was approved."""
    return amount - appropriation


@line(unit="per cent", source="Practice")
def change_share(change, appropriation):
    """The change as a share of what was approved."""
    return where(appropriation > 0, change / appropriation * 100, A_DASH)


@line(unit="posts", source="Practice", label="Posts")
def established(posts, sub_programme, object):  # noqa: A002 - the axis of the section
    """How many posts there are."""
    return posts.count(sub_programme=sub_programme, object=object)


@line(unit="posts", source="Practice", label="Of which new")
def new_posts(posts, sub_programme, object):  # noqa: A002 - the axis of the section
    """How many of them are paid for a part of the year."""
    return posts.count(sub_programme=sub_programme, object=object, months=6)


AXES = (("sub_programme", "sub_programmes"), ("object", "objects"))
SECTION = Printed(
    "Section", "What is asked for.", "section_lines", (("amount", "Proposed"),), "object", "group", "sub_programme", "name", divide=1_000, digits=1,
    earlier=(Shown("appropriation", "Approved", back=1), Shown("change", "Resource changes: amount"),
             Shown("change", "Resource changes: %", share_of="appropriation"), Shown("amount", "Proposed")),
    when=("approved",),
)  # fmt: skip
STAFFING = Printed(
    "Staffing", "Posts.", "staffing_lines", (("established", "Posts"), ("new_posts", "Of which new")), "object", "group", "sub_programme", "name"
)
MODELS = (
    GENERAL,
    Model(
        "Staff", "Posts.", 1, (
            Table(SubProgrammes), Table(Objects), Table(Approved),
            Table(Posts, (unit_price, full_cost, net_cost), (Charge("net_cost", drivers=("months", "unit_price")),)),
            Table(Crossing("section_lines", "Section lines", "A line.", AXES), (amount, appropriation, change, change_share), collects=True),
            Table(Crossing("staffing_lines", "Staffing lines", "Posts.", AXES), (established, new_posts)),
            Table(Overview, optional=True, worded=True), Table(ExpectedResults, optional=True, worded=True), Table(Symbols, optional=True, worded=True),
        ), printed=(SECTION, STAFFING), causes=(Cause("price", "Prices", "Prices.", "Recosting"),),
    ),
)  # fmt: skip
CATALOGUE = Catalogue(MODELS)
DIRECTOR = {"post": "Director", "sub_programme": "4100", "object": "Travel", "months": 12.0, "price": 1_000.0, "means": "own", "source": "ours", "status": "published"}
EDITOR = DIRECTOR | {"post": "Editor, documents", "sub_programme": "A", "object": "Salaries", "months": 6.0, "price": 500.0}
MISSION = DIRECTOR | {"post": "Mission", "object": "Training", "months": 1.0, "price": 1_250.0}
POOLED = DIRECTOR | {"post": "Guards", "means": "pooled", "months": 2.0}
POSTS = [DIRECTOR, EDITOR, MISSION, POOLED]
BEFORE = [DIRECTOR | {"months": 6.0}, EDITOR]
APPROVED = [
    {"line": "one", "sub_programme": "4100", "object": "Travel", "amount": 6_000.0, "source": "ours", "status": "published"},
    {"line": "two", "sub_programme": "A", "object": "Salaries", "amount": 3_000.0, "source": "ours", "status": "published"},
]
PURPOSE = {
    "paragraph": "Purpose", "sub_programme": "", "heading": "Purpose", "heading_fr": "Objet", "text": "It serves the Assembly.",
    "text_fr": "Elle sert l'Assemblée ; elle est prête.", "source": "ours", "standing": "agreed",
}  # fmt: skip
RESULT = {
    "row": "one", "sub_programme": "4100", "objective": "Decisions", "objective_fr": "Décisions", "result": "Papers", "result_fr": "Documents",
    "indicator": "Papers in time", "indicator_fr": "Documents à temps", "target": "90 per cent", "target_fr": "90 %", "source": "ours", "standing": "agreed",
}  # fmt: skip
OTHER = RESULT | {"row": "two", "sub_programme": "A", "objective": "Texts", "objective_fr": "Textes", "target": "All", "target_fr": "Tous"}
HEAD = {
    "document": "section", "symbol": "ICC-ASP/4/5", "distribution": "General", "distribution_fr": "Générale", "agenda_item": "Item 9",
    "agenda_item_fr": "Point 9", "original": "English", "original_fr": "anglais",
}  # fmt: skip
WRITTEN = {"overview": [PURPOSE], "expected_results": [RESULT, OTHER], "symbols": [HEAD]}


def frame(table: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as the table of a sheet, from its fifth row on."""
    names = list(CATALOGUE.columns(table))
    return pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names, index=range(5, 5 + len(rows)))


class Stated(NamedTuple):
    """What sheet Cycle says: the cycle, and who answers for it, where anybody does."""

    cycle: str = "2005"
    signed: bool = True


def ready(stated: Stated, posts: Rows, approved: Rows, written: Mapping[str, Rows]) -> Ready:
    """Return a small section, checked and computed."""
    cycle, signed = stated
    people = {"prepared_on": pd.Timestamp("2004-10-01") if signed else pd.NaT, "prepared_by": "A. Officer" if signed else "", "reviewed_by": "B. Head" if signed else ""}
    head = pd.DataFrame([{"cycle": cycle, "section": "A small section", "currency": "EUR", **people}], index=[5]).astype({"prepared_on": "datetime64[us]"})
    assumptions = frame("assumptions", []).astype({"value": float, "lowest": float, "highest": float, "dated": "datetime64[us]"})
    rows = {
        "sub_programmes": [{"sub_programme": "4100", "name": "Conference of the Assembly"}, {"sub_programme": "A", "name": "Alpha"}],
        "objects": [{"object": "Salaries", "group": "staff"}, {"object": "Training", "group": "non-staff"}, {"object": "Travel", "group": "non-staff"}],
        "posts": posts, "approved": approved, "currencies": [], "renamed": [], "control_totals": [], **{name: [] for name in WRITTEN}, **written,
    }  # fmt: skip
    frames = {name: frame(name, found) for name, found in rows.items() if name in CATALOGUE.tables}
    numbers = {"posts": ("months", "price"), "approved": ("amount",)}
    frames |= {name: frames[name].astype(dict.fromkeys(columns, float)) for name, columns in numbers.items()}
    frames |= {"cycle": head, "assumptions": assumptions}
    computed = cost(CATALOGUE, frames, {})
    letters = {name: {each: "ABCDEFGHIJKLMNOP"[place] for place, each in enumerate(found)} for name, found in frames.items()}
    return Ready(cycle, "section", Inputs("inputs/2005/section.xlsx", "0" * 64, frames, letters, computed), computed)


def text(
    posts: Rows = POSTS, approved: Rows = APPROVED, written: Mapping[str, Rows] = WRITTEN, before: Rows | None = BEFORE, stated: Stated = Stated()  # noqa: B008 - it never changes
) -> SectionText:  # fmt: skip
    """Return the text of a small section, compared with one of the year before, or with none."""
    now = ready(stated, posts, approved, written)
    found: Comparison | str = "the workspace has no section of the cycle before"
    if before is not None:
        found = compare(ready(Stated("2004"), before, [], {}), now)
    return SectionText(now, found, NARRATIVE)


def many(number: int, called: str = "Clerk", **more: Any) -> Rows:
    """Return so many posts of one line."""
    return [DIRECTOR | {"post": f"{called} {place}", "months": 1.0, "price": 100.0 * place} | more for place in range(1, number + 1)]


def accepting(section: SectionText, posts: int) -> SectionText:
    """Return a text whose officer has accepted the first posts, and a row that is not there any more, although they were doubted."""
    rows = section.ready.inputs.frames["posts"].index[:posts].tolist()
    reasons = {("posts", row): "reclassified by the decision of 8,765 days." for row in rows}
    given = replace(section.ready.inputs, accepted=reasons | {("posts", 9_999): "a row that is not there"})
    return replace(section, ready=replace(section.ready, inputs=given))


class Cases(Mapping[str, One]):
    """Texts by their names, each made when a test first asks for it."""

    def __init__(self, made: Mapping[str, Callable[[], One]]) -> None:
        self._made, self._found = made, dict[str, One]()

    def __getitem__(self, name: str) -> One:
        if name not in self._found:
            self._found[name] = self._made[name]()
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@cache
def variants() -> Cases[SectionText]:
    """Return texts of small sections in which each sentence has its case."""
    three = [RESULT | {"row": str(place), "indicator": f"Indicator {place}", "target": "", "target_fr": "", "text_fr": ""} for place in range(3)]
    untold = {"overview": [PURPOSE | {"text": "It costs 1,234,567.", "text_fr": "", "standing": "illustrative"}], "expected_results": three}
    typed = [PURPOSE | {"paragraph": str(place), "text": f"It costs {place}1,234.", "text_fr": "", "standing": "carried over"} for place in (1, 2)]
    missing = [DIRECTOR | {"price": 0.0, "status": "missing"}, EDITOR | {"status": "illustrative"}]
    return Cases({
        "whole": text,
        "accepted": lambda: accepting(text(), 1),
        "several accepted": lambda: accepting(text(), 2),
        "less": lambda: text([DIRECTOR | {"months": 3.0}, EDITOR]),
        "same": lambda: text(BEFORE),
        "prices": lambda: text([DIRECTOR | {"months": 6.0, "price": 1_100.0}, EDITOR]),
        "gone": lambda: text([EDITOR]),
        "pooled alone": lambda: text([EDITOR, POOLED], approved=[], before=None),
        "no earlier one": lambda: text(approved=[], before=None),
        "not approved": lambda: text(approved=[]),
        "nothing before": lambda: text([EDITOR], approved=[], before=[]),
        "nothing entered": lambda: text(written={}, stated=Stated(signed=False)),
        "one text": lambda: text(missing, written=untold),
        "several texts": lambda: text([*missing, MISSION | {"status": "missing"}, POOLED | {"status": "illustrative"}], written={"overview": typed, "symbols": [HEAD | {"original": ""}]}),
        "many posts": lambda: text([*many(4), *many(2, "Guard", means="pooled")], before=[]),
        "more posts": lambda: text([*many(6), *many(1, "Guard", means="pooled")], before=many(1)),
        "two years": lambda: text(before=None, stated=Stated("2005-2006")),
        "one result lacks": lambda: text(written={"overview": [PURPOSE], "expected_results": [RESULT | {"target": "", "target_fr": ""}, OTHER], "symbols": [HEAD]}),
    })  # fmt: skip


FACTS = {
    "year": 2005, "section": 16_300.0, "court": 60_000_000.0, "fund": 5_000_000.0, "twelfth": 5_000_000.0, "base": 58_900_000.0, "loan": 100_000.0,
    "surplus": 1_000_000.0, "scale": ("A/RES/58/1 B",), "states": 97, "court_is_open": False, "fund_is_open": False,
}  # fmt: skip
UNKNOWN = float("nan")
NO_CONTRIBUTIONS = dict.fromkeys(("court", "fund", "twelfth", "base", "loan", "surplus"), UNKNOWN) | {"scale": (), "states": 0}


def resolution(more: Mapping[str, Any] | None = None, **section: Any) -> ResolutionText:
    """Return the draft resolution on a small budget, of which all is known but what is given otherwise."""
    found = text(**section)
    return ResolutionText(RESOLUTION, found, (found.ready,), FACTS | dict(more or {}))


@cache
def resolutions() -> Cases[ResolutionText]:
    """Return resolutions in which each part has its case."""
    return Cases({
        "whole": resolution,
        "illustrative": lambda: resolution({"court_is_open": True, "fund_is_open": True}),
        "no level": lambda: resolution({"fund": UNKNOWN}),
        "no contributions": lambda: resolution(NO_CONTRIBUTIONS),
        "more than the whole": lambda: resolution({"court": 1_000.0}),
        "unsigned": lambda: resolution(stated=Stated(signed=False)),
    })
