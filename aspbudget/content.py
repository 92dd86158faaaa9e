"""Content: what an organisation brings: its models, its words, its verbs and its lists, in one package of its own.

A workspace uses the content that comes with the tool, unless its file `aspbudget.toml` names another package, which must be installed:

    content = "another_organisation"

The package has a module for each cost model (with `MODEL`), and, as far as it has any, `commands.py` (`VERBS`, `OPTIONS`,
`ABOUT`), `statements.py` (`PRACTICE`), `words.py` (`NAMES`), `terms.csv`, `words.csv`, `draft_words.csv` and `start_<table>.csv`.
"""

from __future__ import annotations

import importlib
import io
from functools import cache
from importlib.util import find_spec
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aspbudget.faults import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

Kind = TypeVar("Kind")
ENGINE, BUILT_IN, SETTINGS = "aspbudget", "aspbudget.models", "aspbudget.toml"
_UNREADABLE = SETTINGS + ' can\'t be read ({}); it holds one line, such as: content = "another_organisation"'


class NoContent(WrongUse):
    """The content that a workspace names isn't installed, or isn't a package with models."""


class WrongSettings(WrongUse):
    """The settings of a workspace can't be read."""


def named_in(root: Path) -> str:
    """Return the content package that a workspace uses: that of its file `aspbudget.toml`, or the one that comes with the tool."""
    file = root / SETTINGS
    if not file.is_file():
        return BUILT_IN
    import tomllib  # noqa: PLC0415 - most workspaces have no settings, and help stays instant

    try:
        stated = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongSettings(_UNREADABLE.format(error)) from None
    named = stated.pop("content", BUILT_IN)
    if stated:
        raise WrongSettings(_UNREADABLE.format(f'"{next(iter(stated))}" is no setting'))
    if isinstance(named, str) and all(part.isidentifier() for part in named.split(".")):
        return named
    raise WrongSettings(_UNREADABLE.format(f"{named!r} is not the name of a package"))


def modules(package: str) -> Iterator[ModuleType]:
    """Yield every module at the top level of a content package; raise `NoContent` when there is no such package."""
    import pkgutil  # noqa: PLC0415 - help stays instant

    found = _package(package)
    for each in pkgutil.iter_modules(found.__path__, f"{package}."):
        yield importlib.import_module(each.name)


def folder_of(package: str) -> Path:
    """Return the folder of a content package; raise `NoContent` when there is no such package."""
    return Path(next(iter(_package(package).__path__)))


def module(package: str, name: str) -> ModuleType | None:
    """Return a module of a content package by its name; `None` when the organisation has none of that name."""
    _package(package)
    return importlib.import_module(f"{package}.{name}") if find_spec(f"{package}.{name}") else None


def declared(package: str, name: str, value: str, kind: type[Kind]) -> Kind | None:
    """Return what a module of a content package declares under a name, such as `PRACTICE`; `None` where there is nothing of its kind."""
    found = getattr(module(package, name), value, None)
    return found if isinstance(found, kind) else None


def rows(package: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a list of a content package, a CSV file with titles; none when it has no such list."""
    import csv  # noqa: PLC0415 - as above
    from importlib import resources  # noqa: PLC0415 - as above

    file = resources.files(_package(package)) / name
    if not file.is_file():
        return []
    titles, *listed = [row for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")) if row] or [[]]
    return [dict(zip_longest(titles, row)) for row in listed]


@cache
def terms(package: str = BUILT_IN) -> dict[str, dict[str, str]]:
    """Return every term of a content package by its key, with its wording by language, in the order of its list `terms.csv`.

    In a key such as `object.Travel`, `object` is the group and `Travel` a value as it is typed in the inputs.
    """
    return {row["key"]: {name: text for name, text in row.items() if name != "key"} for row in rows(package, "terms.csv")}


@cache
def notations() -> dict[str, dict[str, str]]:
    """Return how numbers, money and dates are written, by key, in each language of the list `notation.csv` that comes with the tool."""
    return {row["key"]: {name: text for name, text in row.items() if name != "key"} for row in rows(ENGINE, "notation.csv")}


@cache
def words(package: str = BUILT_IN) -> dict[str, dict[str, str]]:
    """Return the words of the tool and of a content package, by the text as it stands in the code, with its wording by language.

    They are the rows of the lists `words.csv` of the two, whose first column is the text itself.
    """
    own = {next(iter(row.values())): row for row in rows(package, "words.csv")}
    return own if package == ENGINE else words(ENGINE) | own


def languages(package: str = BUILT_IN) -> tuple[str, ...]:
    """Return the languages of the list of terms, the one in which inputs are written first; none where there is no list."""
    return tuple(next(iter(terms(package).values()), ()))


def _package(package: str) -> ModuleType:
    try:
        found = importlib.import_module(package)
        if hasattr(found, "__path__"):
            return found
        message = f"{SETTINGS} names the content {package}, which is a single module; name a package."
        raise NoContent(message)
    except ModuleNotFoundError as error:
        if error.name and package.startswith(error.name):
            message = f"{SETTINGS} names the content {package}, which is not installed beside the tool; install it, or correct the name."
            raise NoContent(message) from None
        raise
