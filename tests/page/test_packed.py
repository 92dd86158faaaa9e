"""Packed: data of a page stand once where they stand in several places, and are found again as they were."""

from __future__ import annotations

import gc
import gzip
import json
import re
from base64 import b64decode
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from conftest import REPOSITORY
from support import browser
from support.memory import of_its_own

from aspbudget.commands.page import pages_of
from aspbudget.inputs.ready import Cycle
from aspbudget.page.packed import packed
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from aspbudget.inputs.ready import Ready

TREE = ["total", "section_lines", "amount", [["when", "own", "line of the section"], ["year", 2004.0]], "a long name", None]
DATA: dict[Any, Any] = {
    "one": {"tree": TREE, "cells": [1.5, None, *range(60)], "~0": "~0"}, "other": {"tree": TREE, "cells": [1.5, None, *range(60)]},
    "again": [TREE, "a long name", "~1", "", {}, [], "long enough"], "long enough": True, 2004: 1,
}  # fmt: skip
READ = """async (text) => { const data = await Packed.read(text), told = JSON.stringify(data);
data.one.tree.push("another"); data.one.cells[0] = 2; return [JSON.parse(told), data.other, data.again[0]]; }"""


def once(data: object) -> str:
    """Return packed data as they stand before they are compressed."""
    return gzip.decompress(b64decode(packed(data))).decode()


@browser.needed
def the_data_that_are_packed_are_found_again_and_each_place_has_its_own(chromium: Browser) -> None:
    script = (files("aspbudget.page") / "packed.js").read_text(encoding="utf-8")
    page = chromium.new_page()
    page.evaluate(script.replace('"use strict";', "", 1).replace("const Packed =", "globalThis.Packed =", 1))
    found, other, again = page.evaluate(READ, packed(DATA))
    page.close()
    assert found == json.loads(json.dumps(DATA))
    assert (other, again) == (DATA["other"], TREE)


def each_value_that_stands_in_several_places_stands_once_but_for_short_ones() -> None:
    text = once(DATA)
    assert [text.count(each) for each in ("section_lines", "a long name", "long enough", ",58,59")] == [1, 1, 1, 1]
    assert once(["ab", "ab", ["ab"]]) == '[[],["ab","ab",["ab"]]]'


def the_values_that_were_packed_leave_memory_though_nobody_looks_for_unused_memory() -> None:
    packed(DATA)
    with of_its_own():
        packed(DATA)
        assert gc.collect() == 0


def a_text_that_looks_like_a_place_is_never_taken_for_one() -> None:
    assert once(["~0", {"~7": 1}]) == '[["~0","~7"],["~0",{"~1":1}]]'


def the_data_of_the_figures_are_the_same_in_every_language_and_what_is_said_of_them_is_not(ready: Ready) -> None:
    pages = pages_of(Workspace(REPOSITORY), Cycle("2004", (ready,)), ())
    english, french = (dict(re.findall(r'id="(books|texts)">([^<]+)<', pages(language).decode())) for language in (None, "fr"))
    assert english["books"] == french["books"]
    said = [json.loads(gzip.decompress(b64decode(each["texts"])))[1]["texts"] for each in (english, french)]
    assert len(said[0]) == len(said[1]) > len(ready.catalogue.figures)
    assert sum(one != other for one, other in zip(*said, strict=True)) > len(said[0]) / 2
