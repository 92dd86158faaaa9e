"""The commands that every organisation has: each verb with its help, and the module that does it."""

from __future__ import annotations

from aspbudget.verbs import CYCLE, Argument, Verb, jobs, proving

_MADE_IN = Argument(("--language",), {"help": "the language of its titles, choices and words, such as fr; that of the workbook it is made from, or of the models, when left out"})
_NAMED = Argument(("cycle",), {"metavar": "CYCLE", "help": "the cycle"})
_PROVING = (
    Argument(("--prove",), {"nargs": "?", "const": True, "type": proving, "metavar": "full", "help": "make and prove every output again, also what was made of these inputs and proven before; full: each workbook also as it is written, its columns by their titles"}),
    Argument(("--jobs",), {"type": jobs, "metavar": "N", "help": "how many processes may work at a time; by default as many as the machine has cores"}),
)

VERBS: tuple[Verb, ...] = (
    Verb(
        "cost", "aspbudget.commands.again:cost", "compute a cycle and write its output workbooks", "aspbudget cost 2004 --language fr --pdf",
        (CYCLE, Argument(("--language",), {"help": "a language in which the workbooks and statements are written as well, such as fr, or both; that is said once and for all on sheet Cycle"}),
         Argument(("--pdf",), {"action": "store_true", "help": "also all that readers are given, as one PDF with an outline in each language; LibreOffice makes its pages"}),
         *_PROVING),
    ),
    Verb(
        "check", "aspbudget.commands.checking:check", "list every cell of the inputs to correct, and what is doubted though no rule is broken; write nothing",
        "aspbudget check 2004 --mark",
        (CYCLE, Argument(("--mark",), {"action": "store_true", "help": "write among the outputs a copy of each input with something to correct or doubt, its cells coloured, noted and listed"}),
         Argument(("--totals",), {"action": "store_true", "help": "write among the outputs a copy of each input that states its present sums and counts on sheet Control totals, to be compared with a source"})),
    ),
    Verb(
        "selftest", "aspbudget.commands.selftest:selftest", "plant classic errors into copies of the inputs, in memory, and say what each is caught by; write nothing",
        "aspbudget selftest 2004",
        (CYCLE, Argument(("--most",), {"type": int, "default": 2, "metavar": "N", "help": "how many errors of a kind in a column; 2 when left out"}),
         Argument(("--sample",), {"type": int, "default": 0, "metavar": "N", "help": "so many errors of each workbook, drawn by lot, the same ones each time; all when left out"}),
         Argument(("--all",), {"action": "store_true", "help": "list every error that nothing caught"})),
    ),
    Verb("page", "aspbudget.commands.page:page", "write a cycle as one page for a browser, in which every figure can be opened and every input changed", "aspbudget page 2004 --language fr",
         (CYCLE, Argument(("--language",), {"help": "a language in which the page is written as well, such as fr, or both; that is said once and for all on sheet Cycle"}))),
    Verb(
        "what-if", "aspbudget.commands.what_if:what_if", "compute a cycle with cells and rows changed in a copy, beside what it is now; no input is touched",
        'aspbudget what-if 2004 "Currencies / USD / Rate = 1/1.20" "Standard costs / * / Amount + 3 %" --json  '
        "# {cycle, currency, variants: [{variant, cells: [{sheet, cell, row, column, before, now}], lines, total, states, statements, faults_of_statements}], files}",
        (_NAMED, Argument(("changes",), {"nargs": "+", "metavar": "CHANGE", "help": "SHEET / ROW / COLUMN = value, × factor or + n %%; add SHEET / ROW like ROW: COLUMN = value; …; remove SHEET / ROW, also with: and what names it (all of these are one variant); or a list of changes that the page wrote (.json), each a variant"}),
         Argument(("-o", "--output"), {"metavar": "FILE", "help": "also write the variant's workbook, marked as such"}),
         Argument(("--accept",), {"metavar": "FILE", "help": "also write the changed inputs as a new workbook"})),
    ),
    Verb(
        "explain", "aspbudget.commands.explain:explain", "say what a figure is and where it comes from: a line, a total, a State, an amount of a statement, a cell",
        'aspbudget explain 2004 "4100 / Travel" --depth 2',
        (_NAMED,
         Argument(("figure",), {"nargs": "+", "metavar": "FIGURE", "help": "4100 / Travel; Total; Germany; Posts / Net cost; SHEET / ROW / COLUMN; a cell of an output, as Section!C10 "
                                "or contributions: Schedule!F12; of a statement its symbol, then the figure: L.3 Total"}),
         Argument(("--depth",), {"type": int, "default": 0, "metavar": "N", "help": "also what it is made of, so many levels down"})),
    ),
    Verb(
        "new", "aspbudget.commands.new:new", "make the input workbooks of a new cycle", "aspbudget new 2005 --from 2004",
        (Argument(("cycle",), {"metavar": "CYCLE", "help": "the new cycle, such as 2005"}),
         Argument(("--from",), {"dest": "old", "metavar": "OLD", "help": "a cycle whose rows are carried over"}), _MADE_IN),
    ),
    Verb(
        "compare", "aspbudget.commands.compare:compare", "compare two cycles, two input workbooks of sections or of contributions, two versions of a draft, or two texts of a statement: what moved, by how much, and why",
        "aspbudget compare 2004 2005 --json  # {old, new, inputs: {changed, added, removed, renamed, notes}, figures, "
        "bridge: {from, start, causes: [{cause, title, amount, lines, rows, inputs}], end, residual}}",
        (Argument(("one",), {"metavar": "A", "help": "a cycle, a draft as 2004/L.3, or the path of an input workbook or of a text (.docx)"}),
         Argument(("other",), {"metavar": "B", "help": "the cycle, version, workbook or text to compare with it"}),
         Argument(("--symmetric",), {"action": "store_true", "help": "also what each cause moves on average over all orders of the causes"})),
    ),
    Verb(
        "merge", "aspbudget.commands.merge:merge", "make one input workbook of two copies of it, edited apart, as a new file; what both changed is marked and listed",
        "aspbudget merge sent.xlsx mine.xlsx yours.xlsx -o merged.xlsx --json  # {added, removed, changed, conflicts: [{sheet, row, column, base, mine, yours}], not_merged, files}",
        (Argument(("base",), {"metavar": "BASE", "help": "the workbook from which both copies were made"}),
         Argument(("mine",), {"metavar": "MINE", "help": "one copy, which is kept where both changed a cell"}),
         Argument(("yours",), {"metavar": "YOURS", "help": "the other copy"}),
         Argument(("-o", "--output"), {"metavar": "NEW", "required": True, "help": "the workbook to write; never one that exists"})),
    ),
    Verb(
        "verify", "aspbudget.commands.verify:verify", "say whether an output workbook or document is as it was written, however it was saved since, or which cells or paragraphs were altered",
        "aspbudget verify section.xlsx --json  # {file, answer, seal, original, sheets, altered: [{kind, sheet, cell, before, now}], signature, key}",
        (Argument(("file",), {"metavar": "FILE", "help": "an output workbook or Word document, from wherever it came"}),
         Argument(("--against",), {"metavar": "ORIGINAL", "help": "the file as it was written, where it is not among the outputs"}),
         Argument(("--key",), {"metavar": "PUBLIC", "default": "", "help": "the public key (.pub) of the one who should have signed it; then it must be signed by it"}),
         Argument(("--all",), {"action": "store_true", "help": "every cell that was altered, however many there are"})),
    ),
    Verb(
        "new-key", "aspbudget.commands.signing:new_key", "make a pair of keys: the private one signs, the public one is given to everyone; its passphrase is asked for",
        "aspbudget new-key treasury",
        (Argument(("name",), {"metavar": "NAME", "help": "where: NAME.key, which is private, and NAME.pub are written; never among inputs or outputs"}),),
    ),
    Verb(
        "sign", "aspbudget.commands.signing:sign", "write a signed copy of an output workbook or document that is as it was written; the output itself stays as it is",
        "aspbudget sign outputs/2004/section.xlsx --key treasury.key -o section-signed.xlsx --json  # {files, seal, key}",
        (Argument(("file",), {"metavar": "FILE", "help": "the output workbook or document"}),
         Argument(("--key",), {"metavar": "PRIVATE", "required": True, "help": "the private key (.key), whose passphrase is asked for"}),
         Argument(("-o", "--output"), {"metavar": "NEW", "required": True, "help": "the signed copy; never over a file that exists"})),
    ),
    Verb(
        "new-statement", "aspbudget.commands.new_statement:new_statement",
        "make the input workbook of a draft resolution's statement, its paragraphs to be answered",
        "aspbudget new-statement L.3 --text draft.txt",
        (Argument(("symbol",), {"metavar": "SYMBOL", "help": "the symbol of the draft"}),
         Argument(("--text",), {"metavar": "FILE", "help": "the text of the draft: .docx, or plain text; - reads what is pasted, up to Ctrl-D (on Windows Ctrl-Z and Enter)"}),
         Argument(("--cycle",), {"metavar": "CYCLE", "help": "the cycle; the newest when left out"}), _MADE_IN),
    ),
    Verb(
        "statement", "aspbudget.commands.consolidate:statement", "write the statement of budgetary implications of a draft resolution, or one of several together, as workbook and text",
        "aspbudget statement 2004 L.3 --against approved --language fr --per-state",
        (_NAMED, Argument(("symbol",), {"nargs": "+", "metavar": "SYMBOL", "help": "the symbol of the draft, or the name of its workbook; of several, a consolidated statement is written"}),
         Argument(("--in-order",), {"dest": "in_order", "nargs": "*", "metavar": "SYMBOL", "help": "of several drafts, also what each adds in the order of adoption: as they are named, or as they follow here"}),
         Argument(("--language",), {"help": "the language of the text, such as fr, in which the workbook is written as well, or both; that of the inputs when left out"}),
         Argument(("--against",), {"metavar": "SECTION", "help": "what it is compared with: proposed, approved or another section that the cycle keeps, "
                                   "a cycle, or the path of a workbook; what the draft names when left out, and else the section as proposed"}),
         Argument(("--oral",), {"action": "store_true", "help": "one page to be read out, with the amounts or a range, when no statement can be ready; a statement follows"}),
         Argument(("--per-state",), {"action": "store_true", "help": "also what the net requirements add to the assessment of each State"}),
         *_PROVING),
    ),
    Verb(
        "adopt", "aspbudget.commands.adopt:adopt", "carry the rows of adopted drafts into the section as approved, a new input workbook",
        "aspbudget adopt 2004 Res.3 Res.7 --json  # {cycle, currency, base, section, adopted: [{symbol, version, state, dated, additional, absorbed, "
        "adds_unrounded, rows, later}], approved, unrounded: {section, approved}, files}",
        (_NAMED, Argument(("symbols",), {"metavar": "SYMBOL", "nargs": "+", "help": "the symbols of drafts whose State is adopted, in the order of adoption"})),
    ),
    Verb(
        "tidy", "aspbudget.commands.tidy:tidy", "move aside outputs whose input is gone, never deleting one", "aspbudget tidy 2004",
        (Argument(("cycle",), {"nargs": "?", "metavar": "CYCLE", "help": "the cycle; all when left out"}),),
    ),
    Verb(
        "rules", "aspbudget.commands.rules:rules",
        "list the Financial Regulations and Rules, and decisions, that figures rest on: what each asks, where it is applied, and what conflicts with it",
        'aspbudget rules "annex, 8.3" --cycle 2004',
        (Argument(("number",), {"nargs": "?", "metavar": "NUMBER", "help": "one rule in depth, by its number, such as 5.8; all when left out"}),
         Argument(("--cycle",), {"metavar": "CYCLE", "help": "the cycle in which it is applied; the newest when left out"})),
    ),
    Verb(
        "models", "aspbudget.commands.models:models", "list every model and its sheets, and on demand its lines, in words", "aspbudget models --all",
        (Argument(("--all",), {"action": "store_true", "help": "also every line, in words"}),),
    ),
)  # fmt: skip
