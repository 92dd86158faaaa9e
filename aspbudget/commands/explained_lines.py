"""An explanation as text: the answer in five lines, then, level by level, what the figure is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.faults import count
from aspbudget.lines.adding import add_up
from aspbudget.terminal import doubtful, faint, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.review.explanation import Explanation
    from aspbudget.review.trace import Step

MOST_PARTS = 12
MOST_LINES = 200
_LONGEST = 180


def lines(found: Explanation, depth: int) -> Iterator[str]:
    """Yield what the figure is, how much, from what, by which rule, and on how sure sources; then what it is made of, so many levels down."""
    step = found.step
    where, _, stated = step.source.partition("; ")
    status = f"Status    {_rests_on(found)}"
    yield f"Figure    {found.name}" + (f": {_short(found.about)}" if found.about else "")
    yield strong(f"Amount    {step.value}")
    yield f"From      {_short(_from(step))}" if step.words else f"From      {where}"
    yield f"Source    {_short(step.source if step.words else stated or where)}"
    yield doubtful(status) if {"missing", "illustrative"} & {*found.statuses} else status
    if depth:
        yield ""
        yield from _within_bounds(step)
    elif step.parts:
        yield faint(f"Next      --depth 1 shows {_made_of(step)}, --depth 2 one level more")


def _from(step: Step) -> str:
    return f"{step.words} = {step.numbers}" if step.numbers and step.numbers != step.words else step.words


def _made_of(step: Step) -> str:
    return "the figure of which it is made" if step.parts == 1 else f"the {step.parts:,} figures of which it is made"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _rests_on(found: Explanation) -> str:
    """Return on how many rows of the input a figure rests, the least sure first."""
    if not found.statuses:
        return "rests on no row of the input that has a source"
    parts = [f"{number:,} {status}" for status, number in reversed(list(found.statuses.items()))]
    return f"rests on {count(int(add_up(found.statuses.values())), 'row')} of the input: {', '.join(parts)}"


def _within_bounds(step: Step) -> Iterator[str]:
    """Yield what a figure is made of, as many lines as are read, and how many there are beyond them."""
    every = list(parts_of(step))
    yield from every[:MOST_LINES]
    if len(every) > MOST_LINES:
        yield f"… and {len(every) - MOST_LINES:,} lines more: ask for fewer levels, for one of these figures by its name, or for all with --json"


def parts_of(step: Step, level: int = 0) -> Iterator[str]:
    """Yield each part of a step with its value, in words, in numbers and with its source, further in than what it is a part of."""
    for part in step.made_of[:MOST_PARTS]:
        yield from _part(part, level)
    if len(step.made_of) > MOST_PARTS:
        yield f"{'  ' * level}… and {len(step.made_of) - MOST_PARTS:,} more"


def _part(step: Step, level: int) -> Iterator[str]:
    indent = "  " * level
    if not step.words:
        yield f"{indent}{step.name}: {step.value}  [{step.source}]"
        return
    yield f"{indent}{step.name}: {step.value}"
    yield f"{indent}  = {step.words}"
    if step.numbers and step.numbers != step.words:
        yield f"{indent}  = {step.numbers}"
    yield f"{indent}  [{step.source}]"
    yield from parts_of(step, level + 1)
