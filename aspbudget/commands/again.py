"""The command `cost` for a cycle that was computed before: where nothing changed since, nothing is done, and where something did, the rest is left as it is.

Outputs are a function of their inputs, the options and the edition of the tool. This is looked up before anything is loaded that computes.
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from aspbudget.commands.console import Console
from aspbudget.commands.renewal import older_readers_set, settings
from aspbudget.edition import edition
from aspbudget.files.remembered import WHOLE, Made, Remembered, hash_at, hashes, is_swept
from aspbudget.phrase import AsTyped, counted
from aspbudget.verbs import Answer
from aspbudget.workspace import OUTPUTS

if TYPE_CHECKING:
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_SAME = (
    "Same      {count:,} file of {cycle}, made of these inputs and proven before (again with --prove)",
    "Same      {count:,} files of {cycle}, made of these inputs and proven before (again with --prove)",
)


def cost(asked: Asked) -> Answer:
    """Compute a cycle and write its output workbooks, or say in one line that they are as its inputs make them."""
    options = Namespace(**vars(asked.options) | {"cycle": asked.cycle()})
    known = None if options.prove or options.pdf else unchanged(asked.workspace, options.cycle, settings(options.language, vars(options).get("pages")))
    if known is None:
        from aspbudget.commands.run import cost as anew  # noqa: PLC0415 - all that computes is loaded only where something is to be computed

        return anew(asked._replace(options=options))
    document = known.document | {
        "edited": [each for each in known.document["edited"] if all((asked.workspace.root / place).exists() for place in each.values())],
        "left": [each for each in known.document["left"] if (asked.workspace.root / each).exists()],
    }
    words = Console.named(known.language, asked.workspace.content)
    for line in older_readers_set(asked.workspace, known.document["cycle"]):
        asked.say(words(line))
    return Answer(document, [words(counted(*_SAME, len(known.files), cycle=AsTyped(document["cycle"])))])


def unchanged(workspace: Workspace, cycle: str, wanted: str) -> Made | None:
    """Return what the last run made of a cycle, where another would make the same; `None` where anything is otherwise, or isn't known."""
    tree = (workspace.root / OUTPUTS).resolve()
    known = Remembered.of(tree, edition(workspace.content)).made.get(cycle, {}).get(WHOLE)
    if known is None or known.asked != wanted or not is_swept(tree):
        return None
    now = hashes(workspace.root, workspace.sources(cycle)) | {label: hash_at(workspace.root / label) for label in known.rests_on}
    more = any((workspace.root / label).exists() for label in known.absent)
    return known if now == known.rests_on and not more and known.stands(workspace.root) else None
