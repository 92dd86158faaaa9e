"""Rounding: half away from zero on 15 significant digits, as spreadsheets round (2.675 gives 2.68)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.lines.texts import Array


_DOUBTFUL = 1e-14
_FIVE = 0.2
_SMALLEST, _LARGEST = 0.1, 1e14
_TENS = np.array([float(10**power) for power in range(17)])


def round_half_away(amount: Array, digits: Array) -> Array:
    """Round half away from zero on 15 significant digits, as spreadsheets do (2.675 gives 2.68)."""
    return _rounded(amount, digits, lambda size: np.floor(size + 0.5), lambda size: np.floor(size) + 0.5)


def round_away(amount: Array) -> Array:
    """Round to the next whole number away from zero on 15 significant digits."""
    return _rounded(amount, np.asarray(0.0), np.ceil, np.rint)


def round_off_down(amount: Array, digits: Array) -> Array:
    """Cut off what lies beyond `digits` decimals, on 15 significant digits."""
    return _rounded(amount, digits, np.floor, np.rint)


def _rounded(amount: Array, digits: Array, way: Callable[[Array], Array], edge: Callable[[Array], Array]) -> Array:
    """Round every size one way; the few that are so near an edge that their last digits decide, on 15 digits."""
    scale = 10.0 ** np.abs(digits)
    size = np.abs(amount)
    decimals = bool(np.all(digits >= 0))
    scaled = np.asarray(size * scale if decimals else np.where(digits >= 0, size * scale, size / scale))
    doubtful = np.abs(scaled - edge(scaled)) <= _DOUBTFUL * scaled
    whole = np.asarray(way(scaled))
    if doubtful.any():
        doubtful &= (scaled >= _SMALLEST) & (scaled < _LARGEST)
        whole[doubtful] = way(_significant(*(each[doubtful] for each in np.broadcast_arrays(scaled, size, digits))))
    result = whole / scale if decimals else np.where(digits >= 0, whole / scale, whole * scale)
    return np.asarray(np.copysign(result, amount) + 0.0)


def _significant(scaled: Array, size: Array, digits: Array) -> Array:
    """Return scaled sizes on 15 significant digits; where the sixteenth is a five, only writing them out is exact."""
    tens = _TENS[14 - np.floor(np.log10(scaled)).astype(int)]
    shifted = scaled * tens
    result = np.asarray(np.rint(shifted) / tens)
    five = np.abs(shifted - np.floor(shifted) - 0.5) < _FIVE
    result[five] = [_written_out(*each) for each in zip(size[five], digits[five], strict=True)]
    return result


def _written_out(size: float, digits: float) -> float:
    mantissa, power = f"{size:.14e}".split("e")
    return float(f"{mantissa}e{int(power) + int(digits)}")
