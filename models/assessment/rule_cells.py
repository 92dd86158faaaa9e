"""The cells of a rule of assessment: what each may hold, and every fault at its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare import Fault, Refused, add_up, allowed, nearest
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

RESIDUALS = ("as rounded", "largest remainder", "largest remainder, equal rates equal bills")
THE_YEAR, YEAR_BEFORE, BEFORE_PERIOD, SCALE_BEFORE = "the year", "the year before", "the year before the period", "the scale before"
STATES_PARTIES, UNITED_NATIONS, AS_PUBLISHED = "States Parties", "United Nations", "as published"
FIRST, WITH_OTHERS = "first and once", "with the others"
BY_DATES = "months of those that join, days of those that leave"
NONE = "none"
_PARTY = re.compile(r"(?P<name>.*?)\s*(?:\((?P<code>[A-Z]{3})\))?")


class Wrong(ValueError):
    """What a cell must be instead, as the rest of a sentence."""


class _Cell(NamedTuple):
    """A column of a rule: how its text is read, and what it is when left empty or out."""

    read: Callable[[str], Any]
    empty: Any


def values(label: str, titles: Sequence[str], cells: Sequence[str], row: int = 2, known: Collection[str] = ()) -> dict[str, Any]:
    """Return the values of a rule's row by the names of its parameters; raise `Refused` with every fault, each at its cell.

    `known` are the codes of rules whose members the rule may share.
    """
    faults: list[Fault] = []
    found = dict(zip(titles, [*cells, *[""] * len(titles)], strict=False))
    places = {title: f"{_letters(place)}{row}" for place, title in reversed(list(enumerate(titles)))}
    for place, title in enumerate(titles):
        wrong = _title(title, titles[:place])
        faults += [Fault(label, "", f"{_letters(place)}{row - 1}", wrong)] if wrong else []
    faults += [Fault(label, "", f"{_letters(place)}{row}", "This cell stands under no title; clear it, or give it a title.") for place in range(len(titles), len(cells)) if cells[place]]  # fmt: skip
    read: dict[str, Any] = {}
    for name in (each for each in found if each in CELLS):
        try:
            read[name] = _read(name, found[name], known)
        except Wrong as wrong:
            faults.append(Fault(label, "", places[name], f'{name} is "{found[name]}"; {wrong}.'))
    if not faults:
        faults = [Fault(label, "", places.get(name, ""), message) for name, message in _together(read)]
    if faults:
        raise Refused(faults)
    return _as_parameters({name: value for name, value in read.items() if found[name]})


def _title(title: str, before: Sequence[str]) -> str:
    if title in before:
        return f'Column "{title}" stands here a second time; delete one of the two.'
    if title not in CELLS:
        return f'A rule has no parameter "{title}"{nearest(title, CELLS) or "."} There are: {allowed(CELLS, 30)}.'
    return ""


def _read(name: str, text: str, known: Collection[str]) -> Any:
    if not text:
        return CELLS[name].empty
    return _members(text, known) if name == "members" else CELLS[name].read(text)


def _together(read: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with parameters that are right each by itself, with the name of the one to correct."""
    value = {name: cell.empty for name, cell in CELLS.items()} | read
    shares, sums = ({party.code for party in value[name]} for name in ("fixed_shares", "fixed_sums"))
    total = add_up(party.amount for party in value["fixed_shares"])
    if total >= 100:
        yield "fixed_shares", f"The fixed shares are {total:.10g} per cent together, which leaves nothing to share; they must be below 100."
    for code in sorted(shares & sums):
        yield "fixed_sums", f"{code} stands in fixed_shares and in fixed_sums; keep one of the two."
    if isinstance(value["members"], tuple):
        for code in sorted({*shares, *sums} & set(value["members"])):
            yield "members", f"{code} stands in members and has a fixed share or sum; keep one of the two."
    if (value["least_developed_limit"] is None) != (not value["least_developed_how"]):
        yield "least_developed_how", f"A limit of least developed countries has both least_developed_limit and least_developed_how, {FIRST} or {WITH_OTHERS}; give both or none."
    highest = min(limit for limit in (value["ceiling"], value["least_developed_limit"], 100.0) if limit is not None)
    for name in ("minimum_kept", "minimum_raised"):
        if value[name] > highest:
            yield name, f"The minimum is {value[name]:.10g} per cent, above a limit of {highest:.10g}; lower it, or raise the limit."
    if value["scale_of"] == BEFORE_PERIOD and value["budget_period"] is None:
        yield "scale_of", "The scale is that of the year before the budget period; give one such period in budget_period, such as 2022-2023."


def _as_parameters(read: dict[str, Any]) -> dict[str, Any]:
    """Return what was read as the parameters of a rule: amounts by code, and the names of parties apart."""
    parties = {name: read.pop(name, ()) for name in ("fixed_shares", "fixed_sums")}
    names = {party.code: party.name for each in parties.values() for party in each}
    return read | {name: {party.code: party.amount for party in each} for name, each in parties.items()} | {"names": names}


# How a cell is read.


class Party(NamedTuple):
    """A party with what is fixed for it: its code, its name, and per cents or a sum."""

    code: str
    name: str
    amount: float


