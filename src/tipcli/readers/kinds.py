"""Kinds of files that no reader takes: what each is called, and what to do to have its tips all the same.

One table. A row is known by the bytes that it begins with, by an ending, or by words near its beginning; a reader that
comes for one of these kinds takes its row out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tipcli.readers import zips

if TYPE_CHECKING:
    from tipcli.readers.base import Document


class Kind(NamedTuple):
    """What a file is, with its article, and what to do. `begins` is its magic, `holds` what a container names inside.

    `says` is what a text of this kind says near its beginning.
    """

    what: str
    advice: str
    endings: str = ""
    begins: tuple[bytes, ...] = ()
    holds: bytes = b""
    says: str = ""

    @property
    def reason(self) -> str:
        """Why it is left out, for one line on standard error."""
        return self.what if self.advice == _NO_TEXT else f"{self.what}; {self.advice}"

    @property
    def is_never_text(self) -> bool:
        """Whether its ending is enough: a file of a folder that is called so need not be opened."""
        return self.advice == _NO_TEXT and bool(self.begins)

    @property
    def is_read(self) -> bool:
        """Whether a reader takes it, under a name with one of its endings."""
        return self.advice == _BY_ITSELF and bool(self.endings)


_ZIP = (zips.BEGINS,)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_BY_ITSELF = "import it without --from"
_AS_HTML = "save it as a web page or as plain text and import that"
_UNPACK = "unpack it and import the folder"
_NO_TEXT = "it holds no text to read"
ARCHIVE = Kind("a zip archive", _UNPACK, ".zip .jar .ipa .apk .whl", (*_ZIP, b"PK\x05\x06", b"PK\x07\x08"))
KINDS = (
    Kind("an Excel workbook", _BY_ITSELF, ".xlsx .xlsm .xltx", _ZIP, b"xl/"),
    Kind("an Excel workbook", _BY_ITSELF, ".xls .xlsb .xlt", _OLE, "Workbook".encode("utf-16-le")),
    Kind("a LibreOffice sheet", _BY_ITSELF, ".ods .ots", _ZIP, b"opendocument.spreadsheet"),
    Kind("a Numbers sheet", "export it as CSV and import that", ".numbers", _ZIP, b"Index/Tables/"),
    Kind("a Word document", _BY_ITSELF, ".docx .docm .dotx", _ZIP, b"word/"),
    Kind("a Word document", _AS_HTML, ".doc .dot", _OLE, "WordDocument".encode("utf-16-le")),
    Kind("a LibreOffice text", _BY_ITSELF, ".odt .ott", _ZIP, b"opendocument.text"),
    Kind("a LibreOffice file of one piece", "save it as .odt or .ods and import that", ".fodt .fods"),
    Kind("a Pages document", _AS_HTML, ".pages", _ZIP, b"Index/Document.iwa"),
    Kind("a rich text", _AS_HTML, ".rtf .rtfd", (b"{\\rtf",)),
    Kind("a PowerPoint file", "save its outline as plain text", ".pptx .ppsx .potx", _ZIP, b"ppt/"),
    Kind("a PowerPoint file", "save its outline as plain text", ".ppt .pps", _OLE, "PowerPoint".encode("utf-16-le")),
    Kind("a LibreOffice presentation", "save its outline as text", ".odp", _ZIP, b"opendocument.presentation"),
    Kind("an Outlook message", "save it as text and import that", ".msg", _OLE, "__substg1.0".encode("utf-16-le")),
    Kind("a Keynote file", "export it as PDF or text, and save the text", ".key", _ZIP, b"Index/Slide"),
    Kind("a store of mail", "save the messages as text", ".pst .ost", (b"!BDN",)),
    Kind("a table in Parquet", "export it as CSV", ".parquet", (b"PAR1",)),
    Kind("a page with all its parts", "save the page as HTML only", ".webarchive", (b"bplist00",)),
    Kind("a page with all its parts", "save the page as HTML only", ".mht .mhtml", says=r"From: <Saved by "),
    Kind("an Access database", "export the table as CSV", ".mdb .accdb", (b"\0\1\0\0Standard ",)),
    Kind("an e-book", "turn it into a web page or text first", ".epub", _ZIP, b"application/epub+zip"),
    Kind("a Kindle book", "turn it into text first", ".mobi .azw .azw3 .kfx"),
    Kind("an Anki deck", "export its notes as plain text", ".apkg .colpkg", _ZIP, b"collection.anki"),
    Kind("a PDF", "save its text, or export the document that it was made of", ".pdf", (b"%PDF-",)),
    Kind("a PostScript file", "save its text", ".ps .eps", (b"%!PS",)),
    ARCHIVE,
    Kind(
        "an archive",
        _UNPACK,
        ".tar .tgz .gz .bz2 .xz .zst .7z .rar .lz .lz4 .br .dmg .iso .deb .rpm",
        (
            b"\x1f\x8b",
            b"BZh91AY",
            b"\xfd7zXZ\0",
            b"\x28\xb5\x2f\xfd",
            b"7z\xbc\xaf\x27\x1c",
            b"Rar!\x1a\x07",
            b"!<arch>\n",
        ),
    ),
    Kind(
        "an SQLite file",
        "export its table as CSV or JSON",
        ".sqlite .sqlite3 .db .db3 .anki2",
        (b"SQLite format 3\0",),
    ),
    Kind("an old file of Office", "save it as CSV, as a web page or as text", "", _OLE),
    Kind(
        "a picture",
        _NO_TEXT,
        ".png .jpg .jpeg .gif .webp .avif .heic .bmp .tif .tiff .ico .icns .psd .xcf .raw .svg .svgz .excalidraw",
        (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0"),
    ),
    Kind(
        "a sound or a film",
        _NO_TEXT,
        ".mp3 .m4a .aac .wav .ogg .oga .opus .flac .aiff .mp4 .m4v .mov .mkv .webm .avi .mpg .mpeg .wmv",
        (
            b"ID3",
            b"OggS",
            b"fLaC",
            b"RIFF",
            b"\x1a\x45\xdf\xa3",
            b"\0\0\0\x18ftyp",
            b"\0\0\0\x20ftyp",
            b"\0\0\0\x1cftyp",
        ),
    ),
    Kind("a font", _NO_TEXT, ".ttf .otf .woff .woff2 .eot", (b"wOFF", b"wOF2", b"OTTO", b"\0\1\0\0\0", b"true\0")),
    Kind(
        "a program",
        _NO_TEXT,
        ".exe .dll .so .dylib .o .a .class .pyc .pyo .wasm",
        (b"MZ\x90", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\0asm"),
    ),
    Kind(
        "an e-mail",
        _BY_ITSELF,
        ".eml .emlx .mbox .mbx",
        says=r"(?:From \S+ \w{3} \w{3} [ \d]\d|(?:Return-Path|Received|Delivered-To|MIME-Version): )",
    ),
    Kind("a calendar", "export its entries as CSV", ".ics .ical .ifb", says="BEGIN:VCALENDAR"),
    Kind("cards of an address book", "export them as CSV", ".vcf .vcard", says="BEGIN:VCARD"),
    Kind(
        "a Kindle clippings file",
        _BY_ITSELF,
        says=r"[^\n]{1,500}\r?\n- [^\n|]{1,100}\|[^\n]{1,300}(?:\r?\n[^\n]{0,9000}){1,9}\r?\n==========\r?\n",
    ),
    Kind(
        "an outline of feeds (OPML)",
        "import the feeds that it names, one by one",
        ".opml",
        says=r"(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,999}-->\s{0,99})?<opml\b",
    ),
    Kind(
        "an Evernote export",
        "export it as web pages and import the folder",
        ".enex",
        says=r"<\?xml[^>]*>\s*<!DOCTYPE en-export",
    ),
    Kind("the index of a fortune file", "import the file beside it", "", (b"\0\0\0\1\0", b"\0\0\0\2\0")),
    Kind("a list of bookmarks", "save the pages themselves", "", says=r"\s*<!DOCTYPE NETSCAPE-Bookmark-file-1>"),
    Kind("a link to a page", "import the address in it", ".url .webloc .desktop .lnk .gdoc .gsheet .gslides"),
    Kind("a notebook", "save it as Markdown and import that", ".ipynb"),
    Kind("notes of Joplin", "export them as Markdown with front matter and import the folder", ".jex"),
    Kind("a text in LaTeX", "turn it into Markdown, as pandoc does", ".tex .latex .ltx"),
    Kind("a list of references", "export it as CSV", ".bib .ris .nbib .enw"),
    Kind("a note of TiddlyWiki", "export its notes as JSON", ".tid"),
    Kind("pages of a wiki (MediaWiki)", "save the pages themselves", says=r"<mediawiki\b"),
    Kind("a source map", _NO_TEXT, ".map"),
    Kind("a lock file", _NO_TEXT, ".lock"),
    Kind("a manifest of a web site", _NO_TEXT, ".webmanifest"),
    Kind(
        "settings of a program",
        "if there are tips in it, save them as CSV or JSON",
        ".yml .yaml .toml .ini .cfg .conf .properties .env .plist .canvas .base",
    ),
    Kind(
        "part of a program",
        "if there are tips in it, save them as text",
        ".css .scss .sass .less .js .mjs .cjs .ts .py .rb .pl .lua .c .h .cc .cpp .hpp .cs .go .rs .java .kt .swift"
        " .bat .ps1",
    ),
    Kind(
        "a template",
        "import the pages that are made from it",
        ".astro .hbs .handlebars .mustache .ejs .erb .haml .pug .jade .njk .liquid .twig .j2 .jinja .jinja2 .tmpl .tpl"
        " .gohtml .vue .svelte .jsx .tsx .php .phtml .jsp .aspx .cshtml .ftl .slim .eex .heex",
    ),
    Kind("a map with places", "export what it says of them as CSV", ".geojson .topojson .gpx .kml .kmz"),
)
_BY_ENDING = {ending: kind for kind in reversed(KINDS) for ending in kind.endings.split()}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_SAID = tuple((re.compile(kind.says), kind) for kind in KINDS if kind.says)
_BINARY = Kind("no text, but a file of a program", "export it as text, CSV, JSON or Markdown", begins=(b"\0",))
_LEAST_TEXT = 50  # bytes of a text for each NUL in it
_LEAST_SOUND = 20  # bytes of a text with a NUL for each that is no UTF-8
_OURS = ("topics.toml", "synonyms.toml", "everyday.toml")


def kind_by_name(name: str) -> Kind | None:
    """Return the kind that a file's ending names: such a file of a folder need not be opened."""
    return _BY_ENDING.get("." + name.rpartition(".")[2].lower()) if "." in name.strip(".") else None


