"""Counted activities: what a draft asks for as people say it, `16 meetings in three languages`, instead of one by one."""

from __future__ import annotations

from functools import reduce
from itertools import groupby
from typing import TYPE_CHECKING

from aspbudget.documents.foreign import BEGIN
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Activity, Statement

_MOST = 6  # names in a sentence
NEW = "new"
_WAYS = (NEW, "provided", "pooled")


def in_words(activities: Iterable[Activity], terms: Terms) -> str:
    """Return activities as a series, those together that are alike; what is only called by its name by the first names."""
    return _series([(each, _how_many(each, terms, _names(each, terms, most=_MOST))) for each in _alike(activities)], terms)


def in_brief(activities: Iterable[Activity], terms: Terms) -> str:
    """Return activities as a series in which those that are only called by their names are but counted, where they are several."""
    return _series([(each, _how_many(each, terms, "")) for each in _alike(activities)], terms)


def called(activities: Iterable[Activity], terms: Terms) -> str:
    """Return activities as a series in which they have names as well, of many the first, but those that take place on days."""
    found = [(each, _how_many(each, terms, names), names) for each in _alike(activities) for names in [_names(each, terms, most=_MOST)]]
    return _series([(each, said if each[0].counted.day or each[0].counted.named else terms.say("counted.called", what=said, names=names)) for each, said, names in found], terms)


def _series(found: Iterable[tuple[list[Activity], str]], terms: Terms) -> str:
    """Return what is said of groups as a series; of what stands together of one body, this is said once: `Bureau: two meetings in one language, and one in six`."""
    parts = []
    for (table, name, value), same in groupby(found, lambda each: _of(each[0][0])):
        said = [said for _, said in same]
        if name:
            together = reduce(lambda first, following: terms.say("counted.further", first=first, next=following), said)
            said = [terms.say(f"counted.{table}.of", **{name: terms.translated(name, value), table: together})]
        parts += said
    return terms.mark("semicolon").join(parts)


def _of(activity: Activity) -> tuple[str, str, str]:
    """Return the sheet of an activity, and by which column, with which value, it is said of what it is; empty texts where it is said by itself."""
    how = activity.counted
    return (how.table, how.of, dict(how.alike)[how.of]) if how.of else ("", "", "")


def _alike(activities: Iterable[Activity]) -> list[list[Activity]]:
    """Return activities in groups that are counted together, in the order in which they begin."""
    found: dict[tuple[object, ...], list[Activity]] = {}
    for each in activities:
        found.setdefault((each.counted.table, each.counted.alike), []).append(each)
    return list(found.values())


def _how_many(found: list[Activity], terms: Terms, names: str) -> str:
    """Return how many there are of what is alike; `names` are empty where several are only to be counted."""
    how = found[0].counted
    number = add_up(each.counted.number for each in found)
    if not how.table or not number:
        return names or _names(found, terms, most=_MOST)
    values = {name: terms.translated(name, value) if any(map(str.islower, value)) else terms.value(name, value) for name, value in how.alike}
    values |= {name: terms.number(amount) for name, amount in _added_up(found).items()}
    form = "one" if number == 1 else "brief" if how.named and not names else "many"
    said = terms.say(f"counted.{how.table}.{form}", count=terms.spelled(number), names=names or _names(found, terms, most=1), **values)
    return f"{said}, {terms.days(each.counted.day for each in found)}" if how.day else said


def _added_up(found: list[Activity]) -> dict[str, float]:
    names = [name for name, _ in found[0].counted.adds]
    return {name: add_up(dict(each.counted.adds)[name] for each in found) for name in names}


def _names(found: list[Activity], terms: Terms, *, most: int) -> str:
    """Return what activities are called, each name once; of many the first, and how many more there are."""
    names = list(dict.fromkeys(terms.untranslated(each.what) for each in found))
    shown = names if len(names) <= most else [*names[: most - 1], terms.say("counted.more", count=terms.spelled(len(names) - most + 1))]
    return terms.series(shown)


def begun(text: str) -> str:
    """Return a text with a capital letter at its beginning, as a sentence has it."""
    at = len(text) - len(text.lstrip(BEGIN))
    return f"{text[:at]}{text[at : at + 1].upper()}{text[at + 1 :]}"


def parted(activities: Iterable[Activity], statement: Statement) -> Iterator[tuple[str, str, list[Activity]]]:
    """Yield the activities of a paragraph by how they are met: `new`, `provided` or `pooled`, and by the alternative to which they belong."""
    found: dict[tuple[str, str], list[Activity]] = {}
    for each in activities:
        pooled = each.means == statement.practice.means.pooled
        found.setdefault((each.alternative, "provided" if each.provided else "pooled" if pooled else NEW), []).append(each)
    order = ["", *(name for name, _, _ in statement.alternatives)]
    for alternative, way in sorted(found, key=lambda key: (order.index(key[0]), _WAYS.index(key[1]))):
        yield way, alternative, found[alternative, way]


def numbers(statement: Statement) -> Iterator[float]:
    """Yield every number that these words may have: of what, of which quantity, and of names that are left out."""
    of_each: dict[str, list[Activity]] = {}
    for each in statement.implementing:
        of_each.setdefault(each.paragraph, []).append(each)
    for paragraph in statement.paragraphs:
        asked = of_each.get(paragraph.number, [])
        there = [each for each in asked if each.provided or each.means == statement.practice.means.pooled]
        for some in (there, *(found for _, _, found in parted(asked, statement))):
            for found in _alike(some):
                yield from (add_up(each.counted.number for each in found), *_added_up(found).values(), max(len({each.what for each in found}) - _MOST + 1, 0))
