"""Checks and mends feeds and exports before a parser sees them.

What can hurt a parser is refused: entity declarations, endless depth, huge tags. What feeds often get wrong and an XML
parser stops at is mended: entities of HTML, a bare `&`, control characters, tags that nothing closes, an encoding that
is not the declared one. The tree is the business of the parsers; nothing but the nesting of tags is followed here.
"""

from __future__ import annotations

import re

from tipcli.model.errors import AccessError
from tipcli.readers.base import LARGEST_TEXT
from tipcli.readers.feeds.checked import Checked, opening_of
from tipcli.readers.feeds.mending import CONTROL, SLOPPY, mended, printable
from tipcli.readers.feeds.prolog import start_of, utf8

DEEPEST = 200  # elements within each other; feeds have about ten
LARGEST_TAG = 2**20  # bytes of one tag with its name and attributes
MOST_TAGS = 3_000_000  # outside CDATA; the largest exports have about one in 40 bytes
LONGEST_NAME = 2_000  # bytes of a person's or category's name, which feedparser searches in quadratic time
MOST_ITEMS = 200_000
MOST_ATTRIBUTES = 200  # of one tag
LARGEST_OPENING = 2**13  # bytes of the start tags around an item, which are parsed again for each
MOST_REPEATED = 2**27  # bytes of them for all items

# Attributes hold no `<`, so that a match never goes beyond the next one: all matches together take linear time.
# Possessive, so that a tag without an end costs its length and not the square of it.
_TAG = re.compile(rb"""<(/?)([A-Za-z_][\w:.-]*+)([^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+)>""")
_MARKUP = re.compile(rb"<(?=[A-Za-z_/?]|!(?:\[CDATA\[|--|[A-Za-z]))")  # every other `<` is text
_VALUE = re.compile(rb"""=\s*(?:"[^"]*"|'[^']*')""")  # of an attribute; XML has none without
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)
_DECLARATION = re.compile(rb"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION|DOCTYPE)\b", re.IGNORECASE)
_PLAIN_START = re.compile(
    rb"""<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["']\w+["'])? ?\?>""", re.IGNORECASE
)

_KINDS = {  # of elements, by their names without prefix
    "item": frozenset((b"item", b"entry")),
    "void": frozenset(b"br hr img input wbr embed area".split()),  # HTML that nobody escaped
    "name": frozenset(
        b"author creator managingeditor webmaster publisher owner name email contributor category keywords tags".split()
    ),
}


def split(data: bytes, charset: str, place: str) -> Checked:
    """Return an XML document as UTF-8 bytes with nothing in it that can hurt a parser, and the spans of its items.

    `charset` is the encoding that a server named, or empty. Raises AccessError, which begins with `place`, for entity
    declarations and for what is beyond the limits above.
    """
    _refuse_large(data, place)
    data = utf8(data, charset)
    _refuse_large(data, place)
    return _Scan(data, place).run()


def _refuse_large(data: bytes, place: str) -> None:
    if len(data) > LARGEST_TEXT:
        raise AccessError(f"{place}: larger than {LARGEST_TEXT // 2**20} MB, which XML is read up to")


