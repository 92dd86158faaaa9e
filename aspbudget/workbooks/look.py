"""The look: fonts, colours, number formats and page set-up shared by all workbooks that people receive or fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aspbudget.lines.adding import add_up
from aspbudget.phrase import altered, in_a_row, phrase
from aspbudget.workbooks.typeface import lines, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.lines.texts import Array

A4 = 9
_LINE_HEIGHT, TITLE_HEIGHT = 12.4, 24  # points
_PAGE_WIDTH, _READABLE = 940, 0.62
_UPRIGHT = 890  # dots that fill an upright page across in letters of eight points; 110 characters in one to eleven columns are fewer
_NOWHERE = 0, 1_023  # the first cell of a column that every spreadsheet has and no sheet of ours uses
POINTS = 10
_MOST_DECIMALS = 4
FONT = {"font_name": "Calibri", "font_size": POINTS, "valign": "top"}
BLUE, PALE_BLUE, GREY, PALE_GREY, RED, INK = "#1F3864", "#DCE6F1", "#595959", "#F2F2F2", "#C00000", "#1F4E9E"
# Marks of charts: an increase and a decrease, always with sign and value, then the parts of a whole and their ends, and what is entered.
UP, DOWN, PART, THIRD, RULE, CHOICE = "#0072B2", "#D55E00", "#6C7FA6", "#595959", "#D9DCE3", "#FFF8DC"
ENTERED, WORKED_OUT = UP, "#7F7F7F"  # tabs of sheets
INK_OF_CHARTS, CHART_TEXT = "#404040", 9
IDENTITY = 8.5  # points of what a workbook is, at the head of each sheet: it stays on one line of an upright page beside the way back
# Groups of input sheets: the colour of their tabs, and a pale one behind their names.
GROUPS = (("#1F3864", "#DCE6F1"), ("#0072B2", "#DDEBF7"), ("#009E73", "#DDF1EA"), ("#B8860B", "#FFF4D6"), ("#D55E00", "#FBE5D6"),
          ("#6C7FA6", "#E8ECF3"), ("#8E5572", "#F3E6EC"), ("#404040", "#EDEDED"), ("#7F7F7F", "#F2F2F2"), ("#A6A6A6", "#F7F7F7"))  # fmt: skip
SHAPES = {"published": "●", "derived": "◐", "illustrative": "○", "missing": "✕"}
FILLS = {"missing": {"bg_color": "#F8CBAD"}, "illustrative": {"bg_color": "#FFF2CC"}}  # always beside the sign

MONEY = "#,##0.00;(#,##0.00);–"
PRICE = "#,##0.00??;(#,##0.00??);–"  # the points of prices of a word and of a day stand below each other
PRICE_IF_ENTERED = "#,##0.00??;(#,##0.00??);.."  # of a price that is looked up and has not been entered
NOT_ENTERED = "#,##0;(#,##0);.."  # of a column of which nothing is entered
YES_NO = '"yes";"yes";"no"'
YEAR = "0"
YEAR_AND_MONTH = '0000"-"00'
PLAIN = "#,##0.####;(#,##0.####);0"
RATE = "0.0000;(0.0000);–"
WHOLE = "#,##0;(#,##0);–"
SHARE = "0.0;(0.0);–"
RATIO = "0.0;(0.0);0.0"  # of nothing there is none, which is a dash; a ratio of 0 is one
DAY = "d mmm yyyy"
DAY_IF_ANY = 'd mmm yyyy;;"–"'  # a day that is looked up and isn't there is 0, which is no day
WORDS = "@"
CHANGE = "+#,##0.0;(#,##0.0);–"
CHANGE_IF_ANY = "+#,##0.0;(#,##0.0);;"  # at a bar that isn't there no value is written
PER_CENT = "0 %"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, in whatever language it is said."""
    return altered(text, lambda each: each[:1].upper() + each[1:])


def marked(status: str) -> str:
    """Return a status with its shape before it, so that it is seen without colour: `○ illustrative`."""
    return phrase("{mark} {status}", mark=SHAPES[status], status=status) if status in SHAPES else status


