"""Word documents made by hand in tests: legal ones that few programs write, and hostile ones, each with what must come of it."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN = "http://schemas.openxmlformats.org"
RELS = f"{OPEN}/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES, ROOT, MAIN, LINKS = "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"
SPACES = (
    f'xmlns:w="{OPEN}/wordprocessingml/2006/main" xmlns:r="{RELS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    f'xmlns:mc="{OPEN}/markup-compatibility/2006" xmlns:wp="{OPEN}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OPEN}/drawingml/2006/main" '
    f'xmlns:pic="{OPEN}/drawingml/2006/picture" xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml" '
    'xmlns:wp15="http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"'
)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1134" w:bottom="1440" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
STATEMENT = "<w:p><w:r><w:t>{statement}</w:t></w:r></w:p>"
WRITTEN = ""  # what comes of a legal document: it is written on
BILLION = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>'
STYLE = "<w:style w:type='{}' w:styleId='{}'><w:name w:val='{}'/></w:style>"


class Crafted(NamedTuple):
    """A document, made when a test asks for it where that takes its time, and what its refusal must say; nothing when it must be written on."""

    made: bytes | Callable[[], bytes]
    refusal: str = WRITTEN

    @property
    def data(self) -> bytes:
        """The document itself."""
        return self.made if isinstance(self.made, bytes) else self.made()


def paragraph(text: str) -> str:
    """Return the XML of a paragraph of plain text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def root(name: str, inner: str = "") -> str:
    """Return the XML of a part of Word with this root."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {SPACES}>{inner}</w:{name}>'


def text(inner: str = "", section: str = SECTION) -> str:
    """Return the XML of the main part: what it holds, the place of the statement, and the end of the section."""
    return root("document", f"<w:body>{inner}{STATEMENT}{section}</w:body>")


def link(name: str, kind: str, target: str, mode: str = "") -> str:
    """Return the XML of one link; its type is that of the open format unless it is written in full."""
    whole = kind if kind.startswith("http") else f"{RELS}/{kind}"
    return f'<Relationship Id="{name}" Type="{whole}" Target="{target}"{f" TargetMode={mode!r}" if mode else ""}/>'.replace("'", '"')


def external(name: str, kind: str, target: str) -> str:
    """Return the XML of a link that leads out of the document."""
    return link(name, kind, target, "External")


def links(*each: str) -> str:
    """Return the XML of the links of a part."""
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{"".join(each)}</Relationships>'


def types(*more: tuple[str, str], main: str = f"{WML}.document.main+xml", endings: str = "") -> str:
    """Return the XML that says what each part is: pictures by their endings, the others as given."""
    usual = (("word/document.xml", main), ("word/styles.xml", f"{WML}.styles+xml"), ("word/settings.xml", f"{WML}.settings+xml"))
    own = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in (*usual, *more))
    known = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png", "bin": "application/octet-stream"}
    default = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in known.items())
    return f'<Types xmlns="{OPEN}/package/2006/content-types">{default}{endings}{own}</Types>'


USUAL = (link("rId1", "styles", "styles.xml"), link("rId2", "settings", "settings.xml"))


def parts() -> dict[str, str | bytes]:
    """Return the parts of a small legal document."""
    return {
        TYPES: types(),
        ROOT: links(link("rId1", "officeDocument", MAIN)),
        MAIN: text(),
        LINKS: links(*USUAL),
        "word/styles.xml": root("styles", STYLE.format("paragraph", "Normal", "Normal").replace("<w:style ", "<w:style w:default='1' ")),
        "word/settings.xml": root("settings"),
    }


def zipped(made: dict[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """Return a zip file of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", compression) as package:
        for name, content in made.items():
            package.writestr(name, content)
    return out.getvalue()


