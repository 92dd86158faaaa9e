"""Versions: the printed figures of each version of an input that was computed, so that what moved since a review can be said.

The record is the file `versions.json` in the tool's own place of the outputs. When it is deleted nothing is lost but that.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.files.places import own_folder, own_folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "versions.json"
_MOST = 50  # versions remembered of one input


@dataclass
class Versions:
    """The record of one folder of outputs: for each input, by its name, its versions with the figures of each by what they are called."""

    tree: Path
    known: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Path) -> Versions:
        """Return the record of a folder of outputs; one that can't be read counts as empty."""
        for folder in own_folders(tree):
            with suppress(OSError, ValueError, AttributeError, TypeError):
                found = json.loads((folder / RECORD).read_bytes())
                return cls(tree, {str(name): {str(code): {str(line): float(amount) for line, amount in figures.items()} for code, figures in codes.items()}
                                  for name, codes in found.items()})  # fmt: skip
        return cls(tree)

    def add(self, name: str, code: str, figures: Mapping[str, float]) -> None:
        """Record the figures of a version, the latest of its input."""
        codes = {each: known for each, known in self.known.get(name, {}).items() if each != code} | {code: dict(figures)}
        self.known[name] = dict(list(codes.items())[-_MOST:])
        folder = own_folder(self.tree)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{RECORD}.part"
        part.write_text(json.dumps(self.known, indent=1), encoding="utf-8")
        part.replace(folder / RECORD)
