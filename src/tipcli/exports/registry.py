"""Exports turn tips into files that other programs read, one file a format; most of them `tips import` takes back.

`FORMATS` is the registry: it feeds the choices of `tips export --format`, and `export` imports only the one that is
asked for.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.exports.base import Export

FORMATS = {
    "folder": "tipcli.exports.folder:FolderExport",
    "markdown": "tipcli.exports.markdown:MarkdownExport",
    "html": "tipcli.exports.html:HtmlExport",
    "jsonl": "tipcli.exports.jsonl:JsonLinesExport",
    "csv": "tipcli.exports.csv:CsvExport",
    "fortune": "tipcli.exports.fortune:FortuneExport",
    "atom": "tipcli.exports.atom:AtomExport",
    "slack": "tipcli.exports.slack:SlackExport",
    "site": "tipcli.exports.site:SiteExport",
    "svg": "tipcli.exports.card:SvgExport",
    "png": "tipcli.exports.card:PngExport",
    "ics": "tipcli.exports.ics:CalendarExport",
}


def export(name: str) -> Export:
    """Return the export of this format. Raises KeyError for a name that is not in FORMATS."""
    module, _, attribute = FORMATS[name].partition(":")
    made: Export = getattr(import_module(module), attribute)()
    return made
