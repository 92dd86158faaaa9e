"""Written: which bytes the tool itself has written, so that a file that someone edited since is known, and never lost.

The record is the file `.aspbudget/written.json` beside the folder of outputs. When it is deleted nothing is lost: every file then counts as
edited.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN, RECORD = ".aspbudget", "written.json"
_MOST = 100  # hashes remembered for one file: that many runs later an old copy, put back, counts as edited


@dataclass
class Written:
    """The record of one folder of outputs: for each file, by its place in the folder, the hashes of what was written there."""

    file: Path
    hashes: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Path) -> Written:
        """Return the record of a folder of outputs, its links followed; one that can't be read counts as empty."""
        file = tree.parent / OWN / RECORD
        try:
            found = json.loads(file.read_bytes())
            return cls(file, {str(name): [str(each) for each in hashes] for name, hashes in found.items()})
        except (OSError, ValueError, AttributeError, TypeError):
            return cls(file)

    def unedited(self, name: str, path: Path) -> bool:
        """Whether a file is as the tool wrote it; a link is not."""
        return not path.is_symlink() and hash_of(path.read_bytes()) in self.hashes.get(name, ())

    def add(self, files: Mapping[str, bytes]) -> None:
        """Record what is about to be written; it is on the disk before the files are in place, so that none of them ever counts as edited."""
        for name, data in files.items():
            known = [each for each in self.hashes.get(name, ()) if each != hash_of(data)]
            self.hashes[name] = [*known, hash_of(data)][-_MOST:]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps(self.hashes, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(part, self.file)  # noqa: PTH105 - in one step


def hash_of(data: bytes) -> str:
    """Return the hash of a file's bytes."""
    return hashlib.sha256(data).hexdigest()
