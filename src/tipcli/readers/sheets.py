"""Plain sheets: files of commands with remarks, whose name is their title and which have no ending.

Programs that show cheat sheets keep them so, `tar` in a file `tar`, some with a head of front matter that names the
language and topics.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.readers.base import Bad, Item, Reader, decode
from tipcli.readers.fields import names_of, role_of, text_of
from tipcli.readers.nearby import beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_HEAD = re.compile(r"\ufeff?---[ \t]*\n((?:[^\n]*\n){0,60}?)---[ \t]*(?:\n|\Z)")
_REMARK = re.compile(r"\s{0,20}(?:#+|//|--|;+|\")[ \t\xa0]*(?=[^\W\d_])")
_BETWEEN = re.compile(rb"^%[ \t\r]*$", re.MULTILINE)  # of a fortune file
_LONGEST_NAME = 100  # characters
_LARGEST = 2**20  # bytes; a sheet is looked at, and nobody looks at more
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")


class SheetReader(Reader):
    """A file a tip: its text is code, its title its name."""

    name = "sheet"

    def fits(self, document: Document) -> bool:
        """Tell by a name without an ending, and by a text that is no script, no page, no fortunes and no note."""
        head = document.head.removeprefix(b"\xef\xbb\xbf")
        is_named = "." not in document.name and not document.address and len(document.name) <= _LONGEST_NAME
        if not is_named or not head.strip() or head.startswith((b"#!", b"<", b"{", b"[")) or b"\0" in head:
            return False
        if _BETWEEN.search(head) or beside(document.path + ".dat", 1) or document.size() > _LARGEST:
            return False
        if found := _HEAD.match(decode(head)):
            fields = _fields(found[1])
            return "syntax" in fields or (bool(fields) and all(map(_is_topic, fields)))
        return b"\n" in head.strip() or b"#" in head

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield the one item of the file. Raises AccessError where it cannot be read."""
        text = decode(document.read(_LARGEST), document.charset).replace("\r\n", "\n").removeprefix("\ufeff")
        found = _HEAD.match(text)
        fields = _fields(found[1]) if found else {}
        text = (text[found.end() :] if found and fields else text).strip("\n")
        if not text.strip():
            yield Bad("line 1", "no text")
            return
        topics = tuple(name for key, value in fields.items() if _is_topic(key) for name in names_of(value) or ())
        language = text_of(fields.get("syntax")) or ""
        yield Item(
            "line 1",
            title=document.name.replace("_", " ").strip() or document.name,
            body=_as_code(text, language if _LANGUAGE.fullmatch(language) else ""),
            gist=_first_remark(text),
            topics=topics,
            slug=document.name,
        )


def _fields(head: str) -> dict[str, object]:
    """Return what the head says: none of it where it is no YAML, and part of the text."""
    from tipcli.store.frontmatter import FrontMatterError, load_yaml

    try:
        return load_yaml(head, "")
    except FrontMatterError:
        return {}


def _is_topic(key: str) -> bool:
    return (role_of(key) or " ")[0] == "topics"


def _as_code(text: str, language: str) -> str:
    """Return a text as a block of code, between fences that are longer than any run of their sign in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _first_remark(text: str) -> str:
    """Return the words of the first line that is a remark and not a command, without its mark."""
    for line in text.split("\n", 200)[:200]:
        if mark := _REMARK.match(line):
            words = line[mark.end() :].strip().rstrip("#").strip()
            if len(words.split()) > 1:
                return words[:1].upper() + words[1:].removesuffix(":")
    return ""