STATUS_LEGEND = in_a_row((marked(word) for word in SHAPES), ", ")


def decimals(digits: int) -> str:
    """Return the number format of amounts with so many decimals: a loss in brackets, a dash for nothing."""
    shown = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return f"{shown};({shown});–"


def digits_of(values: Sequence[float] | Array) -> int:
    """Return with how many decimals numbers are shown so that none of them is shortened, at most four; all of a column have as many."""
    numbers = np.asarray(values, dtype=float)
    parts, most = set(numbers[np.isfinite(numbers) & (numbers != np.trunc(numbers))].tolist()), 0  # whole numbers have none
    while parts and most < _MOST_DECIMALS:
        most = max(most, len(f"{parts.pop():.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2]))
    return most


_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "font_color": BLUE},
    "subtitle": {"font_color": GREY},
    "heading": {"bold": True, "font_color": BLUE, "font_size": 12},
    "header": {"bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "text_wrap": True, "valign": "vcenter", "border": 1,
               "border_color": "#FFFFFF"},
    "computed_header": {"bold": True, "font_color": BLUE, "bg_color": PALE_BLUE, "text_wrap": True, "valign": "vcenter",
                        "border": 1, "border_color": "#FFFFFF"},
    "text": {"text_wrap": True},
    "ratio": {"align": "right"},
    "note": {"text_wrap": True, "font_color": GREY, "italic": True},
    "strong": {"bold": True, "text_wrap": True},
    "warning": {"bold": True, "font_color": RED, "text_wrap": True},
    "remark": {"font_size": 8, "font_color": GREY},
    "identity": {"font_size": IDENTITY, "font_color": GREY},
    "identity_of_a_draft": {"font_size": IDENTITY, "font_color": RED, "bold": True},
    "example": {"italic": True, "font_color": "#7F7F7F", "bg_color": PALE_GREY, "text_wrap": True},
    "gap": {"bg_color": "#F8CBAD"},
    "sum": {"bold": True},
    "line": {"text_wrap": True, "valign": "vcenter"},
    "line_sum": {"bold": True, "valign": "vcenter"},
    "subtotal": {"bold": True, "top": 1, "italic": True, "valign": "vcenter"},
    "total": {"bold": True, "top": 1, "bottom": 6, "valign": "vcenter"},
    "link": {"font_color": INK, "underline": 1},
    "warning_line": {"bold": True, "font_color": RED},
    "period": {"bold": True, "font_color": BLUE, "bg_color": PALE_GREY, "top": 1, "top_color": BLUE, "valign": "vcenter"},
    "used": {"text_wrap": True, "bg_color": "#BDD7EE", "border": 1, "border_color": "#FFFFFF"},
    "free": {"text_wrap": True, "bg_color": "#C6E0B4", "border": 1, "border_color": "#FFFFFF"},
    "closed": {"bg_color": "#D9D9D9", "font_color": GREY},
    "day": {"align": "left", "indent": 1},
    "closed_day": {"bg_color": "#D9D9D9", "font_color": GREY, "align": "left", "indent": 1},
}  # fmt: skip

# The first sheet.
_STYLES |= {
    "claim": {"font_size": 16, "bold": True, "font_color": BLUE, "text_wrap": True, "valign": "vcenter"},
    "tile": {"font_color": GREY, "font_size": 9},
    "large": {"font_size": 20, "bold": True, "font_color": BLUE, "align": "left", "valign": "vcenter"},
    "finding": {"bold": True, "font_size": 12, "valign": "vcenter"},
    "quiet": {"font_color": GREY, "font_size": 9},
    "cell": {"valign": "vcenter"},
    "cell_right": {"valign": "vcenter", "align": "right"},
    "cell_strong": {"bold": True, "valign": "vcenter"},
    "cell_value": {"italic": True, "font_color": GREY, "valign": "vcenter"},
    "cell_total": {"bold": True, "top": 1, "valign": "vcenter"},
    "cell_heading": {"bold": True, "font_color": BLUE, "bottom": 2, "bottom_color": BLUE, "valign": "bottom"},
    "choice": {"bg_color": CHOICE, "bottom": 1, "bottom_color": GREY, "valign": "vcenter", "font_color": INK},
    "answer": {"bold": True, "font_color": BLUE, "font_size": 11, "valign": "vcenter"},
    "lacking": {"font_color": RED, "font_size": 9, "valign": "vcenter"},
    "sign_here": {"bottom": 1, "bottom_color": GREY, "valign": "vcenter"},
}

