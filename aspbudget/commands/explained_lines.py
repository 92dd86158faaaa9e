"""An explanation as text: the answer in five lines, then, level by level, what the figure is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.console import ENGLISH, Console
from aspbudget.lines.adding import add_up
from aspbudget.phrase import AsTyped, counted, in_a_row, phrase
from aspbudget.terminal import doubtful, faint, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.review.explanation import Explanation
    from aspbudget.review.trace import Step

MOST_PARTS = 12
MOST_LINES = 200
_LONGEST = 180
_NEXT = (
    "Next      --depth 1 shows the figure of which it is made, --depth 2 one level more",
    "Next      --depth 1 shows the {count:,} figures of which it is made, --depth 2 one level more",
)
_RESTS = "rests on {count:,} row of the input: {statuses}", "rests on {count:,} rows of the input: {statuses}"
_BEYOND = "… and {count:,} lines more: ask for fewer levels, for one of these figures by its name, or for all with --json"


def lines(found: Explanation, depth: int) -> Iterator[str]:
    """Yield what the figure is, how much, from what, by which rule, and on how sure sources; then what it is made of, so many levels down."""
    step, words = found.step_as_worded, Console(found.language)
    where, _, stated = step.source.partition("; ")
    status = words(phrase("Status    {rests}", rests=_rests_on(found)))
    name = AsTyped(" / ".join(map(words, found.name.split(" / "))))
    yield words(phrase("Figure    {name}: {about}", name=name, about=AsTyped(_short(words(found.about)))) if found.about else phrase("Figure    {name}", name=name))
    yield strong(words(phrase("Amount    {amount}", amount=AsTyped(step.value))))
    yield words(phrase("From      {what}", what=AsTyped(_short(_from(step)) if step.words else where)))
    yield words(phrase("Source    {source}", source=AsTyped(_short(step.source if step.words else stated or where))))
    yield doubtful(status) if {"missing", "illustrative"} & {*found.statuses} else status
    if depth:
        yield ""
        yield from _within_bounds(step, words)
    elif step.parts:
        yield faint(words(counted(*_NEXT, step.parts)))


def _from(step: Step) -> str:
    return f"{step.words} = {step.numbers}" if step.numbers and step.numbers != step.words else step.words


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _rests_on(found: Explanation) -> str:
    """Return on how many rows of the input a figure rests, the least sure first."""
    if not found.statuses:
        return "rests on no row of the input that has a source"
    parts = [phrase("{count:,} {status}", count=number, status=status) for status, number in reversed(list(found.statuses.items()))]
    return counted(*_RESTS, int(add_up(found.statuses.values())), statuses=in_a_row(parts, ", "))


def _within_bounds(step: Step, words: Console) -> Iterator[str]:
    """Yield what a figure is made of, as many lines as are read, and how many there are beyond them."""
    every = list(parts_of(step, words=words))
    yield from every[:MOST_LINES]
    if len(every) > MOST_LINES:
        yield words(phrase(_BEYOND, count=len(every) - MOST_LINES))


def parts_of(step: Step, level: int = 0, words: Console = ENGLISH) -> Iterator[str]:
    """Yield each part of a step with its value, in words, in numbers and with its source, further in than what it is a part of."""
    for part in step.made_of[:MOST_PARTS]:
        yield from _part(part, level, words)
    if len(step.made_of) > MOST_PARTS:
        yield f"{'  ' * level}{words(phrase('… and {count:,} more', count=len(step.made_of) - MOST_PARTS))}"


def _part(step: Step, level: int, words: Console) -> Iterator[str]:
    indent = "  " * level
    if not step.words:
        yield f"{indent}{step.name}: {step.value}  [{step.source}]"
        return
    yield f"{indent}{step.name}: {step.value}"
    yield f"{indent}  = {step.words}"
    if step.numbers and step.numbers != step.words:
        yield f"{indent}  = {step.numbers}"
    yield f"{indent}  [{step.source}]"
    yield from parts_of(step, level + 1, words)
