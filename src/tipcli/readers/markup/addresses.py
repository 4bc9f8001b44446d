"""Addresses of links and images, absolute and safe to stand in Markdown."""

from __future__ import annotations

import re

_LONGEST_LINK = 2000  # characters
_TRACKING = re.compile(r"(?:utm_\w{1,40}|fbclid|gclid|mc_cid|mc_eid)=[^&#]*")
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
    url = _UNSAFE.sub(lambda match: quote(match[0], errors="replace"), untracked(url)) if is_web else ""
    return url if len(url) <= _LONGEST_LINK else ""


def untracked(address: str) -> str:
    """Return an address without what tells its server only where somebody came from."""
    if address.startswith("https://www.google.com/url?q="):  # of every link in a document of Google Docs
        from urllib.parse import unquote

        target = unquote(address.partition("?q=")[2].partition("&")[0])
        address = target if target[:8].lower().startswith(("http://", "https://")) else address
    before, asked, query = address.partition("?")
    if not asked or "=" not in query or not _TRACKING.search(query):
        return address
    pairs, hash_sign, rest = query.partition("#")
    kept = "&".join(pair for pair in pairs.split("&") if not _TRACKING.fullmatch(pair))
    return before + ("?" + kept if kept else "") + hash_sign + rest
