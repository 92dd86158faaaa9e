"""The pictures of the README: each is there, small, and says in words what it shows; a page becomes a small picture of what stands on it."""

from __future__ import annotations

from io import BytesIO

import pytest
from conftest import REPOSITORY
from look.pictures import MOST_BYTES, PICTURES, Shown, small
from PIL import Image, ImageColor

from aspbudget.workbooks.look import BLUE, CHOICE


@pytest.mark.parametrize("shown", PICTURES)
def each_picture_is_in_the_readme_with_words_and_is_small(shown: Shown) -> None:
    path = REPOSITORY / "docs" / shown.name
    assert f"![{shown.words}](docs/{shown.name})" in (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert 10_000 < path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert picture.width == 700
        assert len(picture.getcolors() or ()) > 5  # a page on which nothing stands has one


@pytest.mark.parametrize("colour", [BLUE, CHOICE])
def the_first_sheet_keeps_its_own_colours_in_its_picture(colour: str) -> None:
    wanted = ImageColor.getrgb(colour)
    with Image.open(REPOSITORY / "docs" / PICTURES[0].name) as picture:
        found = picture.convert("RGB").getcolors(256) or ()
    large = [each for number, each in found if number > 1_000 and isinstance(each, tuple)]
    assert any(max(abs(one - other) for one, other in zip(each, wanted, strict=True)) <= 4 for each in large)


def no_picture_is_kept_that_the_readme_does_not_show() -> None:
    assert {path.name for path in (REPOSITORY / "docs").glob("*.png")} == {each.name for each in PICTURES}


def a_page_is_cut_to_what_stands_on_it() -> None:
    page = Image.new("RGB", (1000, 1400), "white")
    page.paste((31, 56, 100), (100, 100, 500, 300))
    with Image.open(BytesIO(small(page))) as picture:
        assert picture.size == (700, round(248 * 700 / 448))
