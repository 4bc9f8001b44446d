"""The address of the next page of a feed or a listing, by the number in its query."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def next_address(address: str, key: str) -> str:
    """Return the address with the page number in the query one higher; without one it is that of page 2."""
    scheme, host, path, query, _ = urlsplit(address)
    pairs = parse_qsl(query, keep_blank_values=True)
    number = next((int(value) for name, value in pairs if name == key and value.isdecimal() and len(value) < 9), 1)
    rest = [(name, value) for name, value in pairs if name != key]
    return urlunsplit((scheme, host, path, urlencode([*rest, (key, str(number + 1))]), ""))
