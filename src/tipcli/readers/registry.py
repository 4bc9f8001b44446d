"""Readers turn an origin into tips, one file a format.

`FORMATS` is the registry: it feeds the choices of `--from`, and `reader_for` asks each in its order whether a document
is of its format.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.readers.base import Document, Reader

# In the order of asking: a format that is told by its content comes before one that is told by its name.
FORMATS = {
    "workbook": "tipcli.readers.office.workbook:WorkbookReader",
    "document": "tipcli.readers.office.texts:DocumentReader",
    "mail": "tipcli.readers.mail.reader:MailReader",
    "clippings": "tipcli.readers.clippings:ClippingsReader",
    "feed": "tipcli.readers.feeds.feed:FeedReader",
    "wp-json": "tipcli.readers.feeds.listing:ListingReader",
    "html-table": "tipcli.readers.webtables:WebTableReader",
    "html": "tipcli.readers.pages.page:PageReader",
    "jsonl": "tipcli.readers.json.lines:JsonLinesReader",
    "json": "tipcli.readers.json.document:JsonReader",
    "yaml": "tipcli.readers.json.yamllists:YamlReader",
    "archive": "tipcli.readers.pages.archive.reader:ArchiveReader",
    "csv": "tipcli.readers.tables.table:TableReader",
    "sheet": "tipcli.readers.sheets:SheetReader",
    "markdown": "tipcli.readers.notes.markdown:MarkdownReader",
    "fortune": "tipcli.readers.fortune:FortuneReader",
}

_OF_KINDS = (
    "workbook",
    "document",
    "mail",
    "clippings",
    "yaml",
)  # formats of a kind that is refused as any other format
_PLAIN = (".txt", ".text")
_TEXTS = frozenset(".md .markdown .mdx .txt .csv .tsv .json .jsonl .html .htm .xml".split())


def reader(name: str) -> Reader:
    """Return the reader of this format. Raises KeyError for a name that is not in FORMATS."""
    from importlib import import_module

    module, _, attribute = FORMATS[name].partition(":")
    made: Reader = getattr(import_module(module), attribute)()
    return made


def reader_for(document: Document) -> Reader | None:
    """Return the reader of the document's format, or None where it is of none of them."""
    return next((made for made in map(reader, FORMATS) if made.fits(document)), None)


def chosen_reader(document: Document, named: str) -> Reader:
    """Return the reader of the format `named`, or where that is empty of the document's own.

    Raises NotTipsError for what holds no tips, AccessError where the document cannot be read.
    """
    from tipcli.readers.base import NotTipsError

    refuse_others(document, named)
    found = reader(named) if named else reader_for(document)
    if found is None:
        hint = f"Say which with --from, markdown for a plain text: {', '.join(FORMATS)}."
        reason = "a plain text; --from markdown reads it" if document.ending in _PLAIN else "of no known format"
        raise NotTipsError(f"{document.place}: of no format that is known", hint, reason)
    return found


def refuse_others(document: Document, named: str) -> None:
    """Raise NotTipsError for bytes that are no text, and where no format is `named` for a kind that is known for that.

    Raises AccessError where the document cannot be read, or where its name says that it is a text.
    """
    from tipcli.model.errors import AccessError
    from tipcli.readers.base import NotTipsError
    from tipcli.readers.kinds import kind_by_bytes, kind_by_text
    from tipcli.readers.templates import is_template

    if any(named in ("", name) and reader(name).fits(document) for name in _OF_KINDS):
        return
    kind = kind_by_bytes(document) or (None if named else kind_by_text(document))
    if not kind and not named and is_template(document):
        raise NotTipsError(f"{document.place}: a template", "To read it all the same: --from FORMAT.", "a template")
    if kind:
        advice = kind.advice if named or not kind.is_read else f"call it by its ending: {kind.endings}"
        hint = f"{advice[:1].upper()}{advice[1:]}."
        if kind_by_bytes(document) and document.ending in _TEXTS:
            raise AccessError(f"{document.place}: {kind.what}", hint)  # by its name a text, which it may have been
        raise NotTipsError(f"{document.place}: {kind.what}", hint, kind.reason)