def document(changes: dict[str, str | bytes | None] | None = None, **more: str) -> bytes:
    """Return the small document with parts changed, or left out where they are nothing; `inner` is written before the statement."""
    made: dict[str, str | bytes | None] = {**parts(), **({MAIN: text(more["inner"])} if "inner" in more else {}), **(changes or {})}
    return zipped({name: content for name, content in made.items() if content is not None})


def part(name: str, content: str | bytes, kind: str, relation: str = "", inner: str = "") -> bytes:
    """Return the small document with a part more, of a type, linked as rId9 from the text."""
    return document({TYPES: types((name, kind)), LINKS: links(*USUAL, link("rId9", relation, f"/{name}")) if relation else links(*USUAL), name: content, MAIN: text(inner)})


def leading_out(kind: str, target: str, inner: str = "") -> bytes:
    """Return the small document with a link out of it."""
    return document({LINKS: links(*USUAL, external("rId9", kind, target)), MAIN: text(inner)})


def field(instructions: str, *more: str) -> str:
    """Return the XML of a field in pieces: its instructions, each in a run of its own, and a result."""
    runs = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (instructions, *more))
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def simple(instructions: str) -> str:
    """Return the XML of a field in one piece."""
    return f"<w:p><w:fldSimple w:instr='{instructions}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"


def nested(levels: int) -> str:
    """Return the XML of content controls inside each other."""
    return "<w:sdt><w:sdtContent>" * levels + "<w:p/>" + "</w:sdtContent></w:sdt>" * levels


def tables(levels: int) -> str:
    """Return the XML of tables inside each other."""
    return CELL.format(f"{tables(levels - 1)}<w:p/>") if levels else ""


def with_header(inner: str, mark: str = "rId9", more: str = "") -> bytes:
    """Return the small document with a header that holds this."""
    section = SECTION.replace("<w:sectPr>", f'<w:sectPr><w:headerReference w:type="default" r:id="{mark}"/>')
    return document({
        TYPES: types(("word/header1.xml", f"{WML}.header+xml")), LINKS: links(*USUAL, link("rId9", "header", "header1.xml"), more),
        "word/header1.xml": root("hdr", inner), MAIN: text(section=section),
    })  # fmt: skip


