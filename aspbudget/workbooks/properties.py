"""The properties of a workbook's file: its title, who wrote it, and its language, which readers for the blind need; and how its parts wait to be packed."""

from __future__ import annotations

import zlib
from io import StringIO
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager


class _Core(Core):  # type: ignore[misc]  # XlsxWriter states no types
    """The properties, with the language, which XlsxWriter leaves out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_cp_content_status(self) -> None:
        super()._write_cp_content_status()
        self._xml_data_element("dc:language", self.language)


_LONG = 250_000  # characters of a part that are compressed as soon as they are written
_FASTEST = 1


class _Part(StringIO):
    """A part of a file, which waits until all are written.

    XlsxWriter keeps each as a text of four bytes a character, and of fifty drafts together they are 47 million; what is written of a long one is kept compressed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._compressing: Any = None
        self._compressed: list[bytes] = []

    def write(self, text: str) -> int:
        """Write a text."""
        written = super().write(text)
        if self.tell() > _LONG:
            self._compress()
        return written

    def end(self) -> None:
        """End the part: nothing more is written to it."""
        if self._compressing:
            self._compress()
            self._compressed.append(self._compressing.flush())
            self._compressing = None

    def getvalue(self) -> Any:  # noqa: ANN401 - XlsxWriter asks what it gets for its bytes, and for nothing else
        """Return the part as XlsxWriter asks for it, which then asks for its bytes."""
        self.end()
        return _Long(b"".join(self._compressed)) if self._compressed else super().getvalue()

    def _compress(self) -> None:
        self._compressing = self._compressing or zlib.compressobj(_FASTEST)
        self._compressed.append(self._compressing.compress(super().getvalue().encode()))
        self.seek(0)
        self.truncate()


class _Long(NamedTuple):
    """A long part that is written, compressed."""

    compressed: bytes

    def encode(self, _: str) -> bytes:
        """Return its bytes."""
        return zlib.decompress(self.compressed)


class _Packager(Packager):  # type: ignore[misc]  # XlsxWriter states no types
    """The parts of a file, of which the properties are ours, and long ones wait compressed."""

    def _filename(self, xml_filename: str) -> StringIO:
        """Return what the next part is written to, once the one before is."""
        before = self.filenames[-1][0] if self.filenames else None
        if isinstance(before, _Part):
            before.end()
        part = _Part()
        self.filenames.append((part, xml_filename, False))
        return part

    def _write_core_file(self) -> None:
        core = _Core(self.workbook.language)
        core._set_properties(self.workbook.doc_properties)  # noqa: SLF001 - the steps of the packager whose place this takes
        core._set_xml_writer(self._filename("docProps/core.xml"))  # noqa: SLF001 - the steps of the packager whose place this takes
        core._assemble_xml_file()  # noqa: SLF001 - the steps of the packager whose place this takes


class File(Workbook):  # type: ignore[misc]  # XlsxWriter states no types
    """A workbook whose properties say in which language it is."""

    language = "en-GB"

    def _get_packager(self) -> Packager:
        return _Packager()
