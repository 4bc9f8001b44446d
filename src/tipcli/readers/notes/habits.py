"""What programs for notes and sites write into Markdown that is none of the text: Notion, Joplin, Logseq, Jekyll, Hugo.

Each is told by a form that nobody writes by chance, and only then anything is taken out of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import role_of
from tipcli.readers.notes.marks import quoted_divisions, without_marks
from tipcli.readers.notes.outlines import is_outline, outlined, with_titled_callouts, without_macros
from tipcli.readers.notion import PAGE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document

_MOST_LINES = 60  # of properties
_PAIR = re.compile(r"(?P<key>[^\W\d_][^:\n]{0,59}): (?P<value>.*)")
_JOPLIN = re.compile(r"id: (?P<id>[0-9a-f]{32})\n(?:[a-z_]{1,40}: ?.*\n){2,60}type_: (?P<kind>\d{1,2})\s*\Z")
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d_][\w/-]{0,99})#?(?=[\s.,;:!?)]|\Z)")
_TIGHT = re.compile(r"^##+[^\W\d_]", re.MULTILINE)  # headings without a space
_TAGS_ONLY = re.compile(r"(?:#\S+[ \t,;]*)+")
_OF_COLOURS = re.compile(r"colou?r|background|border|fill|stroke|gradient|\bhex\b|\brgb|[\w-]+:\s*#", re.IGNORECASE)
_COLOUR = re.compile(r"(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")
_APART = re.compile(
    r"^(?: {4}|\t)|^\s*[-*+>]?\s*%% |^\s*(?:[-*+] )?\[[^\[\]\n]{1,300}\]:"  # code, a comment, what a link refers to
    r"|^#(?:define|undef|include|import|if|ifdef|ifndef|else|elif|endif|pragma|error|warning|line|region|endregion)\b"
    r"|^#[\w-]+[^\n#]{0,200}\{"  # of a style sheet
)
_CODE = re.compile(r"`[^`\n]*`|\]\([^()\n]{0,2000}\)")
_HIGHLIGHT = re.compile(r"\{(?:%-?|\{[<%]) *highlight +([\w+#-]{1,40})[^\n{}]{0,200}\}")
_HIGHLIGHTED = re.compile(r"\{(?:%-?|\{[<%]) *(?:endhighlight|/ *highlight) *-?[%>]\}\}?")
_MORE = re.compile(r"<!-- ?more ?-->")
_ATTRIBUTES = re.compile(  # on a line of their own, before an item, or behind what they are about
    r"(`[^`]*`)|(^\s*(?:[-*+] )?|(?<=[)\]*_`>]))\{: ?[.#][A-Za-z_-][^{}]{0,200}\}"
)
_JOURNAL = re.compile(r"\d{4}[-_]\d\d[-_]\d\d")


def day_of(stem: str) -> str:
    """Return the day that a whole name is, as for journals; empty where it is none."""
    return stem.replace("_", "-") if _JOURNAL.fullmatch(stem) else ""


def joplin(text: str) -> tuple[dict[str, Any], str] | str | None:
    """Return fields and text of a note as Joplin exports it, why it is left out, None for any other text."""
    start = text.rfind("\nid: ") + 1  # 0 where nothing stands above, as in what ties a tag to a note
    found = _JOPLIN.fullmatch(text[start:] + "\n") if start or text.startswith("id: ") else None
    if not found:
        return None
    if found["kind"] != "1":
        return "no note but something else of Joplin's"
    pairs = (line.partition(": ") for line in text[start:].split("\n"))
    said = {key: value.strip() for key, _, value in pairs if value.strip()}
    title, _, body = text[:start].strip("\n").partition("\n")
    fields = {"title": title.strip(), "id": found["id"], "created": said.get("created_time")}
    return fields | {"author": said.get("author"), "link": said.get("source_url")}, body.strip("\n")


def properties(document: Document, fields: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
    """Return fields and text, with what Notion and Logseq write as lines of the text among the fields."""
    found = PAGE_NAME.fullmatch(document.stem)
    if found:
        return _notion(fields | {"id": found["id"]}, body)
    return outlined(fields, body) if is_outline(body) else (fields, body)


def _notion(fields: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
    """Take the lines below the title of a page of Notion: one property each, up to a blank line."""
    head, gap, rest = body.partition("\n\n")
    title, _, text = rest.partition("\n\n") if gap else ("", "", "")
    pairs = [_PAIR.fullmatch(line) for line in title.split("\n")]
    if not head.startswith("# ") or "\n" in head or not all(pairs) or len(pairs) > _MOST_LINES:
        return fields, body
    made = {pair["key"]: pair["value"].strip() for pair in pairs if pair}
    roles = {(role_of(key) or " ")[0] for key in made}
    if roles <= {" ", "title", "body", "gist"} and any(value.endswith((".", "!", "?", "…")) for value in made.values()):
        return fields, body  # sentences behind a colon
    return made | fields, f"{head}\n\n{text}"


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is of a block of code between fences."""
    fence = ""
    for line in body.split("\n"):
        before, fence = fence, _fence_below(line.strip(), fence)
        yield line, bool(before or fence)