PICTURE = '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:{}="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
TEXT_BOX = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
CONTROL = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
CELL = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='5000'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w='5000' w:type='dxa'/></w:tcPr>{}</w:tc></w:tr></w:tbl>"
CHART = f'<c:chartSpace xmlns:c="{OPEN}/drawingml/2006/chart" xmlns:r="{RELS}">{{}}</c:chartSpace>'
CHARTS = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def legal() -> dict[str, bytes | Callable[[], bytes]]:
    """Return the documents that must be written on, by what is odd about each."""
    bare = parts()
    numbered = root("numbering", '<w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    chart = {
        TYPES: types(("word/charts/chart1.xml", CHARTS), endings='<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'),
        LINKS: links(*USUAL, link("rId9", "chart", "charts/chart1.xml")), "word/charts/chart1.xml": CHART.format('<c:externalData r:id="rId1"/>'),
        "word/charts/_rels/chart1.xml.rels": links(link("rId1", "package", "../embeddings/data.xlsx")), "word/embeddings/data.xlsx": b"PK",
    }  # fmt: skip
    return {
        "as it is": document(),
        "no styles": document({"word/styles.xml": None, LINKS: links(USUAL[1]), TYPES: types()}),
        "styles that aren't there": document({"word/styles.xml": None}),
        "empty styles": document({"word/styles.xml": root("styles")}),
        "styles with defaults but no default style": document({"word/styles.xml": root("styles", "<w:docDefaults/>")}),
        "a style without a type": document({"word/styles.xml": root("styles", '<w:style w:styleId="a"><w:name w:val="a"/></w:style>')}),
        "a style without a name": document({"word/styles.xml": root("styles", '<w:style w:type="paragraph" w:styleId="a"/>')}),
        "a style of our name and another type": document({"word/styles.xml": root("styles", STYLE.format("character", "q", "Quote") + STYLE.format("character", "t", "Statement Table"))}),
        "styles with our names for themselves": document({"word/styles.xml": root("styles", STYLE.format("paragraph", "BodyText", "Fliesstext") + STYLE.format("paragraph", "Title", "Titel"))}),
        "no settings": document({"word/settings.xml": None, LINKS: links(USUAL[0])}),
        "settings that aren't there": document({"word/settings.xml": None}),
        "numbering": part("word/numbering.xml", numbered, f"{WML}.numbering+xml", "numbering"),
        "numbering that isn't there": document({LINKS: links(*USUAL, link("rId9", "numbering", "numbering.xml"))}),
        "no links": document({LINKS: None}),
        "no sectPr": document({MAIN: text(section="")}),
        "an empty sectPr": document({MAIN: text(section="<w:sectPr/>")}),
        "a page without a width": document({MAIN: text(section='<w:sectPr><w:pgSz/><w:pgMar w:top="1"/></w:sectPr>')}),
        "no body": document({MAIN: root("document")}),
        "an empty body": document({MAIN: root("document", "<w:body/>")}),
        "a body of its section alone": document({MAIN: root("document", f"<w:body>{SECTION}</w:body>")}),
        "empty paragraphs alone": document({MAIN: root("document", f"<w:body><w:p/><w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p>{SECTION}</w:body>")}),
        "a template (.dotx)": document({TYPES: types(main=f"{WML}.template.main+xml")}),
        "another name for the main part": zipped({**{name: content for name, content in bare.items() if name not in (MAIN, LINKS)}, TYPES: types(("word/text.xml", f"{WML}.document.main+xml")), ROOT: links(link("rId1", "officeDocument", "word/text.xml")), "word/text.xml": text(), "word/_rels/text.xml.rels": links(*USUAL)}),
        "the main part at the root": zipped({TYPES: types(("text.xml", f"{WML}.document.main+xml")), ROOT: links(link("rId1", "officeDocument", "text.xml")), "text.xml": text()}),
        "targets with absolute paths": document({LINKS: links(link("rId1", "styles", "/word/styles.xml"), link("rId2", "settings", "/word/settings.xml")), ROOT: links(link("rId1", "officeDocument", f"/{MAIN}"))}),
        "targets in other letters": document({LINKS: links(link("rId1", "styles", "STYLES.xml"), link("rId2", "settings", "Settings.XML"))}),
        "a target with escapes": document({"word/my styles.xml": parts()["word/styles.xml"], "word/styles.xml": None, TYPES: types(("word/my styles.xml", f"{WML}.styles+xml")), LINKS: links(link("rId1", "styles", "my%20styles.xml"))}),
        "targets that go up": document({LINKS: links(link("rId1", "styles", "../word/styles.xml"))}),
        "folders in the zip": zipped({"word/": b"", "_rels/": b"", **bare}),
        "not compressed": zipped(bare, 0),
        "UTF-16": document({MAIN: text().replace("UTF-8", "UTF-16").encode("utf-16")}),
        "a byte order mark": document({MAIN: b"\xef\xbb\xbf" + text().encode()}),
        "comments and instructions of XML": document(inner="<!-- a --><?b c?><w:p><!-- d --><w:r><?e f?><w:t>x</w:t></w:r></w:p>"),
        "text in CDATA": document(inner=paragraph("<![CDATA[a < b]]>")),
        "tracked changes": document(inner='<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'),
        "a tracked change of the section": document({MAIN: text(section=SECTION.replace("</w:sectPr>", f'<w:sectPrChange w:id="1" w:author="a">{SECTION}</w:sectPrChange></w:sectPr>'))}),
        "comments": part("word/comments.xml", root("comments", f'<w:comment w:id="0">{paragraph("why")}</w:comment>'), f"{WML}.comments+xml", "comments", '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'),
        "footnotes": part("word/footnotes.xml", root("footnotes", f'<w:footnote w:id="1">{paragraph("{symbol}")}</w:footnote>'), f"{WML}.footnotes+xml", "footnotes", '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'),
        "endnotes": part("word/endnotes.xml", root("endnotes", f'<w:endnote w:id="1">{paragraph("x")}</w:endnote>'), f"{WML}.endnotes+xml", "endnotes"),
        "fields": document(inner=field(" PAGE ") + field(" RE", "F a \\h ") + simple(" DATE ") + field(" TOC \\o ")),
        "a field that computes": document(inner='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>NUMPAGES</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>-1</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
        "a prompt": document(inner=field(" MACROBUTTON NoMacro [Type the name here] ")),
        "a field that does not end": document(inner='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'),
        "a chart with its data": document(chart | {MAIN: text('<w:p><w:r><w:drawing><a:x r:id="rId9"/></w:drawing></w:r></w:p>')}),
        "an equation": document(inner="<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"),
        "SmartArt": part("word/diagrams/data1.xml", f'<d:dataModel xmlns:d="{OPEN}/drawingml/2006/diagram" xmlns:a="{OPEN}/drawingml/2006/main"><a:p><a:r><a:t>x</a:t></a:r></a:p></d:dataModel>', "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml", "diagramData"),
        "custom XML": part("customXml/item1.xml", "<control xmlns='urn:own'><object>{statement}</object></control>", "application/xml", "customXml"),
        "a glossary": part("word/glossary/document.xml", root("glossaryDocument", f"<w:docParts>{paragraph('{statement}')}</w:docParts>"), f"{WML}.document.glossary+xml", "glossaryDocument"),
        "a picture": part("word/media/image1.png", PNG, "image/png", "image", PICTURE.format("embed")),
        "a large picture": lambda: part("word/media/image1.png", PNG + Random(1).randbytes(2_000_000), "image/png", "image", PICTURE.format("embed")),
        "a picture that nothing shows and isn't there": document({LINKS: links(*USUAL, link("rId9", "image", "media/no.png"))}),
        "SVG with a document type": part("word/media/image1.svg", "<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "image"),
        "a web page linked": leading_out("hyperlink", "https://example.org/a?b=c", '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'),
        "an e-mail address linked": leading_out("hyperlink", "mailto:a@example.org"),
        "a hyperlink as a field": document(inner=field(' HYPERLINK "https://example.org" ') + field(' HYPERLINK \\l "mark" ')),
        "document protection": document({"word/settings.xml": root("settings", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:writeProtection w:recommended="1"/>')}),
        "even and first pages": document({"word/settings.xml": root("settings", "<w:evenAndOddHeaders/>"), MAIN: text(section=SECTION.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>"))}),
        "a header": with_header(paragraph("Letterhead")),
        "a header of a table alone": with_header(CELL.format(paragraph("Letterhead"))),
        "an empty header": with_header(""),
        "a header that no section uses": part("word/header1.xml", root("hdr", paragraph("{symbol}")), f"{WML}.header+xml", "header"),
        "printer settings": part("word/printerSettings1.bin", bytes(100), "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings", "printerSettings"),
        "web settings": part("word/webSettings.xml", root("webSettings"), f"{WML}.webSettings+xml", "webSettings"),
        "text for other versions": document(inner=f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="v">{TEXT_BOX.format(paragraph("{symbol}"))[5:-6]}</mc:Choice><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>'),
        "an unknown element": document(inner='<x:y xmlns:x="urn:x"/><w:p><x:y xmlns:x="urn:x">z</x:y></w:p>'),
        "fifteen tables inside each other": document(inner=tables(15)),
        "twenty levels": document(inner=nested(20)),
        "two sections": document(inner=f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"),
        "a chain of parts": document({TYPES: types(), **{f"word/_rels/a{i}.xml.rels": links(link("rId1", "x", f"a{i + 1}.xml")) for i in range(900)}, **{f"word/a{i}.xml": "<a/>" for i in range(901)}, LINKS: links(*USUAL, link("rId9", "x", "a0.xml"))}),
        "a thumbnail that isn't there": document({ROOT: links(link("rId1", "officeDocument", MAIN), link("rId2", f"{OPEN}/package/2006/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"))}),
        "an empty reference": document(inner='<w:p><w:hyperlink r:id=""><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'),
        "a numbered link twice": document({LINKS: links(*USUAL, link("rId3", "theme", "theme.xml"), link("rId4", "theme", "theme.xml"))}),
    }  # fmt: skip


def active() -> dict[str, tuple[bytes, str]]:
    """Return the documents that carry what acts by itself, by what it is, each with its name in words."""
    macros, ole, text_from, picture = "macros", "an object of another program (OLE)", "text that is taken from another file", "a picture that is kept elsewhere"
    hyperlink = "a hyperlink that does not lead to a web page or an e-mail address"
    computed = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    settings = {"word/_rels/settings.xml.rels": links(external("rId1", "attachedTemplate", "http://example.org/t.dotm")), "word/settings.xml": root("settings", '<w:attachedTemplate r:id="rId1"/>')}
    other_signs = {
        "DDE": (field(' DDE excel "a" "b" '), "a live exchange of data (DDE)"),
        "DDEAUTO": (simple(" DDEAUTO c:\\\\cmd.exe x "), "a live exchange of data (DDE)"),
        "DDEAUTO in pieces": (field(" D", "DE", "AUTO c:\\\\a "), "a live exchange of data (DDE)"),
        "dde in small letters": (field("\tdde\texcel"), "a live exchange of data (DDE)"),
        "DDE as plain text of a field": ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>DDE a b</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>', "a live exchange of data (DDE)"),
        "DDE in a field that does not end": ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE a</w:instrText></w:r></w:p>', "a live exchange of data (DDE)"),
        "DDE in the result of a field": (field("PAGE").replace("<w:t>x</w:t>", '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>'), "a live exchange of data (DDE)"),
        "DDE outside any field": ("<w:p><w:r><w:instrText>DDE a</w:instrText></w:r></w:p>", "a live exchange of data (DDE)"),
        "a name from another field": (computed.format(" "), "a field whose name is made by another field"),
        "half a name from another field": (computed.format(" D"), "a field whose name is made by another field"),
        "INCLUDETEXT": (field(' INCLUDETEXT "a.docx" '), text_from),
        "INCLUDE": (field(' INCLUDE "a.docx" '), text_from),
        "IMPORT": (field(' IMPORT "a.png" '), text_from),
        "INCLUDEPICTURE": (simple(' INCLUDEPICTURE "http://example.org/a.png" '), "a picture that is taken from another file"),
        "LINK": (field(" LINK Excel.Sheet.12 a.xlsx "), "a link to another file"),
        "RD": (field(' RD "a.docx" '), "a link to another file"),
        "EMBED": (field(" EMBED Package "), ole),
        "DATABASE": (field(' DATABASE \\d "a.mdb" '), "a mail merge or a query of a database"),
        "MACROBUTTON": (field(" MACROBUTTON AutoOpen x "), "a button that runs a macro"),
        "PRINT": (field(' PRINT "x" '), "commands to a printer"),
        "ADDIN": (field(" ADDIN x "), "an add-in or a ribbon of its own"),
        "CONTROL": (field(" CONTROL Forms.CommandButton.1 "), "an ActiveX control"),
        "HYPERLINK to a file": (field(' HYPERLINK "file:///c:/a.exe" '), hyperlink),
        "an OLE object": ('<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Package"/></w:object></w:r></w:p>', ole),
        "an altChunk": ("<w:altChunk/>", text_from),
        "a subdocument": ("<w:p><w:subDoc/></w:p>", "a document inside the document"),
        "an ActiveX element": ("<w:p><w:r><w:pict><w:control/></w:pict></w:r></w:p>", "an ActiveX control"),
        "a film from the web": ('<w:p><w:r><w:drawing><wp15:webVideoPr embeddedHtml="x"/></w:drawing></w:r></w:p>', "a film or sound from elsewhere"),
        "a picture by its address": ('<w:p><w:r><w:pict><v:shape><v:imagedata src="http://example.org/a.png"/></v:shape></w:pict></w:r></w:p>', picture),
        "a fill by its address": ('<w:p><w:r><w:pict><v:shape><v:fill src="\\\\server\\a.png"/></v:shape></w:pict></w:r></w:p>', picture),
        "a shape that opens a file": ('<w:p><w:r><w:pict><v:shape href="file:///c:/a.exe"/></w:pict></w:r></w:p>', hyperlink),
    }  # fmt: skip
    found = {name: (document(inner=inner), words) for name, (inner, words) in other_signs.items()}
    return found | {
        "macros by name": (part("word/vbaProject.bin", OLE, "application/vnd.ms-office.vbaProject", f"{MICROSOFT}/vbaProject"), macros),
        "macros under a clean type": (part("word/media/image1.png", OLE, "image/png", "image"), macros),
        "macros under a clean name that nothing links": (document({TYPES: types(), "word/a.bin": OLE}), macros),
        "vbaData": (part("word/vbaData.xml", "<a/>", "application/vnd.ms-word.vbaData+xml", f"{MICROSOFT}/wordVbaData"), macros),
        "a document with macros (.docm)": (document({TYPES: types(main="application/vnd.ms-word.document.macroEnabled.main+xml")}), macros),
        "a template with macros (.dotm)": (document({TYPES: types(main="application/vnd.ms-word.template.macroEnabledTemplate.main+xml")}), macros),
        "keys that run macros": (part("word/customizations.xml", f"<wne:tcg {SPACES}><wne:keymaps><wne:keymap><wne:macro/></wne:keymap></wne:keymaps></wne:tcg>", "application/vnd.ms-word.keyMapCustomizations+xml", f"{MICROSOFT}/keyMapCustomizations"), macros),
        "an OLE part": (part("word/embeddings/a.bin", b"x", "application/vnd.openxmlformats-officedocument.oleObject", "oleObject"), ole),
        "an altChunk part": (part("word/a.html", "<html/>", "text/html", "aFChunk", '<w:altChunk r:id="rId9"/>'), text_from),
        "an ActiveX part": (part("word/activeX/activeX1.xml", "<a/>", "application/vnd.ms-office.activeX+xml", "control"), "an ActiveX control"),
        "a remote template": (document(settings), "a template that is kept elsewhere"),
        "a template on a disk": (document(settings | {"word/_rels/settings.xml.rels": links(external("rId1", "attachedTemplate", "file:///C:/a.dotx"))}), "a template that is kept elsewhere"),
        "a remote picture": (leading_out("image", "http://example.org/a.png", PICTURE.format("link")), picture),
        "a picture on a server": (leading_out("image", "\\\\server\\a.png"), picture),
        "a remote object": (leading_out("oleObject", "http://example.org/a"), ole),
        "a remote frame": (leading_out("frame", "http://example.org/a"), "frames that show other files"),
        "a remote subdocument": (leading_out("subDocument", "a.docx"), "a document inside the document"),
        "a remote chart's data": (document({TYPES: types(("word/c.xml", CHARTS)), LINKS: links(*USUAL, link("rId9", "chart", "c.xml")), "word/c.xml": CHART.format(""), "word/_rels/c.xml.rels": links(external("rId1", "oleObject", "file:///a.xlsx"))}), ole),
        "a link of an unknown type": (leading_out("http://example.org/unknown", "http://example.org"), "content that is kept elsewhere"),
        "a link to a file": (leading_out("hyperlink", "file:///c:/a.exe"), hyperlink),
        "a link to a script": (leading_out("hyperlink", "javascript:alert(1)"), hyperlink),
        "a link to a server": (leading_out("hyperlink", "\\\\server\\share"), hyperlink),
        "a mail merge": (document({"word/settings.xml": root("settings", "<w:mailMerge/>")}), "a mail merge or a query of a database"),
        "a frameset": (part("word/webSettings.xml", root("webSettings", "<w:frameset/>"), f"{WML}.webSettings+xml", "webSettings"), "frames that show other files"),
        "a transformation": (document({"word/settings.xml": root("settings", "<w:saveThroughXslt/>")}), "a transformation of the file (XSLT)"),
        "a signature": (document({ROOT: links(link("rId1", "officeDocument", MAIN), link("rId2", f"{OPEN}/package/2006/relationships/digital-signature/origin", "_xmlsignatures/origin.sigs"))}), "a digital signature"),
        "a ribbon": (document({"customUI/customUI.xml": "<a/>", ROOT: links(link("rId1", "officeDocument", MAIN), link("rId2", f"{MICROSOFT}/ui/extensibility", "customUI/customUI.xml"))}), "an add-in or a ribbon of its own"),
        "an add-in": (document({"a.xml": "<a/>", ROOT: links(link("rId1", "officeDocument", MAIN), link("rId2", "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "a.xml"))}), "an add-in or a ribbon of its own"),
        "DDE in a header": (with_header(field(" DDE a ")), "a live exchange of data (DDE)"),
        "DDE in a glossary": (part("word/glossary/document.xml", root("glossaryDocument", field("DDE a")), f"{WML}.document.glossary+xml", "glossaryDocument"), "a live exchange of data (DDE)"),
    }  # fmt: skip


def broken() -> dict[str, tuple[bytes | Callable[[], bytes], str]]:
    """Return the files that are no whole document, by what they are, each with a part of what its refusal says."""
    cannot = "word/document.xml cannot be read"
    other = "not a Word document (.docx)"
    return {
        "an empty file": (b"", "The file is empty"),
        "zeros": (bytes(500), "The file is empty"),
        "plain text": (b"no document", f"a CSV or other text file, {other}"),
        "RTF": (b"{\\rtf1 x}", f"an RTF document, {other}"),
        "HTML": (b"<html></html>", f"a web page or XML text, {other}"),
        "PDF": (b"%PDF-1.4", f"a PDF document, {other}"),
        "Flat OPC": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>', f"a web page or XML text, {other}"),
        "an old .doc": (OLE + "WordDocument".encode("utf-16-le"), "This is an old .doc file"),
        "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        "an .xlsx workbook": (zipped({TYPES: types(), "xl/workbook.xml": "<a/>", ROOT: links(link("rId1", "officeDocument", "xl/workbook.xml"))}), f"an .xlsx workbook, {other}"),
        "an .odt": (zipped({"mimetype": "x", "content.xml": "<a/>"}), f"an OpenDocument file, {other}"),
        "a zip archive": (zipped({"a.txt": "x"}), f"a zip archive, {other}"),
        "a zip that begins well": (b"PK\3\4 damaged", "incomplete or not a true .docx file"),
        "strict": (document({ROOT: links(link("rId1", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", MAIN))}), '"Strict Open XML"'),
        "strict inside": (document({MAIN: text().replace(f"{OPEN}/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")}), '"Strict Open XML"'),
        "another root": (document({MAIN: root("hdr")}), "word/document.xml holds no text of Word"),
        "no types": (document({TYPES: None}), f"a zip archive, {other}"),
        "no root links": (document({ROOT: None}), f"a zip archive, {other}"),
        "no main part": (document({MAIN: None}), "word/document.xml is missing"),
        "a main part of another type": (document({TYPES: types(main="application/xml")}), f"a package of another kind, {other}"),
        "a missing picture": (document({LINKS: links(*USUAL, link("rId9", "image", "media/no.png")), MAIN: text(PICTURE.format("embed"))}), "'word/media/no.png' is missing, to which word/document.xml refers"),
        "a missing header": (document({MAIN: text(section=SECTION.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/>'))}), "word/document.xml refers to 'rId7', which leads nowhere"),
        "a part without a type": (document({LINKS: links(*USUAL, link("rId9", "image", "a.abc")), "word/a.abc": "x", MAIN: text(PICTURE.format("embed"))}), "'word/a.abc' is missing"),
        "two links of one name": (document({LINKS: links(USUAL[0], link("rId1", "settings", "settings.xml"))}), "two links of word/_rels/document.xml.rels have one name"),
        "no XML": (document({MAIN: "x"}), cannot),
        "XML that does not end": (document({MAIN: text()[:-20]}), cannot),
        "a character that XML can't hold": (document(inner=paragraph("\1")), cannot),
        "a number of a character that XML can't hold": (document(inner=paragraph("&#1;")), cannot),
        "another encoding than it says": (document({MAIN: text().replace("UTF-8", "UTF-16").encode()}), cannot),
        "letters of another encoding": (document({MAIN: text(paragraph("é")).encode("latin-1")}), cannot),
        "an unbound prefix": (document(inner="<z:a/>"), cannot),
        "an attribute twice": (document(inner='<w:p w:a="1" w:a="2"/>'), cannot),
        "entities": (document({MAIN: BILLION + text().partition("?>")[2]}), "declares a document type (DTD)"),
        "entities in the styles": (document({"word/styles.xml": BILLION + root("styles").partition("?>")[2]}), "declares a document type (DTD)"),
        "entities in the types": (document({TYPES: BILLION + types()}), "declares a document type (DTD)"),
        "an external entity": (document({MAIN: '<!DOCTYPE a SYSTEM "file:///etc/passwd">' + text().partition("?>")[2]}), "declares a document type (DTD)"),
        "ten thousand levels": (lambda: document(inner=nested(5_000)), "more than 200 elements inside each other"),
        "more elements than any letterhead": (lambda: document(inner="".join(f'<w:p w:rsidR="{each:x}"/>' for each in Random(1).choices(range(1 << 32), k=250_001))), "more than 250,000 elements"),
        "a bomb": (lambda: document({"word/a.bin": bytes(70_000_000)}), "once expanded; at most 64,000,000 are allowed: make its pictures smaller"),
        "a small bomb": (lambda: document({MAIN: text(" " * 5_000_000)}), "at most 200 times is allowed"),
        "a part twice": (zipped({**parts(), "word/DOCUMENT.xml": "<a/>"}), "stands in it 2 times"),
        "a path that goes up": (zipped({**parts(), "../a.xml": "<a/>"}), "unsafe name '../a.xml'"),
        "unusual compression": (zipped(parts(), ZIP_LZMA), "no word processor uses"),
        "two parts that would have one name": (document({"docProps/core.xml": "<a/>", ROOT: links(link("rId1", "officeDocument", MAIN), link("rId2", "extended-properties", "docProps/core.xml"))}), "ValueError: two of its parts would be named /docProps/core.xml"),
        "styles of another kind": (document({TYPES: types().replace(f"{WML}.styles+xml", "application/xml")}), "The file is damaged"),
        "a page of words": (document({MAIN: text(section='<w:sectPr><w:pgSz w:w="wide" w:h="high"/></w:sectPr>')}), "The file is damaged"),
    }  # fmt: skip


@cache
def crafted() -> dict[str, Crafted]:
    """Return all of them, each named by its kind and what is odd about it."""
    return {
        **{f"legal: {name}": Crafted(data) for name, data in legal().items()},
        **{f"active: {name}": Crafted(data, f"The document holds {words}") for name, (data, words) in active().items()},
        **{f"broken: {name}": Crafted(*each) for name, each in broken().items()},
    }
