"""The properties of a workbook's file: its title, who wrote it, and its language, which readers for the blind need."""

from __future__ import annotations

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


class _Packager(Packager):  # type: ignore[misc]  # XlsxWriter states no types
    """The parts of a file, of which the properties are ours."""

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
