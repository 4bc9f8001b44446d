"""HTML to Markdown and to plain text, in time that grows with its size.

justhtml parses: it builds the tree that a browser builds, where html.parser and what stands on it hang on some inputs.
Some inputs cost it quadratic time too, so `parse` estimates the work first. The tree is written anew as a small,
well-nested HTML (`_Rewriter`), and only that goes to beautifulsoup4 and markdownify, whose recursion it cannot exhaust.
justhtml's own `to_markdown` leaves tables as HTML, numbers every list from 1, indents what is inside a numbered item by
two spaces, which ends the item, and puts a backslash before every bracket and underscore.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from tipcli.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Style = tuple[str, ...]

LONGEST = 8 * 2**20  # characters of one text, without embedded images
MOST_TAGS = 25_000  # the slowest tags found cost the parser 40 µs each
_MOST_CONVERTED = 10_000  # elements; each costs beautifulsoup4 and markdownify some 100 µs
_MOST_ENTITIES = 100_000
_MOST_COPIED = 12 * 10**9  # characters: text between tags that mean nothing is put together anew at each of them
_MOST_REOPENED = 300_000  # elements: every block opens all formatting anew that was not closed
_DEEPEST = 30  # lists and quotes within each other; markdownify needs three Python frames a level
_WIDEST = 100  # columns of a table
_LONGEST_LINK = 2000  # characters

_DROPPED = frozenset(
    "applet area base button canvas command datalist dialog embed head input label link map meta meter nav noembed"
    " noframes noscript object optgroup option param progress script select source style svg template"
    " textarea title track".split()
)
_DROPPED_CLASSES = frozenset(
    "screen-reader-text sharedaddy jp-relatedposts addtoany_share_save_container comment-respond"
    " post-navigation".split()
)
_BLOCKS = frozenset(
    "address article aside body caption center dd details dir div dl dt fieldset figcaption figure footer form header"
    " hgroup h1 h2 h3 h4 h5 h6 html legend main menu p section summary table tbody td tfoot th thead tr".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_STYLES = {
    **dict.fromkeys(("b", "strong", "dt", "summary"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "figcaption", "caption"), "em"),
    **dict.fromkeys(("s", "del", "strike"), "del"),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), "code"),
}
_RANK = {"a": 0, "del": 1, "strong": 2, "em": 3, "code": 4, "img": 5}  # the outer one first
_NO_TABLE = frozenset("table ul ol pre blockquote hr".split()) | _HEADINGS  # what no cell of a pipe table can hold
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())  # what blocks open anew
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_WHOLE = frozenset(("audio", "iframe", "pre", "video"))  # what is below them is not visited
_SOURCES = ("data-src", "data-lazy-src", "data-original", "src")  # of an image that is loaded late, too
_BREAK = "\0"  # which no parsed text has

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})([^<>]{0,200})")
_STRAY = re.compile(r"<(?![A-Za-z/!?])")
_BLOCK = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|[ou]l|p|pre|t[dhr])(?:[\s/][^<>]*)?>", re.IGNORECASE)
_EMBEDDED = re.compile(r"base64,[A-Za-z0-9+/=]+")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PUNCTUATION = ".,:;!?…)]}\"'”’»–—-([{“‘«*_"
_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)|`|\*+|_+|~~+|\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)")
_SPECIAL_IN_LINK = re.compile(_SPECIAL.pattern + r"|[\[\]]")
_STARTS = re.compile(r"(\d{1,9})[.)](?:\s|$)|#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|\||[-=_*:|+][-=_*:|+ ]*$")
_UNSAFE = re.compile(r"[\x00-\x20\"<>\\^`{|}()\x7f-\xa0\ud800-\udfff]")
_LANGUAGE = re.compile(r"(?:^|[\s\"';])(?:lang(?:uage)?-|brush:\s?)([\w+#-]{1,20})")


def to_markdown(html: str, base: str = "") -> str:
    """Return an HTML fragment or page as Markdown, links made absolute with `base`.

    What would take too long to parse comes back as its text without structure. Raises AccessError beyond `LONGEST`.
    """
    if "<" not in html and "&" not in html:
        return _safe_lines(_escaped(_collapsed(html).strip()))
    try:
        return node_markdown(parse(html), base)
    except _TangledError:
        return _paragraphs(html)


def to_text(html: str) -> str:
    """Return the text of some HTML on one line, as for a title. Raises AccessError beyond `LONGEST`."""
    if "<" not in html and "&" not in html:
        return _collapsed(html).strip()
    try:
        return node_text(parse(html))
    except _TangledError:
        return _words(html)


class _TangledError(AccessError):
    """HTML that is made so that parsing it takes long."""


def parse(html: str) -> Any:
    """Return the tree of a page, a justhtml `Document`. Raises AccessError for what would take too long."""
    from justhtml import JustHTML

    if len(html) > LONGEST:
        html = _EMBEDDED.sub("", html)
    if len(html) > LONGEST:
        raise AccessError(f"the HTML is larger than {LONGEST // 2**20} MB")
    html = _STRAY.sub("&lt;", html).replace("\0", "\ufffd")
    tags = html.count("<")
    if (
        html.count("&") > _MOST_ENTITIES
        or tags > MOST_TAGS
        or tags * len(html) > _MOST_COPIED
        or _reopened(html) > _MOST_REOPENED
    ):
        raise _TangledError("the HTML is too large or too tangled to parse")
    return JustHTML(html, sanitize=False).root


def _reopened(html: str) -> int:
    """Return the most elements that reopening makes: for each tag the formatting that is open there.

    Like a browser, it keeps no more than three of the same name and attributes, and one link.
    """
    opened: dict[str, list[str]] = {name: [] for name in _FORMATTING}
    count = total = 0
    for end, name, attributes in _TAG.findall(html):
        if (same := opened.get(name.lower())) is not None:
            if end:
                count -= bool(same and same.pop())
            elif len(same) < (1 if name in "aA" else 1000) and same[-3:].count(attributes or " ") < 3:
                same.append(attributes or " ")
                count += 1
        total += count
    return total


def _words(html: str) -> str:
    """Return what is left of HTML without its tags; scripts and styles go with their content."""
    for name in ("script", "style"):
        parts = re.split(f"(?i)<{name}(?=[\\s>])", html)
        html = parts[0] + " ".join(re.split(f"(?i)</{name}", part, maxsplit=1)[-1] for part in parts[1:])
    return _collapsed(unescape(re.sub(r"<[^<>]*>", " ", html))).strip()


def _paragraphs(html: str) -> str:
    """Return the words of HTML as Markdown, a paragraph for each block."""
    blocks = _words(_BLOCK.sub("\v", html)).split("\v")
    return "\n\n".join(_safe_lines(_escaped(block.strip())) for block in blocks if block.strip())


def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text.replace("\xa0", " ").replace("\xad", ""))


def is_dropped(node: Any) -> bool:
    """Tell whether an element is none of the text: scripts, forms' fields, navigation, what is hidden."""
    attrs = node.attrs or {}
    hidden = "hidden" in attrs or "display:none" in (attrs.get("style") or "").replace(" ", "")
    return node.name in _DROPPED or hidden or not _DROPPED_CLASSES.isdisjoint((attrs.get("class") or "").split())


