"""The pictures of the README: the first sheet of a section and the first page of a statement, made from what the tool writes."""

from __future__ import annotations

import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops

from aspbudget.paper.office import Document, printed

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 120_000
_WIDTH, _COLOURS, _MARGIN, _TIMEOUT = 700, 64, 12, 60
_WHITE = (255, 255, 255)


class Shown(NamedTuple):
    """A picture: its name, the output of which it shows the first page, and what it says to those who don't see it."""

    name: str
    output: str
    words: str


PICTURES = (
    Shown("at-a-glance.png", "2005/section.xlsx", "At a glance, the first sheet of the section of 2005"),
    Shown("statement.png", "2004/statements/ICC-ASP-2-Res.7.docx", "The first page of the statement of budgetary implications of ICC-ASP/2/Res.7"),
)


def renew(outputs: Path, folder: Path) -> list[Path]:
    """Make the pictures anew from the outputs of cycles, and return their paths; it needs LibreOffice and Poppler's pdftoppm."""
    folder.mkdir(exist_ok=True)
    pages = printed([Document(each.output, (outputs / each.output).read_bytes()) for each in PICTURES], "en-GB")
    paths = [folder / each.name for each in PICTURES]
    for path, page in zip(paths, pages, strict=True):
        path.write_bytes(small(_first_page(page)))
    return paths


def _first_page(document: bytes) -> Image.Image:
    """Return the first page of a PDF as Poppler draws it."""
    command = ["pdftoppm", "-r", "144", "-f", "1", "-l", "1", "-png", "-"]
    drawn = subprocess.run(command, input=document, capture_output=True, check=True, timeout=_TIMEOUT)
    return Image.open(BytesIO(drawn.stdout)).convert("RGB")


def small(page: Image.Image) -> bytes:
    """Return a page cut to what stands on it, with a margin, in few colours."""
    left, top, right, bottom = ImageChops.difference(page, Image.new("RGB", page.size, _WHITE)).getbbox() or (0, 0, *page.size)
    cut = page.crop((max(left - 2 * _MARGIN, 0), max(top - 2 * _MARGIN, 0), min(right + 2 * _MARGIN, page.width), min(bottom + 2 * _MARGIN, page.height)))
    small = cut.resize((_WIDTH, round(cut.height * _WIDTH / cut.width)), Image.Resampling.LANCZOS).quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
