"""The listings of posts that the REST interface of WordPress gives."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers.base import Bad, EmptyError, More, Reader, decode
from tipcli.readers.feeds.next_page import next_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_LISTING = re.compile(rb'"(?:rendered|date_gmt|wp:term)"\s*:')


class ListingReader(Reader):
    """What `/wp-json/wp/v2/posts` of a WordPress site gives."""

    name = "wp-json"

    def fits(self, document: Document) -> bool:
        """Tell by the keys that such a listing has, or by its address."""
        head = document.head.removeprefix(b"\xef\xbb\xbf").lstrip()
        is_site = "/wp-json/" in document.address or "rest_route=" in document.address
        if head[:1] not in (b"[", b"{"):
            return False
        return is_site or len(_LISTING.findall(head)) > 2

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield the posts of a listing and the address of its next page. Raises AccessError."""
        from tipcli.readers.feeds.wordpress import listed

        value = _loaded(document)
        if isinstance(value, dict) and "code" in value and "message" in value:
            if str(value["code"]).endswith("_invalid_page_number"):
                raise EmptyError(f"{document.place}: the page after the last one")
            message = quoted(unescape(str(value["message"])))
            raise AccessError(f"{document.place}: instead of posts the site gives an error: {message}")
        posts = [value] if isinstance(value, dict) and "content" in value else value
        if not isinstance(posts, list):
            raise AccessError(f"{document.place}: no listing of posts, which is a JSON array")
        if not posts:
            raise EmptyError(f"{document.place}: the listing has no posts")
        for number, post in enumerate(posts, 1):
            place = f"item {number}"
            try:
                yield listed(post, place) if isinstance(post, dict) else Bad(place, "no JSON object")
            except AccessError as error:
                yield Bad(place, error.message)
        if document.address and posts and posts is value:
            yield More(next_address(document.address, "page"), is_guess=True)


def _no(_number: str) -> None:
    return None


def _loaded(document: Document) -> Any:
    try:
        # No number is used, and one of 5,000 digits raises.
        return json.loads(decode(document.read(), document.charset), strict=False, parse_int=_no, parse_constant=_no)
    except RecursionError:
        reason = "nested too deep"
    except ValueError as error:
        reason = quoted(str(error))
    raise AccessError(f"{document.place}: no JSON: {reason}")
