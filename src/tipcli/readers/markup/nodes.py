"""The nodes of a parsed tree: finding them, their text, and which of them are none of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.parsing import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS = frozenset(
    "address article aside body caption center dd details dir div dl dt fieldset figcaption figure footer form header"
    " hgroup h1 h2 h3 h4 h5 h6 html legend main menu p section summary table tbody td tfoot th thead tr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_DROPPED = frozenset(
    "applet area base button canvas command datalist dialog embed head input label link map meta meter nav noembed"
    " noframes noscript object optgroup option param progress script select source style svg template"
    " textarea title track".split()
)
_DROPPED_CLASSES = frozenset(
    "screen-reader-text sharedaddy jp-relatedposts addtoany_share_save_container comment-respond post-navigation"
    " jp-InputPrompt jp-OutputPrompt input_prompt output_prompt"
    " blogger-post-footer feedflare subscription-widget subscription-widget-wrap"
    " subscription-widget-wrap-editor".split()
)
# What highlighters call the numbers of lines beside a code, which are none of it.
_GUTTERS = frozenset(
    "gutter linenos linenodiv lineno linenumber line-numbers line-numbers-rows rouge-gutter rouge-line-numbers lnt ln"
    " crayon-nums hljs-ln-numbers blob-num".split()
)
# The arrow behind a footnote that leads back; Sphinx and Org have the number of the note itself in such a link.
_BACKLINKS = frozenset("footnote-back footnote-backref reversefootnote footnote-return".split())
_NO_DIGITS = str.maketrans("", "", "0123456789")
_SPACE = re.compile(r"[ \t\n\r\f]+")


def collapsed(text: str) -> str:
    """Return text with each run of white space as one space, without soft hyphens."""
    return _SPACE.sub(" ", text.replace("\xa0", " ").replace("\xad", ""))


def attribute(node: Any, name: str) -> str:
    """Return the value of an element's attribute; empty where it has none."""
    return (node.attrs or {}).get(name) or ""


def is_dropped(node: Any) -> bool:
    """Tell whether an element is none of the text: scripts, forms' fields, navigation, what is hidden."""
    attrs = node.attrs or {}
    hidden = "hidden" in attrs or "display:none" in (attrs.get("style") or "").replace(" ", "") or _is_anchor(node)
    classes = (attrs.get("class") or "").split()
    if classes == ["meta"] and node.parent is not None:  # Discourse: the size of a picture
        hidden = hidden or "lightbox" in ((node.parent.attrs or {}).get("class") or "").split()
    is_backlink = attrs.get("role") == "doc-backlink" or not _BACKLINKS.isdisjoint(classes)
    if is_backlink and not any(map(str.isalnum, node_text(node, everything=True))):
        return True
    if not _GUTTERS.isdisjoint(classes) and not node_text(node, everything=True).translate(_NO_DIGITS).strip():
        return True
    return node.name in _DROPPED or hidden or not _DROPPED_CLASSES.isdisjoint(classes)


def _is_anchor(node: Any) -> bool:
    """Tell whether an element is the sign beside a heading that links to the heading itself, such as ¶ or #."""
    if (
        node.name != "a"
        or node.parent is None
        or node.parent.name not in HEADINGS
        or "#" not in attribute(node, "href")
    ):
        return False
    texts = [child for child in node.children or () if child.name == "#text"]
    text = "".join(child.data or "" for child in texts).strip()
    return len(texts) == len(node.children or ()) and len(text) <= 1 and not text.isalnum()


def node_text(node: Any, *, everything: bool = False) -> str:
    """Return the text of an element on one line; with `everything` also the part of it that `is_dropped`."""
    parts, stack = [], [node]
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            parts.append(child)
        elif child.name == "#text":
            parts.append(child.data or "")
        elif child.name[0] in "#!" or everything or child is node or not is_dropped(child):
            space = " " if child.name in BLOCKS or child.name in ("br", "li") else ""
            stack += (space, *reversed(child.children or ()), space)
    return collapsed("".join(parts)).strip()


def below(node: Any, most: int = LONGEST) -> Iterator[Any]:
    """Yield the first `most` nodes below one, in their order."""
    stack = list(reversed(node.children or ()))
    while stack and (most := most - 1) >= 0:
        child = stack.pop()
        yield child
        stack += reversed(child.children or ())


def find(root: Any, *names: str) -> Iterator[Any]:
    """Yield the elements of these names below `root`, in their order."""
    return (node for node in below(root) if node.name in names)