def _number(low: float, high: float, none: float | None = None) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        if text.casefold() == NONE:
            return none
        found = _amount(text.removesuffix("%").strip())
        if found is None or not low < found <= high:
            message = f"it must be a number above {low:g} and up to {high:,g}, with a point before decimals, or {NONE}"
            raise Wrong(message)
        return found

    return read


def _amount(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def _decimals(text: str) -> int | None:
    if text.casefold() == NONE:
        return None
    if not re.fullmatch(r"[0-6]", text):
        message = f"it must be a whole number from 0 to 6, or {NONE} where rates are not rounded"
        raise Wrong(message)
    return int(text)


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = next((each for each in choices if each.casefold() == text.casefold()), "")
        if not found:
            message = f"it must be one of: {allowed(choices)}{nearest(text, choices)}"
            raise Wrong(message)
        return found

    return read


def _year(text: str) -> int:
    if not re.fullmatch(r"[12][0-9]{3}", text):
        message = "it must be a year, such as 2007"
        raise Wrong(message)
    return int(text)


def _period(text: str) -> tuple[int, int]:
    years = re.fullmatch(r"([12][0-9]{3})-([12][0-9]{3})", text)
    if not years or not 0 <= int(years[2]) - int(years[1]) < 10:
        message = "it must be the first and the last year of one budget, such as 2022-2023"
        raise Wrong(message)
    return int(years[1]), int(years[2])


def _currency(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", text):
        message = "it must be a currency's three letters, such as EUR"
        raise Wrong(message)
    return text


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(";") if each.strip()]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(_alone([_state(each) for each in _listed(text)]))


def _state(text: str) -> str:
    try:
        return state_names.codes([text])[0]
    except reference.UnknownState as unknown:
        raise Wrong(str(unknown).rstrip(".")) from None


def _alone(codes: list[str]) -> list[str]:
    twice = next((code for code in codes if codes.count(code) > 1), "")
    if twice:
        message = f"{twice} stands in it twice; name each party once"
        raise Wrong(message)
    return codes


def _members(text: str, known: Collection[str]) -> str | tuple[str, ...]:
    words = {each.casefold(): each for each in (STATES_PARTIES, UNITED_NATIONS, AS_PUBLISHED, *(f"as {code}" for code in known))}
    return words.get(text.casefold()) or _codes(text)


def _parties(high: float) -> Callable[[str], tuple[Party, ...]]:
    def read(text: str) -> tuple[Party, ...]:
        found = tuple(_party(each, high) for each in _listed(text))
        _alone([party.code for party in found])
        return found

    return read


def _party(text: str, high: float) -> Party:
    """Return a party with its amount; one that is no State has its three letters in brackets: `European Union (EUE) 2.5`."""
    who, _, number = text.removesuffix("%").strip().rpartition(" ")
    amount, named = _amount(number), _PARTY.fullmatch(who)
    if not who or amount is None or not 0 < amount <= high or not named:
        message = f'"{text}" must be a party and a number above 0 and up to {high:,g}, such as European Union (EUE) 2.5'
        raise Wrong(message)
    code = named["code"] or _state(named["name"])
    return Party(code, "" if state_names.code(code) else named["name"], amount)


def _parts(text: str) -> dict[str, tuple[int, str]] | str:
    if text.casefold() == BY_DATES:
        return BY_DATES
    found = [_part(each) for each in _listed(text)]
    _alone([code for code, _ in found])
    return dict(found)


def _part(text: str) -> tuple[str, tuple[int, str]]:
    part = re.fullmatch(r"(.+) ([0-9]+) (months?|days?)", text)
    if not part:
        message = f'"{text}" must be a State and its months or days, such as Kiribati 11 months'
        raise Wrong(message)
    unit = part[3].rstrip("s") + "s"
    most = {"months": 12, "days": 365}[unit]
    if not 1 <= int(part[2]) <= most:
        message = f"{part[2]} {unit} are outside the year; they must be from 1 to {most}"
        raise Wrong(message)
    return _state(part[1]), (int(part[2]), unit)


CELLS: dict[str, _Cell] = {
    "code": _Cell(str, ""), "organisation": _Cell(str, ""), "ceiling": _Cell(_number(0, 100), None), "ceiling_from": _Cell(_year, 0),
    "least_developed_limit": _Cell(_number(0, 100), None), "least_developed_how": _Cell(_one_of(FIRST, WITH_OTHERS), ""), "also_least_developed": _Cell(_codes, ()),
    "minimum_kept": _Cell(_number(0, 100, 0.0), 0.0), "minimum_raised": _Cell(_number(0, 100, 0.0), 0.0), "decimals": _Cell(_decimals, None),
    "residual": _Cell(_one_of(*RESIDUALS), RESIDUALS[0]), "fixed_shares": _Cell(_parties(100), ()), "fixed_sums": _Cell(_parties(1e12), ()),
    "scale_of": _Cell(_one_of(THE_YEAR, YEAR_BEFORE, BEFORE_PERIOD, SCALE_BEFORE), THE_YEAR), "budget_period": _Cell(_period, None),
    "currency": _Cell(_currency, "EUR"), "members": _Cell(str, UNITED_NATIONS), "parts_of_year": _Cell(_parts, ""),
    "source": _Cell(str, ""), "status": _Cell(_one_of("published", "derived", "illustrative", "from memory"), ""), "note": _Cell(str, ""),
}  # fmt: skip


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else _letters(place // 26 - 1) + chr(65 + place % 26)
