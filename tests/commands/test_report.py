"""Reports: the printed section as text foots, and says what is missing and where."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import REPOSITORY
from support.french import put_into_french

from aspbudget.commands.done import Put, section_of
from aspbudget.commands.report import changed, checked, noted, section, status, written
from aspbudget.content import BUILT_IN
from aspbudget.faults import Remark
from aspbudget.figures.printed import rows_down
from aspbudget.inputs.ready import Cycle, Ready, opened
from aspbudget.review.comparison import compare

if TYPE_CHECKING:
    from aspbudget.inputs.standing import Standing


def number(text: str) -> Decimal:
    """Return a printed amount; a dash is nothing, parentheses are negative."""
    plain = text.replace(",", "")
    return Decimal(0) if plain == "–" else -Decimal(plain[1:-1]) if plain.startswith("(") else Decimal(plain)


def rows(ready: Ready) -> dict[str, list[Decimal]]:
    """Return the printed table: each row's amounts by its label."""
    width = max(map(len, (row.label for row in rows_down(ready.figures, ready.layout))))
    return {line[:width].strip(): [number(cell) for cell in line[width:].split()] for line in list(section(ready))[1:]}


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


def a_remark_is_printed_with_its_cell_below_the_name_of_its_workbook(ready: Ready) -> None:
    remark = Remark("inputs/2004/section.xlsx", "Cycle", "D5", "Date is 30 September 2003 23:59:40; read as 1 October 2003.")
    remarked = replace(ready, inputs=replace(ready.inputs, remarks=(remark,)))
    lines = list(checked(Cycle("2004", (remarked,))))
    assert lines[0] == remark.workbook
    assert lines[2] == f"Note      Cycle!D5: {remark.message}"
    assert [line for line in lines if line != lines[2]] == list(checked(Cycle("2004", (ready,))))


def a_run_shows_the_first_of_many_remarks_and_says_where_the_others_are(ready: Ready) -> None:
    remarks = tuple(Remark(ready.inputs.label, "Meetings", f"D{row}", "Day is a Sunday.") for row in range(5, 12))
    assert list(noted(replace(ready.inputs, remarks=remarks), 5)) == [
        *(f"Note      Meetings!D{row}: Day is a Sunday." for row in range(5, 10)), "Note      2 more: aspbudget check 2004",
    ]  # fmt: skip


def a_check_counts_rows_and_sheets_names_what_is_missing_and_ends_with_the_answer(ready: Ready) -> None:
    lines = list(checked(Cycle("2004", (ready,))))
    frames = ready.inputs.frames
    missing = []
    for table, row in ready.standing.missing:
        key = ready.catalogue.key(table)
        _, cell = ready.inputs.place(ready.catalogue.tables[table], key, row)
        missing.append(f"{ready.inputs.frames[table].at[row, key]} ({ready.catalogue.tables[table].title}!{cell})")
    assert lines == [
        "inputs/2004/section.xlsx",
        f"Checked   {sum(map(len, frames.values()))} rows in {len(frames)} sheets",
        f"DRAFT     section: {'; '.join(ready.standing.reasons)}",
        f"Missing   {'; '.join(missing)}",
        "",
        "Nothing to correct in 1 workbook.",
    ]


def a_missing_figure_of_a_french_workbook_has_its_french_name(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes((REPOSITORY / "inputs/2004/section.xlsx").read_bytes())
    put_into_french(path)
    (missing,) = [line for line in checked(Cycle("2004", (opened(BUILT_IN, path, path.name, "2004"),))) if line.startswith("Manquant")]
    assert missing == "Manquant  Centre de conférences, jour (Prix!A21); Secrétariat provisoire, mois (Prix!A22); Bâtiments et biens, coût mensuel pour la Cour (Prix!A23)"


def a_missing_row_is_named_once_and_the_first_of_many(ready: Ready) -> None:
    named = {"another (Prices!A1)"}
    assert len(list(status(ready, named))) == 2
    assert list(status(ready, named)) == [f"DRAFT     section: {'; '.join(ready.standing.reasons)}"]
    many = replace(ready.standing, missing=ready.standing.missing * 5)
    shown = list(status(replace_standing(ready, many)))[1]
    assert shown.endswith(f"; and {len(many.missing) - 6} more")


def replace_standing(ready: Ready, standing: Standing) -> Ready:
    """Return a workbook with another standing."""
    changed = replace(ready)
    changed.__dict__["standing"] = standing
    return changed


def the_change_on_last_year_is_said_in_one_line(ready: Ready) -> None:
    assert list(changed("")) == []
    assert list(changed("the workspace has no section of the cycle before")) == ["Change    not known: the workspace has no section of the cycle before"]
    found = compare(ready, ready)
    start = ready.layout.scale.text(sum(found.bridge.start.values()))
    share = found.bridge.change / sum(found.bridge.start.values()) * 100
    sign = "+" if found.bridge.change > 0 else ""
    since = "approved for 2004" if found.bridge.approved else "for 2004, as costed today"
    assert list(changed(found)) == [f"Change    {sign}{ready.layout.scale.text(found.bridge.change)}, {share:+.1f} per cent, on {start} {since}"]


def the_files_that_lie_there_as_they_are_made_are_counted_in_one_line() -> None:
    one, other, text = map(Path, ("one.xlsx", "other.xlsx", "text.docx"))
    put = Put({one: "one.xlsx", other: "other.xlsx", text: "text (new).docx"}, {text: "text.docx"}, frozenset({one, other}))
    assert list(written(put, [one, other, text])) == [
        "Same      2 files, made of inputs that have not changed",
        "Written   text (new).docx",
        "Kept      text.docx, which is not as it was last written here",
    ]
    assert next(written(put, [one])) == "Same      1 file, made of inputs that have not changed"
