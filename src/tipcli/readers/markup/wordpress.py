"""What WordPress does to a text: paragraphs without tags, captions, the end of a text that was cut."""

from __future__ import annotations

import re

_CAPTION = re.compile(r"\[(/?)caption(?:\s[^\[\]]{0,1000})?\]")
# Two brackets are how WordPress is told to show a shortcode as it is.
# Shortcodes that lay a text out, whose marks go, and those that stand for what only the site can show.
_LAYOUT = re.compile(
    r"(?<!\[)\[/?(?:vc_|et_pb_|fusion_|av_|mk_|cs_)\w{1,60}(?:\s[^\[\]]{0,5000})?\]"
    r"|(?<!\[)\[/?(dropcap|row|columns?|(?:one|two|three)_(?:half|third|fourth)(?:_last)?)(?:\s[^\[\]]{0,500})?\](?!\])"
)
_CLOSED = re.compile(r"\[/(\w{1,40})\]")
_SHOWN = re.compile(
    r"(?<!\[)\[(?:gallery|contact-form(?:-7)?|playlist|wpforms|gravityform|ninja_form|mc4wp_form|jetpack_subscription_form"
    r"|rev_slider|sharethis|toc)(?:\s[^\[\]]{0,1000})?/?\](?:\[/contact-form\])?"
)
_EMBED = re.compile(r"\[embed(?:\s[^\[\]]{0,500})?\]\s*(https?://[^\s\[\]<>]{1,2000})\s*\[/embed\]")
_PLAYER = re.compile(r"(?<!\[)\[(?:audio|video|youtube|vimeo)([\s=][^\[\]]{0,1500})\]")
_ATTRIBUTE = re.compile(r"(?<!\S)[\w-]{1,40}=(?:\"[^\"]*\"|'[^']*'|\S+)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'”″|]{1,500}")
_CODE = re.compile(r"(?<!\[)\[(code|sourcecode|source)(?:\s[^\[\]]{0,300})?\]")
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
_APPEARED = re.compile(
    r"\n\n(?:The post|La entrada|Der Beitrag|L’article) "
    r"(?:\[|[^\n]{0,1000} (?:appeared first on|primero en|erschien zuerst auf|en premier sur) )[^\n]{0,2000}$"
)


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


def without_shortcodes(html: str) -> str:
    """Return the raw content of a post with what shortcodes hold instead of them; unknown ones stay as they are."""
    if "[" not in html:
        return html
    html = _PLAYER.sub(_played, _EMBED.sub(r"\1", html))
    closed = {None, *_CLOSED.findall(html)}  # words in brackets may also be text
    html = _LAYOUT.sub(lambda found: "" if found[1] in closed else found[0], html)
    made: list[str] = []
    at = 0
    while (start := _CODE.search(html, at)) and (end := html.find(f"[/{start[1]}]", start.end())) >= 0:
        made += [_SHOWN.sub("", html[at : start.start()]), "<pre>", html[start.end() : end].strip("\n"), "</pre>"]
        at = end + len(start[1]) + 3
    return "".join((*made, _SHOWN.sub("", html[at:])))


def _played(found: re.Match[str]) -> str:
    """Return the address of what a shortcode plays; brackets with words in them are text."""
    inner = found[1].removeprefix("=")
    words = _ATTRIBUTE.sub("", inner).split()
    is_player = not words or (words[0].startswith("http") and (len(words) == 1 or "|" in words[0]))
    address = _ADDRESS.search(inner) if is_player else None
    return address[0] if address else found[0]


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
