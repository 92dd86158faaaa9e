"""The command `explain`: a figure followed down to input cells and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.inputs.ready import prepare
from aspbudget.review.trace import explain as explained
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.review.trace import Step
    from aspbudget.verbs import Asked


def explain(asked: Asked) -> Answer:
    """Follow a figure down to input cells and their sources."""
    workspace, figure = asked.workspace, asked.options.figure
    cycle = prepare(workspace, workspace.cycle(asked.options.cycle), lambda _: None)
    step = explained(cycle, figure)
    return Answer({"cycle": cycle.name, "figure": figure, "explanation": step.as_dict()}, lines(step))


def lines(step: Step, depth: int = 0) -> Iterator[str]:
    """Yield an explanation as text: each figure with its value, in words, in numbers, and its source."""
    indent = "  " * depth
    if not step.words:
        yield f"{indent}{step.name}: {step.value}  [{step.source}]"
        return
    yield f"{indent}{step.name}: {step.value}"
    yield f"{indent}  = {step.words}"
    if step.numbers and step.numbers != step.words:
        yield f"{indent}  = {step.numbers}"
    yield f"{indent}  [{step.source}]"
    for part in step.made_of:
        yield from lines(part, depth + 2)
