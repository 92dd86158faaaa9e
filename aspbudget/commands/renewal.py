"""Renewal: which parts of a run are made, and which are left as they lie among the outputs, because nothing that they rest on changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content
from aspbudget.edition import edition
from aspbudget.files.publish import Placed
from aspbudget.files.remembered import WHOLE, Made, Remembered, hash_at, hashes
from aspbudget.files.written import hash_of
from aspbudget.phrase import AsTyped, phrase
from aspbudget.workbooks.reconcile import Reconciliation
from aspbudget.workspace import OUTPUTS, PDF, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    import pandas as pd

    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed
    from aspbudget.workspace import Workspace


class Part(NamedTuple):
    """A part of a run: its name, the inputs that it rests on, as they are shown, where its files go, and how it is asked for."""

    name: str
    rests_on: tuple[str, ...] = ()
    places: tuple[Path, ...] = ()
    asked: str = ""

    @classmethod
    def of(cls, workspace: Workspace, name: str, places: Iterable[Path], made_of: Iterable[str | Ready | Costed]) -> Part:
        """Return a part that is made of a cycle's section, where it is named, and of checked workbooks and drafts; of the settings and the stationery anyhow."""
        found = dict.fromkeys(workspace.label(path) for path in workspace.shared())
        for each in made_of:
            if isinstance(each, str):
                found[workspace.label(workspace.inputs(each))] = None
            else:
                found |= dict.fromkeys((each.label, getattr(each, "section", each).label))
        return cls(name, tuple(found), tuple(places))

    def given(self, rates: pd.DataFrame | None, *more: object) -> Part:
        """Return the part with what else it rests on: the rates of States, which are figures of another workbook, and options."""
        return self._replace(asked="; ".join(map(str, (*more, "" if rates is None else hash_of(rates.to_csv().encode())))))


class Answered(NamedTuple):
    """What a run answered, as its JSON document, and the language in which it spoke; none is that of the models."""

    document: dict[str, Any]
    language: str = ""


class Finished(NamedTuple):
    """A part that is made: its files, and what came of checking them, file by file."""

    files: dict[Path, bytes]
    proofs: tuple[Reconciliation, ...] = ()


Coming = Callable[[], Finished]  # what makes a part, or waits for one that is being made; it is called once


def made_anew(_: Part, make: Coming) -> Coming:
    """Let a part be made, whatever was made before."""
    return make


def made_alone(_: str, make: Coming) -> Coming:
    """Let a part be made when it is waited for."""
    return make