def kind_by_bytes(document: Document) -> Kind | None:
    """Return the kind that the bytes of a document give away, whatever it is called; None for what may be text.

    Raises AccessError where it cannot be read.
    """
    head = document.head
    if head.startswith(_UTF_16):
        return None
    named = kind_by_name(document.name)
    inside = zips.entries(document.path) if head.startswith(_ZIP) else []
    found = [kind for kind in KINDS if _is_begun(head, kind.begins) and _is_held(kind.holds, head, inside)]
    if found:  # what a container holds says more than its name
        exact = [kind for kind in found if kind.holds] or found
        return named if named in exact else exact[0]
    return (named or _BINARY) if _is_binary(head) else None


def office_ending(document: Document) -> str:
    """Return the ending that a file of an office program would have; empty for another file. Raises AccessError."""
    kind = kind_by_bytes(document) if document.head.startswith(_ZIP) else None
    return kind.endings.split()[0] if kind and kind.is_read and zips.entries(document.path) else ""


def _is_held(holds: bytes, head: bytes, inside: list[str]) -> bool:
    return zips.is_held(holds, head, inside) if inside and holds else holds in head


def _is_binary(head: bytes) -> bool:
    """Tell whether bytes are no text: many are NUL, or some are and they are no UTF-8 either.

    A stray one in a long text is a fault of that text, which is read without it.
    """
    count = head.count(0)
    bad = len(head) - len(head.decode("utf-8", "ignore").encode()) if count else 0
    return count * _LEAST_TEXT > len(head) or bad * _LEAST_SOUND > len(head)


def _is_begun(head: bytes, begins: tuple[bytes, ...]) -> bool:
    """Tell whether bytes begin with a magic; a text may begin with one of letters, as `ID3 tags are …`."""
    found = next((magic for magic in begins if head.startswith(magic)), b"")
    return bool(found) and (not found.isalnum() or b"\0" in head)


def kind_by_text(document: Document) -> Kind | None:
    """Return the kind that a text says it is, by its first words, or by its ending where it is a file.

    Raises AccessError.
    """
    named = None if document.address or document.name in _OURS else kind_by_name(document.name)
    if named:
        return named
    head = document.head[:16384].removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return next((kind for pattern, kind in _SAID if pattern.match(head)), None)
