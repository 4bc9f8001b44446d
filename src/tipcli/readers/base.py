"""What readers take and give.

A reader turns a document, a file on disk, into a stream of what is in it: items, bad items, and where more is. It
neither cleans nor completes what it finds: `items` does that for all of them in one place.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from tipcli.model.tip import Credit, Topic

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".mdwn", ".mkdn", ".mdtext", ".mdtxt")  # endings
LEKTOR = ".lr"  # the ending of pages of Lektor, each in a folder of its own
HEAD = 65_536  # bytes of a document that sniffing looks at
_UNKNOWN = frozenset(("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"))
_SOUND = 3  # characters that are UTF-8 for each that is not, where a text is taken for UTF-8 with faults
LARGEST_TEXT = 64 * 2**20  # bytes of a document that is read whole; line by line, any size is read


class NotTipsError(AccessError):
    """A document is whole and holds something else than tips; of a folder it is left out for this `reason`."""

    def __init__(self, message: str, hint: str = "", reason: str = "") -> None:
        super().__init__(message, hint)
        self.reason = reason or message


class EmptyError(AccessError):
    """A document is what it should be, but there is nothing in it."""


@dataclass(slots=True)
class Item:
    """One tip as a source has it; only `title` or `body` has to be there.

    `place` says where, for messages: `line 12`, `item 3`, a file's name. `date` is an ISO day. `topics` are names as
    people write them. `guid` is the source's own identifier of the item, `link` its permanent address, `slug` a name
    that the source chose for it. `number` is kept where it is free. `extra` holds what else the source says of it,
    values that JSON has. `adds_up`: it may stand in several places of the source, and the topics of all count.
    `editorial` is as `Tip` has it.
    `undated` is the text of a date that could not be read, `doubtful` that of one that could be read in two ways.
    `file` is the file of a folder that it was made of, `see` the files that it leads to, as paths below the folder.
    """

    place: str
    title: str = ""
    body: str = ""
    gist: str = ""
    date: str | None = None
    topics: tuple[str, ...] = ()
    action: str = ""
    credit: Credit | None = None
    complete: bool = True
    number: int | None = None
    slug: str = ""
    guid: str = ""
    link: str = ""
    extra: dict[str, object] = field(default_factory=dict)
    adds_up: bool = False
    editorial: str = ""
    undated: str = ""
    doubtful: str = ""
    file: str = ""
    see: tuple[str, ...] = ()


@dataclass(slots=True)
class Record:
    """An item that is not parsed yet: where nothing in its raw form changed since the last time, it need not be.

    `raw` is what the item is made from, byte for byte; `parse` makes it. `key` tells which item it is, whatever it says
    by now: two pages of a listing may hold it; empty where only `raw` does.
    """

    raw: bytes
    parse: Callable[[], Item | Bad | Skipped]
    key: bytes = b""


@dataclass(slots=True)
class Bad:
    """An item that cannot be used: where it stands and why, for one line on standard error."""

    place: str
    reason: str


@dataclass(slots=True)
class Skipped:
    """Something that was left out on purpose, such as a draft: where it stands and why."""

    place: str
    reason: str


@dataclass(slots=True)
class More:
    """The address of the next page of a listing. `is_guess`: an error there is the end of it and no failure."""

    address: str
    is_guess: bool = False


@dataclass(slots=True)
class Remark:
    """Something to tell of a document that a person may want to do otherwise."""

    text: str


@dataclass(slots=True)
class About:
    """What a document says of the whole collection."""

    title: str = ""
    topics: tuple[Topic, ...] = ()
    rotation: bool | None = None


Found = Item | Record | Bad | Skipped | More | About


@dataclass(frozen=True, slots=True)
class Options:
    """What a person asked for: fortune texts in ROT13; pages beside posts from a WordPress export.

    `dates` is the order of the numbers of a date, of `dates.ORDERS`, or empty; `columns` maps names that a source uses
    to fields of a tip.
    """

    rot13: bool = False
    pages: bool = False
    dates: str = ""
    columns: tuple[tuple[str, str], ...] = ()


class Document:
    """A regular file to read. Its size is checked, and it may come from the web.

    `place` names it in messages and is safe to print. `name` is its file name or the last part of its address, `inside`
    the path below the folder that was given, or the name again. `media_type` is what a server called it, in lower case
    without parameters; `charset` the encoding that a server named. `address` is where it came from, empty for a file.
    `remarks` is what its reader has to tell of it, `mapped` the names in `Options.columns` that it has. `order` tells,
    where it lies in a folder, which of `dates.ORDERS` all dates there are in, or nothing where that is open.
    """

    def __init__(
        self,
        path: str,
        place: str,
        name: str,
        *,
        inside: str = "",
        media_type: str = "",
        charset: str = "",
        address: str = "",
    ) -> None:
        self.path = path
        self.place = place
        self.name = name
        self.inside = inside or name
        self.media_type = media_type
        self.charset = charset
        self.address = address
        self.remarks: list[Remark] = []
        self.mapped: set[str] = set()
        self.order: Callable[[], str] | None = None
        self._opened: BinaryIO | None = None

    @property
    def ending(self) -> str:
        """What follows the last dot of the name, in lower case, with the dot; empty where there is none."""
        return "." + self.name.rpartition(".")[2].lower() if "." in self.name.strip(".") else ""

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return self.name[: -len(self.ending)] if self.ending else self.name

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB. Raises AccessError."""
        with self.open() as file:
            return file.read(HEAD)

    def open(self) -> BinaryIO:
        """Open the file for reading bytes. Raises AccessError."""
        try:
            self._opened = open(self.path, "rb")  # noqa: SIM115 - the caller's to close
        except OSError as error:
            raise AccessError(f"{self.place}: {error.strerror}") from None
        return self._opened

    def position(self) -> int:
        """Return how many bytes of the file were read so far."""
        try:
            return self._opened.tell() if self._opened else 0
        except (OSError, ValueError):  # closed: all of it was read
            return self.size()

    def size(self) -> int:
        """Return the bytes of the file."""
        try:
            return os.stat(self.path).st_size
        except OSError:
            return 0

    def read(self, most: int | None = None) -> bytes:
        """Return all bytes. Raises AccessError, also for more than `most` of them; that is LARGEST_TEXT by itself."""
        most = LARGEST_TEXT if most is None else most
        with self.open() as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise AccessError(f"{self.place}: larger than {most // 2**20} MB, which this format is read up to")
        return data

    def text(self) -> str:
        r"""Return the whole text, lines ended by `\n`, decoded as `decode` does. Raises AccessError."""
        return decode(self.read(), self.charset).replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, charset: str = "") -> str:
    """Return the text of `data`: by its byte order mark, else `charset`, else UTF-8, else Windows-1252 and Latin-1.

    Where `charset` is one of the last two, which servers say that know none, what is UTF-8 is read as that. In what is
    UTF-8 but for a few bytes, these become U+FFFD.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    names = ("utf-8", charset) if charset.lower().replace("_", "-") in _UNKNOWN else (charset, "utf-8")
    for name in filter(None, names):
        try:
            return data.decode(name)
        except (ValueError, LookupError):
            continue
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad * _SOUND <= sum(not character.isascii() for character in text) - bad:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def decode_inside(data: bytes, charset: str = "") -> str:
    """Return the text of a piece of a document as `decode` does; what begins it is no byte order mark, but text."""
    return decode(b"\n" + data, charset)[1:]


class Reader:
    """One format. `name` is what `--from` takes."""

    name: ClassVar[str]

    def fits(self, document: Document) -> bool:
        """Tell from the name, the media type and the head whether this format is likely meant."""
        raise NotImplementedError

    def read(self, document: Document, options: Options, /) -> Iterator[Found]:
        """Yield what is in the document. Raises AccessError where it is not of this format or cannot be read."""
        raise NotImplementedError
