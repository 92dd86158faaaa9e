"""Reports: the printed section as text foots, and says what is missing and where."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from aspbudget.commands.done import section_of
from aspbudget.commands.report import checked, section
from aspbudget.faults import Remark
from aspbudget.inputs.ready import Cycle, Ready

LABEL = 34


def number(text: str) -> Decimal:
    """Return a printed amount; a dash is nothing, parentheses are negative."""
    plain = text.replace(",", "")
    return Decimal(0) if plain == "–" else -Decimal(plain[1:-1]) if plain.startswith("(") else Decimal(plain)


def rows(ready: Ready) -> dict[str, list[Decimal]]:
    """Return the printed table: each row's amounts by its label."""
    return {line[:LABEL].strip(): [number(cell) for cell in line[LABEL:].split()] for line in list(section(ready))[1:]}


def the_printed_section_foots_across_and_down(ready: Ready) -> None:
    printed = rows(ready)
    assert all(sum(cells[:-1]) == cells[-1] for cells in printed.values())
    keys = {label: cells for label, cells in printed.items() if not label.startswith("Subtotal") and label != "Total"}
    subtotals = [cells for label, cells in printed.items() if label.startswith("Subtotal")]
    assert [sum(column) for column in zip(*keys.values(), strict=True)] == printed["Total"]
    assert [sum(column) for column in zip(*subtotals, strict=True)] == printed["Total"]


def the_printed_section_shows_the_amounts_of_the_section(ready: Ready) -> None:
    printed, lines = rows(ready), section_of(ready)
    assert printed["Total"][-1] * 1000 == sum(line["amount"] for line in lines)
    across = list(dict.fromkeys(line["sub_programme"] for line in lines))
    for line in lines:
        assert printed[line["object"]][across.index(line["sub_programme"])] * 1000 == line["amount"]


def a_remark_is_printed_after_the_standing(ready: Ready) -> None:
    remark = Remark("inputs/2004/section.xlsx", "Cycle", "D5", "Date is 30 September 2003 23:59:40; read as 1 October 2003.")
    remarked = replace(ready, inputs=replace(ready.inputs, remarks=(remark,)))
    assert list(checked(Cycle("2004", (remarked,)))) == [*checked(Cycle("2004", (ready,))), f"Note      {remark}"]


def a_check_counts_rows_and_sheets_and_names_what_is_missing(ready: Ready) -> None:
    lines = list(checked(Cycle("2004", (ready,))))
    frames = ready.inputs.frames
    counted = f"{sum(map(len, frames.values()))} rows in {len(frames)} sheets"
    assert lines[0] == f"inputs/2004/section.xlsx: {counted}, nothing to correct."
    assert lines[1] == f"Status    {ready.standing.sentence}"
    assert len(lines[2:]) == len(ready.standing.missing)
    for line, (table, row) in zip(lines[2:], ready.standing.missing, strict=True):
        key = ready.catalogue.key(table)
        _, cell = ready.inputs.place(ready.catalogue.tables[table], key, row)
        assert (
            line == f"Missing   {ready.catalogue.tables[table].title}!{cell} {ready.inputs.frames[table].at[row, key]}"
        )


