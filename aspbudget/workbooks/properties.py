"""The properties of a workbook's file: its title, who wrote it, and its language, which readers for the blind need; and how its parts wait to be packed."""

from __future__ import annotations

import zlib
from io import StringIO

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


_LONG = 1_000_000  # characters of a part that is worth compressing while it waits
_FASTEST = 1


class _Waiting:
    """A long part of a file that is written and waits, compressed, until all are: XlsxWriter keeps each as a text, and of fifty drafts together they are 47 million characters."""

    def __init__(self, text: str) -> None:
        self._compressed = zlib.compress(text.encode(), _FASTEST)

    def getvalue(self) -> _Waiting:
        """Return the part as XlsxWriter asks for it, which then asks for its bytes."""
        return self

    def encode(self, _: str) -> bytes:
        """Return its bytes."""
        return zlib.decompress(self._compressed)


class _Packager(Packager):  # type: ignore[misc]  # XlsxWriter states no types
    """The parts of a file, of which the properties are ours, and long ones wait compressed."""

    def _filename(self, xml_filename: str) -> StringIO:
        """Return what the next part is written to, once the one before is."""
        text, *named = self.filenames[-1] if self.filenames else (None,)
        if isinstance(text, StringIO) and text.tell() > _LONG:
            self.filenames[-1] = (_Waiting(text.getvalue()), *named)
            text.close()
        part: StringIO = super()._filename(xml_filename)
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
