"""The version of an input: the same for what it says, whatever the order of its rows, who signed it, or what was noted beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.doubted import with_cells

from aspbudget.inputs.standing import standing
from aspbudget.inputs.version import same_version, version

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def a_version_is_a_code_of_eight_letters_and_digits(ready: Ready) -> None:
    code = version(ready.inputs)
    assert len(code) == 9
    assert code[4] == "-"
    assert code == version(ready.inputs)


def the_order_of_rows_and_the_signatures_make_no_other_version(ready: Ready) -> None:
    frames = {name: frame.iloc[::-1] for name, frame in ready.inputs.frames.items()}
    assert version(replace(ready.inputs, frames=frames)) == version(ready.inputs)
    title = ready.inputs.frames["cycle"].assign(reviewed_by="B. Reviewer", prepared_by="A. Officer")
    assert version(replace(ready.inputs, frames=ready.inputs.frames | {"cycle": title})) == version(ready.inputs)


def every_value_makes_another_version(ready: Ready) -> None:
    for table, key, column, value in (("posts", "Secretary", "number", 3.0), ("posts", "Secretary", "source", "elsewhere"), ("currencies", "USD", "rate", 0.85681)):
        assert version(with_cells(ready.inputs, table, {(key, column): value})) != version(ready.inputs), column


def a_code_is_known_however_it_is_typed() -> None:
    assert same_version(" cm75 xodr ", "CM75-XODR")
    assert not same_version("CM75-XODS", "CM75-XODR")


def a_change_after_the_review_is_a_draft_again_and_says_so(ready: Ready) -> None:
    reviewed = dict(ready.inputs.cycle) | {"prepared_by": "A. Officer", "reviewed_by": "B. Reviewer", "reviewed_version": version(ready.inputs)}
    assert not [reason for reason in standing(ready.catalogue, ready.inputs, reviewed).reasons if "review of" in reason]
    after = with_cells(ready.inputs, "posts", {("Secretary", "number"): 3.0})
    reasons = standing(ready.catalogue, after, reviewed).reasons
    assert f"changed since the review of version {version(ready.inputs)}: it is {version(after)} now" in reasons
