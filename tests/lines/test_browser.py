"""The browser's reading: each part of a formula as data, and every random formula with the value that numpy computes."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from support import browser, fuzz
from support.roundings import ROUNDINGS, hard_roundings

from aspbudget.lines.browser import Unreadable, reading
from aspbudget.lines.formula import Cell, Gather, Node, Number, Own
from aspbudget.lines.functions import A_DASH, below, money, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FORMULAS = 6_000


@pytest.mark.parametrize(
    ("part", "read"),
    [
        (Own("cost") * 2, ["*", ["own", "cost"], 2.0]),
        (-Own("cost"), ["minus", ["own", "cost"]]),
        (where(Own("cost") > 0, money(Own("cost")), A_DASH), ["where", [">", ["own", "cost"], 0.0], ["rounded", ["own", "cost"], 2.0], ["dash", "–"]]),
        (Gather("total", "posts", "cost", (("grade", Own("grade")), ("year", below(2004)))),
         ["total", "posts", "cost", [["grade", "is", ["own", "grade"]], ["year", "<", 2004.0]]]),
    ],
)  # fmt: skip
def a_formula_is_read_as_lists_that_say_what_they_are(part: Node, read: object) -> None:
    assert reading(part) == read
    assert json.loads(json.dumps(read)) == read


def a_part_that_no_browser_reads_is_named() -> None:
    with pytest.raises(Unreadable, match="No way for a browser to read Cell"):
        reading(Number(1) + Cell("A1"))


@pytest.fixture(scope="module")
def engine(chromium: Browser) -> Iterator[Page]:
    """An empty page that has the engine and nothing else."""
    page = chromium.new_page()
    page.evaluate(script())
    yield page
    page.close()


def script() -> str:
    """Return the engine as a page takes it that has nothing else, and takes another after it."""
    text = (files("aspbudget.page") / "engine.js").read_text(encoding="utf-8")
    return text.replace('"use strict";', "", 1).replace("const Engine =", "globalThis.Engine =", 1)


@cache
def formulas(number: int, seed: int) -> tuple[list[Any], list[list[object]]]:
    """Return random formulas as a browser reads them, and what numpy computes of each."""
    trees, context = fuzz.grown(number, seed), fuzz.context()
    return [(reading(tree), tree.kind) for tree in trees], [fuzz.valued(tree, context) for tree in trees]


def computed(engine: Page, trees: list[Any]) -> list[list[Any]]:
    """Return what the browser computes of formulas that stand beside the rows of the first table; an error is None."""
    tables = [{
        "name": sheet.name, "key": sheet.key, "entered": True, "length": len(next(iter(sheet.columns.values()))),
        "columns": [{"name": name, "kind": sheet.kind(name)} for name in sheet.columns], "cells": sheet.columns, "lines": [],
    } for sheet in fuzz.world()]  # fmt: skip
    tables[0]["lines"] = [{"name": f"line_{number}", "kind": kind, "looks": [], "tree": tree} for number, (tree, kind) in enumerate(trees)]
    shape = {"tables": tables, "named": fuzz.NAMED, "order": [["posts", f"line_{number}"] for number in range(len(trees))]}
    return engine.evaluate(
        """(shape) => { const book = new Engine.Book(shape); book.compute();
        return shape.order.map(([table, line]) => book.tables.get(table).columns[line].map((value) => Engine.isError(value) ? null : value)); }""", shape)  # fmt: skip


def different(engine: Page, trees: list[Any], wanted: list[list[object]]) -> list[tuple[object, object, object]]:
    """Return the formulas of which the browser computes something else than numpy, with both values."""
    return [
        (tree, given, other)
        for (tree, _), givens, others in zip(trees, wanted, computed(engine, trees), strict=True)
        for given, other in zip(givens, others, strict=True)
        if not same(given, other)
    ]


def same(given: object, other: object) -> bool:
    if isinstance(given, float) and isinstance(other, (int, float)) and not isinstance(other, bool):
        return abs(given - other) <= 1e-9 + 1e-11 * abs(given)
    return given == other and type(given) is type(other)


@browser.needed
@pytest.mark.parametrize("number", [FORMULAS // 3, pytest.param(FORMULAS, marks=pytest.mark.long)])
def every_random_formula_has_the_value_that_numpy_computes(engine: Page, number: int) -> None:
    assert different(engine, *formulas(number, seed=2004)) == []


@browser.needed
def every_hard_rounding_is_that_of_numpy(engine: Page) -> None:
    cases = hard_roundings()
    trees = [["round_up", case.amount] if case.digits is None else ["rounded", case.amount, float(case.digits)] for case in cases]
    found = engine.evaluate("""(trees) => { const book = new Engine.Book({ tables: [], named: {}, order: [] }); return trees.map((tree) => book.compile(tree, "")(0)); }""", trees)
    assert [(case, value) for case, value in zip(cases, found, strict=True) if case.value != value] == []
    assert len(found) == ROUNDINGS


@browser.needed
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("half = (size) => Math.floor(size + 0.5)", "half = (size) => Math.round(size - 0.01)"), ("NEAR = 2 ** -48", "NEAR = 0.05"), ("value.toLowerCase()", "value"),
     ("right === 0 ||", "false &&"), ("Math.max(groups.get(key), value)", "value")],
)  # fmt: skip
def a_fault_planted_in_the_engine_is_caught(engine: Page, right: str, wrong: str) -> None:
    assert right in script()
    engine.evaluate(script().replace(right, wrong))
    try:
        assert different(engine, *formulas(600, seed=8))
    finally:
        engine.evaluate(script())
