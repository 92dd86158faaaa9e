"""The properties of a workbook's file: its title, who wrote it, and its language, which readers for the blind need; and how its parts are packed."""

from __future__ import annotations

from io import BytesIO, StringIO
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Core(Core):  # type: ignore[misc]  # XlsxWriter states no types
    """The properties, with the language, which XlsxWriter leaves out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def _write_cp_content_status(self) -> None:
        super()._write_cp_content_status()
        self._xml_data_element("dc:language", self.language)


_AT_ONCE = 65_536  # characters of a part that are packed together


class _Part(StringIO):
    """A part of a file, packed while it is written; no more of it is kept than was not packed yet."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed = packed

    def write(self, text: str) -> int:
        """Write a text."""
        written = super().write(text)
        if self.tell() > _AT_ONCE:
            self._pack()
        return written

    def end(self) -> None:
        """End the part: nothing more is written to it."""
        self._pack()
        self._packed.close()

    def _pack(self) -> None:
        self._packed.write(self.getvalue().encode())
        self.seek(0)
        self.truncate()


def _entry(name: str) -> ZipInfo:
    """Return a part of a package by its name, without the hour at which it was written."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


class _Packager(Packager):  # type: ignore[misc]  # XlsxWriter states no types
    """The parts of a file, of which the properties are ours, each packed as it is written; XlsxWriter would keep all of them as texts of four bytes a character first."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._package = ZipFile(file, "w")
        self._part: _Part | None = None

    def _create_package(self) -> list[Any]:
        """Write all parts, and leave none to be packed."""
        super()._create_package()
        self._end()
        self._package.close()
        return []

    def _filename(self, xml_filename: str) -> StringIO:
        """Return what the next part is written to, once the one before is."""
        self._end()
        self._part = _Part(self._package.open(_entry(xml_filename), "w"))
        return self._part

    def _end(self) -> None:
        if self._part:
            self._part.end()
            self._part = None
        for data, name, _ in self.filenames:  # those that are no XML, such as pictures
            self._package.writestr(_entry(name), data.getvalue())
        self.filenames.clear()

    def _write_core_file(self) -> None:
        core = _Core(self.workbook.language)
        core._set_properties(self.workbook.doc_properties)  # noqa: SLF001 - the steps of the packager whose place this takes
        core._set_xml_writer(self._filename("docProps/core.xml"))  # noqa: SLF001 - the steps of the packager whose place this takes
        core._assemble_xml_file()  # noqa: SLF001 - the steps of the packager whose place this takes


class File(Workbook):  # type: ignore[misc]  # XlsxWriter states no types
    """A workbook whose properties say in which language it is, written into a file in memory."""

    language = "en-GB"

    def __init__(self, file: BinaryIO, options: Mapping[str, Any]) -> None:
        super().__init__(BytesIO(), {**options, "in_memory": True})  # XlsxWriter packs nothing itself, and is given what it may write the end of a package to
        self._file = file

    def _get_packager(self) -> Packager:
        return _Packager(self._file)
