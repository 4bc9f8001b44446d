"""What programs for notes and sites write into Markdown that is none of the text: Notion, Joplin, Logseq, Jekyll, Hugo.

Each is told by a form that nobody writes by chance, and only then anything is taken out of the text.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import role_of

if TYPE_CHECKING:
    from tipcli.readers.base import Document

_MOST_LINES = 60  # of properties
_HASH = re.compile(r"(?P<name>.+)[ -](?P<id>[0-9a-f]{32})")  # what Notion puts behind the name of a page
_PAIR = re.compile(r"(?P<key>[^\W\d_][^:\n]{0,59}): (?P<value>.*)")
_JOPLIN = re.compile(r"id: (?P<id>[0-9a-f]{32})\n(?:[a-z_]{1,40}: ?.*\n){2,60}type_: (?P<kind>\d{1,2})\s*\Z")
_LOGSEQ = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40}):: (?P<value>.*)")
_OWN = re.compile(r"^[ \t]+(?:id|collapsed|heading|created-at|updated-at):: .*\n?", re.MULTILINE)  # of Logseq's blocks
_PAGE = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d_][\w/-]{0,99})#?(?=[\s.,;:!?)]|\Z)")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)|^(?: {4}|\t)|^\s*[-*+>]?\s*%% ")
_CODE = re.compile(r"`[^`\n]*`|\]\([^()\n]{0,2000}\)")
_HIGHLIGHT = re.compile(r"^\{(?:%-?|\{[<%]) *highlight +([\w+#-]{1,40})[^\n{}]{0,200}\}\n", re.MULTILINE)
_HIGHLIGHTED = re.compile(r"^\{(?:%-?|\{[<%]) *(?:endhighlight|/ *highlight) *-?[%>]\}\}?$", re.MULTILINE)
_MORE = re.compile(r"^<!-- ?more ?-->\n{0,2}", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{: ?[.#][^{}\n]{0,200}\}")
_IMPORTS = re.compile(r"(?:import [^\n]{1,200} from ['\"][^'\"\n]{1,200}['\"];?\n+)*")
_JOURNAL = re.compile(r"\d{4}[-_]\d\d[-_]\d\d")


def stem_of(document: Document) -> str:
    """Return the name of a file without its ending, and without what Notion puts behind it."""
    found = _HASH.fullmatch(document.stem)
    return found["name"] if found else document.stem


def is_listed_beside(document: Document) -> bool:
    """Tell whether a table is the one that Notion puts beside the folder of its pages, which say the same and more."""
    stem = document.stem.removesuffix("_all")
    found = _HASH.fullmatch(stem)
    folder = os.path.dirname(document.path)
    return bool(found) and any(
        os.path.isdir(os.path.join(folder, one)) for one in (stem, found["name"] if found else "")
    )


def day_of(stem: str) -> str:
    """Return the day that a whole name is, as for journals; empty where it is none."""
    return stem.replace("_", "-") if _JOURNAL.fullmatch(stem) else ""


def joplin(text: str) -> tuple[dict[str, Any], str] | str | None:
    """Return fields and text of a note as Joplin exports it, why it is left out, None for any other text."""
    start = text.rfind("\nid: ") + 1
    found = _JOPLIN.fullmatch(text[start:] + "\n") if start else None
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
    found = _HASH.fullmatch(document.stem)
    if found:
        return _notion(fields | {"id": found["id"]}, body)
    if _LOGSEQ.match(body) or "\n  id:: " in body or "\tid:: " in body:
        return _logseq(fields, body)
    return fields, body


def _notion(fields: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
    """Take the lines below the title of a page of Notion: one property each, up to a blank line."""
    head, gap, rest = body.partition("\n\n")
    title, _, text = rest.partition("\n\n") if gap else ("", "", "")
    pairs = [_PAIR.fullmatch(line) for line in title.split("\n")]
    if not head.startswith("# ") or "\n" in head or not all(pairs) or len(pairs) > _MOST_LINES:
        return fields, body
    made = {pair["key"]: pair["value"].strip() for pair in pairs if pair}
    return made | fields, f"{head}\n\n{text}"


def _logseq(fields: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
    lines = body.split("\n")
    made: dict[str, Any] = {}
    while lines and (found := _LOGSEQ.fullmatch(lines[0])) and len(made) < _MOST_LINES:
        made[found["key"]] = _PAGE.sub(r"\1", found["value"]).strip()
        lines.pop(0)
    return made | fields, _OWN.sub("", "\n".join(lines)).strip("\n")


def tags_in(body: str) -> tuple[str, ...]:
    """Return the tags that stand in a text as `#word`, as Obsidian, Bear and Logseq have them; none of its code."""
    if "#" not in body:
        return ()
    found: dict[str, None] = {}
    is_code = False
    for line in body.split("\n"):
        if line.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
        elif not is_code and "#" in line and not _FENCE.match(line):
            found |= dict.fromkeys(tag.rstrip("/-") for tag in _TAG.findall(_CODE.sub(" ", line)))
    return tuple(found)


def plain_markdown(body: str) -> str:
    """Return a text with Jekyll's and Hugo's code blocks as Markdown has them, without their marks for programs."""
    if "highlight" in body:
        body = _fenced(body)
    if "{:" in body:
        body = _ATTRIBUTES.sub("", body)
    if found := _IMPORTS.match(body):  # MDX
        body = body[found.end() :]
    return _MORE.sub(_gap, body).strip("\n") if "<!--" in body else body


def _gap(more: re.Match[str]) -> str:
    return "" if more.string[max(more.start() - 2, 0) : more.start()] == "\n\n" else "\n"


def _fenced(body: str) -> str:
    """Return a text with the blocks of code that Jekyll and Hugo highlight between fences."""
    made: list[str] = []
    at = 0
    while (start := _HIGHLIGHT.search(body, at)) and (end := _HIGHLIGHTED.search(body, start.end())):
        made += (body[at : start.start()], f"```{start[1]}\n", body[start.end() : end.start()], "```")
        at = end.end()
    return "".join((*made, body[at:]))


def words_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a post of Jekyll: its tags and categories are words with spaces between them."""
    made = dict(fields)
    for key, value in fields.items():
        is_topic = (role_of(key) or " ")[0] == "topics" and key.lower() in ("tags", "categories")
        if is_topic and isinstance(value, str) and "," not in value:
            made[key] = value.split()
    return made