for _name, _off in (("header", {"indent": 1}), ("computed_header", {"indent": 1}), ("cell_heading", {})):  # in a filled cell a title keeps off the one beside it
    _STYLES[f"{_name}_right"] = _STYLES[_name] | {"align": "right", "text_wrap": True} | _off
for _name in ("subtotal", "total"):
    _STYLES[f"{_name}_label"] = _STYLES[_name] | {"text_wrap": True}
for _name in ("subtitle", "identity", "identity_of_a_draft", "text", "remark"):
    _STYLES[f"{_name}_across"] = _STYLES[_name] | {"text_wrap": True}
    _STYLES[f"{_name}_line"] = _STYLES[_name] | {"text_wrap": False}


class Look:
    """The formats of one workbook, each made once when it is first asked for."""

    def __init__(self, book: Workbook, formats: Callable[[str], str] = str) -> None:
        self.book, self.formats = book, formats
        self._made: dict[tuple[str, str, bool], Format] = {}
        self._stated: dict[Format, dict[str, Any]] = {}
        self._foreign: dict[Format, Format] = {}

    def __call__(self, style: str, number: str = "", *, entered: bool = False) -> Format:
        """Return a style with a number format; what a person entered is blue, text keeps off the number before it, and a dash for a share stands to the right."""
        known = (style, number, entered)
        if known not in self._made:
            stated = FONT | _STYLES[style] | ({"num_format": self.formats(number)} if number else {})
            stated |= {"indent": 1, "align": "left"} if number == WORDS else {"align": "right"} if number == SHARE else {}
            stated |= {"font_color": INK} if entered else {}
            self._made[known] = self.book.add_format(stated)
            self._stated[self._made[known]] = stated
        return self._made[known]

    def foreign(self, style: Format) -> Format:
        """Return a style in italics, as words have it that are in another language than the workbook."""
        if style not in self._foreign:
            self._foreign[style] = self.book.add_format(self._stated.get(style, FONT) | {"italic": True})
        return self._foreign[style]

    def mark(self, colour: str) -> Format:
        """Return the style of a mark in the colour of a series of bars."""
        known = (colour, "", False)
        if known not in self._made:
            self._made[known] = self.book.add_format(FONT | {"font_color": colour, "bold": True})
        return self._made[known]

    def band(self, number: int) -> Format:
        """Return the style of the name of a group of sheets, by its number from 0."""
        known = (f"band {number}", "", False)
        if known not in self._made:
            self._made[known] = self.book.add_format(FONT | {"bg_color": GROUPS[number % len(GROUPS)][1], "indent": 1})
        return self._made[known]

    def header(self, *, computed: bool = False, right: bool = False) -> Format:
        """Return the style of a column's title: dark over what was entered, pale over what was computed."""
        name = "computed_header" if computed else "header"
        return self(f"{name}_right") if right else self(name, WORDS)


