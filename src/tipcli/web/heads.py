"""What the head of an answer says: why it brings no page, what kind of page it is, what to send back next time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

    from tipcli.web.connection import Call

LONGEST_HEADER = 1_000  # characters of a header that is looked into or kept
# Codecs of Python that are no encodings of pages: some take quadratic time, some raise whatever they are given.
_NO_CHARSETS = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem")


class StatusError(AccessError):
    """The server answered with a status that brings no page; `code` is it."""

    def __init__(self, message: str, code: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code


def refusal(call: Call, response: BaseHTTPResponse) -> AccessError:
    """Return the error for a status that brings no page."""
    from http import HTTPStatus

    code = response.status
    try:
        phrase = HTTPStatus(code).phrase
    except ValueError:
        phrase = clean_line((response.reason or "")[:60])
    said = f"the server says {code} {phrase}".rstrip()
    if code in (204, 205):
        said = f"the server sent nothing ({code} {phrase})"
    hint = ""
    if code == 401:
        hint = "Where it wants a user and a password, give them in the address: https://USER:PASSWORD@..."
    elif code == 403:
        hint = "Open it in a browser to see whether it wants a login."
    elif code == 429:
        hint = f"Try again {_when(response.headers.get('Retry-After', ''))}."
    elif code in (404, 410):
        hint = "Is the address right?"
    elif code >= 500:
        hint = "Try again later."
    return StatusError(f"{call.place}: {said}", code, hint)


def _when(said: str) -> str:
    """Return what a Retry-After header says: seconds or a date."""
    from email.utils import parsedate_to_datetime

    said = said.strip()[:40]
    if said.isascii() and said.isdigit():
        return f"in {int(said):,} seconds"
    try:
        return f"after {parsedate_to_datetime(said).isoformat(' ')}"
    except (ValueError, TypeError, IndexError, OverflowError):
        return "later"


def sendable(value: str) -> str:
    """Return what a server said for sending it back, or nothing where no header can hold it."""
    return value if value.isascii() and value.isprintable() and len(value) <= LONGEST_HEADER else ""


def content_type(value: str) -> tuple[str, str]:
    """Return media type and charset of a Content-Type header, each empty where it has none that can be used."""
    from email.message import Message

    header = Message()
    charset = ""
    with suppress(ValueError):
        header["Content-Type"] = value[:LONGEST_HEADER]
        charset = header.get_content_charset("")
    media_type = value[:LONGEST_HEADER].partition(";")[0].strip().lower()
    return media_type if "/" in media_type else "", charset if _is_charset(charset) else ""


def _is_charset(name: str) -> bool:
    """Tell whether Python can decode pages by this name."""
    import codecs

    try:
        if codecs.lookup(name).name.replace("_", "-") in _NO_CHARSETS:
            return False
        b"text".decode(name)  # LookupError where it is no codec of text, such as rot13
    except UnicodeDecodeError:  # but it may well be one in which this is no text
        return True
    except (LookupError, ValueError):
        return False
    return True
