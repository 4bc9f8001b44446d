"""Addresses of links and images, absolute and safe to stand in Markdown."""

from __future__ import annotations

import re

_LONGEST_LINK = 2000  # characters
_UNSAFE = re.compile(r"[\x00-\x20\"<>\\^`{|}()\x7f-\xa0\ud800-\udfff]")


def web_address(href: str | None, base: str = "") -> str:
    """Return an address as an absolute one of http or https, safe to stand in Markdown, or nothing."""
    from urllib.parse import quote, urljoin, urlsplit

    text = (href or "").strip("\0\t\n\f\r ").replace("\n", "").replace("\r", "").replace("\t", "")
    if not text:
        return ""
    try:
        url = urljoin(base, text) if base else "https:" + text if text.startswith("//") else text
        is_web = url[:8].lower().startswith(("http://", "https://")) and bool(urlsplit(url).hostname)
    except ValueError:
        return ""
    url = _UNSAFE.sub(lambda match: quote(match[0], errors="replace"), url) if is_web else ""
    return url if len(url) <= _LONGEST_LINK else ""