class _Scan:
    """One pass over a document. `at` is where it reads; what is before `copied` is in `made`, mended."""

    def __init__(self, data: bytes, place: str) -> None:
        self.data = data
        self.place = place
        self.made = bytearray()
        self.copied = self.at = start_of(data)
        self.open: list[bytes] = []  # names of the elements around `at`
        self.tags: list[bytes] = []  # their start tags
        self.kinds: dict[bytes, str] = {}
        self.room = LARGEST_TEXT  # bytes of text that the innermost element may still have
        self.item: tuple[int, int] | None = None  # where the item begins, and how many elements are around it
        self.found = Checked(b"")

    def run(self) -> Checked:
        """Return the checked document. Raises AccessError."""
        data, count, is_whole = self.data, 0, True
        while True:
            markup = _MARKUP.search(data, self.at)
            less = markup.start() if markup else len(data)
            if less > self.at:
                self._text(self.at, less)
            if not markup:
                break
            if match := _TAG.match(data, less):
                count += 1
                if count > MOST_TAGS:
                    self._refuse(f"more than {MOST_TAGS:,} tags")
                self._check_tag(match)
                self._tag(match)
                if not self.open:
                    break
            elif not (is_whole := self._other(less)):
                break
        if len(self.found.items) > MOST_ITEMS or len(self.found.items) * len(self.found.opening) > MOST_REPEATED:
            self._refuse(f"{len(self.found.items):,} items of this size")
        self.found.is_cut = bool(self.open) or not is_whole or not count
        if self.copied or self.at < len(data):
            self.made += data[self.copied : self.at]
            data = bytes(self.made)
        self.found.data = data
        return self.found

    def _refuse(self, what: str) -> None:
        raise AccessError(f"{self.place}: {what}: no feed needs that, and none with it is read")

    def _check_tag(self, match: re.Match[bytes]) -> None:
        if match.end() - match.start() > LARGEST_TAG:
            self._refuse(f"a tag larger than {LARGEST_TAG:,} bytes")
        if match[3].count(b"=") > MOST_ATTRIBUTES and len(_VALUE.findall(match[3])) > MOST_ATTRIBUTES:
            self._refuse(f"a tag with more than {MOST_ATTRIBUTES} attributes")

    def _here(self, at: int) -> int:
        """Return where the byte at `at` comes to stand; nothing after it is copied yet."""
        return len(self.made) + at - self.copied

    def _replace(self, start: int, end: int, text: bytes) -> None:
        self.made += self.data[self.copied : start]
        self.made += text
        self.copied = end

    def _text(self, start: int, end: int) -> None:
        self.at = end
        if not self.open:
            self._replace(start, end, b"")
        elif end - start > self.room or SLOPPY.search(self.data, start, end):
            text = self.data[start : min(end, start + self.room)].decode("utf-8", "ignore").encode()
            self._replace(start, end, mended(text).replace(b"<", b"&lt;").replace(b"]]>", b"]]&gt;"))
        self.room = max(0, self.room - (end - start))

    def _tag(self, match: re.Match[bytes]) -> None:
        start, end = match.span()
        slash, name, rest = match.groups()
        self.at = end
        if slash:
            self._end(name, start, end)
            return
        kind = self._kind(name)
        if kind == "item" and name in self.open:  # nothing closed the one before
            self._shut(name, start)
            self._pop(start)
        here, text, is_empty = self._here(start), match[0], rest.endswith(b"/")
        if (rest and SLOPPY.search(rest)) or (kind == "void" and not is_empty):
            text = mended(text)
            if kind == "void":
                text, is_empty = text.rstrip(b"/>") + b"/>", True
            self._replace(start, end, text)
        if kind == "item" and not self.item:
            self._begin(here)
        self.open.append(name)
        self.tags.append(text)
        if is_empty:
            self._pop(end)
        elif len(self.open) > DEEPEST:
            self._refuse(f"elements nested more than {DEEPEST} deep")
        else:
            self.room = LONGEST_NAME if kind == "name" else LARGEST_TEXT

    def _kind(self, name: bytes) -> str:
        if name not in self.kinds:
            local = name.rpartition(b":")[2].lower()
            self.kinds[name] = next((kind for kind, names in _KINDS.items() if local in names), "")
        return self.kinds[name]

    def _begin(self, here: int) -> None:
        self.item = (here, len(self.open))
        if not self.found.items:
            self.found.opening = opening_of(self.tags)
            if len(self.found.opening) > LARGEST_OPENING:
                self._refuse(f"tags of more than {LARGEST_OPENING:,} bytes around its items")
            self.found.closing = b"".join(b"</%b>" % name for name in reversed(self.open))

    def _end(self, name: bytes, start: int, end: int) -> None:
        if name not in self.open:
            self._replace(start, end, b"")
            return
        while self.open[-1] != name:
            self._shut(self.open[-1], start)
            self._pop(start)
        self._pop(end)

    def _shut(self, name: bytes, at: int) -> None:
        """Close what is open up to the innermost element of this name."""
        while self.open[-1] != name:
            self._replace(at, at, b"</%b>" % self.open[-1])
            self._pop(at)
        self._replace(at, at, b"</%b>" % name)

    def _pop(self, end: int) -> None:
        """Leave the innermost element, which ends at `end`."""
        self.open.pop()
        self.tags.pop()
        self.room = 0 if self.open and self.kinds[self.open[-1]] == "name" else LARGEST_TEXT
        if self.item and self.item[1] == len(self.open):
            self.found.items.append((self.item[0], self._here(end)))
            self.item = None

    def _other(self, less: int) -> bool:
        """Pass what begins with `<` and is no tag. Return False where the document breaks off in it."""
        data = self.data
        if data.startswith(b"<![CDATA[", less):
            return self._cdata(less)
        for start, end in ((b"<!--", b"-->"), (b"<?", b"?>")):
            if data.startswith(start, less):
                close = data.find(end, less)
                if close < 0:
                    self.at = less
                    return False
                self.at = close + len(end)
                if less or not _PLAIN_START.match(data):
                    self._replace(less, self.at, b"")
                return True
        if match := _DOCTYPE.match(data, less):
            self._replace(less, match.end(), b"")
            self.at = match.end()
        elif _DECLARATION.match(data, less):
            self._refuse("it declares entities or elements of its own")
        else:
            self._replace(less, less + 1, b"&lt;" if self.open else b"")
            self.at = less + 1
        return True

    def _cdata(self, less: int) -> bool:
        close = self.data.find(b"]]>", less)
        self.at = less
        if close < 0:
            return False
        self.at = end = close + 3
        if not self.open or end - less > self.room:
            self._replace(less, end, b"")
        elif CONTROL.search(self.data, less, end):
            self._replace(less, end, printable(self.data[less:end]))
        self.room = max(0, self.room - (end - less))
        return True
