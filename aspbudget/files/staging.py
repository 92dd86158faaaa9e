"""Staging: a folder made ready beside the one that it is to replace, with all that this one has, linked rather than copied."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.files.exchange import exchanged
from aspbudget.files.written import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.files.trees import Unit

EDITED = "edited"
_READY = "ready"  # a file that says that the new folder is whole


class Identity(NamedTuple):
    """By what a file is recognised: another file, or the same one changed, differs in one of these."""

    number: int
    changed: int
    size: int


@dataclass
class Staging:
    """The folder in which a run is made ready: `new` is to become the cycle's folder, `old` is what that was.

    `seen` are the files of the cycle's folder when the new one was made, by their places in it.
    """

    unit: Unit
    place: Path
    seen: dict[str, Identity] = field(default_factory=dict)

    @classmethod
    def of(cls, unit: Unit) -> Staging:
        """Return the staging of a cycle's folder, on the same file system: beside the tree, else in it."""
        kept = unit.real_tree.parent
        beside = kept.stat().st_dev == _device(unit.folder) and os.access(kept, os.W_OK)
        return cls(unit, (kept if beside else unit.real_tree) / OWN / f"{unit.tree.name}-{unit.cycle}")

    @property
    def new(self) -> Path:
        """The folder that is made ready."""
        return self.place / "new"

    @property
    def old(self) -> Path:
        """Where the folder that is replaced waits for its end."""
        return self.place / "old"

    def begin(self) -> None:
        """Make the new folder, empty, and take note of what is in the old one."""
        self.new.mkdir(parents=True)
        if self.unit.folder.exists():
            shutil.copymode(self.unit.folder, self.new)
        self.seen = {name.as_posix(): identity(path) for name, path in files_of(self.unit.folder)}

    def keep(self, name: str, under: str) -> None:
        """Let the new folder have a file that the old one has, under the same or another name."""
        target = self.new / under
        target.parent.mkdir(parents=True, exist_ok=True)
        self._give(name, target)

    def release(self, name: str) -> None:
        """Raise `OSError` for a file that is protected, so that it could not be replaced, before anything has changed."""
        probe = self.place / "probe"
        self._give(name, probe)
        probe.unlink()

    def _give(self, name: str, target: Path) -> None:
        source = self.unit.folder / name
        if source.is_symlink():
            target.symlink_to(source.readlink())
            return
        try:
            os.link(source, target)
        except OSError:
            if self._links():
                raise  # the file itself is protected
            shutil.copy2(source, target)

    def _links(self) -> bool:
        """Whether the file system can give one file two names."""
        one, other = self.place / "one", self.place / "other"
        one.touch()
        try:
            os.link(one, other)
        except OSError:
            return False
        finally:
            _without(one, other)
        return True

    def write(self, name: str, data: bytes) -> None:
        """Write a file of the new folder, down to the disk."""
        target = self.new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        target.chmod(0o644)

    def swap(self) -> None:
        """Let the new folder take the place of the old one, in one step where the system can, else in two that the next run completes."""
        stated = {"number": self.new.stat().st_ino, "seen": self.seen}
        (self.place / _READY).write_text(json.dumps(stated), encoding="utf-8")
        for folder in (*(each for each in self.new.rglob("*") if each.is_dir() and not each.is_symlink()), self.new, self.place):
            _settle(folder)
        if not self.unit.folder.exists():
            self.new.rename(self.unit.folder)
        elif not exchanged(self.new, self.unit.folder):
            self._replace()
        _settle(self.unit.folder.parent)

    def _replace(self) -> None:
        self.unit.folder.rename(self.old)
        try:
            self.new.rename(self.unit.folder)
        except BaseException:
            self.old.rename(self.unit.folder)
            raise

    def recover(self) -> None:
        """Complete what a run that was killed left between two steps, or undo it, and remove the rest."""
        if not self.unit.folder.exists() and self.old.exists():
            (self.new if self.new.exists() and self._ready() else self.old).rename(self.unit.folder)
        number, self.seen = self._ready()
        if number and self.unit.folder.exists() and self.unit.folder.stat().st_ino == number:
            self.end()
        self.remove()

    def _ready(self) -> tuple[int, dict[str, Identity]]:
        """Return what a run noted when its new folder was whole: the folder's number, and what was in the old one."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            stated = json.loads((self.place / _READY).read_bytes())
            return int(stated["number"]), {name: Identity(*each) for name, each in stated["seen"].items()}
        return 0, {}

    def end(self) -> None:
        """After the swap, keep what someone saved into the old folder meanwhile, and remove the rest of it."""
        for folder in (self.new, self.old):
            for name, path in files_of(folder):
                if self.seen.get(name.as_posix()) != identity(path):
                    self._rescue(name, path)
        self.remove()

    def _rescue(self, name: Path, path: Path) -> None:
        """Move a file that someone saved meanwhile to its place, or beside it where the run has put another one there."""
        place = self.unit.folder / name
        unchanged = place.exists() and identity(place) == self.seen.get(name.as_posix())
        target = place if unchanged or not place.exists() else free_name(place, EDITED)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)

    def remove(self) -> None:
        """Remove the staging; what can't be removed now, the next run removes."""
        with suppress(OSError):
            shutil.rmtree(self.place)
        with suppress(OSError):
            self.place.parent.rmdir()  # only when nothing else is in it


def free_name(path: Path, word: str) -> Path:
    """Return the first name beside a file that nothing has, with a word in brackets: `section (edited).xlsx`, `section (edited 2).xlsx`."""
    names = (path.with_name(f"{path.stem} ({word}{f' {number}' if number > 1 else ''}){path.suffix}") for number in count(1))
    return next(name for name in names if not (name.exists() or name.is_symlink()))


def identity(path: Path) -> Identity:
    """Return by what a file is recognised."""
    found = path.lstat()
    return Identity(found.st_ino, found.st_mtime_ns, found.st_size)


def files_of(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield every file below a folder, and every link, with its place within; none where there is no folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder), path


def _device(folder: Path) -> int:
    """Return the file system of a folder, or of the nearest one above it that exists."""
    return next(each for each in (folder, *folder.parents) if each.exists()).stat().st_dev


def _without(*files: Path) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Bring the names in a folder down to the disk, where the system lets a program ask for that."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
