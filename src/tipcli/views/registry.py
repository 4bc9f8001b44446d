"""Views turn results into text, one file a format. They yield text and never print; they never ask the library.

`FORMATS` is the registry: it feeds the choices of `--format`, and `view` imports only the one that is asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.system.screen import Screen
    from tipcli.views.base import View

FORMATS = {
    "rich": "tipcli.views.rich:RichView",
    "plain": "tipcli.views.plain:PlainView",
    "tsv": "tipcli.views.tsv:TsvView",
    "json": "tipcli.views.json:JsonView",
    "jsonl": "tipcli.views.json:JsonLinesView",
    "markdown": "tipcli.views.markdown:MarkdownView",
}


def view(name: str, screen: Screen) -> View:
    """Return the view of this format for this screen. Raises KeyError for a name that is not in FORMATS."""
    module, _, attribute = FORMATS[name].partition(":")
    # importlib has to be imported, which takes longer than a view.
    made: View = getattr(__import__(module, fromlist=(attribute,)), attribute)(screen)
    return made
