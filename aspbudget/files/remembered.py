"""Remembered: what outputs were made from, and which workbooks a second engine has proven, so that what is so already isn't done again.

The record is the file `remembered.json` in the tool's own place of the outputs. It counts only for the edition of the tool that wrote it, and only as it was
written: a record of another edition, or one that is damaged or made by hand, counts as empty. When it is deleted nothing is lost but time.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from aspbudget.faults import WrongUse
from aspbudget.files.lock import one_writer
from aspbudget.files.places import made as left_behind
from aspbudget.files.places import own_folder, own_folders
from aspbudget.files.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

RECORD = "remembered.json"
WHOLE = "all"  # the name under which a whole run is remembered, beside its parts
_MOST = 500  # workbooks of which it is remembered that they were proven


@dataclass(frozen=True)
class Made:
    """What was made at once, a part of a run or all of it.

    `rests_on` has the hash of each input, `files` the place and the hash of each file by where it was to be; paths are within the workspace. `proofs` say
    for each file by what it was checked and how many cells; `absent` are places where a file would have been renewed; `document` is what was answered, in which `language`; without one in that of the models.
    """

    asked: str
    rests_on: dict[str, str]
    files: dict[str, tuple[str, str]]
    proofs: list[tuple[str, int]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    document: dict[str, Any] = field(default_factory=dict)
    language: str = ""

    def stands(self, root: Path) -> bool:
        """Whether its files are as they were made, and a run that made them again would put them in the same places."""
        written = Written.of((root / "outputs").resolve())
        return all(_is_there(root, written, asked, place, code) for asked, (place, code) in self.files.items())


def _is_there(root: Path, written: Written, asked: str, place: str, code: str) -> bool:
    path, wanted = root / place, root / asked
    if path.is_symlink() or hash_at(path) != code:
        return False
    return place == asked or (wanted.exists() and not written.unedited(asked.partition("/")[2], wanted))


@dataclass
class Remembered:
    """The record of one folder of outputs: for each cycle what was made, by name, and for each proven workbook, by its hash, how many cells were compared."""

    tree: Path
    edition: str
    made: dict[str, dict[str, Made]] = field(default_factory=dict)
    proven: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Path, edition: str) -> Remembered:
        """Return the record of a folder of outputs, its links followed; empty where there is none, or none of this edition."""
        for folder in own_folders(tree):
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                stated = json.loads((folder / RECORD).read_bytes())
                if stated["seal"] == _seal(edition, stated["made"], stated["proven"]):
                    cycles = {cycle: {name: Made(**each) for name, each in parts.items()} for cycle, parts in stated["made"].items()}
                    return cls(tree, edition, cycles, stated["proven"])
        return cls(tree, edition)

    def add(self, cycle: str, made: Mapping[str, Made], proven: Mapping[str, int]) -> None:
        """Record what a finished run made of a cycle and what was proven; where that can't be done, it is made again another time."""
        with suppress(OSError, WrongUse), one_writer(self.tree):
            latest = Remembered.of(self.tree, self.edition)
            latest.made[cycle] = {**({} if WHOLE in made else latest.made.get(cycle, {})), **made}
            latest.proven = dict([*latest.proven.items(), *proven.items()][-_MOST:])
            latest.write()

    def write(self) -> None:
        """Put the record in its place, in one step."""
        folder = own_folder(self.tree)
        folder.mkdir(parents=True, exist_ok=True)
        made = {cycle: {name: vars(each) for name, each in parts.items()} for cycle, parts in self.made.items()}
        part = folder / f"{RECORD}.part"
        part.write_text(json.dumps({"seal": _seal(self.edition, made, self.proven), "made": made, "proven": self.proven}, indent=1), encoding="utf-8")
        part.replace(folder / RECORD)


def _seal(edition: str, *parts: object) -> str:
    """Return the code by which a record is known to be whole and of an edition."""
    return sha256(f"{edition}\n{json.dumps(parts, sort_keys=True)}".encode()).hexdigest()


def hash_at(path: Path) -> str:
    """Return the hash of a file; an empty text where there is none that can be read."""
    with suppress(OSError):
        return sha256(path.read_bytes()).hexdigest()
    return ""


def hashes(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file by its path within the workspace."""
    return {path.relative_to(root).as_posix(): hash_at(path) for path in paths}


def is_swept(tree: Path) -> bool:
    """Whether no run that was killed left anything in the tool's own place of a tree, which the next one puts in order."""
    return not any(each for folder in own_folders(tree) for each in left_behind(folder))
