"""The address of the next page of a feed or a listing, by the number in its query."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit


def next_address(address: str, key: str) -> str:
    """Return the address with the page number in the query one higher; without one it is that of page 2.

    The rest of the query stays as it is to the letter: servers tell `?_embed` from `?_embed=`.
    """
    scheme, host, path, query, _ = urlsplit(address)
    number, kept = 1, []
    for pair in query.split("&") if query else ():
        name, _, value = pair.partition("=")
        if name != key:
            kept.append(pair)
        elif value.isdecimal() and len(value) < 9:
            number = int(value)
    return urlunsplit((scheme, host, path, "&".join([*kept, f"{key}={number + 1}"]), ""))


def with_embedded(address: str) -> str:
    """Return the address of a listing of posts of WordPress, asked for with the names of topics and authors.

    Any other address is returned as it is, and one that says which fields it wants.
    """
    try:
        scheme, host, path, query, fragment = urlsplit(address)
    except ValueError:  # what fetches it says what is wrong with it
        return address
    names = {pair.partition("=")[0] for pair in query.split("&")}
    is_listing = "/wp-json/wp/v2/" in path or "rest_route=/wp/v2/" in query.replace("%2F", "/").replace("%2f", "/")
    if not is_listing or not names.isdisjoint(("_embed", "_fields")):
        return address
    return urlunsplit((scheme, host, path, f"{query}&_embed" if query else "_embed", fragment))
