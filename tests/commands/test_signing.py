"""The commands `new-key` and `sign`, and `verify --key`: a signed copy outlasts an ordinary save, and nothing else."""

from __future__ import annotations

import os
import re
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest
from support.small_section import sealed

from aspbudget.inputs import signature
from aspbudget.inputs.package import open_package
from aspbudget.inputs.properties import SIGNED, properties, with_property
from aspbudget.inputs.sealed import read_sealed
from aspbudget.lines.seal import book_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Place

    from aspbudget.inputs.sealed import SealedBook

needs_permissions = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let lines be piped in, as passphrases are where there is no terminal."""
    return lambda lines: monkeypatch.setattr("sys.stdin", StringIO(lines))


@pytest.fixture
def office(empty_place: Place, typed: Callable[[str], None]) -> Place:
    """A workspace with a workbook as it was written, a key that has a passphrase, and a signed copy."""
    empty_place.output.parent.mkdir(parents=True)
    empty_place.output.write_bytes(sealed())
    typed("Den Haag\nDen Haag\n")
    assert empty_place.run("new-key", str(empty_place.root / "treasury")).code == 0
    typed("Den Haag\n")
    assert sign(empty_place, empty_place.output).code == 0
    return empty_place


def sign(place: Place, path: Path, name: str = "signed.xlsx") -> Any:
    """Sign a file with the key of the office."""
    return place.run("sign", str(path), "--key", str(place.root / "treasury.key"), "-o", str(place.root / name))


def verified(place: Place, path: Path, key: str = "treasury") -> tuple[int, str, str]:
    """Return the exit code of verify, and what it says of a file and of its signature."""
    answer = place.run("verify", str(path), "--key", str(place.root / f"{key}.pub"), "--json")
    return answer.code, answer.document["answer"], answer.document["signature"]


def saved(place: Place, alter: Callable[[Any], None]) -> Path:
    """Return a copy of the signed workbook that openpyxl has saved, altered."""
    book = openpyxl.load_workbook(place.root / "signed.xlsx")
    alter(book)
    book.save(place.root / "copy.xlsx")
    return place.root / "copy.xlsx"


def without_properties(path: Path, copy: Path) -> Path:
    """Write a copy as a program saves it that keeps no properties of a file but its own, as exceljs does."""
    with ZipFile(path) as old, ZipFile(copy, "w") as new:
        for part in old.infolist():
            if part.filename != "docProps/custom.xml":
                content = old.read(part)
                named = re.compile(rb"<(Override|Relationship)[^>]*docProps/custom\.xml[^>]*/>")
                new.writestr(part, named.sub(b"", content) if part.filename in ("[Content_Types].xml", "_rels/.rels") else content)
    return copy


def a_signed_copy_is_signed_and_only_its_seal_is_another(office: Place) -> None:
    signed = office.root / "signed.xlsx"
    public = office.root / "treasury.pub"
    assert verified(office, signed) == (0, "unaltered", "fits")
    answer = office.run("verify", str(signed), "--key", str(public))
    assert answer.out.splitlines()[-1] == f"Signed with the key of {public}, {signature.key_code(public.read_bytes())}"
    with ZipFile(office.output) as one, ZipFile(signed) as other:
        assert one.namelist() == other.namelist()
        assert [name for name in one.namelist() if one.read(name) != other.read(name)] == ["xl/worksheets/sheet6.xml"]
    assert [sheet.title for sheet in openpyxl.load_workbook(signed)][5] == "Seal"


def a_workbook_is_signed_the_same_way_each_time_whatever_the_clock_says(office: Place, typed: Callable[[str], None]) -> None:
    typed("Den Haag\n")
    sign(office, office.output, "again.xlsx")
    assert (office.root / "again.xlsx").read_bytes() == (office.root / "signed.xlsx").read_bytes()


def an_ordinary_save_stays_signed(office: Place) -> None:
    assert verified(office, saved(office, lambda _: None)) == (0, "unaltered", "fits")


def a_copy_that_lost_its_properties_stays_signed(office: Place) -> None:
    copy = without_properties(office.root / "signed.xlsx", office.root / "copy.xlsx")
    assert verified(office, copy) == (0, "unaltered", "fits")
    assert not properties(open_package(copy.read_bytes()))


def a_workbook_that_lost_its_properties_can_be_signed(office: Place, typed: Callable[[str], None]) -> None:
    copy = without_properties(office.output, office.root / "copy.xlsx")
    typed("Den Haag\n")
    assert sign(office, copy, "other.xlsx").code == 0
    assert verified(office, office.root / "other.xlsx") == (0, "unaltered", "fits")


def a_copy_that_was_signed_in_its_properties_is_still_read(office: Place) -> None:
    stated = sealed_copy(office).signature
    path = office.root / "earlier.xlsx"
    path.write_bytes(with_property(office.output.read_bytes(), SIGNED, stated))
    assert verified(office, path) == (0, "unaltered", "fits")


def a_copy_that_is_signed_again_has_the_last_signature_alone(office: Place, typed: Callable[[str], None]) -> None:
    typed("\n\n")
    office.run("new-key", str(office.root / "somebody"))
    code = office.run("sign", str(saved(office, lambda _: None)), "--key", str(office.root / "somebody.key"), "-o", str(office.root / "again.xlsx")).code
    assert (code, verified(office, office.root / "again.xlsx", "somebody")) == (0, (0, "unaltered", "fits"))
    assert verified(office, office.root / "again.xlsx") == (1, "unaltered", "another key")
    rows = [row for row, in openpyxl.load_workbook(office.root / "again.xlsx")["Seal"].iter_rows(max_col=1, values_only=True)]
    assert rows.count("Signature") == 1


def sealed_copy(place: Place) -> SealedBook:
    """Return the signed copy as it is read."""
    return read_sealed((place.root / "signed.xlsx").read_bytes(), "signed", ("Seal",))


def an_altered_cell_no_longer_fits(office: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"]["C6"] = 123.4

    copy = saved(office, alter)
    assert verified(office, copy) == (1, "altered", "does not fit")
    public = office.root / "treasury.pub"
    found = office.run("verify", str(copy), "--key", str(public)).out.splitlines()
    assert f"The signature does not fit: the holder of {public}, {signature.key_code(public.read_bytes())}, did not sign what the file holds now" in found


def a_seal_that_was_computed_again_does_not_fit(office: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"]["A6"] = "Somebody"

    path = saved(office, alter)
    found = office.run("verify", str(path), "--json").document
    assert found["answer"] == "altered"
    codes = read_sealed(path.read_bytes(), "copy", ("Seal",)).found

    def forge(book: Any) -> None:
        alter(book)
        rows = {row[0].value: row[1] for row in book["Seal"].iter_rows(min_row=7) if row[0].value}
        for name, code in codes.items():
            rows[name].value = code
        book["Seal"]["B6"] = book_code(codes)

    assert verified(office, saved(office, forge)) == (1, "unaltered", "does not fit")


def a_signature_of_another_key_is_that(office: Place, typed: Callable[[str], None]) -> None:
    typed("\n\n")
    office.run("new-key", str(office.root / "somebody"))
    assert verified(office, office.root / "signed.xlsx", "somebody") == (1, "unaltered", "another key")


def a_signature_with_the_code_of_a_key_that_did_not_make_it_does_not_fit(office: Place) -> None:
    key = signature.key_code((office.root / "treasury.pub").read_bytes())
    made = signature.signature(signature.new_pair("").private, str, b"anything").partition(" ")[2]
    path = office.root / "forged.xlsx"
    path.write_bytes(with_property(office.output.read_bytes(), SIGNED, f"{key} {made}"))
    assert verified(office, path) == (1, "unaltered", "does not fit")


def an_output_is_not_signed_until_someone_signs_it(office: Place) -> None:
    assert verified(office, office.output) == (1, "unaltered", "none")
    assert "Not signed" in office.run("verify", str(office.output), "--key", str(office.root / "treasury.pub")).out.splitlines()


def a_signature_that_nobody_asks_about_is_mentioned(office: Place) -> None:
    answer = office.run("verify", str(office.root / "signed.xlsx"))
    key = signature.key_code((office.root / "treasury.pub").read_bytes())
    assert answer.code == 0
    assert f"It has a signature, which says that it was made with the key {key}; --key PUBLIC checks it." in answer.out.splitlines()


def an_altered_workbook_is_not_signed(office: Place) -> None:
    def alter(book: Any) -> None:
        book["Posts"]["C6"] = 123.4

    path = saved(office, alter)
    answer = sign(office, path, "other.xlsx")
    assert (answer.code, answer.err.strip()) == (2, f"{path} is not as it was written, so that it isn't signed; see what was altered with: aspbudget verify {path}")
    assert not (office.root / "other.xlsx").exists()


def a_signed_copy_is_never_put_over_a_file(office: Place) -> None:
    before = office.output.read_bytes()
    answer = office.run("sign", str(office.output), "--key", str(office.root / "treasury.key"), "-o", str(office.output))
    assert (answer.code, "exists already and is never written over" in answer.err) == (2, True)
    assert office.output.read_bytes() == before


def a_private_key_is_locked_and_its_owners_alone(office: Place) -> None:
    path = office.root / "treasury.key"
    assert signature.is_locked(path.read_bytes())
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def a_key_is_never_put_over_another_or_where_files_are_passed_on(office: Place) -> None:
    before = (office.root / "treasury.key").read_bytes()
    assert "exists already and is never written over" in office.run("new-key", str(office.root / "treasury")).err
    assert (office.root / "treasury.key").read_bytes() == before
    answer = office.run("new-key", str(office.output.parent / "treasury"))
    assert (answer.code, answer.err.strip().endswith("treasury.key lies among the outputs, which are passed on: put a private key where only you look.")) == (2, True)
    assert not list(office.output.parent.glob("*.key"))


def an_unequal_repetition_of_a_passphrase_makes_no_key(empty_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    unseen = iter(["Den Haag", "The Hague"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("aspbudget.commands.signing.getpass", lambda _: next(unseen))
    answer = empty_place.run("new-key", str(empty_place.root / "treasury"))
    assert (answer.code, answer.err.strip()) == (2, "The two passphrases differ; nothing was written.")
    assert list(empty_place.root.iterdir()) == []


@needs_permissions
def an_unlocked_key_that_others_can_read_signs_nothing(office: Place, typed: Callable[[str], None]) -> None:
    typed("\n\n")
    answer = office.run("new-key", str(office.root / "open"))
    assert "It has no passphrase: whoever can read the file can sign." in answer.out
    path = office.root / "open.key"
    path.chmod(0o644)
    answer = office.run("sign", str(office.output), "--key", str(path), "-o", str(office.root / "other.xlsx"))
    assert (answer.code, answer.err.strip()) == (2, f"{path} has no passphrase, and others can read it: make it yours alone first (chmod 600), or make a new pair.")
    path.chmod(0o600)
    assert office.run("sign", str(office.output), "--key", str(path), "-o", str(office.root / "other.xlsx")).code == 0


def a_key_that_is_not_there_is_named_with_what_makes_one(office: Place) -> None:
    path = office.root / "none.pub"
    answer = office.run("verify", str(office.output), "--key", str(path))
    assert (answer.code, " ".join(answer.err.split())) == (2, f"There is no key {path}; new-key makes a pair, of which the .key signs and the .pub verifies.")


def the_library_is_named_where_a_command_needs_it(office: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signature, "find_spec", lambda _: None)
    missing = 'pip install "aspbudget[signature]".'
    for words in (("new-key", "other"), ("sign", str(office.output), "--key", "a.key", "-o", "b.xlsx"), ("verify", str(office.output), "--key", "a.pub")):
        answer = office.run(*words)
        assert (answer.code, answer.err.strip().endswith(missing)) == (2, True)
    assert office.run("verify", str(office.output)).code == 0


def no_output_has_a_signature_of_itself() -> None:
    with ZipFile(BytesIO(sealed())) as package:
        assert b"Signature" not in package.read("docProps/custom.xml")
