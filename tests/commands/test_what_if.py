"""The command `what-if`: cells changed in a copy, computed as inputs are, and refused where a workbook would be."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY
from support.cut_section import cut_section
from support.french import french_of
from support.section_of_2004 import LINES, MOVED, PRICE, TOTAL, printed, share_of_germany

from aspbudget.commands.outcome import Case, Outcome, side_by_side
from aspbudget.copies.changed_copy import applied, belongs
from aspbudget.declare.layout import Scale
from aspbudget.faults import Fault
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.printed import lines_of
from aspbudget.inputs.check import check
from aspbudget.inputs.inputs import BEYOND, Origin
from aspbudget.inputs.read import read_bytes
from aspbudget.inputs.ready import prepare
from aspbudget.inputs.variant import Change, GoneRow, NewRow, NoSuchCell, parsed
from aspbudget.lines.adding import add_up
from aspbudget.review.cuts import Cuts

if TYPE_CHECKING:

    from conftest import Place

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready
    from aspbudget.inputs.variant import Wanted

HAGUE = PRICE.row


@pytest.fixture(scope="module")
def french() -> tuple[tuple[Catalogue, bytes, Inputs], ...]:
    """The workbooks of 2004 in French, the section cut, each with what is checked of it."""
    books = (catalogue(), cut_section(french=True)), (catalogue("contributions"), french_of(REPOSITORY / "inputs/2004/contributions.xlsx", "contributions"))
    return tuple((models, data, check(models, read_bytes(data, "inputs.xlsx"), "2004")) for models, data in books)


@pytest.fixture
def cut_place(empty_place: Place) -> Place:
    """A workspace with a cut section of 2004."""
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section())
    return empty_place


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Currencies / USD / Rate = 0.8", Change("Currencies", "USD", "Rate", "0.8")),
        ("remove Sessions / Third, of two and what names it", GoneRow("Sessions", "Third, of two", naming=True)),
        ("supprimer Sessions / Troisième et ce qui la nomme", GoneRow("Sessions", "Troisième", naming=True)),
        ("remove Sessions / Third and what", GoneRow("Sessions", "Third and what")),
        ("Currencies / USD / Rate = 1/1.25", Change("Currencies", "USD", "Rate", 0.8)),
        ("Grades / * / Standard cost × 1.03", Change("Grades", "*", "Standard cost", None, 1.03)),
        ("Grades / * / Standard cost * 1.03", Change("Grades", "*", "Standard cost", None, 1.03)),
        ("Grades / P-3 / Standard cost + 3 %", Change("Grades", "P-3", "Standard cost", None, 1.03)),
        ("Grades / P-3 / Standard cost - 25 %", Change("Grades", "P-3", "Standard cost", None, 0.75)),
        ("Sessions / Assembly, third session / Venue = New York", Change("Sessions", "Assembly, third session", "Venue", "New York")),
        ("Posts / A / Notes = ", Change("Posts", "A", "Notes", "")),
        ("remove Posts / Legal Officer", GoneRow("Posts", "Legal Officer")),
        ("add Posts / B like A", NewRow("Posts", "B", {}, "A")),
        ("add Posts / B like A: Grade = P-4; Mandate = annex, 5", NewRow("Posts", "B", {"Grade": "P-4", "Mandate": "annex, 5"}, "A")),
        ("Monnaies / USD / Taux = 1/1,25", Change("Monnaies", "USD", "Taux", 0.8)),
        ("Classes / * / Coût standard × 1,03", Change("Classes", "*", "Coût standard", None, 1.03)),
        ("Classes / P-3 / Coût standard + 3,5 %", Change("Classes", "P-3", "Coût standard", None, 1.035)),
        ("supprimer Postes / Conseiller juridique", GoneRow("Postes", "Conseiller juridique")),
        ("ajouter Postes / B comme A : Classe = P-4; Postes = 2", NewRow("Postes", "B", {"Classe": "P-4", "Postes": "2"}, "A")),
        ("dans ICC-ASP/2/Res.3 : supprimer Voyages / X", GoneRow("Voyages", "X", "ICC-ASP/2/Res.3")),
        ("Add Sessions / Committee, fourth session: Body = Committee", NewRow("Sessions", "Committee, fourth session", {"Body": "Committee"})),
    ],
)
def a_change_is_written_as_a_person_says_it(text: str, change: Wanted) -> None:
    assert parsed(text) == change


@pytest.mark.parametrize("text", ["remove Posts / A", "remove Sessions / A and what names it", "add Posts / B like A: Grade = P-4; Posts = 2", "add Posts / B: Grade = P-4", "Posts / A / Grade = P-4"])
def a_change_of_a_row_is_said_as_it_is_written(text: str) -> None:
    assert parsed(text).words == text


def a_row_without_a_value_for_a_title_is_refused_with_an_example() -> None:
    with pytest.raises(NoSuchCell, match="is no row; write: add Sheet / Row: Column = value; Column = value, or add Sheet / Row like Another row: Column = value"):
        parsed("add Posts / B like A: Grade")


@pytest.mark.parametrize(
    ("change", "moved"),
    [
        ("Hypothèses / Taux de vacance / Valeur = 0,2", ("Hypothèses", "vacancy_rate", "Valeur", 0.2)),
        ("Assumptions / Vacancy rate / Value = 0.2", ("Hypothèses", "vacancy_rate", "Valeur", 0.2)),
        ("Prix / Journée d’interprète / Montant = 630,5", ("Prix", "Interpreter's day", "Montant", 630.5)),
        ("Barème / Allemagne / Taux = 9", ("Barème", "DEU", "Taux", 9.0)),
        ("Monnaies / USD / Last year = 0.9", ("Monnaies", "USD", "Taux de l’an dernier", 0.9)),
    ],
)
def a_row_is_found_by_all_that_it_is_called(change: str, moved: tuple[str, str, str, float], french: tuple[tuple[Catalogue, bytes, Inputs], ...]) -> None:
    wanted = parsed(change)
    models, data, inputs = next(each for each in french if belongs(each[0], wanted))
    (cell,) = applied(data, models, inputs, [wanted])[1]
    assert (cell.sheet, cell.row, cell.column, cell.now) == moved
    assert cell.called == {"vacancy_rate": "Taux de vacance"}.get(cell.row, cell.row)


@pytest.mark.parametrize("text", ["", "USD", "Currencies / USD = 0.8", "Currencies / USD / Rate", "Currencies / USD / Rate + 3"])
def a_text_that_says_no_change_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NoSuchCell, match="is no change; write: Sheet / Row / Column = value"):
        parsed(text)


def a_factor_that_is_no_number_is_named() -> None:
    with pytest.raises(NoSuchCell, match=r'has "1\.0\.3" where a number belongs'):
        parsed("Grades / * / Standard cost × 1.0.3")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("Price / X / Amount = 1", 'There is no sheet "Price"; did you mean "Prices"?'),
        ("Prices / Interpreters day / Amount = 1", "Sheet Prices has no row \"Interpreters day\"; did you mean \"Interpreter's day\"?"),
        ("Prices / Interpreter's day / Amont = 1", 'Sheet Prices has no column "Amont"; did you mean "Amount"?'),
        ("add Posts / EXAMPLE like Legal Officer", 'Post is "EXAMPLE"; rows that begin so are examples, which nothing reads: give it another name.'),
        ("add Posts / B like Legal Oficer", 'Sheet Posts has no row "Legal Oficer"; did you mean "Legal Officer"?'),
        ("add Posts / B: Grad = P-4", 'Sheet Posts has no column "Grad"; did you mean "Grade"?'),
        ("remove Posts / Legal Oficer", 'Sheet Posts has no row "Legal Oficer"; did you mean "Legal Officer"?'),
        ("remove Posts / *", '"remove Posts / *" names no row; one row is removed at a time.'),
        ("Prices / * / Source × 2", '"Prices / * / Source × 2": Source holds no numbers; give a value with =.'),
    ],
)
def a_change_of_no_cell_is_refused_with_the_nearest_name(cut_place: Place, change: str, message: str) -> None:
    said = cut_place.run("what-if", "2004", change)
    assert (said.code, said.err.splitlines()[-1]) == (2, message)


def a_variant_is_shown_beside_what_is_and_no_input_is_touched(place: Place) -> None:
    before = place.input.read_bytes()
    said = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[:2] == ["Variant   as written: 1 cell changed", f"  Prices!C60 Interpreter's day, The Hague: Amount {PRICE.before} → {PRICE.now}"]
    moved = sum(MOVED.values())
    total = ["Total,", "thousands", "of", "EUR", printed(TOTAL), printed(TOTAL + moved), f"({printed(-moved)})"]
    assert next(line.split() for line in lines if line.startswith("Total")) == total
    assert place.input.read_bytes() == before
    assert not place.output.exists()


def an_assumption_is_said_by_its_title_and_a_year_as_one(cut_place: Place) -> None:
    said = cut_place.run("what-if", "2004", "Assumptions / vacancy_rate / Value = 0.2", "Indices / prices 2004 / Year = 2004")
    assert said.out.splitlines()[1:3] == ["  Assumptions!B6 Vacancy rate: Value 0.1 → 0.2", "  Indices!D5 prices 2004: Year 2004 → 2004"]


def the_document_has_every_line_and_every_state_that_moved(place: Place) -> None:
    document = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}", "--json").document
    (variant,) = document["variants"]
    now = TOTAL + sum(MOVED.values())
    assert variant["total"] == {"before": TOTAL, "now": now, "difference": sum(MOVED.values())}
    lines = {f"{line.pop('sub_programme')} / {line.pop('object')}": line for line in variant["lines"]}
    assert lines == {line: {"before": LINES[line], "now": LINES[line] + moved, "difference": moved} for line, moved in MOVED.items()}
    assert variant["cells"] == [{"sheet": "Prices", "cell": "C60", "row": "Interpreter's day, The Hague", "column": "Amount", "before": PRICE.before, "now": PRICE.now}]
    germany = next(each for each in variant["states"] if each["iso3"] == "DEU")
    assert (germany["before"], germany["now"]) == (share_of_germany(TOTAL), share_of_germany(now))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (f"{HAGUE} = 5280", f"Amount is 5,280, but Low is {PRICE.low} and High is {PRICE.high}; mend one of them."),
        (f"{HAGUE} = much", 'Amount is "much"; it must be a number.'),
        ("Sessions / Assembly, third session / Venue = Nairobi", 'Venue is "Nairobi"'),
        ("add Posts / legal officer like Director of the Secretariat", 'Post "legal officer" stands in row '),
    ],
)
def a_value_that_a_workbook_would_not_take_is_a_fault_at_its_cell(cut_place: Place, change: str, fault: str) -> None:
    said = cut_place.run("what-if", "2004", change, "--json")
    assert said.code == 1
    assert any(fault in each for each in said.faults)


def a_variant_is_written_as_new_inputs_and_as_a_workbook_that_says_what_it_is(place: Place) -> None:
    accepted, output = place.root / "accepted.xlsx", place.root / "variant.xlsx"
    said = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}", "--accept", str(accepted), "-o", str(output))
    assert said.code == 0
    assert openpyxl.load_workbook(accepted)["Prices"]["C60"].value == PRICE.now
    titles = {str(cell.value) for row in openpyxl.load_workbook(output)["Section"].iter_rows(max_row=3) for cell in row if cell.value}
    assert any("VARIANT, not what is proposed: " in title for title in titles)
    again = place.run("what-if", "2004", f"{HAGUE} = {PRICE.now}", "--accept", str(accepted))
    assert (again.code, again.err.splitlines()[-1]) == (2, f"{accepted} exists already and is never written over; move it away first, or name another file.")


def a_variant_of_two_workbooks_is_shown_but_not_written_as_one_file(place: Place) -> None:
    shutil.copyfile(REPOSITORY / "inputs/2004/contributions.xlsx", place.root / "inputs/2004/contributions.xlsx")
    changes = (f"{HAGUE} = {PRICE.now}", "Scale / DEU / Source = A table")
    shown = place.run("what-if", "2004", *changes, "--json").document["variants"][0]
    assert [(each["sheet"], each["now"]) for each in shown["cells"]] == [("Prices", PRICE.now), ("Scale", "A table")]
    said = place.run("what-if", "2004", *changes, "--accept", str(place.root / "both.xlsx"))
    assert (said.code, said.err.splitlines()[-1]) == (2, "The changes are of section and contributions, and a file holds one workbook; name the changes of one of them.")
    assert not (place.root / "both.xlsx").exists()


def a_statement_of_a_variant_is_written_proven_and_marked_on_every_page(place: Place) -> None:
    (place.root / "inputs/2004/statements").mkdir()
    shutil.copyfile(REPOSITORY / "inputs/2004/statements/ICC-ASP-2-Res.7.xlsx", place.root / "inputs/2004/statements/ICC-ASP-2-Res.7.xlsx")
    output = place.root / "variant.xlsx"
    said = place.run("what-if", "2004", "in ICC-ASP/2/Res.7: Paragraphs / 11 / In = 0", "-o", str(output))
    assert (said.code, said.out.splitlines()[-1]) == (0, f"Written   {output}"), said.out
    book = openpyxl.load_workbook(output)
    title = "Budgetary implications of VARIANT, not what is proposed: ICC-ASP/2/Res.7, 2004"
    assert book.properties.title == title
    assert [sheet.title for sheet in book if title not in str(sheet.oddFooter.left.text)] == []
    paragraphs = [[cell.value for cell in row] for row in book["Paragraphs"].iter_rows()]
    counted = next(at for at, titles in enumerate(paragraphs) if "Included" in titles)
    column = paragraphs[counted].index("Included")
    assert [row[column] for row in paragraphs[counted + 1:] if "11" in map(str, row)] == [0]
    for word in ("No", "non"):
        document = place.run("what-if", "2004", f"in ICC-ASP/2/Res.7: Paragraphs / 11 / Included = {word}", "--json").document
        assert [(each["before"], each["now"]) for variant in document["variants"] for each in variant["cells"]] == [("yes", "no")]
    refused = place.run("what-if", "2004", "in ICC-ASP/2/Res.7: Paragraphs / 11 / Included = maybe")
    assert (refused.code, 'Included is "maybe"; it must be one of: yes, no.' in " ".join(refused.out.split())) == (1, True), refused


def a_row_more_and_a_row_less_cost_what_they_do_in_a_workbook(cut_place: Place, ready: Ready) -> None:
    figures = ready.figures.frame("posts").set_index("post")
    changes = ("add Posts / Archivist like Legal Officer: First month = 7", "Posts / Archivist / First month = 12", "remove Posts / Documents Officer")
    document = cut_place.run("what-if", "2004", *changes, "--accept", str(cut_place.root / "accepted.xlsx"), "--json").document
    (variant,) = document["variants"]
    rows = {(each["cell"], each["row"]): (each["before"], each["now"]) for each in variant["cells"]}
    last = max(int(row) for row in ready.inputs.frames["posts"].index)
    gone = int(ready.inputs.frames["posts"].index[ready.inputs.frames["posts"]["post"] == "Documents Officer"][0])
    assert (rows[f"A{last + 1}", "Archivist"], rows[f"E{last + 1}", "Archivist"], rows[f"A{gone}", "Documents Officer"]) == ((None, "Archivist"), (7, 12), ("Documents Officer", None))
    book = openpyxl.load_workbook(cut_place.root / "accepted.xlsx")
    assert [book["Posts"][f"{letter}{last + 1}"].value for letter in "ABE"] == ["Archivist", figures.at["Legal Officer", "grade"], 12]
    assert {cell.value for cell in book["Posts"][gone]} == {None}
    assert [table.ref.endswith(str(last + 1)) for table in book["Posts"].tables.values()] == [True]
    (cut_place.root / "accepted.xlsx").replace(cut_place.input)
    accepted = prepare(cut_place.workspace, "2004", lambda _: None).workbooks[0]
    assert variant["total"]["now"] == sum(lines_of(accepted.figures, accepted.layout).values())
    assert variant["total"]["difference"] != 0


def a_session_that_is_removed_with_what_names_it_saves_what_the_calendar_says(place: Place, ready: Ready) -> None:
    session = "Committee, second session"
    (variant,) = place.run("what-if", "2004", f"remove Sessions / {session} and what names it", "--json").document["variants"]
    gone = {(each["sheet"], each["row"]) for each in variant["cells"]}
    assert {sheet for sheet, _ in gone} == {"Sessions", "Meetings", "Documents", "Conference services", "Travel"}
    assert {("Sessions", session), ("Meetings", "Committee II, 6"), ("Travel", "Members of the Committee, second session")} <= gone
    lines = 5  # of the section that lose something, each printed to the hundred
    assert variant["total"]["difference"] == pytest.approx(-Cuts(ready.figures, "sessions").amount(session), abs=50 * lines)


def a_row_that_stands_for_meetings_goes_with_the_session_that_it_names(ready: Ready) -> None:
    book = openpyxl.load_workbook(REPOSITORY / "inputs/2004/section.xlsx")
    sheet, columns = book["Ranges of meetings"], ready.catalogue.columns("ranges_of_meetings")
    cells = {"range": "Drafting", "session": "Bureau, summer meeting", "body": "Bureau", "first_day": date(2004, 8, 10), "last_day": date(2004, 8, 11), "slots": "both"}
    known = ready.inputs.frames["meetings"].iloc[0]
    sheet.append([cells.get(name, known.get(name)) for name in columns])
    book["Sessions"].cell(*_last_day_of(book, "Bureau, summer meeting")).value = date(2004, 8, 11)
    stream = BytesIO()
    book.save(stream)
    inputs = check(ready.catalogue, read_bytes(stream.getvalue(), "section.xlsx"), "2004")
    assert [name for name in inputs.frames["meetings"]["meeting"] if name.startswith("Drafting")] == ["Drafting, 1", "Drafting, 2", "Drafting, 3", "Drafting, 4"]
    data, changed = applied(stream.getvalue(), ready.catalogue, inputs, [parsed("remove Sessions / Bureau, summer meeting and what names it")])
    assert {each.sheet for each in changed} >= {"Sessions", "Meetings", "Ranges of meetings"}
    left = check(ready.catalogue, read_bytes(data, "section.xlsx"), "2004")
    assert "Bureau, summer meeting" not in {*left.frames["sessions"]["session"], *left.frames["meetings"]["session"], *left.frames["travel"]["session"]}


def _last_day_of(book: openpyxl.Workbook, session: str) -> tuple[int, int]:
    """Return the row and the column of the last day of a session on its sheet."""
    sheet = book["Sessions"]
    places = {cell.value: cell for line in sheet.iter_rows() for cell in line}
    return places[session].row, places["Last day"].column


def a_row_for_which_another_stands_is_not_removed_but_named_with_the_one_that_does(ready: Ready) -> None:
    number, meeting = BEYOND + 5, "Range, 1"
    frame = ready.inputs.frames["meetings"].iloc[[0]].assign(meeting=meeting).set_axis([number])
    inputs = replace(ready.inputs, frames=ready.inputs.frames | {"meetings": frame}, opened={("meetings", number): Origin("ranges_of_meetings", "Ranges of meetings", 5, {}, "range")})
    data = (REPOSITORY / "inputs/2004/section.xlsx").read_bytes()
    with pytest.raises(NoSuchCell, match=r'Row "Range, 1" of sheet Meetings stands there for one of sheet Ranges of meetings, cell [A-Z]+5; change that one'):
        applied(data, ready.catalogue, inputs, [GoneRow("Meetings", meeting)])


def a_statement_that_cites_a_row_that_is_removed_is_said_not_to_follow_and_the_section_is_shown() -> None:
    base = Case("EUR", Scale(1000, 1), ("programme", "object"), {("A", "Travel"): 4_000}, {("DEU", "Germany"): 400}, {"L.1": 900, "L.2": 0})
    fault = Fault("L.2.xlsx", "Provision", "E6", 'Row is "X", which the section has not on sheet Posts.')
    moved = replace(base, lines={("A", "Travel"): 5_000}, states={("DEU", "Germany"): 500}, statements={"L.1": 950})
    found = Outcome("dearer", (), base, moved, (fault,))
    lines = [line.split() for line in found.lines() if line]
    assert ["L.1", "900", "950", "+50"] in lines
    assert ["A", "/", "Travel", "4.0", "5.0", "1.0"] in lines
    assert any(line.startswith("Can't follow: L.2.xlsx, Provision!E6: Row is") for line in found.lines())
    assert found.as_dict()["statements"] == [{"symbol": "L.1", "before": 900, "now": 950, "difference": 50}]
    assert found.as_dict()["faults_of_statements"] == [fault.as_dict()]
    beside = [line.split() for line in side_by_side(base, [found, replace(found, name="as it is", changed=base)])]
    assert beside[:2] == [[], ["Side", "by", "side"]]
    assert beside[2:] == [
        ["Now", "dearer", "as", "it", "is"], ["A", "/", "Travel", "4.0", "5.0", "4.0"], ["Total,", "thousands", "of", "EUR", "4.0", "5.0", "4.0"],
        ["Germany,", "EUR", "400", "500", "400"], ["L.1,", "additional,", "EUR", "900", "950", "900"], ["L.2,", "additional,", "EUR", "0", "n/a", "0"],
    ]  # fmt: skip


def no_more_than_five_lists_stand_side_by_side(place: Place) -> None:
    lists = [place.root / f"{number}.json" for number in range(6)]
    for path in lists:
        path.write_text('{"changes": [{"sheet": "Posts", "row": "Legal Officer", "removed": true}]}', encoding="utf-8")
    said = place.run("what-if", "2004", *map(str, lists))
    assert (said.code, said.err.splitlines()[-1]) == (2, "At most 5 variants stand side by side, and there are 6; name fewer lists of changes.")


def a_list_without_a_change_is_refused(place: Place) -> None:
    (place.root / "none.json").write_text('{"cycle": "2004", "changes": []}', encoding="utf-8")
    assert place.run("what-if", "2004", str(place.root / "none.json")).code == 2


def a_list_that_is_none_is_refused(place: Place) -> None:
    (place.root / "broken.json").write_text("{}", encoding="utf-8")
    said = place.run("what-if", "2004", str(place.root / "broken.json"))
    assert (said.code, said.err.splitlines()[-1]) == (2, f"{place.root / 'broken.json'} is no list of changes; download one from the page of the cycle.")
    said = place.run("what-if", "2004", str(place.root / "none.json"))
    assert (said.code, said.err.splitlines()[-1].split(";")[0]) == (2, f"There is no file {place.root / 'none.json'}")


@pytest.mark.slow
def a_variant_of_a_workbook_in_french_is_written_in_french_and_read_again(cut_place: Place) -> None:
    cut_place.input.write_bytes(cut_section(french=True))
    path = cut_place.root / "accepted.xlsx"
    new = "add Postes / Archiviste like Legal Officer: Classe = P-2; Statut = illustratif; Premier mois = 1"
    document = cut_place.run("what-if", "2004", new, "Monnaies / USD / Taux = 0,85", "--accept", str(path), "--json").document
    (variant,) = document["variants"]
    assert {each["sheet"] for each in variant["cells"]} == {"Postes", "Monnaies"}
    assert [each["now"] for each in variant["cells"] if each["column"] == "Situation"] == ["nouveau"]
    book = openpyxl.load_workbook(path)
    titles = {str(cell.value): cell.column for cell in book["Postes"][4]}
    (row,) = [cells for cells in book["Postes"].iter_rows(min_row=5) if cells[0].value == "Archiviste"]
    assert [row[titles[title] - 1].value for title in ("Classe", "Situation", "Statut", "Poste en français")] == ["P-2", "nouveau", "illustratif", None]
    path.replace(cut_place.input)
    accepted = prepare(cut_place.workspace, "2004", lambda _: None).workbooks[0]
    assert accepted.inputs.worded is not None
    assert variant["total"]["now"] == add_up(lines_of(accepted.figures, accepted.layout).values())
    assert variant["total"]["difference"] != 0


def a_change_of_no_row_of_a_workbook_in_french_names_its_own_sheet(cut_place: Place) -> None:
    cut_place.input.write_bytes(cut_section(french=True))
    said = cut_place.run("what-if", "2004", "Postes / Legal Oficer / Classe = P-4")
    assert said.err.splitlines()[-1] == 'Sheet Postes has no row "Legal Oficer"; did you mean "Legal Officer"?'


def a_number_may_have_a_decimal_comma_and_what_may_mean_two_stays_a_text(ready: Ready) -> None:
    numbers = {"0,85": 0.85, "1 234,50": 1234.5, "1.500": 1.5, "12,345.6": 12345.6, "1,234,567": 1234567.0, "1,234": "1,234", "none": "none"}
    _, cells = applied(cut_section(), ready.catalogue, ready.inputs, [parsed(f"Posts / Legal Officer / Posts = {text}") for text in numbers])
    assert [each.now for each in cells] == [*numbers.values()]


def a_draft_that_is_still_filled_in_does_not_follow_and_the_section_is_shown(cut_place: Place) -> None:
    cut_place.run("new-statement", "ICC-ASP/3/L.9", "--cycle", "2004")
    said = cut_place.run("what-if", "2004", "Currencies / USD / Rate = 1/1.20")
    lines = " ".join(said.out.split())
    assert said.code == 0
    assert "Total, thousands of EUR" in lines
    assert "Can't follow: inputs/2004/statements/ICC-ASP-3-L.9.xlsx, Draft resolution!C5: Met from is empty; " in lines
    assert cut_place.run("what-if", "2004", "in ICC-ASP/3/L.9: Prices / Interpreter's day / Amount = 1").code == 1, "a change of the draft itself needs it whole"