def group_colour(number: int) -> str:
    """Return the colour of the tabs of a group of sheets, by its number from 0."""
    return GROUPS[number % len(GROUPS)][0]


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height, in points, of a row whose cells hold these texts in columns of these widths, in characters.

    It is set on every row whose text wraps, because not every viewer works it out when it opens a workbook.
    """
    return height_of(max((lines(text, width) for text, width in texts), default=1))


def height_of(number: int) -> float:
    """Return the height, in points, of a row whose cells hold so many lines."""
    return _LINE_HEIGHT * max(number, 1) + 1


def scale(widths: Iterable[float]) -> int:
    """Return the scale in per cent at which columns of these widths, in characters, fill an A4 page across, at most 100."""
    return int(min(100.0, 100 * _PAGE_WIDTH / add_up(7 * width + 5 for width in widths)))


def pages_across(sheet: Worksheet, widths: list[int], split: int) -> bool:
    """Print columns at a scale that can be read, on as many pages across as that takes; say whether that is more than one.

    A page ends where `split` says, if it must end at all; the first column is repeated on every page.
    """
    pixels = [7 * each + 5 for each in widths]
    if _PAGE_WIDTH / add_up(pixels) >= _READABLE:
        sheet.set_print_scale(int(100 * min(1.0, _PAGE_WIDTH / add_up(pixels))))
        return False
    breaks, used, widest = [], 0.0, 0.0
    for place, dots in enumerate(pixels):
        if place and (place == split or used + dots > _PAGE_WIDTH / _READABLE):
            breaks.append(place)
            used = pixels[0]
        used += dots
        widest = max(widest, used)
    sheet.set_v_pagebreaks(breaks)
    sheet.repeat_columns(0)
    sheet.set_print_scale(int(100 * min(1.0, _PAGE_WIDTH / widest)))
    return True


_RIGHT = "&R&8"
_FOOT = 8  # points
_ACROSS = {True: 538, False: 784}  # points across an upright page, and one that lies, within its margins
_BESIDE = " ·  · Seal XXXX-XXXX ·  999 999"  # what a foot has beside its words: signs, the seal and the numbers of pages


def is_narrow(widths: Iterable[float]) -> bool:
    """Whether columns of these widths, in characters, fit an upright page in letters that can be read."""
    return add_up(7 * width + 5 for width in widths) <= _UPRIGHT


def leave_out(sheet: Worksheet) -> None:
    """Leave a sheet out when the workbook is printed whole: its area for print is an empty cell of a hidden column, which a person can clear.

    A spreadsheet has no other way to say so that keeps the sheet in sight. Of a cell that can be seen some print an empty page.
    """
    sheet.print_area(*_NOWHERE, *_NOWHERE)
    column = _NOWHERE[1]
    sheet.set_column(column, column, None, None, {"hidden": True})


class Heads(NamedTuple):
    """The words at the foot of each page: that it is a draft, and which of how many pages it is, such as `Page {page} of {pages}`."""

    draft: str
    page: str


class Page(NamedTuple):
    """How a sheet is printed: its repeated header rows and columns, and the text of its foot."""

    header_row: int
    foot: str
    draft: bool
    portrait: bool = False
    header_rows: int = 1


def print_on_a4(sheet: Worksheet, page: Page, heads: Heads) -> None:
    """Set a sheet up for A4: margins, and at the foot of each page DRAFT while it is one, what it is, the sheet's name and the page.

    Codes such as 4100 are texts on purpose, so a spreadsheet need not warn of them.
    """
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_paper(A4)
    sheet.set_portrait() if page.portrait else sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.55)
    room = _ACROSS[page.portrait] - width("".join((_BESIDE, sheet.name, heads.draft if page.draft else "", heads.page)), _FOOT)
    foot = _within(page.foot, room).replace("&", "&&")
    draft = f"&B&K{RED.lstrip('#')}{heads.draft}&B&K000000 · " if page.draft else ""
    numbers = heads.page.format(page="&P", pages="&N")
    sheet.set_footer(f"&L&{_FOOT}{draft}{foot}{_RIGHT}&A · {numbers}", {"margin": 0.3})
    if page.header_row >= 0:
        sheet.repeat_rows(page.header_row, page.header_row + page.header_rows - 1)


def _within(text: str, room: float) -> str:
    """Return a text of a foot, cut where its words are wider than there is room for, in points, so that it meets nothing at its right."""
    if width(text, _FOOT) <= room:
        return text
    return next((text[:last].rstrip() + "…" for last in range(len(text), 0, -1) if width(text[:last] + "…", _FOOT) <= room), "…")


def stamp(sheet: Worksheet, text: str) -> None:
    """Add a text at the foot of each page of a sheet that is set up for print, before the number of the page."""
    sheet.footer = sheet.footer.replace(_RIGHT, f"{_RIGHT}{text} · ")
