"""A document line by line, of any size, with a bound on each line."""

from __future__ import annotations

from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import BinaryIO

    from tipcli.readers.base import Document

LONGEST_LINE = 4 * 2**20  # bytes, without the line end
TOO_LONG = f"the line is longer than {LONGEST_LINE // 2**20} MB"


def raw_lines(document: Document) -> Generator[bytes | None, None, None]:
    r"""Yield each line with its `\n`, None for one that is longer than LONGEST_LINE. Raises AccessError.

    Lines end at `\n` only, or at `\r` where the first 64 KiB have no other line end. What has a byte order mark of
    UTF-16 comes as UTF-8; the mark itself does not come.
    """
    head = document.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _decoded(document, "utf-16", "\n")
    elif b"\r" in head and b"\n" not in head:
        yield from _decoded(document, "latin-1", "\r")
    else:
        with document.open() as file:
            if head.startswith(b"\xef\xbb\xbf"):
                file.seek(3)
            yield from _bounded(file, document)


def _bounded(file: BinaryIO, document: Document) -> Iterator[bytes | None]:
    try:
        for line in iter(partial(file.readline, LONGEST_LINE + 2), b""):
            if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                for rest in iter(partial(file.readline, LONGEST_LINE), b""):
                    if rest.endswith(b"\n"):
                        break
                yield None
            else:
                yield line
    except OSError as error:
        raise AccessError(f"{document.place}: {error.strerror}") from None


def _decoded(document: Document, encoding: str, newline: str) -> Iterator[bytes | None]:
    r"""Yield the lines of another encoding as UTF-8, those that end in `\r` as bytes of their own, ended by `\n`."""
    target = "latin-1" if encoding == "latin-1" else "utf-8"
    with document.open() as file, TextIOWrapper(file, encoding, "replace", newline) as text:
        try:
            for line in iter(partial(text.readline, LONGEST_LINE + 2), ""):
                if len(line) > LONGEST_LINE and not line.endswith(newline):
                    for rest in iter(partial(text.readline, LONGEST_LINE), ""):
                        if rest.endswith(newline):
                            break
                    yield None
                else:
                    whole = line.removesuffix(newline) + "\n" if line.endswith(newline) else line
                    yield whole.encode(target, "replace")
        except OSError as error:
            raise AccessError(f"{document.place}: {error.strerror}") from None
