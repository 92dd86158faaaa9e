"""Texts that are composed of others, in another language: names made of names, such as `Travel: Director` or `Group (L.5)`, and references, such as `annex, 5.1 (a) and (c)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aspbudget.notation import unbroken

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.language import Language

_JOINTS = (" / ", ": ", ", ")
_REFERENCES = {
    "annex": "annex {number}", "article": "article {number}", "paragraph": "paragraph {number}", "regulation": "regulation {number}", "rule": "rule {number}",
}  # fmt: skip
_AND = "{one} and {other}"


def composed(text: str, whole: Callable[[str], str], language: Language, *, references: bool = True) -> str:
    """Return a text whose parts all have a wording, joined as they are; an empty text where one of them has none.

    `whole` returns the wording of a text by itself, the text where it needs none, and an empty text where it has none. Without
    `references` one such as `rule 13` has none: in French it is a *règle* or an *article*, as its document has it.
    """
    said = whole(text)
    if said:
        return said
    for joint in _JOINTS:
        first, found, last = text.rpartition(joint) if joint == ", " else text.partition(joint)
        if found and (parts := _all((first, last), whole, language, references)):
            return (unbroken(language.mark("colon")) if joint == ": " else joint).join(parts)
    first, found, last = text.removesuffix(")").rpartition(" (")
    if found and text.endswith(")") and (parts := _all((first, last), whole, language, references)):
        return f"{parts[0]} ({parts[1]})"
    return _reference(text, whole, language) if references else ""


def references_of_inputs(text: str, language: Language) -> str:
    """Return a reference with the words that the language of the inputs has for the parts of documents: `A/1/Res.3, annexe, 4` is `A/1/Res.3, annex, 4`.

    A word that stands for several parts, as in French an *article* of rules and of regulations, stays.
    """
    kinds_of: dict[str, list[str]] = {}
    for kind, wording in _REFERENCES.items():
        kinds_of.setdefault(language.say(wording).removesuffix("{number}").strip(), []).append(kind)
    parts = {word: kinds[0] for word, kinds in kinds_of.items() if len(kinds) == 1}
    return re.sub(rf"(?<=, )({'|'.join(map(re.escape, parts))})(?=[ ,])", lambda found: parts[found[1]], text)


def _reference(text: str, whole: Callable[[str], str], language: Language) -> str:
    """Return a reference to a part of a document, such as `rule 104.2` or `5.1 (a) and (c)`."""
    one, found, other = text.partition(" and ")
    if found and (parts := _all((one, other), whole, language)):
        return language.say(_AND).format(one=parts[0], other=parts[1])
    kind, _, number = text.partition(" ")
    said = composed(number, whole, language) if kind in _REFERENCES and number else ""
    return language.say(_REFERENCES[kind]).format(number=said) if said else ""


def _all(texts: tuple[str, ...], whole: Callable[[str], str], language: Language, references: bool = True) -> list[str]:  # noqa: FBT001, FBT002 - as `composed` has it
    said = [composed(each, whole, language, references=references) for each in texts]
    return said if all(said) else []
