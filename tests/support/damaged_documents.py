"""Word documents damaged at random in tests, each by its number: cut, their bytes changed, or bytes inside a part changed."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import TYPE_CHECKING
from zipfile import ZipFile

from support.crafted_documents import zipped

if TYPE_CHECKING:
    from collections.abc import Sequence

PIECES = (b"<w:p/>", b"</w:p>", b"<w:sectPr/>", b'"', b"<", b">", b"&", b"rId1", b"w:tbl", b"{statement}", b"\xff\xfe", b"-1", b"<w:tbl><w:tr/></w:tbl>")


def damaged(whole: Sequence[bytes], number: int) -> bytes:
    """Return one of the whole documents with the damage of this number."""
    chance = Random(number)
    data = chance.choice(whole)
    if number % 5 == 0:
        return data[: chance.randrange(len(data))]
    if number % 5 == 1:
        return _changed(data, chance)
    with ZipFile(BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(list(parts))
    return zipped(parts | {name: _changed(bytes(parts[name]), chance) if number % 5 == 2 else _edited(bytes(parts[name]), chance)})


def _changed(data: bytes, chance: Random) -> bytes:
    """Return bytes of which one to four are others."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _edited(data: bytes, chance: Random) -> bytes:
    """Return XML of which an element is left out, put elsewhere, or a piece is put in, or a number is another."""
    starts = [at for at, each in enumerate(data) if each == ord("<")] or [0]
    start, other = sorted(chance.choices(starts, k=2))
    end = data.find(b">", start) + 1
    tag = data[start:end]
    kind = chance.randrange(4)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:other] + tag + data[other:]
    if kind == 2:
        return data[:start] + chance.choice(PIECES) + data[start:]
    return data[:start] + bytes(each if not 48 <= each <= 57 else chance.choice(b"0123456789-x") for each in tag) + data[end:]
