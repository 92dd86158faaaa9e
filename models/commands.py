"""The commands that only this organisation has, each naming the module that does it, and what the tool says of itself."""

import re
from argparse import ArgumentTypeError

from aspbudget.verbs import CYCLE, Argument, Verb

ABOUT = """Prepare the budget section of the Assembly of States Parties and its Secretariat from input
workbooks. Every figure is declared once; the declaration gives the number, the live formula and the
sentence that explains it."""


def euros(text):
    """Return an amount of euros; a comma is refused, because it may part thousands or decimals."""
    if not re.fullmatch(r"-?[0-9]+(_[0-9]+)*(\.[0-9]{1,2})?", text):
        message = f'"{text}" is not an amount in euros; write it with digits alone, as 190968300 or 190968300.50'
        raise ArgumentTypeError(message)
    return float(text)


def year(text):
    """Return a year, written with four digits."""
    if not re.fullmatch(r"[0-9]{4}", text):
        message = f'"{text}" is not a year; write it as 2025'
        raise ArgumentTypeError(message)
    return int(text)


def day(text):
    """Return a day, written as 2024-01-01."""
    from datetime import date  # noqa: PLC0415 - help stays instant

    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a day; write it as 2024-01-01'
        raise ArgumentTypeError(message) from None


_STATES = {"nargs": "+", "action": "extend", "default": [], "metavar": "STATE"}
_POLICIES = "as rounded; largest remainder; or largest remainder, equal rates equal bills"

# Options of this organisation for commands that every organisation has.
OPTIONS = {
    "cost": (Argument(("--state-pages",), {"dest": "pages", "action": "store_true", "help": "also a page for each State assessed, one A4 each"}),),
}

VERBS = (
    Verb(
        "assess", "aspbudget.models.assessment.command:assess", "assess a base on the States Parties of a year, from the built-in reference data",
        "aspbudget assess 2025 --state DEU JPN",
        (Argument(("year",), {"nargs": "?", "type": year, "metavar": "YEAR", "help": "the year, such as 2025"}),
         Argument(("--base",), {"type": euros, "metavar": "EUR", "help": "what is assessed, in the currency of the rule; by default what the Court's budget of the year assessed, or what the rule's organisation did"}),
         Argument(("--rule",), {"metavar": "RULE", "help": "assess as another organisation does, such as OPCW, or by a rule of your own in a file, such as rule.csv"}),
         Argument(("--rules",), {"action": "store_true", "help": "list the rules that are known, and what a file with one may say"}),
         Argument(("--on",), {"type": day, "metavar": "DATE", "help": "the States as they are on this day, such as 2024-01-01; by default all who join or leave during the year count for their part of it"}),
         Argument(("--host-state-loan",), {"type": euros, "default": 0.0, "metavar": "EUR", "help": "what is assessed apart for the Host State loan"}),
         Argument(("--policy",), {"default": "", "metavar": "POLICY", "help": f"how rounding is settled: {_POLICIES}; by default as the rule has it"}),
         Argument(("--include",), {**_STATES, "help": "States to assess that are not Parties, or for the whole year"}),
         Argument(("--exclude",), {**_STATES, "help": "States to leave out"}),
         Argument(("--scale",), {"type": year, "metavar": "YEAR", "help": "use the United Nations scale of another year on purpose"}),
         Argument(("--no-ceiling",), {"action": "store_true", "help": "assess without the ceiling of 22 per cent"}),
         Argument(("-o", "--output"), {"metavar": "FILE", "help": "also write a workbook with every step as a live formula, such as OPCW.xlsx"}),
         Argument(("--state",), {**_STATES, "help": "show only these States, each by its name in English or French, or its code"})),
    ),
    Verb(
        "letters", "aspbudget.commands.correspondence:letters", "write to each State what it is asked to pay, when, how, and what it owes",
        "aspbudget letters 2004 --state Germany Japan --language both",
        (CYCLE,
         Argument(("--state",), {**_STATES, "dest": "addressees", "help": "write only to these States, each by its name in English or French, or its code"}),
         Argument(("--language",), {"metavar": "LANGUAGE", "help": "en, fr or both; that of the inputs when left out"}),
         Argument(("--due",), {"type": day, "metavar": "DATE", "help": "the day on which contributions are due; by default that of sheet Requests for payment"})),
    ),
    Verb(
        "narrative", "aspbudget.commands.narrative:narrative", "write the section as a text, with its expected results and its justifications, and the draft resolution on the budget",
        "aspbudget narrative 2004 --language both",
        (CYCLE, Argument(("--language",), {"metavar": "LANGUAGE", "help": "en, fr or both; that of the inputs when left out"})),
    ),
    Verb(
        "slots", "aspbudget.commands.arrange:slots", "show the days of the sessions with their slots, and where a meeting would cost least",
        "aspbudget slots 2004 --arrange",
        (CYCLE, Argument(("--arrange",), {"action": "store_true", "help": "place the meetings of sheet Meetings to place where they cost least"})),
    ),
    Verb(
        "prove", "aspbudget.models.evidence.command:prove", "compute every published figure anew, and say what that proves", "aspbudget prove --all",
        (Argument(("--all",), {"action": "store_true", "help": "also each figure beside the computed one, with its source"}),),
    ),
)  # fmt: skip
