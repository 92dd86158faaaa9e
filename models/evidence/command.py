"""The command `prove`: every published figure beside the computed one, as text and as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare import count
from aspbudget.models.evidence.proofs import counted
from aspbudget.models.evidence.proofs import prove as proofs
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.models.evidence.proofs import Proof
    from aspbudget.verbs import Asked

_SEVERAL = {"within its rounding": "within their rounding", "differs": "differ"}


def prove(_: Asked) -> Answer:
    """Compute every published figure anew, and show where the two differ."""
    found = proofs()
    verdicts = counted(found)
    return Answer({"proofs": [proof.as_dict() for proof in found], "verdicts": verdicts}, lines(found, verdicts))


def _brief(proof: Proof) -> Iterator[str]:
    """Yield a proof of a line or a total of a statement in two rows: the figures, and the reason with its source."""
    differs = f", difference {proof.difference:,}" if proof.difference else ""
    yield f"{proof.year}  {proof.what} ({proof.unit}): {proof.published:,}, computed {proof.computed:,}{differs}, {proof.verdict}"
    yield f"      {proof.reason}. [{proof.source}]" if proof.reason else f"      [{proof.source}]"


def lines(found: tuple[Proof, ...], verdicts: dict[str, int]) -> Iterator[str]:
    """Yield every published figure beside the computed one, with the source and the reason where there is one."""
    for proof in found:
        if proof.brief:
            yield from _brief(proof)
            continue
        yield f"{proof.year}  {proof.what} ({proof.unit})"
        yield f"      published {proof.published:,}  computed {proof.computed:,}  difference {proof.difference:,}  {proof.verdict}"
        if proof.reason:
            yield f"      {proof.reason}."
        yield f"      [{proof.source}]"
    yield ""
    counts = ", ".join(
        f"{number} {verdict if number == 1 else _SEVERAL.get(verdict, verdict)}" for verdict, number in verdicts.items()
    )
    yield f"{count(len(found), 'published figure')}: {counts}."
