"""Written: which bytes the tool itself has written, so that a file that someone edited since is known, and never lost.

The record is the file `written.json` in the tool's own place of the tree. When it is deleted nothing is lost: every file then counts as edited.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.files.places import own_folder, own_folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "written.json"
_MOST = 100  # hashes remembered for one file: that many runs later an old copy, put back, counts as edited


@dataclass
class Written:
    """The record of one folder of outputs: for each file, by its place in the folder, the hashes of what was written there."""

    tree: Path
    hashes: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Path) -> Written:
        """Return the record of a folder of outputs, its links followed; one that can't be read counts as empty."""
        for folder in own_folders(tree):
            with suppress(OSError, ValueError, AttributeError, TypeError):
                found = json.loads((folder / RECORD).read_bytes())
                return cls(tree, {str(name): [str(each) for each in hashes] for name, hashes in found.items()})
        return cls(tree)

    def unedited(self, name: str, path: Path) -> bool:
        """Whether a file is as the tool wrote it; a link is not."""
        return not path.is_symlink() and hash_of(path.read_bytes()) in self.hashes.get(name, ())

    def add(self, files: Mapping[str, bytes]) -> None:
        """Record what is about to be written; it is on the disk before the files are in place, so that none of them ever counts as edited."""
        for name, data in files.items():
            known = [each for each in self.hashes.get(name, ()) if each != hash_of(data)]
            self.hashes[name] = [*known, hash_of(data)][-_MOST:]
        folder = own_folder(self.tree)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{RECORD}.part"
        part.write_text(json.dumps(self.hashes, indent=1, sort_keys=True), encoding="utf-8")
        part.replace(folder / RECORD)


def hash_of(data: bytes) -> str:
    """Return the hash of a file's bytes."""
    return hashlib.sha256(data).hexdigest()
