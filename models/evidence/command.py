"""The command `prove`: what every published figure proves, by source, and each beside the computed one when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare import count
from aspbudget.models.evidence.proof import DIFFERS, EQUAL, RESTATED, counted
from aspbudget.models.evidence.proofs import prove as proofs
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.models.evidence.proof import Proof
    from aspbudget.verbs import Asked

_SEVERAL = {"within its rounding": "within their rounding", "differs": "differ"}
_UNITS = {"EUR": "euro", "USD": "dollar"}
_NAMED = 4  # States that differ for one reason, by name; of more, their number


def prove(asked: Asked) -> Answer:
    """Compute every published figure anew, and show what the comparison proves."""
    found = proofs()
    groups = by_source(found)
    document = {
        "verdicts": counted(found),
        "by_source": {name: counted(each) for name, each in groups.items()},
        "proofs": [proof.as_dict() for proof in found],
    }
    return Answer(document, lines(found, groups, every=asked.options.all))


def by_source(found: tuple[Proof, ...]) -> dict[str, list[Proof]]:
    """Return the proofs of each source, in the order of the first of each."""
    groups: dict[str, list[Proof]] = {}
    for proof in found:
        groups.setdefault(proof.group, []).append(proof)
    return groups


def lines(found: tuple[Proof, ...], groups: dict[str, list[Proof]], *, every: bool) -> Iterator[str]:
    """Yield the verdict, then each source with its verdicts and what differs, and, where asked for, every figure."""
    verdicts = counted(found)
    others = _counts({name: number for name, number in verdicts.items() if name not in (EQUAL, RESTATED)})
    yield (
        f"{count(len(found), 'published figure')}: {verdicts[EQUAL]:,} predicted and equal, {verdicts[RESTATED]} that restate an input or a figure of "
        f"the same quantity elsewhere, {others}."
    )
    yield ""
    for name, proofs_of in groups.items():
        yield f"{name[:1].upper()}{name[1:]}: {_counts(counted(proofs_of))} of {len(proofs_of)}"
        if ", every State, " in name:
            yield from _differing(proofs_of)
    yield ""
    if not every:
        yield "Each figure, with its source and the reason where it differs: aspbudget prove --all"
        return
    for proof in found:
        yield from _brief(proof) if proof.brief else _in_full(proof)


def _counts(verdicts: dict[str, int]) -> str:
    return ", ".join(f"{number} {verdict if number == 1 else _SEVERAL.get(verdict, verdict)}" for verdict, number in verdicts.items() if number)


def _differing(found: list[Proof]) -> Iterator[str]:
    """Yield the rows of a schedule that differ, by reason, each by its State where they are few."""
    by_reason: dict[str, list[Proof]] = {}
    for proof in found:
        if proof.verdict == DIFFERS:
            by_reason.setdefault(proof.reason, []).append(proof)
    for reason, rows in by_reason.items():
        unit = _UNITS[rows[0].unit]
        far = [proof for proof in rows if abs(proof.difference) > 1]
        named = [f"{proof.what.partition(', assessed')[0]} by {abs(proof.difference):,} {unit}s" for proof in far]
        by_one = f"{count(len(rows) - len(far), 'row')} by one {unit}" if len(far) < len(rows) else ""
        several = named if len(named) <= _NAMED else [count(len(far), "row") + " by more"]
        yield f"      Differ: {', '.join(each for each in (*several, by_one) if each)}. {reason}."


def _brief(proof: Proof) -> Iterator[str]:
    """Yield a proof in two rows: the figures, and the reason with its source."""
    differs = f", difference {proof.difference:,}" if proof.difference else ""
    yield f"{proof.year}  {proof.what} ({proof.unit}): {proof.published:,}, computed {proof.computed:,}{differs}, {proof.verdict}"
    yield f"      {proof.reason}. [{proof.source}]" if proof.reason else f"      [{proof.source}]"


def _in_full(proof: Proof) -> Iterator[str]:
    yield f"{proof.year}  {proof.what} ({proof.unit})"
    yield f"      published {proof.published:,}  computed {proof.computed:,}  difference {proof.difference:,}  {proof.verdict}"
    if proof.reason:
        yield f"      {proof.reason}."
    yield f"      [{proof.source}]"
