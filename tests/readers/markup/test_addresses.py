"""Addresses of links and images."""

from __future__ import annotations

import pytest

from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.converting import to_markdown


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("a b", "https://example.org/tips/a%20b"),
        ("/x(1)", "https://example.org/x%281%29"),
        ("//other.org/", "https://other.org/"),
        ("HTTP://x.org/a|b", "HTTP://x.org/a%7Cb"),
        ("https://de.example.org/Käse", "https://de.example.org/Käse"),
        ("java\nscript:alert(1)", ""),
        ("\x01javascript:x", ""),
        ("mailto:a@b.c", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("http://", ""),
        ("http://x.org/" + "a" * 5000, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_links_are_absolute_and_of_the_web_or_nothing(href: str | None, address: str) -> None:
    assert web_address(href, "https://example.org/tips/") == address


def test_links_lose_what_only_tells_where_somebody_came_from() -> None:
    kept = "https://e.example/a?p=1&source=x"
    assert (
        to_markdown(f'<a href="{kept}&utm_source=rss&amp;utm_medium=mail&fbclid=7#top">it</a>') == f"[it]({kept}#top)"
    )
    assert to_markdown('<a href="https://e.example/a/?utm_campaign=b">it</a>') == "[it](https://e.example/a/)"
    assert to_markdown('<a href="https://e.example/?xutm_source=b">it</a>') == "[it](https://e.example/?xutm_source=b)"
    wrapped = "https://www.google.com/url?q=https://e.example/a%3Fb%3D1&amp;sa=D&amp;ust=1"
    assert to_markdown(f'<a href="{wrapped}">it</a>') == "[it](https://e.example/a?b=1)"
    assert to_markdown('<a href="https://www.google.com/url?q=javascript:x">it</a>').count("(https://www.google.com/")
