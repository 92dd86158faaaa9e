"""Opening: openpyxl's reader of workbooks, which here knows the formats of all languages and leaves escaped signs as they are."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from aspbudget.inputs.formats import LOCAL_DAYS, LOCAL_PER_CENT, is_day, is_per_cent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.read_only import ReadOnlyCell

_STRING, _PLAIN = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("si", "t"))


def opened(data: bytes) -> Any:  # noqa: ANN401 - openpyxl's read-only workbook
    """Return a workbook whose cells can be read, formulas as their stored values; whatever is wrong with it raises as openpyxl does."""
    reader = _Reader(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    book: Any = reader.wb
    book._date_formats = _styles_of_days(book)  # noqa: SLF001 - the only way to say it
    return book


def _styles_of_days(book: Any) -> set[int]:  # noqa: ANN401 - openpyxl's workbook
    return {place for place, style in enumerate(book._cell_styles) if _shows_days(book, style.numFmtId)}  # noqa: SLF001 - as above


class _Reader(ExcelReader):
    """A reader that keeps the signs which a workbook writes as their numbers; openpyxl's drops the mark of those that stand for themselves."""

    def read_strings(self) -> None:
        """Read the texts that cells share."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = list(_texts(source))


def _texts(source: IO[bytes]) -> Iterator[str]:
    for _, element in iterparse(source):
        if element.tag == _STRING:
            if len(element) == 1 and element[0].tag == _PLAIN and not element.attrib and not len(element[0]):
                yield element[0].text or ""
            else:
                text: Any = Text.from_tree(element)
                yield text.content
            element.clear()


def opened_with_formulas(data: bytes) -> Any:  # noqa: ANN401 - as above
    """Return a workbook whose formulas can be read, and its days as the numbers that the file has."""
    reader = _Reader(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    reader.read()
    book: Any = reader.wb
    book._date_formats, book._timedelta_formats = set(), set()  # noqa: SLF001 - the only way to say it
    return book


def _shows_days(book: Any, number: int) -> bool:  # noqa: ANN401 - openpyxl's workbook
    return number in LOCAL_DAYS or is_day(_code(book, number))


def _code(book: Any, number: int) -> str:  # noqa: ANN401 - openpyxl's workbook
    own = number - BUILTIN_FORMATS_MAX_SIZE
    return str(book._number_formats[own] if own >= 0 else BUILTIN_FORMATS.get(number, ""))  # noqa: SLF001 - as above


def shows_per_cent(cell: ReadOnlyCell) -> bool:
    """Whether a cell holds a number and shows it as per cent."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return False
    return cell.has_style and (cell.style_array.numFmtId in LOCAL_PER_CENT or is_per_cent(cell.number_format))