def node_text(node: Any, *, everything: bool = False) -> str:
    """Return the text of an element on one line; with `everything` also the part of it that `is_dropped`."""
    parts, stack = [], [node]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one.name == "#text":
            parts.append(one.data or "")
        elif one.name[0] in "#!" or everything or one is node or not is_dropped(one):
            space = " " if one.name in _BLOCKS or one.name in ("br", "li") else ""
            stack += (space, *reversed(one.children or ()), space)
    return _collapsed("".join(parts)).strip()


def node_markdown(node: Any, base: str = "", leave_out: Iterable[Any] = ()) -> str:
    """Return an element of a parsed tree as Markdown, without the elements in `leave_out`."""
    from bs4 import BeautifulSoup

    written = _Rewriter(base, {id(one) for one in leave_out}).write(node)
    if written.count("<") > 2 * _MOST_CONVERTED:
        return _paragraphs(written)
    made: str = _converter().convert_soup(BeautifulSoup(written, "html.parser")) if written else ""
    return made.strip()


def literal(text: str) -> str:
    """Return plain text as Markdown that renders as it is, its lines still lines."""
    return _safe_lines(_escaped(text))


def find(root: Any, *names: str) -> Iterator[Any]:
    """Yield the elements of these names below `root`, in their order."""
    return (node for node in _below(root) if node.name in names)