@dataclass
class Renewal:
    """The parts of one run of a cycle: those that are `made`, and those that are `kept`, which need no place again.

    `sources` are the inputs with their hashes from before any is read; `memory` is what earlier runs made, empty where everything is asked for again.
    A part that is to be made is begun, by its name, by `begin`.
    """

    workspace: Workspace
    cycle: str
    sources: dict[str, str]
    memory: Remembered
    known: dict[str, Made]
    begin: Callable[[str, Coming], Coming] = made_alone
    made: dict[str, tuple[Part, Finished]] = field(default_factory=dict)
    kept: dict[Path, Placed] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, cycle: str, *, again: bool) -> Renewal:
        """Return a run that is to begin; with `again`, everything is made."""
        memory = Remembered.of((workspace.root / OUTPUTS).resolve(), edition(workspace.content))
        return cls(workspace, cycle, hashes(workspace.root, workspace.sources(cycle)), memory, {} if again else memory.made.get(cycle, {}))

    def __call__(self, part: Part, make: Coming) -> Coming:
        """Let a part be made where a run would not make it again as it lies among the outputs; return what gives it, once."""
        known = self.known.get(part.name)
        if known is None or not self._is_so_still(part, known):
            return partial(self._add, part, self.begin(part.name, make))
        return partial(self._keep, part, known)

    def _add(self, part: Part, coming: Coming) -> Finished:
        self.made[part.name] = (part, coming())
        return self.made[part.name][1]

    def _keep(self, part: Part, known: Made) -> Finished:
        """Return a part as it lies among the outputs."""
        files = {}
        for path in part.places:
            place, _ = known.files[self.workspace.label(path)]
            files[path] = (self.workspace.root / place).read_bytes()
            self.kept[path] = Placed(self.workspace.root / place, path if place != self.workspace.label(path) else None)
        self.made[part.name] = (part, Finished(files, tuple(Reconciliation(by, cells, (), before=True) for by, cells in known.proofs)))
        return self.made[part.name][1]

    @property
    def proven(self) -> dict[str, int]:
        """The workbooks that were proven before, by their hashes; none where everything is asked for again."""
        return self.memory.proven if self.known else {}

    def fresh(self, files: Mapping[Path, bytes]) -> Mapping[Path, bytes]:
        """Return the files that are to be put in place: those that were made; all of them where none was, so that a folder is put in order all the same."""
        made = {path: data for path, data in files.items() if path not in self.kept}
        if not made:
            self.kept.clear()
        return made or files

    def placed(self, placed: Mapping[Path, Placed]) -> dict[Path, Placed]:
        """Return where every file is: those that were put in place, and those that were kept."""
        return self.kept | dict(placed)

    def _is_so_still(self, part: Part, known: Made) -> bool:
        alike = known.asked == part.asked and [*known.files] == list(map(self.workspace.label, part.places))
        return alike and known.rests_on == self._hashes(part.rests_on) and known.stands(self.workspace.root)

    def _hashes(self, labels: Iterable[str]) -> dict[str, str]:
        """Return the hashes of inputs, as they were before any was read; of one that is none of the cycle's own, as it is."""
        return {label: self.sources[label] if label in self.sources else hash_at(self.workspace.root / label) for label in sorted(labels)}

    def remember(self, asked: str, placed: Mapping[Path, Placed], answered: Answered | None, proven: Mapping[str, int]) -> None:
        """Record what was made of what, once all is in place, and for a whole run what it `answered`.

        Nothing is recorded where an input was saved meanwhile, or lies outside of the workspace.
        """
        parts = {name: self._as_made(*each, placed) for name, each in self.made.items()}
        rests_on = self.sources | {label: code for each in parts.values() for label, code in each.rests_on.items()}
        if any("/" not in label and label not in self.sources for label in rests_on) or rests_on != self._now(rests_on):
            return
        files = {label: place for each in parts.values() for label, place in each.files.items()}
        whole = {} if answered is None else {WHOLE: Made(asked, rests_on, files, absent=self._further(files), document=answered.document, language=answered.language)}
        self.memory.add(self.cycle, parts | whole, proven)

    def _now(self, rests_on: Iterable[str]) -> dict[str, str]:
        root = self.workspace.root
        return hashes(root, self.workspace.sources(self.cycle)) | {label: hash_at(root / label) for label in rests_on}

    def _as_made(self, part: Part, finished: Finished, placed: Mapping[Path, Placed]) -> Made:
        label = self.workspace.label
        files = {label(path): (label(placed[path].path), hash_of(data)) for path, data in finished.files.items()}
        return Made(part.asked, self._hashes(part.rests_on), files, [(each.engine, each.cells) for each in finished.proofs])

    def _further(self, files: Iterable[str]) -> list[str]:
        """Return where files would be renewed in further languages, if there were any there."""
        labels, further = set(files), content.languages(self.workspace.content)[1:]
        paths = [self.workspace.root / label for label in labels]
        found = {self.workspace.label(in_language(path, each)) for path in paths for each in further}
        return sorted(found - labels)


def settings(language: str | None, pages: object) -> str:
    """Return what of the options of a run decides what it writes: a further language, and whether its workbooks have the models' pages."""
    return f"language {language or ''}; pages {bool(pages)}"


def older_readers_set(workspace: Workspace, cycle: str) -> Iterator[str]:
    """Yield a note for each readers' set that a cycle has, for a run that makes none."""
    own = workspace.outputs(cycle, PDF)
    for path in (own, *(in_language(own, each) for each in content.languages(workspace.content)[1:])):
        if path.exists():
            yield phrase("Note      {file} is of an earlier run; to renew it, run: aspbudget cost {cycle} --pdf", file=AsTyped(workspace.label(path)), cycle=AsTyped(cycle))
