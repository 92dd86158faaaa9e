"""Letters: text in the one form in which it is compared, and, by name, the letters that two texts have unlike each other though they look alike."""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters

from aspbudget.refusals import refusal

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # what Windows, Word and exports write where a line ends
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DOUBLES = ("l1I|", "O0", "'`´‘’ʼ′", '"“”„«»″', "‐‑‒–—―−-")
UNSEEN_WHEN_PASTED = "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2009\u202a\u202b\u202c\u202d\u202e\u202f\u2060\u2066\u2067\u2068\u2069\ufeff"  # what comes along with text from Word, a mail or the web
LOOK_ALIKE = "".join(sorted({*"".join(_DOUBLES), *ascii_letters, *"àâçèéêëîïôöûüœ", *"АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυ"}))  # the Latin letters, with the accents that names have in French, those of two other scripts that are mistaken for them, and signs
_NONE = "\0"  # in place of a letter that only one of two texts has
_MOST = 3  # two texts that differ in more letters than this don't look alike


def composed(text: str) -> str:
    """Return a text in the one form that is compared (NFC): é as one letter, however it was typed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def as_markup(text: str) -> str:
    """Return a text as XML has it between two tags: `a < b` as `a &lt; b`. The standard library's own loads all that speaks to the web with it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def from_markup(text: str) -> str:
    """Return a text that XML has between two tags as it is read: `a &lt; b` as `a < b`."""
    return text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")


def alphabetical(text: str) -> tuple[str, str]:
    """Return what puts texts in the order of the alphabet in which English and French are written: É with E, œ as oe, signs and blanks passed over.

    That is how the United Nations lists its Members in French, as in press release ORG/1469 of 2006: *Sainte-Lucie* before *Saint-Marin*. Two that differ in accents alone stand in one order too.
    """
    split = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(sign for sign in split if not unicodedata.combining(sign))
    return "".join(re.findall(r"\w+", plain)), text


def unescaped(text: str) -> str:
    """Return a text with the signs that a workbook writes as their numbers, such as _x000D_ for a carriage return."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _SURROGATE.search(plain) else plain


def lines_of(text: str) -> str:
    """Return a text for readers with each kind of line break as one, and each tab as a space."""
    return _BREAK.sub("\n", text).replace("\t", " ")


def named(letter: str) -> str:
    """Return a letter's name and number: `Cyrillic capital letter es (U+0421)`."""
    return f"{unicodedata.name(letter, 'sign').capitalize()} (U+{ord(letter):04X})"


def unseen(text: str) -> str:
    """Return the name of the first sign in a text that can't be seen, or an empty text where there is none."""
    return next((named(letter) for letter in text if not letter.isprintable()), "")


def unlike(text: str, other: str) -> str:
    """Return, as a clause, how another text differs from one that looks the same; an empty text where a reader sees the difference."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - help stays instant

    parts = SequenceMatcher(None, text, other, autojunk=False).get_opcodes()
    pairs = [
        pair
        for what, a, b, c, d in parts if what != "equal"
        for pair in zip(text[a:b].ljust(d - c, _NONE), other[c:d].ljust(b - a, _NONE), strict=True)
    ]  # fmt: skip
    if not 0 < len(pairs) <= _MOST or not all(_alike(*pair) for pair in pairs):
        return ""
    this, that = pairs[0]
    if _NONE in pairs[0]:
        return refusal("has_no", letter=named(this)) if that == _NONE else refusal("has_as_well", letter=named(that))
    return refusal("has_instead", letter=named(that), here=named(this))


def _alike(one: str, two: str) -> bool:
    """Whether a reader can hardly tell two letters apart, or one that can't be seen from none."""
    if not (one.isprintable() and two.isprintable()):
        return not (one + two).strip(_NONE).isprintable()
    if one.isalpha() and two.isalpha() and _script(one) != _script(two):
        return True
    return any(one in double and two in double for double in _DOUBLES)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