def _fence_below(text: str, fence: str) -> str:
    """Return the fence of the block of code that goes on below a line, empty where none does."""
    if fence:
        return "" if text.startswith(fence) and not text.strip(fence[0]) else fence
    found = _FENCE.fullmatch(text)
    return (found[1] or found[2]) if found else ""


def tags_in(body: str, *, is_titled: bool = True) -> tuple[str, ...]:
    """Return the tags that stand in the prose of a text as `#word`, as Obsidian, Bear and Logseq have them.

    None stands in code, and none is a heading without a blank: a line for itself that begins so and has other words, or
    where the text is not `is_titled` the one word that it begins with.
    """
    if "#" not in body:
        return ()
    found: dict[str, None] = {}
    is_tight = bool(_TIGHT.search(body))
    lines = list(_lines(body))
    for at, (line, is_code) in enumerate(lines):
        if "#" not in line or is_code or _APART.match(line):
            continue
        if line.startswith("#") and (is_tight or _is_heading(lines, at, is_titled=is_titled)):
            continue
        tags = (tag.rstrip("/-") for tag in _TAG.findall(_CODE.sub(" ", line)))
        found |= dict.fromkeys(tag for tag in tags if not _is_colour(tag, line))
    return tuple(found)


def _is_heading(lines: list[tuple[str, bool]], at: int, *, is_titled: bool) -> bool:
    """Tell whether a line that begins with `#` and a word is a paragraph of its own, and meant as a heading."""
    line = lines[at][0].strip()
    is_alone = not any(near.strip() for near, _ in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]))
    if not is_alone or len(lines) == 1:
        return False
    is_first = not is_titled and not any(before.strip() for before, _ in lines[:at])
    return line.count("#") == 1 and (not _TAGS_ONLY.fullmatch(line) or (is_first and line[1:2].isupper()))


def _is_colour(tag: str, line: str) -> bool:
    """Tell whether a tag is a colour as style sheets have it: hexadecimal, and no word such as `cafe` in prose."""
    is_word = tag.isalpha() and len(set(tag.lower())) > 1
    return bool(_COLOUR.fullmatch(tag)) and not (is_word and not _OF_COLOURS.search(line))


def plain_markdown(body: str, *, is_mdx: bool = False) -> str:
    """Return a text with Jekyll's and Hugo's code blocks as Markdown has them, without their marks for programs."""
    if "highlight" in body:
        body = _fenced(body)
    if "%% kanban:settings" in body:
        body = body.partition("%% kanban:settings")[0]
    body = with_titled_callouts(without_macros(body, _lines), _lines)
    body = without_marks(body, _lines, is_mdx=is_mdx)
    if ":::" in body:
        body = quoted_divisions(_lines(body))
    if "{" not in body and "<!--" not in body:
        return body.strip("\n")
    lines = list(_lines(body))
    made: list[str] = []
    is_gap = False  # behind a mark that stood between paragraphs
    for line, is_code in lines:
        if is_code or not (mark := _MORE.match(line)):
            if line or not is_gap:
                made.append(line if is_code or "{:" not in line else _ATTRIBUTES.sub(_kept, line))
            is_gap = False
        else:
            made += [""] * bool(made and made[-1]) + [line[mark.end() :]] * (mark.end() < len(line))
            is_gap = True
    return "\n".join(made).strip("\n")


def _kept(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _fenced(body: str) -> str:
    """Return a text with the blocks of code that Jekyll and Hugo highlight between fences."""
    lines = body.split("\n")
    last = max((at for at, line in enumerate(lines) if _HIGHLIGHTED.fullmatch(line)), default=-1)
    made: list[str] = []
    name = fence = ""
    block: list[str] | None = None
    for at, line in enumerate(lines):
        if block is not None and _HIGHLIGHTED.fullmatch(line):
            marks = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", "\n".join(block))), 3)
            made += (marks + name, *block, marks)
            block = None
        elif block is not None:
            block.append(line)
        elif not fence and at < last and (start := _HIGHLIGHT.fullmatch(line)):
            block, name = [], start[1]
        else:
            fence = _fence_below(line.strip(), fence)
            made.append(line)
    return "\n".join(made)


def why_empty(fields: dict[str, Any]) -> str:
    """Return why a note without text is left out: it leads elsewhere, or nothing but properties are in it."""
    if any(key.lower().replace("-", "_") in ("redirect", "redirect_to", "redirect_url", "refresh") for key in fields):
        return "a redirect"
    says = {role[0] for key, value in fields.items() if value and (role := role_of(key))}
    if says & {"title", "body", "gist"}:
        return ""
    return "nothing but properties" if fields else ""


def words_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a post of Jekyll: its tags and categories are words with spaces between them."""
    made = dict(fields)
    for key, value in fields.items():
        is_topic = (role_of(key) or " ")[0] == "topics" and key.lower() in ("tags", "categories")
        if is_topic and isinstance(value, str) and "," not in value:
            made[key] = value.split()
    return made