def web_address(href: str | None, base: str = "") -> str:
    """Return an address as an absolute one of http or https, safe to stand in Markdown, or nothing."""
    from urllib.parse import quote, urljoin, urlsplit

    text = (href or "").strip("\0\t\n\f\r ").replace("\n", "").replace("\r", "").replace("\t", "")
    if not text:
        return ""
    try:
        url = urljoin(base, text) if base else "https:" + text if text.startswith("//") else text
        is_web = url[:8].lower().startswith(("http://", "https://")) and bool(urlsplit(url).hostname)
    except ValueError:
        return ""
    url = _UNSAFE.sub(lambda match: quote(match[0], errors="replace"), url) if is_web else ""
    return url if len(url) <= _LONGEST_LINK else ""


class _Rewriter:
    """Writes a tree anew: few elements, each block with text only or with blocks only, no white space between them.

    Formatting is kept as a style of each piece of text and written inside the blocks, so that it never spans one.
    """

    def __init__(self, base: str, left_out: set[int]) -> None:
        self._base = base
        self._left_out = left_out
        self._out: list[str] = []
        self._run: list[tuple[Style, str]] = []  # text of the block that is open
        self._tag = ""  # of that block, where it is a heading or a cell
        self._open: list[list[Any]] = [["", 0]]  # lists, quotes and tables: name, and a count of items or rows

    def write(self, root: Any) -> str:
        """Return the HTML of what is in `root`."""
        stack: list[tuple[Any, Style]] = [(root, ())]
        while stack:
            node, style = stack.pop()
            if callable(node):
                node()
            elif node.name == "#text":
                self._run.append((style, node.data or ""))
            elif node.name[0] == "#" and node.name != "#comment":
                stack += [(child, ()) for child in reversed(node.children)]
            elif node.name[0] not in "#!" and id(node) not in self._left_out and not self._left(node):
                style, leave = self._enter(node, style)
                stack.append((leave, style))
                if node.name not in _WHOLE:
                    stack += [(child, style) for child in reversed(node.children)]
        self._flush()
        return "".join(self._out)

    def _left(self, node: Any) -> bool:
        if node.name == "form":  # a page may be one form
            return not any(child.name in ("main", "article", "h1") for child in _below(node, 2000))
        return is_dropped(node)

    def _enter(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        name = node.name
        leave: Callable[[], None] = _nothing
        if name in _ENTER:
            return _ENTER[name](self, node, style)
        if name in _BLOCKS:
            self._flush()
            leave = self._flush
        return (_styled(style, _STYLES[name]) if name in _STYLES else style), leave

    def link(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        address = web_address((node.attrs or {}).get("href"), self._base)
        return (_styled(style, f"a {address}") if address else style), _nothing

    def image(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        attrs = node.attrs or {}
        source = next((url for key in _SOURCES if (url := web_address(attrs.get(key), self._base))), "")
        alt = attrs.get("alt")
        if alt is None and source and "1" not in (attrs.get("width"), attrs.get("height")):
            alt = "image"
        if alt and alt.strip():
            is_text = not source or (len(alt) <= 4 and not alt.isascii())  # an emoji that is shown as an image
            self._run.append((style if is_text else _styled(style, f"img {source}"), alt))
        return style, _nothing

    def embedded(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        """Leave a link to a film or a sound."""
        attrs = (one.attrs or {} for one in (node, *_below(node, 10)) if one.name[0] != "#")
        address = next((url for each in attrs if (url := web_address(each.get("src"), self._base))), "")
        if address and node.name in _WHOLE:
            self._flush()
            self._run.append((_styled((), f"a {address}"), address))
        return style, self._flush

    def quotes(self, _node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._run.append((style, "“"))
        return style, lambda: self._run.append((style, "”"))

    def shifted(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        table = _RAISED if node.name == "sup" else _LOWERED
        texts = [child for child in _below(node, 20) if child.name == "#text"]
        if all(ord(character) in table for text in texts for character in text.data or ""):
            for text in texts:
                text.data = (text.data or "").translate(table)
        return style, _nothing

    def line_break(self, _node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        last = next((text for _, text in reversed(self._run) if text == _BREAK or _collapsed(text).strip()), "")
        if self._tag:
            self._run.append((style, " "))
        elif last == _BREAK:  # two of them end a paragraph
            self._flush()
        else:
            self._run.append(((), _BREAK))
        return style, _nothing

    def rule(self, _node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        if self._open[-1][0] in ("", "blockquote"):
            self._out.append("<hr>")
        return style, _nothing

    def code_block(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        text = "".join("\n" if child.name == "br" else getattr(child, "data", "") or "" for child in _below(node))
        classes = " ".join((child.attrs or {}).get("class") or "" for child in _below(node, 3) if child.name[0] != "#")
        language = _LANGUAGE.search(f"{(node.attrs or {}).get('class') or ''} {classes}"[:500])
        if text.strip() and self._open[-1][0] not in ("ul", "ol"):
            self._out.append(f'<pre lang="{escape(language[1]) if language else ""}">{escape(text, quote=False)}</pre>')
        return style, _nothing

    def heading(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        if self._tag or self._open[-1][0] not in ("", "blockquote"):
            return style, self._flush
        self._tag = node.name
        return style, self._end_block

    def _end_block(self) -> None:
        self._flush()
        self._tag = ""

    def group(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        """Open a list or a quote."""
        self._flush()
        if len(self._open) > _DEEPEST or self._tag:
            return style, self._flush
        end = f"</{node.name}>"
        if self._open[-1][0] in ("ul", "ol"):  # a list that stands between the items of another belongs to the last one
            if self._out[-1] == "</li>":
                self._out.pop()
            else:
                self._out.append(self._item_tag())
            end += "</li>"
        start = (node.attrs or {}).get("start") or "1"
        is_number = start.isascii() and start.isdigit() and len(start) < 9
        self._open.append([node.name, int(start) if is_number else 1])
        self._out.append(f"<{node.name}>")
        return style, lambda: self._close(end)

    def item(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        if self._open[-1][0] not in ("ul", "ol"):
            return style, self._flush
        self._out.append(self._item_tag())
        self._open.append([node.name, 0])
        return style, lambda: self._close("</li>")

    def _item_tag(self) -> str:
        group = self._open[-1]
        group[1] += 1
        return f'<li mark="{group[1] - 1}.">' if group[0] == "ol" else '<li mark="-">'

    def _close(self, end: str) -> None:
        self._flush()
        self._open.pop()
        self._out.append(end)

    def table(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        columns = 0 if self._tag or self._open[-1][0] in ("ul", "ol") else _columns(node)
        if columns < 2:  # it is there for the layout
            return style, self._flush
        self._open.append(["table", 0, columns, 0])
        return style, lambda: self._close("</table>" if self._open[-1][1] else "")

    def row(self, _node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        table = self._open[-1]
        if table[0] != "table":
            return style, self._flush
        self._out.append("<tr>" if table[1] else f'<table columns="{table[2]}"><tr>')
        table[1:] = table[1] + 1, table[2], 0
        return style, self._end_row

    def _end_row(self) -> None:
        _, rows, columns, cells = self._open[-1]
        if rows == 1:  # renderers cut the rows below to as many cells as the first one has
            self._out.append("<td></td>" * (columns - cells))
        self._out.append("</tr>")

    def cell(self, node: Any, style: Style) -> tuple[Style, Callable[[], None]]:
        self._flush()
        if self._open[-1][0] != "table":
            return style, self._flush
        self._tag = "td"
        self._open[-1][3] += (span := _span(node))
        return style, lambda: self._end_cell(span)

    def _end_cell(self, span: int) -> None:
        self._tag = ""
        self._out.append(f"<td>{self._inline()}</td>" + "<td></td>" * (span - 1))

    def _flush(self) -> None:
        """End the block of text that is open."""
        if self._tag == "td":
            self._run.append(((), " "))
        elif text := self._inline():
            tag = self._tag or "p"
            if self._open[-1][0] in ("ul", "ol"):
                text = f"{self._item_tag()}<x-line>{text}</x-line></li>"
            elif self._open[-1][0] == "li" and self._out[-1].startswith("<li"):
                text = f"<x-line>{text}</x-line>"  # no paragraph: that would make the list a loose one
            else:
                text = f"<{tag}>{text}</{tag}>"
            self._out.append(text)

    def _inline(self) -> str:
        run, self._run = self._run, []
        pieces = [*_joined(run), ((), "")]
        lasts: dict[str, int] = {}  # kind of style: how many pieces on from here have it
        ahead = [lasts := {kind: lasts.get(kind, 0) + 1 for kind in style} for style, _ in reversed(pieces)][::-1]
        out: list[str] = []
        opened: list[str] = []
        over: set[str] = set()  # emphasis that would be closed and opened at once, which no marks can say
        for (style, text), lasts in zip(pieces, ahead, strict=True):
            over &= set(style)
            while not set(opened) <= set(style):
                out.append(f"</{opened[-1].partition(' ')[0]}>")
                over |= {opened.pop()} & {"strong", "em", "del"} & set(style)
            # What lasts longer is opened first, so that neighbours share it; code comes last.
            for kind in sorted(set(style) - set(opened) - over, key=lambda kind: (_rank(kind) > 3, -lasts[kind], kind)):
                name, _, address = kind.partition(" ")
                if name == "img":
                    out.append(f'<img src="{escape(address)}" alt="{escape(text)}">')
                else:
                    out.append(f'<a href="{escape(address)}">' if name == "a" else f"<{name}>")
                    opened.append(kind)
            if not style or not style[-1].startswith("img "):
                out.append("<br>" if text == _BREAK else escape(text, quote=False))
        return "".join(out)


# Tags that more is to be done for than to begin a block or to change the style.
_ENTER: dict[str, Callable[[_Rewriter, Any, Style], tuple[Style, Callable[[], None]]]] = {
    "a": _Rewriter.link,
    "img": _Rewriter.image,
    "br": _Rewriter.line_break,
    "hr": _Rewriter.rule,
    "li": _Rewriter.item,
    "pre": _Rewriter.code_block,
    "q": _Rewriter.quotes,
    "table": _Rewriter.table,
    "tr": _Rewriter.row,
    **dict.fromkeys(("audio", "iframe", "video"), _Rewriter.embedded),
    **dict.fromkeys(("blockquote", "ol", "ul"), _Rewriter.group),
    **dict.fromkeys(("sub", "sup"), _Rewriter.shifted),
    **dict.fromkeys(("td", "th"), _Rewriter.cell),
    **dict.fromkeys(_HEADINGS, _Rewriter.heading),
}


def _nothing() -> None:
    pass


def _below(node: Any, most: int = LONGEST) -> Iterator[Any]:
    """Yield the first `most` nodes below one, in their order."""
    stack = list(reversed(node.children or ()))
    while stack and (most := most - 1) >= 0:
        one = stack.pop()
        yield one
        stack += reversed(one.children or ())


def _span(cell: Any) -> int:
    span = (cell.attrs or {}).get("colspan") or ""
    return min(int(span), 20) if span in map(str, range(1, 100)) else 1


def _columns(table: Any) -> int:
    """Return how many columns a table of data has, 0 for what no pipe table can hold."""
    widths = [0]
    for node in _below(table):
        if node.name in _NO_TABLE:
            return 0
        if node.name == "tr":
            widths.append(0)
        elif node.name in ("td", "th"):
            widths[-1] += _span(node)
    return max(widths) if max(widths) <= _WIDEST and (table.attrs or {}).get("role") != "presentation" else 0


def _styled(style: Style, kind: str) -> Style:
    """Add a kind of style to others; of each kind, the last one counts. Code and images are in links at most."""
    rank = _rank(kind)
    if rank > 3:
        return (*(one for one in style if _rank(one) == 0), kind)
    kept = [one for one in style if _rank(one) != rank]
    return tuple(sorted([kind, *kept], key=_rank)) if rank == 0 or "code" not in style else style


def _rank(kind: str) -> int:
    return _RANK[kind.partition(" ")[0]]


def _joined(run: Iterable[tuple[Style, str]]) -> list[tuple[Style, str]]:
    """Collapse the white space of a run of pieces as a browser does, and join neighbours of the same style."""
    joined: list[tuple[Style, list[str]]] = []
    spaced = True
    for own_style, raw in run:
        style = own_style
        text = raw if raw == _BREAK else _collapsed(raw)
        if text == _BREAK:
            _strip_end(joined)
        elif spaced:
            text = text.lstrip(" ")
        if not text or (text == _BREAK and not joined):
            continue
        spaced = text[-1] in (" ", _BREAK)
        if text == " " and not "".join(joined[-1][0][-1:]).startswith("img "):
            style = joined[-1][0]
        if joined and joined[-1][0] == style and text != _BREAK and joined[-1][1] != [_BREAK]:
            joined[-1][1].append(text)
        else:
            joined.append((style, [text]))
    while joined and (joined[-1][1] == [_BREAK] or not _strip_end(joined)):
        joined.pop()
    return _bordered([(style, "".join(texts)) for style, texts in joined])


def _strip_end(joined: list[tuple[Style, list[str]]]) -> bool:
    """Strip the end of the last piece and tell whether anything is left of it."""
    if joined and joined[-1][1] != [_BREAK]:
        joined[-1][1][-1] = joined[-1][1][-1].rstrip(" ")
        return any(joined[-1][1])
    return bool(joined)


def _bordered(pieces: list[tuple[Style, str]]) -> list[tuple[Style, str]]:
    """Move punctuation out of emphasis where it would keep the marks from meaning anything, as in `**Note:**more`."""
    made: list[tuple[Style, str]] = []
    for style, text in pieces:
        last_style, last = made.pop() if made else ((), "")
        both = tuple(kind for kind in style if kind in last_style)
        ended, begun = _has_emphasis(last_style, both), _has_emphasis(style, both)
        end, start = len(last), 0
        if ended and (begun or text[0].isalnum()):
            end = len(last.rstrip(_PUNCTUATION))
        if begun and (ended or last[-1:].isalnum()):
            start = len(text) - len(text.lstrip(_PUNCTUATION))
        parts = ((last_style, last[:end]), (both, last[end:] + text[:start]), (style, text[start:]))
        made += [part for part in parts if part[1]]
    return made


def _has_emphasis(more: Style, less: Style) -> bool:
    return not {"strong", "em", "del"}.isdisjoint(set(more) - set(less))


class _Rules:
    """What is done otherwise than markdownify does it, given what `_Rewriter` writes."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return _escaped(text, is_link="a" in parent_tags)

    def process_text(self, el: Any, parent_tags: set[str]) -> str:
        text: str = super().process_text(el, parent_tags)  # type: ignore[misc]
        before_link = text.endswith("!") and getattr(el.next_sibling, "name", "") == "a"
        return text[:-1] + "\\!" if before_link else text  # else it would be an image

    def convert_p(self, _el: Any, text: str, **_: Any) -> str:
        return f"\n\n{_safe_lines(text)}\n\n"

    def convert_x_line(self, _el: Any, text: str, **_: Any) -> str:
        return _safe_lines(text)

    def convert_a(self, el: Any, text: str, **_: Any) -> str:
        label = text.strip()
        if not label:
            return text
        made = f"<{el['href']}>" if el.get_text() == el["href"] else f"[{label}]({el['href']})"
        return text[: len(text) - len(text.lstrip())] + made + text[len(text.rstrip()) :]

    def convert_img(self, el: Any, _text: str, **_: Any) -> str:
        return f"![{_escaped(el['alt'].strip(), is_link=True)}]({el['src']})"

    def convert_li(self, el: Any, text: str, **_: Any) -> str:
        mark = el["mark"] + " "
        inner = text.strip().replace("\n", "\n" + " " * len(mark))
        return re.sub(r"\n +(?=\n)", "\n", f"{mark}{inner}\n") if inner else ""

    def convert_ol(self, el: Any, text: str, parent_tags: set[str]) -> str:
        made: str = super().convert_list(el, text, parent_tags)  # type: ignore[misc]
        # Only a list that begins with 1 can follow the text of an item without a blank line.
        return made if text.startswith("1.") or "li" not in parent_tags else "\n" + made

    def convert_pre(self, el: Any, text: str, **_: Any) -> str:
        lines = text.expandtabs(4).replace("\xa0", " ").strip("\n")
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", lines)), default=0))
        return f"\n\n{fence}{el['lang']}\n{lines}\n{fence}\n\n"

    def convert_td(self, _el: Any, text: str, **_: Any) -> str:
        return f" {text.strip().replace('|', chr(92) + '|')} |"

    def convert_tr(self, el: Any, text: str, **_: Any) -> str:
        head = "|" + " --- |" * int(el.parent["columns"]) + "\n" if el.previous_sibling is None else ""
        return f"|{text}\n{head}"


@cache
def _converter() -> Any:
    from markdownify import MarkdownConverter

    return type("_Converter", (_Rules, MarkdownConverter), {})(heading_style="atx")


def _escaped(text: str, *, is_link: bool = False) -> str:
    """Escape what Markdown would take for marks within a line, and nothing else."""
    return (_SPECIAL_IN_LINK if is_link else _SPECIAL).sub(_escaped_run, text)


def _escaped_run(match: re.Match[str]) -> str:
    run, text = match[0], match.string
    if run[0] in "*_":
        start, end = match.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if (before.isspace() and after.isspace()) or (run[0] == "_" and before.isalnum() and after.isalnum()):
            return run
    return "".join("\\" + character for character in run)


def _safe_lines(text: str) -> str:
    """Escape what would begin something else than a paragraph at the start of a line."""
    return "\n".join(map(_safe_line, text.split("\n")))


def _safe_line(line: str) -> str:
    match = _STARTS.match(line)
    return f"{line[: (at := max(match.end(1), 0))]}\\{line[at:]}" if match else line


# What follows is for WordPress.

_CAPTION = re.compile(r"\[(/?)caption(?:\s[^\[\]]{0,1000})?\]")
_BLOCK_TAG = re.compile(
    r"(</?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_VERBATIM = ("<pre", "<script", "<style")
_ONE_BLOCK = ("<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "<p", "<summary", "<figcaption")  # no paragraphs inside
_MORE = (
    r"(?:[CcKk](?:ontinue|eep) [Rr]eading|[RrVv](?:ead|iew) (?:[Mm]ore|the (?:rest|full|whole|entire)(?: \w{1,20})?)"
    r"|READ MORE|CONTINUE READING|more(?=…|\.\.\.))"
)
_POINTER = r"[ :]{0,2}(?:…|\.\.\.|[→»›>]|>>|->)*"
_CUT = re.compile(
    r"(?:^|(?<=[\s….\]]))(?:"
    r"\\?\[(?:…|\.\.\.)\\?\](?:\([^()\s]*\))?"  # the sign
    rf"|\(?(?=[RCKVm(]){_MORE}{_POINTER}\)?"  # words, the first letter a capital one: "to read more" is prose
    rf"|(?:(?<=[…\].] )|(?=\W{{1,6}}[RCKV]))[*_(]{{0,3}}\[[*_(]{{0,3}}{_MORE}{_POINTER}"  # the same as a link
    r"[*_)]{0,3}\]\([^()\s]*\)[*_)]{0,3}"
    r"|[*_(]{0,3}\[[*_(]{0,3}(?:[Cc]ontinue|[Kk]eep) reading [^\n\[\]]{1,300}\]\([^()\s]*\)[*_)]{0,3}"
    r"|(?<=[…\].] )\[Read more [^\n\[\]]{1,300}\]\([^()\s]*\)"
    r")\s*$"
)
_APPEARED = re.compile(r"\n\n(?:The post|La entrada|Der Beitrag|L’article) [^\n]{0,2000}$")


def autop(html: str) -> str:
    """Return the raw content of a WordPress post as HTML: blank lines begin paragraphs, other line ends are breaks.

    Block comments go, `[caption]` becomes a figure. What is in block elements already is left as it is.
    """
    html = _captioned(_without_comments(html.replace("\r\n", "\n")))
    out: list[str] = []
    verbatim = opened = ""
    for index, part in enumerate(_BLOCK_TAG.split(html)):
        if index % 2:
            name = part.lower()
            if not verbatim and name.startswith(_VERBATIM):
                verbatim = "</" + name[1:].partition(" ")[0].rstrip("/>")
            elif verbatim and name.startswith(verbatim):
                verbatim = ""
            opened = name
            out.append(part)
        elif verbatim or not part.strip():
            out.append(part)
        else:
            chunks = [chunk.strip().replace("\n", "<br>\n") for chunk in _BLANK_LINE.split(part) if chunk.strip()]
            single = opened.startswith(_ONE_BLOCK) and not opened.startswith("<pre")
            out += [" ".join(chunks)] if single else [f"<p>{chunk}</p>" for chunk in chunks]
    return "".join(out)


def _without_comments(html: str) -> str:
    pieces = html.split("<!--")
    return pieces[0] + "".join(piece.partition("-->")[2] if "-->" in piece else "<!--" + piece for piece in pieces[1:])


def _captioned(html: str) -> str:
    return _CAPTION.sub(lambda match: f"<{match[1]}figure>", html) if "caption" in html else html


def without_more(markdown: str) -> tuple[str, bool]:
    """Take "[…]", "Read more", "Continue reading" and "The post … appeared first on" off the end of a text.

    Return the rest, and whether it was cut there; where it was, it ends with "…".
    """
    start = max(0, len(markdown) - 3000)
    head, tail = markdown[:start], _APPEARED.sub("", markdown[start:].rstrip()).rstrip()
    was_cut = False
    while match := _CUT.search(tail, max(0, len(tail) - 500)):
        tail, was_cut = tail[: match.start()].rstrip(), True
    if was_cut:
        tail = tail.removesuffix("...").rstrip("… ,;:")
        tail += (" …" if tail.endswith((".", "!", "?")) else "…") if head or tail.strip(".") else ""
    return head + tail, was_cut
