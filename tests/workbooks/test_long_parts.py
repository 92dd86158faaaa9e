"""Long parts of a workbook: they are compressed while they are written, and the file has the same bytes as if they had waited as texts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from xlsxwriter.packager import Packager

from aspbudget.workbooks import properties
from aspbudget.workbooks.live_sheet import LiveSheet
from aspbudget.workbooks.properties import File

if TYPE_CHECKING:
    from typing import Any

TEXTS = [f"row {row}: travaux de l'Assemblée → {row * 7}" for row in range(300)]


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give a list that has, once a workbook is written, what its parts waited as."""
    found: list[Any] = []
    create = Packager._create_package

    def remembered(self: Packager) -> Any:
        files = create(self)
        found.extend(part.getvalue() for part, *_ in files)
        return files

    monkeypatch.setattr(Packager, "_create_package", remembered)
    return found


def written() -> bytes:
    """Return a workbook of two sheets with the same texts and formulas."""
    file = BytesIO()
    with File(file, {"in_memory": True}) as book:
        for name in ("One", "Other"):
            sheet = book.add_worksheet(name, LiveSheet)
            sheet.texts((0, 0), TEXTS, None)
            sheet.live_column((0, 1), "=A1&A2", None, TEXTS)
    return file.getvalue()


def a_long_part_waits_compressed_and_the_file_has_the_same_bytes(packed: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    as_texts = written()
    assert not [part for part in packed if isinstance(part, properties._Long)], "no part of this workbook is long"
    packed.clear()
    monkeypatch.setattr(properties, "_LONG", 10_000)
    assert written() == as_texts
    waiting = [part for part in packed if isinstance(part, properties._Long)]
    assert len(waiting) >= 2
    assert all(len(part.compressed) < len(part.encode("utf-8")) / 4 for part in waiting), "what waits is small"


def a_long_part_is_small_while_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(properties, "_LONG", 10_000)
    part, texts = properties._Part(), [f"Ÿ {text}" * 20 for text in TEXTS]
    longest = 0
    for text in texts:
        part.write(text)
        longest = max(longest, part.tell())
    assert longest <= 10_000 < len("".join(texts))
    assert part.getvalue().encode("utf-8") == "".join(texts).encode()
    assert part.tell() == 0, "all of it is compressed"
