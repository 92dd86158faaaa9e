"""Staging: a folder made ready beside the one that it is to replace, with all that this one has, linked rather than copied."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.faults import naming
from aspbudget.files.exchange import exchanged
from aspbudget.files.places import device_of, made, own_folder, own_folders
from aspbudget.files.trees import Unit

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDITED = "edited"
_GET_FLAGS, _UNCHANGING = 0x80086601, 0x30  # what Linux is asked for a file's marks, and those of files that never change or only grow
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
        """Return a new staging of a cycle's folder, on the same file system."""
        folder = own_folder(unit.real_tree, device_of(unit.folder))
        taken = {place.name for place in made(folder)}
        name = next(name for number in count(1) if (name := f"{unit.cycle}.{number}") not in taken)
        return cls(unit, folder / name)

    @classmethod
    def left(cls, unit: Unit) -> list[Staging]:
        """Return what runs left that were killed while they wrote into the same tree."""
        places = [place for folder in own_folders(unit.real_tree) for place in made(folder)]
        return [cls(Unit(unit.tree, place.name.partition(".")[0]), place) for place in places]

    @property
    def new(self) -> Path:
        """The folder that is made ready."""
        return self.place / "new"

    @property
    def old(self) -> Path:
        """Where the folder that is replaced waits for its end."""
        return self.place / "old"

    def begin(self) -> None:
        """Make the new folder with the folders that the old one has, and take note of the files in that."""
        self.new.mkdir(parents=True)
        _like(self.new, next(each for each in (self.unit.folder, self.unit.real_tree) if each.exists()))
        for folder in sorted(self.unit.folder.rglob("*")):
            if folder.is_dir() and not folder.is_symlink():
                made_folder = self.new / folder.relative_to(self.unit.folder)
                made_folder.mkdir()
                _like(made_folder, folder)
        self.seen = {name.as_posix(): identity(path) for name, path in files_of(self.unit.folder)}

    def keep(self, name: str, under: str) -> None:
        """Let the new folder have a file that the old one has, under the same or another name."""
        source, target = self.unit.folder / name, self.new / under
        if source.is_symlink():
            target.symlink_to(source.readlink())
            return
        self.release(name)
        try:
            os.link(source, target)
        except OSError:  # this file system, or the rules for files of other people, allow no second name
            with naming(source):
                shutil.copy2(source, target)

    def release(self, name: str) -> None:
        """Raise `PermissionError` for a file that nothing may replace, before anything has changed."""
        if protected(self.unit.folder / name):
            raise PermissionError(1, os.strerror(1), str(self.unit.folder / name))

    def write(self, name: str, data: bytes) -> None:
        """Write a file of the new folder, down to the disk."""
        target, old = self.new / name, self.unit.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old.is_file() and not old.is_symlink():
            _like(target, old)

    def swap(self) -> None:
        """Let the new folder take the place of the old one, in one step where the system can, else in two that the next run completes."""
        stated = {"number": self.new.stat().st_ino, "seen": self.seen}
        with (self.place / _READY).open("w", encoding="utf-8") as file:
            json.dump(stated, file)
            file.flush()
            os.fsync(file.fileno())
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
            whole, _ = self._ready()
            (self.new if whole and self.new.exists() else self.old).rename(self.unit.folder)
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
        for folder in (self.place.parent, self.place.parent.parent):
            with suppress(OSError):
                folder.rmdir()  # only when nothing else is in it


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


def _like(made: Path, other: Path) -> None:
    """Give a file or folder the rights of another, and its group, as far as this person may."""
    with suppress(OSError):
        os.chown(made, -1, other.stat().st_gid)
    with suppress(OSError):
        shutil.copymode(other, made)


def protected(path: Path) -> bool:
    """Whether a file is marked so that no one may replace it, as by `chattr +i`; elsewhere than on Linux that shows when it is tried."""
    if fcntl is None or path.is_symlink():
        return False
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            flags = fcntl.ioctl(handle, _GET_FLAGS, bytes(8))
        finally:
            os.close(handle)
        return bool(int.from_bytes(flags[:4], sys.byteorder) & _UNCHANGING)
    return False


def _settle(folder: Path) -> None:
    """Bring the names in a folder down to the disk, where the system lets a program ask for that."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
